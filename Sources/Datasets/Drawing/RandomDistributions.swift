// Random distributions from exact arithmetic alone, so that a seed draws the same pictures on every
// platform.

import Tensors

extension SeededGenerator {
  /// Draws from the uniform distribution over a range.
  @inline(__always)
  mutating func draw(_ range: ClosedRange<Float>) -> Float {
    range.lowerBound + (range.upperBound - range.lowerBound) * Float(next() >> 40) * 0x1p-24
  }

  /// Draws from an approximate standard normal distribution within ±3.5: a sum of four uniform
  /// numbers.
  @inline(__always)
  mutating func drawApproximateNormal() -> Float {
    let bits = next()
    let sum =
      Float(bits & 0xFFFF) + Float(bits >> 16 & 0xFFFF) + Float(bits >> 32 & 0xFFFF)
      + Float(bits >> 48)
    // Four numbers of 0…1 have mean 2 and variance 4/12.
    return (sum * 0x1p-16 - 2) * 1.7320508
  }

  /// Draws true with a probability, 0…1.
  @inline(__always)
  mutating func happens(_ share: Float) -> Bool { draw(0...1) < share }
}

extension RandomNumberGenerator {
  /// Draws a uniform whole number from 0 up to a bound, the bound excluded.
  @inline(__always)
  mutating func draw(below bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
