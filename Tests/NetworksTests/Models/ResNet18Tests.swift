// ResNet-18: counted, frozen, trained at a narrow width.

import Networks
import Tensors
import Testing

@Suite struct ResNet18Tests {
  static func count(_ parameters: [Parameter]) -> Int {
    parameters.reduce(0) { $0 + $1.value.count }
  }

  @Test func shapesAndCounts() {
    let summary = Network.resNet18(seed: 0).summary(for: [1, 224, 224, 3])
    #expect(summary.parameters == 11_689_512)
    // He et al., table 1: conv1 112, then 56, 28, 14 and 7.
    #expect(
      summary.rows.map(\.outputShape) == [
        [1, 112, 112, 64], [1, 112, 112, 64], [1, 112, 112, 64], [1, 56, 56, 64],
        [1, 56, 56, 64], [1, 56, 56, 64], [1, 28, 28, 128], [1, 28, 28, 128],
        [1, 14, 14, 256], [1, 14, 14, 256], [1, 7, 7, 512], [1, 7, 7, 512],
        [1, 1, 1, 512], [1, 512], [1, 1000],
      ])
    // Its table says 1.8 · 10⁹.
    #expect(summary.multiplications == 1_814_073_344)
    let stages = summary.stages
    #expect(
      stages.map(\.layer) == ["Convolution", "Pooling"]
        + Array(repeating: "2 × ResidualBlock", count: 4) + ["AdaptiveAveragePooling", "Dense"])
    #expect(stages.reduce(0) { $0 + $1.parameters } == summary.parameters)
    #expect(stages.reduce(0) { $0 + $1.multiplications } == summary.multiplications)
  }

  /// Lesson 26: for two classes, and with all but the last layer frozen.
  @Test func twoClasses() {
    var network = Network.resNet18(seed: 0)
    for index in network.layers.indices { network.layers[index].freeze() }
    var generator = SeededGenerator(seed: 1)
    network.layers[network.layers.count - 1] = Dense(inputs: 512, outputs: 2, using: &generator)
    #expect(Self.count(network.parameters) == 11_177_538)
    #expect(Self.count(network.parameters.filter(\.isTrainable)) == 1026)
    #expect(network.layers[4].hasFrozenBuffers)
    #expect(Self.count(Network.resNet18(classes: 2, seed: 0).parameters) == 11_177_538)
  }

  /// Eight maps instead of 64, and twelve pictures to be learned by heart.
  @Test func learns() {
    var network = Network.resNet18(classes: 3, width: 8, seed: 2)
    var generator = SeededGenerator(seed: 3)
    let pictures = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [12, 32, 32, 3], using: &generator)
    let labels = (0..<12).map { $0 % 3 }
    var optimizer = Adam(learningRate: 0.002)
    var losses: [Float] = []
    for _ in 0..<15 {
      let logits = network.forward(pictures)
      let (loss, gradient) = softmaxCrossEntropy(logits, labels: labels)
      network.backpropagate(gradient)
      optimizer.update(&network)
      losses.append(loss)
    }
    #expect(losses[0] > 0.8 && losses[14] < 0.1, "\(losses)")
  }

  @Test func theSameSeedIsTheSameNetwork() {
    let weights = Network.resNet18(width: 4, seed: 5).weights
    #expect(Network.resNet18(width: 4, seed: 5).weights == weights)
    #expect(Network.resNet18(width: 4, seed: 6).weights != weights)
  }
}
