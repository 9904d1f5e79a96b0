// Benchmarks of training and inference with the networks of lessons 16 and 17.

import LessonKit

extension BenchmarkCase {
  /// Training steps and forward passes.
  static let networks = [
    BenchmarkCase(
      name: "three-conv-step", title: "a training step of three convolutions, batch 100, Adam",
      peers: [.tensorflow, .pytorch], parts: .init(count: 100, name: "picture"),
      measuresMemory: true, implementation: .calls { threeConvStep(batch: 100) }),
    BenchmarkCase(
      name: "three-conv-forward", title: "the same network, forward only",
      peers: [.tensorflow, .pytorch], parts: .init(count: 100, name: "picture"),
      implementation: .calls {
        var generator = SeededGenerator(seed: 0)
        let network = threeConvNet(using: &generator)
        let pictures = Tensor.random(uniform: 0..<1, shape: [100, 28, 28, 1], using: &generator)
        return { _ = network(pictures) }
      }),
    BenchmarkCase(
      name: "simple-conv-step",
      title: "a training step of one convolution of 5 × 5, batch 100, SGD",
      peers: [.numpy, .tensorflow, .pytorch], parts: .init(count: 100, name: "picture"),
      implementation: .calls {
        var generator = SeededGenerator(seed: 0)
        return step(simpleConvNet(using: &generator), SGD(learningRate: 0.1), batch: 100)
      }),
    BenchmarkCase(
      name: "vgg16-forward", title: "VGG-16, one picture of 224 × 224, forward only",
      peers: [.pytorch], implementation: .calls { forward(.vgg16(seed: 0)) }),
    BenchmarkCase(
      name: "resnet18-forward", title: "ResNet-18, one picture of 224 × 224, forward only",
      peers: [.pytorch], implementation: .calls { forward(.resNet18(seed: 0)) }),
  ]

  /// A training step with several batch sizes, with one thread and with all.
  static let batches = [1, 10, 100, 1000].map(threeConvStep(withBatch:))

  /// Returns a training step with a batch size, with one thread and with all.
  static func threeConvStep(withBatch batch: Int) -> BenchmarkCase {
    BenchmarkCase(
      name: "three-conv-step-batch-\(batch)", title: "three-conv-step with a batch of \(batch)",
      peers: [.tensorflow, .pytorch], parts: .init(count: batch, name: "picture"),
      isScaling: true, comparesThreads: true, implementation: .calls { threeConvStep(batch: batch) }
    )
  }

  /// Three convolutions of 3 × 3, each with ReLU and pooling, and a dense layer.
  static func threeConvNet(using generator: inout SeededGenerator) -> Network {
    Network(
      Convolution(filters: 32, filterSize: 3, channels: 1, padding: .same, using: &generator),
      ReLU(),
      Pooling(.max, windowSize: 2, padding: .same),
      Convolution(filters: 64, filterSize: 3, channels: 32, padding: .same, using: &generator),
      ReLU(),
      Pooling(.max, windowSize: 2, padding: .same),
      Convolution(filters: 128, filterSize: 3, channels: 64, padding: .same, using: &generator),
      ReLU(), Pooling(.max, windowSize: 2, padding: .same),
      Flatten(), Dense(inputs: 2048, outputs: 10, using: &generator))
  }

  /// One convolution of 5 × 5, then two dense layers.
  private static func simpleConvNet(using generator: inout SeededGenerator) -> Network {
    Network(
      Convolution(filters: 30, filterSize: 5, channels: 1, using: &generator), ReLU(),
      Pooling(.max, windowSize: 2), Flatten(),
      Dense(inputs: 4320, outputs: 100, using: &generator), ReLU(),
      Dense(inputs: 100, outputs: 10, using: &generator))
  }

  /// Returns a forward pass of one picture of noise in inference mode.
  private static func forward(_ network: Network) -> () -> Void {
    let picture = noise([1, 224, 224, 3])
    return { _ = network(picture) }
  }

  /// Returns pictures of noise, 0 to 1.
  static func noise(_ shape: [Int]) -> Tensor {
    var generator = SeededGenerator(seed: 1)
    return Tensor.random(uniform: 0..<1, shape: shape, using: &generator)
  }

  private static func threeConvStep(batch: Int) -> () -> Void {
    var generator = SeededGenerator(seed: 0)
    return step(threeConvNet(using: &generator), Adam(learningRate: 0.001), batch: batch)
  }

  /// Returns a training step on a batch of noise: forward, loss, backward, update.
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
}
