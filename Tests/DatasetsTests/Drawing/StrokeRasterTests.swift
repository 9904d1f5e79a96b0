// Strokes and shapes cover the pixels they should, by as much as they should.

import Testing

@testable import Datasets
@testable import Tensors

@Suite struct StrokeRasterTests {
  private func at(_ levels: [UInt8], _ row: Int, _ column: Int) -> UInt8 {
    levels[row * 28 + column]
  }

  private func inked(_ raster: StrokeRaster, softness: Float = 1) -> [UInt8] {
    var generator = SeededGenerator(seed: 1)
    return raster.inked(1, softness: softness, grain: 0, using: &generator)
  }

  /// A stroke 2 wide whose middle is the line y = 10: rows 9 and 10 are full, their neighbours
  /// empty.
  @Test func aLevelStroke() {
    var raster = StrokeRaster()
    raster.stroke([[4, 10], [20, 10]], halfWidths: (1, 1))
    let levels = inked(raster)
    #expect((8...11).map { at(levels, $0, 12) } == [0, 255, 255, 0])
    #expect(at(levels, 10, 1) == 0 && at(levels, 10, 23) == 0)
  }

  /// The same half a pixel lower: rows 9 and 11 are half covered.
  @Test func betweenPixels() {
    var raster = StrokeRaster()
    raster.stroke([[4, 10.5], [20, 10.5]], halfWidths: (1, 1))
    #expect((8...12).map { at(inked(raster), $0, 12) } == [0, 128, 255, 128, 0])
  }

  @Test func crossingIsNotDarker() {
    var raster = StrokeRaster()
    raster.stroke([[4, 10.5], [20, 10.5]], halfWidths: (0.3, 0.3))
    raster.stroke([[12.5, 2], [12.5, 20]], halfWidths: (0.3, 0.3))
    let levels = inked(raster)
    #expect(at(levels, 10, 12) == at(levels, 10, 6))
    #expect(at(levels, 10, 12) == at(levels, 5, 12))
  }

  @Test func besideThePaperNothingHappens() {
    var raster = StrokeRaster()
    raster.stroke([[-40, -9], [-30, 60], [60, 90], [90, -50]], halfWidths: (2, 1))
    raster.stroke([[3, 3]], halfWidths: (1, 1))
    raster.stroke([], halfWidths: (1, 1))
    #expect(inked(raster).allSatisfy { $0 == 0 })
  }

  @Test func pixelsBetween() {
    #expect(StrokeRaster.pixels(2.2, 4.9) == 2..<5)
    #expect(StrokeRaster.pixels(-3, 1) == 0..<2)
    #expect(StrokeRaster.pixels(26, 80) == 26..<28)
    #expect(StrokeRaster.pixels(-9, -3).isEmpty)
    #expect(StrokeRaster.pixels(30, 40).isEmpty)
  }
}
