// ReLU: by hand at the ends and at the kink, numerical gradients.

import Networks
import Tensors
import Testing

@Suite struct ReLUTests {
  @Test func values() {
    let scores = Tensor([-.infinity, -1000, -1, 0, 2, 1000, .infinity, .nan])
    #expect(
      relu(scores).isClose(to: Tensor([0, 0, 0, 0, 2, 1000, .infinity, .nan]), tolerance: 0))
    #expect(relu(scores).provenance?.name == "relu")
  }

  /// Away from the kink ReLU is linear: numbers −9.5, −8.5, … keep a step of ¼ on their side.
  @Test func gradientsAsTried() {
    var generator = SeededGenerator(seed: 141)
    let halves = Tensor.random(integers: -10..<10, shape: [3, 7], using: &generator) + 0.5
    for check in gradientChecks(of: ReLU(), at: halves, step: 0.25, using: &generator) {
      #expect(check.relativeError == 0)
    }
  }

  /// The derivative of ReLU at 0 is 0, and where it is 0 an infinite gradient becomes 0 too.
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
