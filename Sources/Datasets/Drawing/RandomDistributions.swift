// The random numbers a drawing hand uses. Made from bits by exact arithmetic alone, so that a seed
// draws the same pictures on every platform.

import Tensors

extension SeededGenerator {
  /// A number spread evenly over a range.
  @inline(__always)
  mutating func draw(_ range: ClosedRange<Float>) -> Float {
    range.lowerBound + (range.upperBound - range.lowerBound) * Float(next() >> 40) * 0x1p-24
  }

  /// A number like a normal one of deviation 1, but never beyond ±3.5: a sum of four even ones.
  @inline(__always)
  mutating func drawBell() -> Float {
    let bits = next()
    let sum =
      Float(bits & 0xFFFF) + Float(bits >> 16 & 0xFFFF) + Float(bits >> 32 & 0xFFFF)
      + Float(bits >> 48)
    // Four numbers of 0…1 have mean 2 and variance 4/12.
    return (sum * 0x1p-16 - 2) * 1.7320508
  }

  /// True in this share of all cases, 0…1.
  @inline(__always)
  mutating func happens(_ share: Float) -> Bool { draw(0...1) < share }
}

extension RandomNumberGenerator {
  /// A whole number from 0 up to a bound, the bound excluded.
  @inline(__always)
  mutating func draw(below bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
