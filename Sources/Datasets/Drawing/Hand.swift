// A hand: what makes the same sign look different whenever someone writes it.

import Tensors

/// One person writing one sign: slant, size, place, tremor, bend, pen.
struct Hand {
  /// How much a hand varies; 1 is what digits are drawn with.
  private let tremor: Float
  private let slant: Float
  private let scale: SIMD2<Float>
  private let cosine: Float
  private let sine: Float
  private let place: SIMD2<Float>
  private let bendX: SIMD8<Float>
  private let bendY: SIMD8<Float>
  /// Half the stroke's width in pixels.
  private let pen: Float

  init(using generator: inout SeededGenerator) {
    tremor = generator.draw(0.02...0.07)
    slant = 0.05 + 0.22 * generator.drawBell()
    let size = 9.2 + 0.9 * generator.drawBell()
    scale = [min(size * (1 + 0.14 * generator.drawBell()), 10.5), size]
    // A rotation without sine and cosine: t is the tangent of half the angle.
    let t = 0.06 * generator.drawBell()
    cosine = (1 - t * t) / (1 + t * t)
    sine = 2 * t / (1 + t * t)
    place = [14 + 1.3 * generator.drawBell(), 14 + 1.3 * generator.drawBell()]
    func bend() -> SIMD8<Float> {
      var amounts = SIMD8<Float>()
      for index in 0..<7 { amounts[index] = 0.07 * generator.drawBell() }
      return amounts
    }
    bendX = bend()
    bendY = bend()
    pen = generator.draw(0.7...1.6)
  }

  /// Writes a sketch.
  func write(_ sketch: Sketch, on paper: inout Paper, using generator: inout SeededGenerator) {
    for stroke in sketch.strokes {
      let points = stroke.points.map {
        $0 + tremor * SIMD2(generator.drawBell(), generator.drawBell())
      }
      let curve = smoothCurve(through: points, isCorner: stroke.isCorner, piece: 0.16)
        .map(placed)
      let widths = (pen * generator.draw(0.85...1.1), pen * generator.draw(0.7...1.1))
      paper.stroke(curve, halfWidths: widths)
    }
  }

  /// Where a point of a sketch comes to lie, in pixels.
  private func placed(_ point: SIMD2<Float>) -> SIMD2<Float> {
    let (x, y) = (point.x, point.y)
    // Everything of second and third degree: the straight becomes curved, the round uneven.
    let terms = SIMD8<Float>(x * x, x * y, y * y, x * x * x, x * x * y, x * y * y, y * y * y, 0)
    let bentX = x + (bendX * terms).sum()
    let bentY = y + (bendY * terms).sum()
    let slanted = SIMD2(bentX - slant * bentY, bentY) * scale
    return place
      + SIMD2(
        cosine * slanted.x - sine * slanted.y, sine * slanted.x + cosine * slanted.y)
  }
}
