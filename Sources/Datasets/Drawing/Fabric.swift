// The brightness of fabric: its shade, pattern, print and shading.

import Tensors

/// A fabric: a brightness for every pixel.
struct Fabric {
  /// A pattern of stripes across a direction.
  private struct Stripes {
    /// Steps through the pattern for each pixel to the right and down.
    let step: SIMD2<Float>
    let phase: Float
    /// From −1 to 1: how much brighter a stripe is than the fabric.
    let strength: Float
    /// The share of the pattern that stripes take.
    let width: Float
  }

  /// The brightness of the fabric without pattern, 0…1.
  let shade: Float
  private let light: SIMD2<Float>
  private var stripes: [Stripes] = []
  private var printed: (middle: SIMD2<Float>, size: SIMD2<Float>, strength: Float)?

  /// Draws a random fabric.
  ///
  /// - Parameters:
  ///   - stripes: the probability of stripes or checks.
  ///   - prints: the probability of a print on the chest.
  init(stripes share: Float, prints: Float, using generator: inout SeededGenerator) {
    shade = generator.draw(0.3...1)
    light = 0.012 * SIMD2(generator.drawApproximateNormal(), generator.drawApproximateNormal())
    if generator.happens(share) {
      let pattern = generator.draw(below: 4)
      // Along, across, both, slanting.
      if pattern != 1 {
        addStripes(slope: 0.04 * generator.drawApproximateNormal(), isUpright: false, &generator)
      }
      if pattern == 1 || pattern == 2 {
        addStripes(slope: 0.04 * generator.drawApproximateNormal(), isUpright: true, &generator)
      }
    }
    if generator.happens(prints) {
      printed = (
        [14 + generator.drawApproximateNormal(), 12 + 2 * generator.drawApproximateNormal()],
        [generator.draw(1.5...4.5), generator.draw(1...3.5)],
        (generator.happens(0.5) ? 1 : -1) * generator.draw(0.25...0.6)
      )
    }
  }

  private mutating func addStripes(
    slope: Float, isUpright: Bool, _ generator: inout SeededGenerator
  ) {
    let rate = 1 / generator.draw(2.4...7)
    stripes.append(
      Stripes(
        step: isUpright ? [rate, slope * rate] : [slope * rate, rate],
        phase: generator.draw(0...1),
        strength: (generator.happens(0.5) ? 1 : -1) * generator.draw(0.15...0.65),
        width: generator.draw(0.25...0.6)))
  }

  /// Computes the brightness at a pixel, 0…1.
  func level(x: Float, y: Float) -> Float {
    var level = shade * (1 + light.x * (x - 14) + light.y * (y - 14))
    for stripe in stripes {
      let steps = stripe.step.x * x + stripe.step.y * y + stripe.phase
      let place = steps - steps.rounded(.down)
      // Edges fade over a pixel, against aliasing.
      let sharpness = 1 / (stripe.step.x.magnitude + stripe.step.y.magnitude)
      let inside = min(place, stripe.width - place) * sharpness
      level *= 1 + stripe.strength * min(max(inside + 0.5, 0), 1)
    }
    if let printed {
      let off = (SIMD2(x, y) - printed.middle) / printed.size
      let far = max(off.x.magnitude, off.y.magnitude)
      level *= 1 + printed.strength * min(max(1.5 - 1.5 * far, 0), 1)
    }
    return min(max(level, 0.06), 1)
  }
}
