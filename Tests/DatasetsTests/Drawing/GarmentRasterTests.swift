// Shapes are filled exactly as far as their outlines go.

import Testing

@testable import Datasets
@testable import Tensors

@Suite struct GarmentRasterTests {
  private let square: [SIMD2<Float>] = [[4, 6], [14.5, 6], [14.5, 16], [4, 16], [4, 6]]

  @Test func aRectangle() {
    let coverage = GarmentRaster.coverage(of: square)
    #expect(coverage[10 * 28 + 8] == 1)
    #expect(coverage[10 * 28 + 14] == 0.5)
    #expect(coverage[10 * 28 + 3] == 0 && coverage[5 * 28 + 8] == 0 && coverage[16 * 28 + 8] == 0)
    #expect(abs(coverage.reduce(0, +) - 105) < 0.5, "10.5 wide and 10 high")
  }

  /// The sum of coverage is the area, for a shape of slanting sides too.
  @Test func areas() {
    let triangle: [SIMD2<Float>] = [[3.2, 4.1], [24.7, 9.3], [9.9, 25.2], [3.2, 4.1]]
    let area = Float(0.5) * ((24.7 - 3.2) * (25.2 - 4.1) - (9.9 - 3.2) * (9.3 - 4.1))
    #expect(abs(GarmentRaster.coverage(of: triangle).reduce(0, +) - area) < 2)
  }

  @Test func aHoleStaysEmpty() {
    let ring = square + [[7, 9], [11, 9], [11, 13], [7, 13], [7, 9], [4, 6]]
    let coverage = GarmentRaster.coverage(of: ring)
    #expect(coverage[11 * 28 + 9] == 0)
    #expect(coverage[7 * 28 + 13] == 1)
  }

  @Test func seamsStayOnTheCloth() {
    var generator = SeededGenerator(seed: 2)
    let fabric = Fabric(stripes: 0, prints: 0, using: &generator)
    let coverage = GarmentRaster.coverage(of: square)
    var raster = GarmentRaster()
    raster.lay(fabric, where: coverage)
    let before = raster.levels
    raster.seam([[0, 10.5], [28, 10.5]], halfWidth: 1, tone: 0.5, within: coverage)
    #expect(raster.levels[10 * 28 + 8] == before[10 * 28 + 8] / 2)
    #expect(raster.levels[10 * 28 + 20] == 0)
    raster.strap([[0, 20.5], [28, 20.5]], halfWidth: 1, level: 0.8)
    #expect(raster.levels[20 * 28 + 20] == 0.8)
  }
}
