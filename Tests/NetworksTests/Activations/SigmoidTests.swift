// Sigmoid and tanh: at the ends, against libm, their numerical gradients.

import Foundation
import Networks
import Tensors
import Testing

@Suite struct SigmoidTests {
  @Test func values() {
    let scores = Tensor([-.infinity, -1000, -1, 0, 2, 1000, .infinity, .nan])
    #expect(
      sigmoid(scores).isClose(
        to: Tensor([0, 0, 0.26894143, 0.5, 0.88079708, 1, 1, .nan]), tolerance: 1e-7))
    #expect(
      tanh(scores).isClose(
        to: Tensor([-1, -1, -0.76159416, 0, 0.96402758, 1, 1, .nan]), tolerance: 1e-7))
  }

  /// Over the whole range, down to where tanh is all but x itself.
  @Test func asLibm() {
    for power in stride(from: -20.0, through: 3, by: 0.01) {
      for x in [Float(pow(10, power)), -Float(pow(10, power))] {
        let expected = Foundation.tanh(Double(x))
        let ours = Double(tanh(Tensor(x)).scalar)
        #expect(abs(ours - expected) <= 6e-8 * abs(expected), "tanh \(x)")
        let half = 1 / (1 + Foundation.exp(-Double(x)))
        #expect(abs(Double(sigmoid(Tensor(x)).scalar) - half) <= 6e-8 * half + 1e-45)
      }
    }
  }

  @Test func gradientsAsTried() {
    var generator = SeededGenerator(seed: 136)
    let scores = Tensor.random(
      normal: 0, standardDeviation: 2, shape: [3, 4, 2], using: &generator)
    for check in gradientChecks(of: Sigmoid(), at: scores, step: 0.01, using: &generator)
      + gradientChecks(of: Tanh(), at: scores, step: 0.003, using: &generator)
    {
      #expect(check.relativeError <= 1e-3)
    }
  }
}
