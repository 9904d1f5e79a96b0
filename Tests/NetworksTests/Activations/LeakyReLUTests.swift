// Leaky ReLU: by hand, and numerical gradients.

import Networks
import Tensors
import Testing

@Suite struct LeakyReLUTests {
  @Test func handWorked() {
    var layer = LeakyReLU(slope: 0.25)
    #expect(layer.forward(Tensor([[-4, 0, 3]])) == Tensor([[-1, 0, 3]]))
    #expect(layer.backward(Tensor([[8, 8, 8]])) == Tensor([[2, 2, 8]]))
    #expect(layer.forward(Tensor([[.nan]])).scalar.isNaN)
  }

  @Test func gradientsAsTried() {
    var generator = SeededGenerator(seed: 191)
    // Halves, so that a step of ¼ never crosses the bend at 0.
    let input = Tensor.random(integers: -9..<9, shape: [3, 4], using: &generator) + 0.5
    for check in gradientChecks(
      of: LeakyReLU(slope: 0.25), at: input, step: 0.25, using: &generator)
    {
      #expect(check.relativeError == 0, "\(check.name)")
    }
  }
}
