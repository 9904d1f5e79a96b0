// LeNet-5, today's and the paper's: counted layer by layer, and trained.

import Networks
import Tensors
import Testing

@Suite struct LeNet5Tests {
  @Test func modern() {
    let summary = Network.leNet5(seed: 0).summary(for: [1, 28, 28, 1])
    #expect(summary.parameters == 61_706)
    #expect(
      summary.rows.map(\.parameters).filter { $0 > 0 } == [156, 2416, 48_120, 10_164, 850])
    #expect(summary.rows.map(\.outputShape).last == [1, 10])
  }

  /// The paper's own numbers, section II.B.
  @Test func original() {
    let summary = Network.originalLeNet5(seed: 0).summary(for: [1, 32, 32, 1])
    #expect(summary.parameters == 60_000)
    #expect(
      summary.rows.map(\.parameters).filter { $0 > 0 }
        == [156, 12, 1516, 32, 48_120, 10_164])
    #expect(
      summary.rows.filter { $0.parameters > 0 }.map(\.outputShape) == [
        [1, 28, 28, 6], [1, 14, 14, 6], [1, 10, 10, 16], [1, 5, 5, 16], [1, 1, 1, 120], [1, 84],
      ])
  }

  /// Table I, row by row: which maps of C3 read each map of S2.
  @Test func connections() {
    let readers = (0..<6).map { map in
      Network.leNet5Connections.indices.filter { Network.leNet5Connections[$0].contains(map) }
    }
    #expect(
      readers == [
        [0, 4, 5, 6, 9, 10, 11, 12, 14, 15], [0, 1, 5, 6, 7, 10, 11, 12, 13, 15],
        [0, 1, 2, 6, 7, 8, 11, 13, 14, 15], [1, 2, 3, 6, 7, 8, 9, 12, 14, 15],
        [2, 3, 4, 7, 8, 9, 10, 12, 13, 15], [3, 4, 5, 8, 9, 10, 11, 13, 14, 15],
      ])
    #expect(Set(Network.leNet5Connections).count == 16)
  }

  /// Thirty pictures learned by heart.
  @Test(arguments: [true, false]) func learns(modern: Bool) {
    var network = modern ? Network.leNet5(seed: 1) : Network.originalLeNet5(seed: 1)
    var generator = SeededGenerator(seed: 2)
    let side = modern ? 28 : 32
    let pictures = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [30, side, side, 1], using: &generator)
    let labels = (0..<30).map { $0 % 10 }
    var optimizer = Adam(learningRate: 0.003)
    for _ in 0..<40 {
      let (_, gradient) = softmaxCrossEntropy(network.forward(pictures), labels: labels)
      network.backpropagate(gradient)
      optimizer.update(&network)
    }
    #expect(accuracy(network(pictures), labels: labels) == 1)
  }
}
