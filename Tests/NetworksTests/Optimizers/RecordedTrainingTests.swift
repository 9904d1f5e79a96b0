// Training against TensorFlow and PyTorch, recorded by Tests/Peers/record_training.py.

import Networks
import Tensors
import TestSupport
import Testing

@Suite struct RecordedTrainingTests {
  struct Record: Decodable {
    let networks: [Setting]
    let optimizers: [Setting]
  }

  struct Setting: Decodable {
    let optimizer: String
    let rate: Float
    let momentum: Float
    let weightDecay: Float
    let peer: String?
    let losses: [Float]?
    let steps: [[[Float]]]?

    /// PyTorch's AdamW is our Adam, recorded with an epsilon too small to matter.
    func make() -> any Optimizer {
      switch optimizer {
      case "SGD": SGD(learningRate: rate, momentum: momentum, weightDecay: weightDecay)
      case "AdamW": Adam(learningRate: rate, epsilon: 1e-15, weightDecay: weightDecay)
      default: Adam(learningRate: rate, weightDecay: weightDecay)
      }
    }

    var name: String {
      "\(optimizer), rate \(rate), momentum \(momentum), weight decay \(weightDecay)"
    }
  }

  static func record() throws -> Record {
    try recorded("training", as: Record.self)
  }

  /// Multiples of width / 1024 within ±width: with a power of two the same Floats as in the recipe.
  static func spread(
    _ shape: [Int], _ width: Float, _ generator: inout SeededGenerator
  ) -> Tensor {
    .random(integers: -1024..<1025, shape: shape, using: &generator) * (width / 1024)
  }

  /// The network with three convolutions, on 20 pictures: ten steps.
  @Test func tenSteps() throws {
    let settings = try Self.record().networks
    #expect(settings.count == 5)
    for setting in settings {
      var generator = SeededGenerator(seed: 17)
      let pictures =
        Tensor.random(integers: 0..<256, shape: [20, 28, 28, 1], using: &generator) / 256
      let labels = Tensor.random(integers: 0..<10, shape: [20], using: &generator)
        .scalars.map { Int($0) }
      var layers: [any Layer] = []
      for (shape, width) in [
        ([3, 3, 1, 32], 0.5), ([3, 3, 32, 64], 0.125), ([3, 3, 64, 128], 0.0625),
      ] as [([Int], Float)] {
        let weights = Self.spread(shape, width, &generator)
        let bias = Self.spread([shape[3]], 0.125, &generator)
        layers += [
          Convolution(weights: weights, bias: bias, padding: .same), ReLU(),
          Pooling(.max, windowSize: 2, padding: .same),
        ]
      }
      let weights = Self.spread([2048, 10], 0.03125, &generator)
      let bias = Self.spread([10], 0.125, &generator)
      var network = Network(layers + [Flatten(), Dense(weights: weights, bias: bias)])
      var optimizer = setting.make()
      let expected = try #require(setting.losses)
      for (step, expected) in expected.enumerated() {
        let (loss, gradient) = softmaxCrossEntropy(network.forward(pictures), labels: labels)
        #expect(abs(loss - expected) <= 1e-4, "\(setting.name), step \(step)")
        network.backpropagate(gradient)
        optimizer.update(&network)
      }
    }
  }

  /// Three parameters along given gradients, one of them a thousand times smaller.
  @Test func optimizersAlone() throws {
    let settings = try Self.record().optimizers
    #expect(settings.count == 7)
    for setting in settings {
      var generator = SeededGenerator(seed: 99)
      let shapes = [[2, 3], [4], [1]]
      var layer = ParameterList(
        shapes.map { Parameter("values", Self.spread($0, 1, &generator)) })
      var optimizer = setting.make()
      for (step, expected) in try #require(setting.steps).enumerated() {
        var generator = SeededGenerator(seed: 100 + UInt64(step))
        for (index, width) in ([1, 1, 1 / 1024] as [Float]).enumerated() {
          layer.list[index].gradient = Self.spread(shapes[index], width, &generator)
        }
        optimizer.update(&layer)
        for (parameter, expected) in zip(layer.list, expected) {
          #expect(
            parameter.value.isClose(
              to: Tensor(shape: parameter.value.shape, scalars: expected), tolerance: 1e-6),
            "\(setting.peer ?? ""): \(setting.name), step \(step)")
        }
      }
    }
  }
}
