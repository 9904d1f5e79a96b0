// Random tensors: the same for the same seed, and spread as they should be.

import Testing

@testable import Tensors

@Suite struct RandomTensorsTests {
  @Test func sameSeedSameNumbers() {
    var (one, other) = (SeededGenerator(seed: 5), SeededGenerator(seed: 5))
    let shape = [3, 4]
    #expect(
      Tensor.random(normal: 0, standardDeviation: 1, shape: shape, using: &one)
        == Tensor.random(normal: 0, standardDeviation: 1, shape: shape, using: &other))
    #expect(
      Tensor.random(uniform: 0..<1, shape: shape, using: &one)
        != Tensor.random(uniform: 0..<1, shape: shape, using: &one))
  }

  /// Worked out by Tests/Peers/record_random.py in Python's own arithmetic.
  @Test func recordedNumbers() {
    var generator = SeededGenerator(seed: 42)
    #expect(
      Tensor.random(uniform: 0..<1, shape: [4], using: &generator).scalars == Self.uniform)
    #expect(
      Tensor.random(integers: 0..<10, shape: [8], using: &generator).scalars == Self.integers)
    #expect(
      Tensor.random(normal: 0, standardDeviation: 1, shape: [4], using: &generator).scalars
        == Self.normal)
  }
  static let uniform: [Float] = [0.74156487, 0.15991038, 0.2786011, 0.34419066]
  static let integers: [Float] = [0, 8, 2, 8, 3, 6, 2, 4]
  static let normal: [Float] = [1.937506, 0.6055666, -0.9633793, -0.59900093]

  /// Lesson 3: uniform has mean 0.5 and deviation 0.2887, normal 0 and 1.
  @Test func spread() {
    var generator = SeededGenerator(seed: 6)
    let uniform = Tensor.random(uniform: 0..<1, shape: [200_000], using: &generator)
    #expect(abs(uniform.mean() - 0.5) < 0.003)
    #expect(abs(uniform.variance().squareRoot() - 0.2887) < 0.002)
    #expect(uniform.min() >= 0 && uniform.max() < 1)
    let normal = Tensor.random(normal: 0, standardDeviation: 1, shape: [200_000], using: &generator)
    #expect(abs(normal.mean()) < 0.01)
    #expect(abs(normal.variance().squareRoot() - 1) < 0.006)
    // The share within one, two and three deviations.
    for (limit, share) in [(1, 0.6827), (2, 0.9545), (3, 0.9973)] as [(Float, Double)] {
      let inside = normal.scalars.count { abs($0) < limit }
      #expect(abs(Double(inside) / 200_000 - share) < 0.004)
    }
    let digits = Tensor.random(integers: 0..<10, shape: [100_000], using: &generator)
    for digit in 0..<10 {
      #expect(abs(digits.scalars.count { $0 == Float(digit) } - 10_000) < 400)
    }
  }

  /// Every place has its own number of the sequence, so parts and threads change nothing.
  @Test func withinABound() {
    let whole = Tensor.random(within: 3, shape: [100, 3000], seed: 9)
    var generator = SeededGenerator(seed: 9)
    let inOrder = (0..<whole.count).map { _ in
      Float(Double(generator.next() >> 40) * 0x1p-23 - 1) * 3
    }
    #expect(whole.scalars == inOrder)
    #expect(abs(whole.mean()) < 0.02 && whole.max() < 3 && whole.min() >= -3)
    // Even over ±b: variance b² / 3.
    #expect(abs(whole.variance() - 3) < 0.02)
    #expect(Tensor.random(within: 1, shape: [0], seed: 1).count == 0)
    var skipped = SeededGenerator(seed: 9)
    skipped.skip(whole.count)
    #expect(skipped.next() == generator.next())
  }

  @Test func edgesOfRanges() {
    var generator = SeededGenerator(seed: 7)
    let narrow = Tensor.random(uniform: 1..<Float(1).nextUp, shape: [100], using: &generator)
    #expect(narrow == Tensor.ones(100))
    #expect(Tensor.random(integers: 3..<4, shape: [10], using: &generator) == Tensor.ones(10) * 3)
    let wide = Tensor.random(integers: Int.min..<Int.max, shape: [100], using: &generator)
    #expect(wide.min() < 0 && wide.max() > 0)
    #expect(
      Tensor.random(normal: 3, standardDeviation: 0, shape: [2, 0], using: &generator).shape == [
        2, 0,
      ])
  }
}
