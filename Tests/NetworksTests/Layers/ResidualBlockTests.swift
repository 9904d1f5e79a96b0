// Residual blocks: two ways added, by hand, numerically, and in training.

import Networks
import Tensors
import Testing

@Suite struct ResidualBlockTests {
  /// relu(2x + x), and back.
  @Test func handWorked() {
    var block = ResidualBlock(Network(Dense(weights: Tensor([[2]]))))
    #expect(block.forward(Tensor([[3], [-1]])) == Tensor([[9], [0]]))
    // ReLU stops the second; the first comes back through both branches, 2 + 1 times.
    #expect(block.backward(Tensor([[10], [10]])) == Tensor([[30], [0]]))
    #expect(block.parameters.map(\.name) == ["main.0.weights", "main.0.bias"])
    #expect(block.parameters[0].gradient == Tensor([[30]]))
  }

  /// 2x + x without a ReLU: what is negative gets through, and back.
  @Test func theSumAlone() {
    var block = ResidualBlock(Network(Dense(weights: Tensor([[2]]))), activatesSum: false)
    #expect(block.forward(Tensor([[3], [-1]])) == Tensor([[9], [-3]]))
    #expect(block.backward(Tensor([[10], [10]])) == Tensor([[30], [30]]))
    var other = block
    _ = other.forward(Tensor([[3], [-1]]))
    other.backpropagate(Tensor([[10], [10]]))
    #expect(other.parameters.map(\.gradient) == block.parameters.map(\.gradient))
  }

  @Test func gradients() {
    var generator = SeededGenerator(seed: 220)
    // The network holds no ReLU but that of the block, and steps are too small to cross it.
    let block = ResidualBlock(
      Network(
        Convolution(
          filters: 3, filterSize: 3, channels: 2, stride: 2, padding: .explicit(1), bias: .absent,
          using: &generator),
        Sigmoid(), Convolution(filters: 3, filterSize: 1, channels: 3, using: &generator)),
      shortcut: Network(
        Convolution(filters: 3, filterSize: 1, channels: 2, stride: 2, using: &generator)))
    let input = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [2, 5, 5, 2], using: &generator)
    let checks = gradientChecks(of: block, at: input, step: 5e-3, using: &generator)
    #expect(
      checks.map(\.name) == [
        "input", "main.0.weights", "main.2.weights", "main.2.bias", "shortcut.0.weights",
        "shortcut.0.bias",
      ])
    for check in checks { #expect(check.relativeError < 2e-3, "\(check)") }
  }

  /// Without the input's gradient those of the parameters are the same.
  @Test func backpropagation() {
    var generator = SeededGenerator(seed: 221)
    for shortcut in [
      Network(), Network(Convolution(filters: 2, filterSize: 1, channels: 2, using: &generator)),
    ] {
      var block = ResidualBlock(
        Network(
          Convolution(filters: 2, filterSize: 3, channels: 2, padding: .same, using: &generator),
          BatchNormalization(channels: 2)), shortcut: shortcut)
      let input = Tensor.random(
        normal: 0, standardDeviation: 1, shape: [2, 4, 4, 2], using: &generator)
      let gradient = Tensor.random(
        normal: 0, standardDeviation: 1, shape: [2, 4, 4, 2], using: &generator)
      _ = block.forward(input)
      var other = block
      _ = block.backward(gradient)
      other.backpropagate(gradient)
      #expect(block.parameters.map(\.gradient) == other.parameters.map(\.gradient))
    }
  }

  /// Frozen, a block with batch normalization is the same after a step; unfrozen it is not.
  @Test(arguments: [true, false]) func freezing(frozen: Bool) {
    var generator = SeededGenerator(seed: 222)
    var network = Network(
      ResidualBlock(
        Network(
          Convolution(
            filters: 2, filterSize: 3, channels: 2, padding: .same, bias: .absent, using: &generator
          ),
          BatchNormalization(channels: 2))),
      Flatten(), Dense(inputs: 32, outputs: 2, using: &generator))
    if frozen { network.layers[0].freeze() }
    let before = network.weights
    let input = Tensor.random(
      normal: 1, standardDeviation: 1, shape: [4, 4, 4, 2], using: &generator)
    let logits = network.forward(input)
    let (_, gradient) = softmaxCrossEntropy(logits, labels: [0, 1, 0, 1])
    network.backpropagate(gradient)
    var optimizer = SGD(learningRate: 0.1, weightDecay: 0.1)
    optimizer.update(&network)
    for (name, value) in network.weights {
      #expect((value == before[name]) == (frozen && name.hasPrefix("0.")), "\(name)")
    }
    #expect(network.layers[0].hasFrozenBuffers == frozen)
  }

  @Test func waysThatDoNotMeetStop() async {
    await #expect(processExitsWith: .failure) {
      _ = ResidualBlock(Network(Dense(weights: .zeros(2, 3)))).outputShape(for: [1, 2])
    }
  }
}
