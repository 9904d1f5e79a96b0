// One sign, written once: a way to write it, a hand, a pen, ink.

import Tensors

/// Draws a sign in one of its ways.
///
/// - Returns: 28 · 28 grey levels, bright ink on a dark ground.
func writtenSign(_ ways: [Sketch], using generator: inout SeededGenerator) -> [UInt8] {
  let sketch = ways[generator.draw(below: ways.count)]
  let hand = StrokeVariation(.writing, using: &generator)
  let pen = generator.draw(0.7...1.6)
  var paper = StrokeRaster()
  for stroke in sketch.strokes {
    let curve = hand.curve(through: stroke.points, isCorner: stroke.isCorner, using: &generator)
    let widths = (pen * generator.draw(0.85...1.1), pen * generator.draw(0.7...1.1))
    paper.stroke(curve, halfWidths: widths)
  }
  return paper.inked(
    generator.draw(0.72...1), softness: generator.draw(1...1.8), grain: generator.draw(0...0.1),
    using: &generator)
}

extension StrokeVariation.Manner {
  /// As varied as people's handwriting, and readable.
  static let writing = StrokeVariation.Manner(
    tremor: 0.02...0.07, slant: (0.05, 0.22), size: (9.2, 0.9), stretch: 0.14, mostWidth: 10.5,
    turn: 0.06, shift: 1.3, bend: 0.07)
}
