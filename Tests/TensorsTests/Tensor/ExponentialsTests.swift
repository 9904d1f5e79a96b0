// Our own exponential and logarithm against libm's, in Double and at the ends.

import Foundation
import Testing

@testable import Tensors

@Suite struct ExponentialsTests {
  @Test func exponentialAsLibm() {
    var generator = SeededGenerator(seed: 114)
    for _ in 0..<20_000 {
      let x = Double.random(in: -700...700, using: &generator)
      let expected = Foundation.exp(x)
      #expect(abs(exponential(x) - expected) <= 1e-15 * expected, "e^\(x)")
    }
    #expect(exponential(0) == 1 && exponential(-0.0) == 1)
    #expect(exponential(710.5) == .infinity && exponential(-800) == 0)
    #expect(exponential(.infinity) == .infinity && exponential(-.infinity) == 0)
    #expect(exponential(.nan).isNaN && exponential(-745) > 0)
  }

  @Test func logarithmAsLibm() {
    var generator = SeededGenerator(seed: 115)
    for _ in 0..<20_000 {
      let x = Foundation.exp(Double.random(in: -700...700, using: &generator))
      let expected = Foundation.log(x)
      #expect(
        abs(naturalLogarithm(x) - expected) <= 1e-15 * max(1, abs(expected)), "ln \(x)")
    }
    #expect(naturalLogarithm(1) == 0)
  }

  @Test func ofTensors() {
    let values = Tensor([0, 1, -.infinity, .infinity, 89, -104, .nan])
    let powers = Tensor([1, 2.7182817, 0, .infinity, .infinity, 0, .nan])
    #expect(values.exponential.isClose(to: powers, tolerance: 1e-7))
    let numbers = Tensor([1, 0, -0.0, -1, .infinity, 2.7182817, .nan, .leastNonzeroMagnitude])
    let logarithms = Tensor([0, -.infinity, -.infinity, .nan, .infinity, 1, .nan, -103.27893])
    #expect(numbers.logarithm.isClose(to: logarithms, tolerance: 1e-7))
  }
}
