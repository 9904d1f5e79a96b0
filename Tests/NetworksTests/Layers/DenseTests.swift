// The dense layer: by hand, and numerical gradients.

import Networks
import Tensors
import Testing

@Suite struct DenseTests {
  @Test func handWorked() {
    var layer = Dense(weights: Tensor([[1, 2, 3], [4, 5, 6]]), bias: Tensor([10, 20, 30]))
    #expect(layer.forward(Tensor([[1, 2], [0, 1]])) == Tensor([[19, 32, 45], [14, 25, 36]]))
    #expect(layer.backward(Tensor([[1, 0, 0], [0, 0, 1]])) == Tensor([[1, 4], [3, 6]]))
    #expect(layer.weights.gradient == Tensor([[1, 0, 0], [2, 0, 1]]))
    #expect(layer.bias.gradient == Tensor([1, 0, 1]))
  }

  @Test(arguments: [(1, 1, 1), (3, 5, 2), (4, 1, 3), (0, 3, 2)])
  func gradientsAsTried(batch: Int, inputs: Int, outputs: Int) {
    var generator = SeededGenerator(seed: 138)
    func whole(_ shape: [Int]) -> Tensor {
      .random(integers: -5..<6, shape: shape, using: &generator)
    }
    let layer = Dense(weights: whole([inputs, outputs]), bias: whole([outputs]))
    for check in gradientChecks(of: layer, at: whole([batch, inputs]), step: 1, using: &generator) {
      #expect(check.relativeError == 0, "\(check.name)")
    }
  }

  /// Lesson 4: 28·28 pixels to 100 units are 78,500 parameters.
  @Test func parameters() {
    var generator = SeededGenerator(seed: 139)
    let layer = Dense(inputs: 784, outputs: 100, using: &generator)
    #expect(layer.parameters.map(\.value.count).reduce(0, +) == 78_500)
  }
}
