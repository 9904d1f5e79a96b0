// Distances from codes: by hand, and numerical gradients.

import Networks
import Tensors
import Testing

@Suite struct EuclideanRBFTests {
  static let codes = Tensor([[1, -1, 1], [-1, -1, 1]])

  @Test func handWorked() {
    var layer = EuclideanRBF(codes: Self.codes)
    #expect(layer.forward(Tensor([[1, -1, 0]])) == Tensor([[-1, -5]]))
    // −2 · ((0, 0, −1) · 3 + (2, 0, −1) · 1).
    #expect(layer.backward(Tensor([[3, 1]])) == Tensor([[-4, 0, 8]]))
    #expect(layer.parameters.isEmpty)
    #expect(layer.multiplications(for: [7, 3]) == 42)
  }

  @Test func gradients() {
    var generator = SeededGenerator(seed: 231)
    let input = Tensor.random(integers: -3..<4, shape: [4, 3], using: &generator)
    let layer = EuclideanRBF(codes: Self.codes)
    for check in gradientChecks(of: layer, at: input, step: 1, using: &generator) {
      #expect(check.relativeError < 1e-5, "\(check)")
    }
  }

  @Test func anotherLengthStops() async {
    await #expect(processExitsWith: .failure) {
      _ = EuclideanRBF(codes: Self.codes).outputShape(for: [1, 4])
    }
  }
}
