// Reproducible random numbers: every pixel and sample seeds its own generator, so that the picture
// does not depend on the number or order of threads.

import Foundation

/// Mixes the bits of an integer until neighbours have nothing in common.
@inline(__always) func scramble(_ value: UInt32) -> UInt32 {
  var x = value
  x = (x ^ (x >> 16)) &* 0x7feb_352d
  x = (x ^ (x >> 15)) &* 0x846c_a68b
  return x ^ (x >> 16)
}

/// A number from 0 up to 1 that depends only on `seed`.
@inline(__always) func chance(_ seed: UInt32) -> Float {
  Float(scramble(seed) >> 8) * 0x1p-24
}

/// A small generator: a 64-bit linear congruence whose high bits are scrambled on the way out.
struct Random {
  private var state: UInt64

  init(seed: UInt32, stream: UInt32 = 0) {
    state = UInt64(scramble(seed)) << 32 | UInt64(scramble(stream ^ 0x9e37_79b9))
    _ = next()
  }

  /// Uniform from 0 up to 1.
  @inline(__always) mutating func next() -> Float {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let bits = UInt32(truncatingIfNeeded: (state ^ (state >> 22)) >> 29)
    return Float(bits >> 8) * 0x1p-24
  }

  mutating func next(in range: ClosedRange<Float>) -> Float {
    range.lowerBound + (range.upperBound - range.lowerBound) * next()
  }

  /// Bell shaped, centre 0, standard deviation 1.
  mutating func normal() -> Float {
    (-2 * log(max(next(), 1e-7))).squareRoot() * cos(2 * .pi * next())
  }

  /// Uniform inside the ball of radius one.
  mutating func inBall() -> Vector {
    while true {
      let point = Vector(next(), next(), next()) * 2 - 1
      if dot(point, point) < 1 { return point }
    }
  }

  /// Uniform over all directions.
  @inline(__always) mutating func direction() -> Vector {
    let y = 1 - 2 * next()
    let radius = max(0, 1 - y * y).squareRoot()
    let angle = 2 * Float.pi * next()
    return Vector(radius * cos(angle), y, radius * sin(angle))
  }

  /// Directions around the y axis, as a matt surface scatters them (density cos / pi).
  @inline(__always) mutating func cosineDirection() -> Vector {
    let squared = next()
    let radius = squared.squareRoot()
    let angle = 2 * Float.pi * next()
    return Vector(radius * cos(angle), (1 - squared).squareRoot(), radius * sin(angle))
  }
}
