// Sequential networks: the chain rule, names, inference in batches, and training.

import Networks
import Tensors
import Testing

@Suite struct NetworkTests {
  static func small(seed: UInt64) -> Network {
    var generator = SeededGenerator(seed: seed)
    return Network(
      Convolution(filters: 2, filterSize: 3, channels: 1, using: &generator), Sigmoid(),
      Pooling(.average, windowSize: 2), Flatten(), Dense(inputs: 8, outputs: 3, using: &generator))
  }

  @Test func gradientsAsTried() {
    var generator = SeededGenerator(seed: 150)
    let input = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [2, 6, 6, 1], using: &generator)
    let checks = gradientChecks(
      of: Self.small(seed: 151), at: input, step: 0.02, using: &generator)
    #expect(checks.map(\.name) == ["input", "0.weights", "0.bias", "4.weights", "4.bias"])
    for check in checks { #expect(check.relativeError <= 1e-3, "\(check.name)") }
  }

  /// A network may be a layer of another; names then have two numbers.
  @Test func networksInNetworks() {
    var outer = Network([Self.small(seed: 152), ReLU()])
    #expect(
      outer.parameters.map(\.name) == ["0.0.weights", "0.0.bias", "0.4.weights", "0.4.bias"])
    let input = Tensor.ones(1, 6, 6, 1)
    #expect(outer.forward(input) == relu(Self.small(seed: 152)(input)))
    outer.parameters[3].value = Tensor([7, 8, 9])
    #expect(outer.layers[0].parameters[3].value == Tensor([7, 8, 9]))
    #expect(outer.layers[0].parameters[3].name == "4.bias")
  }

  @Test func parametersAreNamedByLayer() {
    var network = Network(
      Flatten(), Dense(weights: Tensor([[1, 2]])), ReLU(),
      Dense(weights: Tensor([[3], [4]]), bias: Tensor([5])))
    #expect(
      network.parameters.map(\.name) == ["1.weights", "1.bias", "3.weights", "3.bias"])
    var parameters = network.parameters
    parameters[2].value = Tensor([[30], [40]])
    parameters[0].isTrainable = false
    network.parameters = parameters
    #expect(network.layers[3].parameters[0].value == Tensor([[30], [40]]))
    #expect(network.layers[3].parameters[0].name == "weights")
    #expect(network.layers[1].parameters[0].isTrainable == false)
    #expect(network(Tensor([[1]])) == Tensor([[1 * 30 + 2 * 40 + 5]]))
  }

  /// Outputs are bit for bit the same for any batch size, and the network does not change.
  @Test(arguments: [1, 2, 3, 7, 8, 100])
  func useInBatches(batchSize: Int) {
    var generator = SeededGenerator(seed: 153)
    let network = Self.small(seed: 154)
    let input = Tensor.random(uniform: 0..<1, shape: [7, 6, 6, 1], using: &generator)
    var trained = network
    #expect(network(input, batchSize: batchSize) == trained.forward(input))
    #expect(network(input.sliced(0..<0, axis: 0), batchSize: batchSize).shape == [0, 3])
  }

  /// The mode is set on layers of nested networks, and inference does not change it.
  @Test func modeIsHandedOn() {
    struct Probe: Layer {
      var mode = Mode.training
      mutating func forward(_ input: Tensor) -> Tensor { mode == .training ? input : -input }
      mutating func backward(_ outputGradient: Tensor) -> Tensor { outputGradient }
    }
    var network = Network(ReLU(), Network(Probe()))
    #expect(network.forward(Tensor([2])) == Tensor([2]))
    #expect(network(Tensor([2])) == Tensor([-2]))
    #expect(network.forward(Tensor([2])) == Tensor([2]))
    network.mode = .inference
    #expect(network.forward(Tensor([2])) == Tensor([-2]))
    #expect(ReLU().mode == .training)
  }

  /// Two classes a straight line can't part: exclusive or.
  @Test func learnsWhatOneLayerCannot() {
    var generator = SeededGenerator(seed: 155)
    var network = Network(
      Dense(inputs: 2, outputs: 8, using: &generator), Tanh(),
      Dense(inputs: 8, outputs: 2, using: &generator))
    let (input, labels) = (Tensor([[0, 0], [0, 1], [1, 0], [1, 1]]), [0, 1, 1, 0])
    var optimizer = Adam(learningRate: 0.05)
    var loss = Float.infinity
    for _ in 0..<200 {
      let result = softmaxCrossEntropy(network.forward(input), labels: labels)
      loss = result.loss
      network.backpropagate(result.gradient)
      optimizer.update(&network)
    }
    #expect(loss < 0.01)
    #expect(accuracy(network(input), labels: labels) == 1)
  }

  @Test func mistakesStop() async {
    let names = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var network = Network(Dense(weights: Tensor([[1]])))
      network.parameters = network.parameters.reversed()
    }
    let text = String(decoding: names?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains(#"has ["0.weights", "0.bias"], not ["0.bias", "0.weights"]"#))
    await #expect(processExitsWith: .failure) {
      _ = Network(ReLU())(Tensor([1]), batchSize: 0)
    }
  }

  /// A convolution fused with ReLU and pooling gives the same output and gradients.
  @Test(arguments: [6, 7, 9, 10], [Padding.same, .valid])
  func convolutionsTakeWhatFollowsAlong(side: Int, padding: Padding) {
    var generator = SeededGenerator(seed: UInt64(160 + side))
    var network = Network(
      Convolution(filters: 8, filterSize: 5, channels: 2, padding: .same, using: &generator),
      ReLU(),
      Pooling(.max, windowSize: 2, padding: padding),
      Convolution(filters: 12, filterSize: 3, channels: 8, padding: .same, using: &generator),
      ReLU(),
      Pooling(.max, windowSize: 2, padding: padding),
      Convolution(filters: 9, filterSize: 3, channels: 12, padding: .same, using: &generator),
      ReLU(),
      Flatten())
    var layers = network.layers
    let input = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [11, side, side, 2], using: &generator)
    var expected = input
    for index in layers.indices { expected = layers[index].forward(expected) }
    let output = network.forward(input)
    #expect(output.isClose(to: expected, tolerance: 1e-4))

    let gradient = Tensor.random(
      normal: 0, standardDeviation: 1, shape: output.shape, using: &generator)
    var back = gradient
    for index in layers.indices.reversed() { back = layers[index].backward(back) }
    let inputGradient = network.backward(gradient)
    #expect(relativeError(inputGradient, back) < 1e-4)
    let other = Network(layers)
    for (one, other) in zip(network.parameters, other.parameters) {
      #expect(relativeError(one.gradient, other.gradient) < 1e-4, "\(one.name)")
    }

    // Without the gradient of the pictures, the same for the rest.
    let gradients = network.parameters.map(\.gradient)
    _ = network.forward(input)
    network.backpropagate(gradient)
    #expect(network.parameters.map(\.gradient) == gradients)
  }
}
