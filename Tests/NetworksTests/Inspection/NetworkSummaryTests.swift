// The summary of a network, against published shapes and counts.

import Networks
import Tensors
import Testing

@Suite struct NetworkSummaryTests {
  /// Lesson 17: 28 → 14 → 7 → 4, 2048, and 113,162 parameters.
  @Test func threeConvolutions() {
    var generator = SeededGenerator(seed: 194)
    func block(_ channels: Int, _ filters: Int) -> [any Layer] {
      [
        Convolution(
          filters: filters, filterSize: 3, channels: channels, padding: .same, using: &generator),
        ReLU(), Pooling(.max, windowSize: 2, padding: .same),
      ]
    }
    let network = Network(
      block(1, 32) + block(32, 64) + block(64, 128)
        + [Flatten(), Dense(inputs: 2048, outputs: 10, using: &generator)])
    let summary = network.summary(for: [1, 28, 28, 1])
    #expect(
      summary.rows.map(\.outputShape) == [
        [1, 28, 28, 32], [1, 28, 28, 32], [1, 14, 14, 32],
        [1, 14, 14, 64], [1, 14, 14, 64], [1, 7, 7, 64],
        [1, 7, 7, 128], [1, 7, 7, 128], [1, 4, 4, 128], [1, 2048], [1, 10],
      ])
    #expect(summary.rows.map(\.parameters).filter { $0 > 0 } == [320, 18496, 73856, 20490])
    #expect(summary.parameters == 113_162 && summary.trainable == 113_162)
    // 28² · 32 · 9 + 14² · 64 · 288 + 7² · 128 · 576 + 2048 · 10.
    #expect(summary.multiplications == 225_792 + 3_612_672 + 3_612_672 + 20_480)
    #expect(network.multiplications(for: [10, 28, 28, 1]) == 10 * summary.multiplications)
    #expect(network.outputShape(for: [7, 28, 28, 1]) == [7, 10])
  }

  @Test func asText() {
    var generator = SeededGenerator(seed: 195)
    var network = Network(
      Convolution(filters: 2, filterSize: 3, channels: 1, using: &generator), Flatten(),
      Dense(inputs: 32, outputs: 300, using: &generator))
    network.layers[0].parameters[0].isTrainable = false
    #expect(
      network.summary(for: [1, 6, 6, 1]).description == """
        layer        output        parameters  multiplications
        (input)      (1, 6, 6, 1)
        Convolution  (1, 4, 4, 2)          20              288
        Flatten      (1, 32)                0                0
        Dense        (1, 300)            9900             9600
        total                            9920             9888
        trainable                        9902
        """)
  }

  /// The output shape is that of forward, for every layer.
  @Test func shapesAreThoseOfForward() {
    var generator = SeededGenerator(seed: 196)
    let layers: [any Layer] = [
      Convolution(
        filters: 3, filterSize: [3, 2], channels: 2, stride: [2, 1], padding: .same,
        using: &generator),
      Convolution(filters: 3, filterSize: 2, channels: 2, padding: .explicit(1), using: &generator),
      Pooling(.max, windowSize: 3, stride: 2), Pooling(.average, windowSize: 2, padding: .same),
      Flatten(), ReLU(), Sigmoid(), Tanh(), LeakyReLU(), Dropout(probability: 0.5, seed: 1),
      BatchNormalization(channels: 2), LocalResponseNormalization(),
      AdaptiveAveragePooling(to: [2, 4]),
      GroupedConvolution([
        .init(
          reading: [1], Convolution(filters: 3, filterSize: 2, channels: 1, using: &generator))
      ]),
      ResidualBlock(Network(ReLU())),
      Network(Flatten(), Dense(inputs: 126, outputs: 4, using: &generator)),
    ]
    for layer in layers {
      var tried = layer
      let output = tried.forward(.ones(5, 7, 9, 2)).shape
      #expect(layer.outputShape(for: [5, 7, 9, 2]) == output, "\(type(of: layer))")
    }
  }

  @Test func mistakesStop() async {
    await #expect(processExitsWith: .failure) {
      _ = Dense(weights: .zeros(3, 2)).outputShape(for: [1, 4])
    }
    await #expect(processExitsWith: .failure) {
      _ = Convolution(weights: .zeros(3, 3, 2, 1)).outputShape(for: [1, 9, 9, 3])
    }
  }
}
