// Inference fuses layers and keeps filters; the layers one after another are the reference.

import Networks
import Tensors
import Testing

@Suite struct InferenceTests {
  /// Runs the layers one by one in inference mode.
  static func layerByLayer(_ network: Network, _ input: Tensor) -> Tensor {
    network.layers.reduce(input) { values, layer in
      if let network = layer as? Network { return layerByLayer(network, values) }
      if let block = layer as? ResidualBlock {
        let sum = layerByLayer(block.main, values) + layerByLayer(block.shortcut, values)
        return block.activatesSum ? relu(sum) : sum
      }
      var layer = layer
      layer.mode = .inference
      return layer.forward(values)
    }
  }

  /// A normalization whose statistics are those of numbers drawn at random.
  static func normalization(
    _ channels: Int, using generator: inout SeededGenerator
  ) -> BatchNormalization {
    var layer = BatchNormalization(channels: channels, momentum: 0.3)
    layer.gamma.value = .random(uniform: -2..<2, shape: [channels], using: &generator)
    layer.beta.value = .random(uniform: -1..<1, shape: [channels], using: &generator)
    _ = layer.forward(
      .random(normal: 3, standardDeviation: 4, shape: [50, channels], using: &generator))
    return layer
  }

  /// Draws layers behind one another, with all that may or may not follow a convolution.
  static func network(
    channels: Int, depth: Int = 0, using generator: inout SeededGenerator
  ) -> (network: Network, channels: Int) {
    var (layers, channels): ([any Layer], Int) = ([], channels)
    for _ in 0..<Int.random(in: 1...3, using: &generator) {
      let filters = [3, 8, 16, 40, 144].randomElement(using: &generator)!
      layers.append(
        Convolution(
          filters: filters, filterSize: Bool.random(using: &generator) ? 3 : [1, 2],
          channels: channels, padding: .same, bias: .constant(0.25), using: &generator))
      channels = filters
      if Bool.random(using: &generator) {
        layers.append(normalization(channels, using: &generator))
      }
      if Bool.random(using: &generator) { layers.append(ReLU()) }
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: layers.append(Pooling(.max, windowSize: 2, padding: .same))
      case 1: layers.append(Pooling(.average, windowSize: 2, padding: .same))
      case 2: layers.append(Dropout(probability: 0.5, seed: 1))
      case 3 where depth < 2:
        let part = network(channels: channels, depth: depth + 1, using: &generator)
        layers.append(part.network)
        channels = part.channels
      case 4 where depth < 2:
        let main = Convolution(
          filters: channels, filterSize: 3, channels: channels, padding: .same, using: &generator)
        layers.append(
          ResidualBlock(
            Network(main, normalization(channels, using: &generator)),
            activatesSum: Bool.random(using: &generator)))
      default: break
      }
    }
    return (Network(layers), channels)
  }

  @Test func equalsTheLayersOneByOne() {
    var generator = SeededGenerator(seed: 240)
    for trial in 0..<40 {
      let channels = Int.random(in: 1...9, using: &generator)
      let (network, _) = Self.network(channels: channels, using: &generator)
      let shape = [Int.random(in: 1...3, using: &generator), 13, 18, channels]
      let input = Tensor.random(normal: 0, standardDeviation: 1, shape: shape, using: &generator)
      let expected = Self.layerByLayer(network, input)
      let first = network(input)
      let size = max(1, expected.absolute.max())
      #expect((first - expected).absolute.max() < 2e-4 * size, "trial \(trial)")
      // What is kept from the second time on changes not one bit.
      for _ in 0..<3 { #expect(network(input) == first, "trial \(trial)") }
    }
  }

  /// A normalization of other channels is refused as in training, whatever could be broadcast.
  @Test(arguments: [(16, 1), (1, 8), (16, 8)])
  func normalizationOfOtherChannels(filters: Int, channels: Int) async {
    let refused = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { [filters, channels] in
      var generator = SeededGenerator(seed: 242)
      let network = Network(
        Convolution(filters: filters, filterSize: 3, channels: 2, using: &generator),
        BatchNormalization(channels: channels))
      _ = network(.ones(1, 9, 9, 2))
    }
    let text = String(decoding: refused?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("BatchNormalization of \(channels) channels takes"))
  }

  /// Kept filters are those of the weights there are now.
  @Test func followsEveryChange() throws {
    var generator = SeededGenerator(seed: 241)
    var network = Network(
      Convolution(filters: 16, filterSize: 3, channels: 8, padding: .same, using: &generator),
      Self.normalization(16, using: &generator), ReLU())
    let input = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [1, 20, 16, 8], using: &generator)
    func check(_ network: Network, _ change: String) {
      for _ in 0..<3 {
        let expected = Self.layerByLayer(network, input)
        let size = max(1, expected.absolute.max())
        #expect((network(input) - expected).absolute.max() < 1e-4 * size, "\(change)")
      }
    }
    check(network, "at first")
    let copy = network
    var convolution = try #require(network.layers[0] as? Convolution)
    convolution.weights.value[1, 1, 3, 5] += 7
    network.layers[0] = convolution
    check(network, "one weight")
    check(copy, "the copy")
    convolution.bias.value[4] = Tensor(9)
    network.layers[0] = convolution
    check(network, "one bias")
    var other = Self.normalization(16, using: &generator)
    network.layers[1] = other
    check(network, "statistics")
    other.beta.value[2] = Tensor(-8)
    network.layers[1] = other
    check(network, "a shift")
    var optimizer = SGD(learningRate: 1e-5)
    for step in 1...3 {
      let output = network.forward(input)
      network.backpropagate(output)
      optimizer.update(&network)
      check(network, "step \(step)")
    }
    // Other shapes take other forms of the filters.
    for side in [3, 40, 5] {
      let input = Tensor.random(uniform: 0..<1, shape: [1, side, side, 8], using: &generator)
      #expect(
        network(input).isClose(to: Self.layerByLayer(network, input), tolerance: 1e-3), "\(side)")
    }
  }
}
