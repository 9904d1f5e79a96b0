// ReLU, sigmoid and tanh: by hand at the ends, their gradients by trying.

import Foundation
import Networks
import Tensors
import Testing

@Suite struct ActivationTests {
  @Test func values() {
    let scores = Tensor([-.infinity, -1000, -1, 0, 2, 1000, .infinity, .nan])
    #expect(
      relu(scores).isClose(to: Tensor([0, 0, 0, 0, 2, 1000, .infinity, .nan]), tolerance: 0))
    #expect(
      sigmoid(scores).isClose(
        to: Tensor([0, 0, 0.26894143, 0.5, 0.88079708, 1, 1, .nan]), tolerance: 1e-7))
    #expect(
      Networks.tanh(scores).isClose(
        to: Tensor([-1, -1, -0.76159416, 0, 0.96402758, 1, 1, .nan]), tolerance: 1e-7))
    #expect(relu(scores).origin?.name == "relu")
  }

  /// Over the whole range, down to where tanh is all but x itself.
  @Test func asLibm() {
    for power in stride(from: -20.0, through: 3, by: 0.01) {
      for x in [Float(pow(10, power)), -Float(pow(10, power))] {
        let expected = Foundation.tanh(Double(x))
        let ours = Double(Networks.tanh(Tensor(x)).scalar)
        #expect(abs(ours - expected) <= 6e-8 * abs(expected), "tanh \(x)")
        let half = 1 / (1 + Foundation.exp(-Double(x)))
        #expect(abs(Double(sigmoid(Tensor(x)).scalar) - half) <= 6e-8 * half + 1e-45)
      }
    }
  }

  @Test func gradients() {
    var generator = SeededGenerator(seed: 136)
    let scores = Tensor.random(normal: 0, deviation: 2, shape: [3, 4, 2], using: &generator)
    for check in gradientChecks(of: Sigmoid(), at: scores, step: 0.01, using: &generator)
      + gradientChecks(of: Tanh(), at: scores, step: 0.003, using: &generator)
    {
      #expect(check.relativeError <= 1e-3)
    }
    // Away from the kink ReLU is linear: numbers −9.5, −8.5, … keep a step of ½ on their side.
    let halves = Tensor.random(integers: -10..<10, shape: [3, 7], using: &generator) + 0.5
    for check in gradientChecks(of: ReLU(), at: halves, step: 0.25, using: &generator) {
      #expect(check.relativeError == 0)
    }
  }

  /// The slope of ReLU at 0 is taken as 0, and where it is 0 not even an infinity comes through.
  @Test func theKink() {
    var layer = ReLU()
    _ = layer.forward(Tensor([-1, 0, 1]))
    #expect(layer.backward(Tensor([.infinity, 5, 5])) == Tensor([0, 0, 5]))
  }

  /// Lesson 14: without activations between them, two layers are one linear map.
  @Test func depthCollapsesWithoutThem() {
    var generator = SeededGenerator(seed: 137)
    func whole(_ shape: [Int]) -> Tensor {
      .random(integers: -3..<4, shape: shape, using: &generator)
    }
    let (x, first, second) = (whole([5, 4]), whole([4, 6]), whole([6, 2]))
    #expect(matmul(matmul(x, first), second) == matmul(x, matmul(first, second)))
    #expect(matmul(relu(matmul(x, first)), second) != matmul(x, matmul(first, second)))
  }
}
