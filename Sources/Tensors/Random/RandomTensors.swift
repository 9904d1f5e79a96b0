// Tensors of random numbers. Bits become numbers here and not in the standard library or libm,
// whose ways may change between versions and platforms: the same seed gives the same tensor.

extension Tensor {
  /// Numbers spread evenly over a range, its upper bound excluded.
  ///
  /// `Tensor.random(uniform: 0..<1, shape: [10, 1, 28, 28], using: &generator)`
  ///
  /// - Precondition: the range is not empty and its bounds are finite.
  public static func random(
    uniform range: Range<Float>, shape: [Int], using generator: inout some RandomNumberGenerator
  ) -> Tensor {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    require(lower < upper && (upper - lower).isFinite, "no numbers to draw from \(range)")
    return random(shape) {
      // Rounding can carry the largest draws up to the bound itself.
      Swift.min(lower + (upper - lower) * Float(fraction(&generator)), upper.nextDown)
    }
  }

  /// Numbers spread evenly over −bound..<bound, for tensors so large that time matters.
  ///
  /// One number of the seed's sequence for each place, so all threads can draw at once and the result
  /// is the same for any number of them.
  package static func random(within bound: Float, shape: [Int], seed: UInt64) -> Tensor {
    require(bound >= 0 && bound.isFinite, "no numbers to draw from within \(bound)")
    let step = bound * 0x1p-23
    return Tensor(shape: shape) { numbers in
      nonisolated(unsafe) let numbers = numbers
      let parts = WorkChunks(of: numbers.count, into: numbers.count / 65536)
      parallelFor(parts.count) { part in
        var generator = SeededGenerator(seed: seed)
        generator.skip(parts[part].lowerBound)
        for place in parts[part] {
          // 24 bits, −2²³ to 2²³ − 1: exact in Float.
          numbers[place] =
            Float(Int32(truncatingIfNeeded: generator.next() >> 40) - (1 << 23)) * step
        }
      }
    }
  }

  /// Numbers from a normal distribution, by Marsaglia's polar method.
  ///
  /// Source: Marsaglia and Bray, "A convenient method for generating normal variables" (1964).
  ///
  /// - Parameters:
  ///   - mean: where the middle is.
  ///   - standardDeviation: 0 or more.
  public static func random(
    normal mean: Float, standardDeviation: Float, shape: [Int],
    using generator: inout some RandomNumberGenerator
  ) -> Tensor {
    require(
      standardDeviation >= 0, "a standard standardDeviation is 0 or more, not \(standardDeviation)")
    return random(shape) { mean + standardDeviation * Float(standardNormal(&generator)) }
  }

  /// Whole numbers from a range, its upper bound excluded: `0..<10` draws 0 to 9.
  ///
  /// - Precondition: the range is not empty; beyond 2²⁴ Float can't tell neighbours apart.
  public static func random(
    integers range: Range<Int>, shape: [Int], using generator: inout some RandomNumberGenerator
  ) -> Tensor {
    require(!range.isEmpty, "no whole numbers to draw from \(range)")
    let width = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    return random(shape) {
      // The high half of the product is a fraction of `width`; uneven by less than width / 2⁶⁴.
      let drawn: UInt64 = generator.next().multipliedFullWidth(by: width).high
      return Float(range.lowerBound &+ Int(truncatingIfNeeded: drawn))
    }
  }

  private static func random(_ shape: [Int], _ draw: () -> Float) -> Tensor {
    Tensor(shape: shape, scalars: (0..<scalarCount(of: shape)).map { _ in draw() })
  }
}

/// A number in 0..<1 with 24 bits, all that a Float of that size can hold.
private func fraction(_ generator: inout some RandomNumberGenerator) -> Double {
  Double(generator.next() >> 40) * 0x1p-24
}

/// A number from the normal distribution of mean 0 and standardDeviation 1.
private func standardNormal(_ generator: inout some RandomNumberGenerator) -> Double {
  while true {
    let x = Double(generator.next() >> 11) * 0x1p-52 - 1
    let y = Double(generator.next() >> 11) * 0x1p-52 - 1
    let square = x * x + y * y
    // The point must lie in the unit circle. Its other coordinate would make a second number, which
    // is let go so that nothing has to be remembered between calls.
    if square > 0 && square < 1 {
      return x * (-2 * naturalLogarithm(square) / square).squareRoot()
    }
  }
}
