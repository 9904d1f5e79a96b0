// Draws a handwritten sign: a sketch, a random variation, a pen width, a brightness.

import Tensors

/// Draws a handwritten sign from one of its sketches.
///
/// - Returns: 28 · 28 grey levels, bright ink on a dark background.
func writtenSign(
  _ ways: [Sketch], varied: StrokeVariation.Distribution = .writing,
  using generator: inout SeededGenerator
) -> [UInt8] {
  let sketch = ways[generator.draw(below: ways.count)]
  let variation = StrokeVariation(varied, using: &generator)
  let pen = generator.draw(0.7...1.6)
  var raster = StrokeRaster()
  for stroke in sketch.strokes {
    let curve = variation.curve(
      through: stroke.points, isCorner: stroke.isCorner, using: &generator)
    let widths = (pen * generator.draw(0.85...1.1), pen * generator.draw(0.7...1.1))
    raster.stroke(curve, halfWidths: widths)
  }
  return raster.inked(
    generator.draw(0.72...1), softness: generator.draw(1...1.8), grain: generator.draw(0...0.1),
    using: &generator)
}

extension StrokeVariation.Distribution {
  /// The variation of readable handwriting.
  static let writing = StrokeVariation.Distribution(
    tremor: 0.02...0.07, slant: (0.05, 0.22), size: (9.2, 0.9), stretch: 0.14, mostWidth: 10.5,
    turn: 0.06, shift: 1.3, bend: 0.07)

  /// The variation of writing in a hurry, some of which people misread, too.
  static let hurriedWriting = StrokeVariation.Distribution(
    tremor: 0.05...0.13, slant: (0.05, 0.26), size: (9.2, 1), stretch: 0.18, mostWidth: 10.5,
    turn: 0.09, shift: 1.3, bend: 0.09)
}
