// A hand: what makes the same sign, or the same garment, look different each time.

import Tensors

/// One person drawing one thing: slant, size, place, tremor, bend.
struct StrokeVariation {
  /// How much hands vary; lengths are in half heights of the drawing unless said otherwise.
  struct Manner {
    /// The unsteadiness of points, least and most.
    var tremor: ClosedRange<Float>
    /// How far the top leans, on average and varying.
    var slant: (mean: Float, standardDeviation: Float)
    /// Half the height in pixels, on average and varying.
    var size: (mean: Float, standardDeviation: Float)
    /// The deviation of the width, as a share.
    var stretch: Float
    /// Half the width in pixels of a drawing as wide as high, at most.
    var mostWidth: Float
    /// The deviation of the angle, in half radians.
    var turn: Float
    /// The deviation of the middle from the picture's, in pixels.
    var shift: Float
    /// How much straight lines bend.
    var bend: Float
    /// Whether left and right are exchanged.
    var isTurnedOver = false
  }

  private let tremor: Float
  private let slant: Float
  private let scale: SIMD2<Float>
  private let cosine: Float
  private let sine: Float
  private let place: SIMD2<Float>
  private let bendX: SIMD8<Float>
  private let bendY: SIMD8<Float>

  init(_ manner: Manner, using generator: inout SeededGenerator) {
    tremor = generator.draw(manner.tremor)
    slant = manner.slant.mean + manner.slant.standardDeviation * generator.drawBell()
    let size = manner.size.mean + manner.size.standardDeviation * generator.drawBell()
    let width = min(size * (1 + manner.stretch * generator.drawBell()), manner.mostWidth)
    scale = [manner.isTurnedOver ? -width : width, size]
    // A rotation without sine and cosine: t is the tangent of half the angle.
    let t = manner.turn * generator.drawBell()
    cosine = (1 - t * t) / (1 + t * t)
    sine = 2 * t / (1 + t * t)
    place = [14 + manner.shift * generator.drawBell(), 14 + manner.shift * generator.drawBell()]
    func bend() -> SIMD8<Float> {
      var amounts = SIMD8<Float>()
      for index in 0..<7 { amounts[index] = manner.bend * generator.drawBell() }
      return amounts
    }
    bendX = bend()
    bendY = bend()
  }

  /// A point, where an unsteady hand puts it.
  func shaken(_ point: SIMD2<Float>, using generator: inout SeededGenerator) -> SIMD2<Float> {
    point + tremor * SIMD2(generator.drawBell(), generator.drawBell())
  }

  /// Where a point of a drawing comes to lie, in pixels.
  ///
  /// - Parameter point: the drawing's middle is 0,0 and it goes from −1 to 1 from top to bottom.
  func placed(_ point: SIMD2<Float>) -> SIMD2<Float> {
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

  /// A smooth curve through shaken points, in pixels.
  func curve(
    through points: [SIMD2<Float>], isCorner: [Bool], using generator: inout SeededGenerator
  ) -> [SIMD2<Float>] {
    smoothCurve(
      through: points.map { shaken($0, using: &generator) }, isCorner: isCorner, piece: 0.16
    ).map(placed)
  }
}
