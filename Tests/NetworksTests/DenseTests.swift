// Dense layer and flattening: by hand, and gradients by trying.

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

  @Test func flattening() {
    var layer = Flatten()
    let pictures = Tensor(shape: [2, 2, 3, 1], scalars: (0..<12).map(Float.init))
    #expect(layer.forward(pictures).shape == [2, 6])
    #expect(layer.backward(layer.forward(pictures)) == pictures)
    #expect(layer.forward(Tensor.zeros(0, 4, 4, 2)).shape == [0, 32])
    #expect(layer.forward(Tensor.zeros(5)).shape == [5, 1])
    #expect(layer.parameters.isEmpty)
  }

  /// Layers behind one another, backward in the opposite order: the chain rule.
  @Test func aSmallNetwork() {
    struct Network: Layer {
      var convolution: Convolution
      var sigmoid = Sigmoid()
      var pooling = Pooling(.average, window: 2)
      var flatten = Flatten()
      var dense: Dense

      var parameters: [Parameter] {
        get { convolution.parameters + dense.parameters }
        set {
          convolution.parameters = Array(newValue[..<2])
          dense.parameters = Array(newValue[2...])
        }
      }
      mutating func forward(_ input: Tensor) -> Tensor {
        let maps = pooling.forward(sigmoid.forward(convolution.forward(input)))
        return dense.forward(flatten.forward(maps))
      }
      mutating func backward(_ outputGradient: Tensor) -> Tensor {
        let maps = flatten.backward(dense.backward(outputGradient))
        return convolution.backward(sigmoid.backward(pooling.backward(maps)))
      }
    }
    var generator = SeededGenerator(seed: 140)
    let network = Network(
      convolution: Convolution(filters: 2, window: 3, channels: 1, using: &generator),
      dense: Dense(inputs: 8, outputs: 3, using: &generator))
    let input = Tensor.random(normal: 0, deviation: 1, shape: [2, 6, 6, 1], using: &generator)
    let checks = gradientChecks(of: network, at: input, step: 0.02, using: &generator)
    #expect(checks.map(\.name) == ["input", "weights", "bias", "weights", "bias"])
    for check in checks { #expect(check.relativeError <= 1e-3, "\(check.name)") }
  }
}
