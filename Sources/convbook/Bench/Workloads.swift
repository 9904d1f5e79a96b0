// The works that are timed: the networks and pictures of the lessons, as a reader would run them.

import LessonKit

/// One piece of work, ready to be done again and again.
struct Workload {
  /// The name it has in reports: "three-conv-step".
  let name: String
  /// What it is, in a few words.
  let title: String
  /// How often it is done for one measurement.
  let count: Int
  /// Makes what the work needs, and returns the work.
  let prepare: () throws -> () -> Void

  /// Lesson 17's network: three convolutions of 3 × 3, each with ReLU and pooling, and a dense layer.
  static func threeConvNet(using generator: inout SeededGenerator) -> Network {
    Network(
      Convolution(filters: 32, window: 3, channels: 1, padding: .same, using: &generator), ReLU(),
      Pooling(.maximum, window: 2, padding: .same),
      Convolution(filters: 64, window: 3, channels: 32, padding: .same, using: &generator), ReLU(),
      Pooling(.maximum, window: 2, padding: .same),
      Convolution(filters: 128, window: 3, channels: 64, padding: .same, using: &generator),
      ReLU(), Pooling(.maximum, window: 2, padding: .same),
      Flatten(), Dense(inputs: 2048, outputs: 10, using: &generator))
  }

  /// Lesson 16's network: one convolution of 5 × 5, then two dense layers.
  static func simpleConvNet(using generator: inout SeededGenerator) -> Network {
    Network(
      Convolution(filters: 30, window: 5, channels: 1, using: &generator), ReLU(),
      Pooling(.maximum, window: 2), Flatten(),
      Dense(inputs: 4320, outputs: 100, using: &generator), ReLU(),
      Dense(inputs: 100, outputs: 10, using: &generator))
  }

  /// One step of training on a batch of pictures of noise: forward, loss, backward, update.
  private static func step(
    _ network: Network, _ optimizer: some Optimizer, batch: Int
  ) -> () -> Void {
    var generator = SeededGenerator(seed: 1)
    let pictures = Tensor.random(uniform: 0..<1, shape: [batch, 28, 28, 1], using: &generator)
    let labels = (0..<batch).map { _ in Int.random(in: 0..<10, using: &generator) }
    var (network, optimizer) = (network, optimizer)
    return {
      let logits = network.forward(pictures)
      let (_, gradient) = softmaxCrossEntropy(logits, labels: labels)
      network.backpropagate(gradient)
      optimizer.update(&network)
    }
  }

  static var all: [Workload] {
    [
      Workload(
        name: "three-conv-step", title: "three-conv-net, batch 100, a training step with Adam",
        count: 60
      ) {
        var generator = SeededGenerator(seed: 0)
        return step(threeConvNet(using: &generator), Adam(rate: 0.001), batch: 100)
      },
      Workload(
        name: "three-conv-forward", title: "the same network, forward only", count: 60
      ) {
        var generator = SeededGenerator(seed: 0)
        let network = threeConvNet(using: &generator)
        let pictures = Tensor.random(uniform: 0..<1, shape: [100, 28, 28, 1], using: &generator)
        return { _ = network(pictures) }
      },
      Workload(
        name: "simple-conv-step", title: "SimpleConvNet, batch 100, a training step with SGD",
        count: 60
      ) {
        var generator = SeededGenerator(seed: 0)
        return step(simpleConvNet(using: &generator), SGD(rate: 0.1), batch: 100)
      },
      Workload(
        name: "photo-filter", title: "3 × 3 filter on one channel of a photo, 429 × 640", count: 200
      ) {
        var generator = SeededGenerator(seed: 0)
        let photo = Tensor.random(integers: 0..<256, shape: [1, 429, 640, 1], using: &generator)
        let filter = Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]).reshaped(3, 3, 1, 1)
        return { _ = conv2D(photo, filter) }
      },
    ]
  }
}
