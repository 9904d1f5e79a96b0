// Subsampling: by hand, and its numerical gradients.

import Networks
import Tensors
import Testing

@Suite struct SubsamplingTests {
  @Test func handWorked() {
    var layer = Subsampling(channels: 2, windowSize: 2)
    layer.coefficient.value = Tensor([2, -1])
    layer.bias.value = Tensor([0.5, 1])
    let input = Tensor(shape: [1, 2, 2, 2], scalars: [1, 4, 2, 4, 3, 4, 6, 8])
    #expect(layer.forward(input) == Tensor(shape: [1, 1, 1, 2], scalars: [6.5, -4]))
    let gradient = layer.backward(Tensor(shape: [1, 1, 1, 2], scalars: [2, 4]))
    #expect(gradient == Tensor(shape: [1, 2, 2, 2], scalars: [1, -1, 1, -1, 1, -1, 1, -1]))
    #expect(layer.coefficient.gradient == Tensor([6, 20]))
    #expect(layer.bias.gradient == Tensor([2, 4]))
  }

  @Test func gradients() {
    var generator = SeededGenerator(seed: 230)
    var layer = Subsampling(channels: 3, windowSize: 2)
    layer.coefficient.value = Tensor([1, -2, 3])
    let input = Tensor.random(integers: -9..<10, shape: [2, 4, 6, 3], using: &generator)
    for check in gradientChecks(of: layer, at: input, step: 1, using: &generator) {
      #expect(check.relativeError < 1e-5, "\(check)")
    }
  }

  @Test func otherMapsStop() async {
    await #expect(processExitsWith: .failure) {
      _ = Subsampling(channels: 3, windowSize: 2).outputShape(for: [1, 4, 4, 2])
    }
  }
}
