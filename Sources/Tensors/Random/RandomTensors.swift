// Tensors of random numbers. The conversion from bits does not use the standard library or libm,
// which may change between versions and platforms: the same seed gives the same tensor. Callers in
// debug builds don't specialize generics, so that the functions for many numbers do it here.

extension Tensor {
  /// Draws numbers from a uniform distribution over a range, its upper bound excluded.
  ///
  /// `Tensor.random(uniform: 0..<1, shape: [10, 1, 28, 28], using: &generator)`
  ///
  /// - Precondition: the range is not empty and its bounds are finite.
  @_specialize(where Generator == SeededGenerator)
  public static func random<Generator: RandomNumberGenerator>(
    uniform range: Range<Float>, shape: [Int], using generator: inout Generator
  ) -> Tensor {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    require(lower < upper && (upper - lower).isFinite, "no numbers to draw from \(range)")
    return random(shape) {
      // Rounding could give the upper bound itself.
      Swift.min(lower + (upper - lower) * Float(fraction(&generator)), upper.nextDown)
    }
  }

  /// Draws numbers from a uniform distribution over −bound..<bound, in parallel, for large tensors.
  ///
  /// Each position has its own number of the seed's sequence, so the result is the same for any
  /// number of threads.
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

  /// Draws numbers from a normal distribution, by Marsaglia's polar method.
  ///
  /// Source: Marsaglia and Bray, "A convenient method for generating normal variables" (1964).
  ///
  /// - Parameters:
  ///   - mean: of the distribution.
  ///   - standardDeviation: 0 or more.
  @_specialize(where Generator == SeededGenerator)
  public static func random<Generator: RandomNumberGenerator>(
    normal mean: Float, standardDeviation: Float, shape: [Int], using generator: inout Generator
  ) -> Tensor {
    require(
      standardDeviation >= 0, "a standard deviation is 0 or more, not \(standardDeviation)")
    return random(shape) { mean + standardDeviation * Float(standardNormal(&generator)) }
  }

  /// Draws integers from a uniform distribution over a range, its upper bound excluded: `0..<10`
  /// draws 0 to 9.
  ///
  /// Beyond 2²⁴ they are rounded to Float.
  ///
  /// - Precondition: the range is not empty.
  public static func random(
    integers range: Range<Int>, shape: [Int], using generator: inout some RandomNumberGenerator
  ) -> Tensor {
    require(!range.isEmpty, "no whole numbers to draw from \(range)")
    let width = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    return random(shape) {
      // The high half of the product is below `width`, and uniform up to width / 2⁶⁴.
      let drawn: UInt64 = generator.next().multipliedFullWidth(by: width).high
      return Float(range.lowerBound &+ Int(truncatingIfNeeded: drawn))
    }
  }

  private static func random(_ shape: [Int], _ draw: () -> Float) -> Tensor {
    Tensor(shape: shape, scalars: (0..<scalarCount(of: shape)).map { _ in draw() })
  }
}

/// Draws a number in 0..<1 of 24 bits, the precision of a Float.
private func fraction(_ generator: inout some RandomNumberGenerator) -> Double {
  Double(generator.next() >> 40) * 0x1p-24
}

/// Draws a number from the standard normal distribution.
private func standardNormal(_ generator: inout some RandomNumberGenerator) -> Double {
  while true {
    let x = Double(generator.next() >> 11) * 0x1p-52 - 1
    let y = Double(generator.next() >> 11) * 0x1p-52 - 1
    let square = x * x + y * y
    // The point must lie in the unit circle. The second number, which its other coordinate would
    // give, is not used, so that there is no state between calls.
    if square > 0 && square < 1 {
      return x * (-2 * naturalLogarithm(square) / square).squareRoot()
    }
  }
}
