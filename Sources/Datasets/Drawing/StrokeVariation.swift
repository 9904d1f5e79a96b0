// Varies drawings at random: slant, size, rotation, position, tremor, bend.

import Tensors

/// A random geometric variation of one drawing.
struct StrokeVariation {
  /// The distribution of variations; lengths are in half heights of the drawing unless said
  /// otherwise.
  struct Distribution {
    /// The standard deviation of points, least and most.
    var tremor: ClosedRange<Float>
    /// The horizontal shear.
    var slant: (mean: Float, standardDeviation: Float)
    /// Half the height in pixels.
    var size: (mean: Float, standardDeviation: Float)
    /// The standard deviation of the width, relative to the height.
    var stretch: Float
    /// Half the width in pixels of a drawing as wide as high, at most.
    var mostWidth: Float
    /// The standard deviation of the rotation, as the tangent of half the angle.
    var turn: Float
    /// The standard deviation of the centre from the picture's, in pixels.
    var shift: Float
    /// The standard deviation of the coefficients of second and third degree.
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

  init(_ distribution: Distribution, using generator: inout SeededGenerator) {
    tremor = generator.draw(distribution.tremor)
    slant =
      distribution.slant.mean + distribution.slant.standardDeviation
      * generator.drawApproximateNormal()
    let size =
      distribution.size.mean + distribution.size.standardDeviation
      * generator.drawApproximateNormal()
    let width = min(
      size * (1 + distribution.stretch * generator.drawApproximateNormal()), distribution.mostWidth)
    scale = [distribution.isTurnedOver ? -width : width, size]
    // A rotation without sine and cosine: t is the tangent of half the angle.
    let t = distribution.turn * generator.drawApproximateNormal()
    cosine = (1 - t * t) / (1 + t * t)
    sine = 2 * t / (1 + t * t)
    place = [
      14 + distribution.shift * generator.drawApproximateNormal(),
      14 + distribution.shift * generator.drawApproximateNormal(),
    ]
    func bend() -> SIMD8<Float> {
      var amounts = SIMD8<Float>()
      for index in 0..<7 { amounts[index] = distribution.bend * generator.drawApproximateNormal() }
      return amounts
    }
    bendX = bend()
    bendY = bend()
  }

  /// Adds tremor to a point.
  func shaken(_ point: SIMD2<Float>, using generator: inout SeededGenerator) -> SIMD2<Float> {
    point + tremor * SIMD2(generator.drawApproximateNormal(), generator.drawApproximateNormal())
  }

  /// Transforms a point of a drawing to pixels.
  ///
  /// - Parameter point: The drawing's centre is 0,0; it reaches from −1 to 1 from top to bottom.
  func placed(_ point: SIMD2<Float>) -> SIMD2<Float> {
    let (x, y) = (point.x, point.y)
    // All terms of second and third degree.
    let terms = SIMD8<Float>(x * x, x * y, y * y, x * x * x, x * x * y, x * y * y, y * y * y, 0)
    let bentX = x + (bendX * terms).sum()
    let bentY = y + (bendY * terms).sum()
    let slanted = SIMD2(bentX - slant * bentY, bentY) * scale
    return place
      + SIMD2(
        cosine * slanted.x - sine * slanted.y, sine * slanted.x + cosine * slanted.y)
  }

  /// Interpolates a smooth curve through points with tremor, in pixels.
  func curve(
    through points: [SIMD2<Float>], isCorner: [Bool], using generator: inout SeededGenerator
  ) -> [SIMD2<Float>] {
    smoothCurve(
      through: points.map { shaken($0, using: &generator) }, isCorner: isCorner, piece: 0.16
    ).map(placed)
  }
}
