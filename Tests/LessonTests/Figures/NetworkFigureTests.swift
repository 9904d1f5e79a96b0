// Diagrams of networks with residual blocks: where shortcuts begin and end, and that nothing is
// counted twice or left out.

import Testing

@testable import LessonKit

@Suite struct NetworkFigureTests {
  @Test func blocksAreOpened() {
    let network = Network.resNet18(classes: 7, width: 2, seed: 1)
    let figure = Plot.Network(network, for: [1, 64, 64, 3], input: "photo")
    // The photo, a convolution and a pooling; sixteen convolutions; the mean, and the dense layer.
    #expect(figure.stages.count == 3 + 16 + 2)
    #expect(figure.shortcuts.map(\.start) == [2, 4, 6, 8, 10, 12, 14, 16])
    #expect(figure.shortcuts.map(\.end) == [4, 6, 8, 10, 12, 14, 16, 18])
    let halving = figure.shortcuts.indices.filter { !figure.shortcuts[$0].projection.isEmpty }
    #expect(halving == [2, 4, 6])
    #expect(figure.shortcuts[2].projection == "1 × 1 / 2")
  }

  /// Whatever is drawn, all parameters and multiplications are in it: with blocks of every kind.
  @Test(arguments: 0..<12 as Range<UInt64>) func nothingIsLost(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var layers: [any Layer] = []
    var channels = 3
    for _ in 0..<Int.random(in: 1...5, using: &generator) {
      let filters = Int.random(in: 1...4, using: &generator)
      let stride = Int.random(in: 1...2, using: &generator)
      let convolution = Convolution(
        filters: filters, filterSize: 3, channels: channels, stride: stride, padding: .explicit(1),
        using: &generator)
      if Bool.random(using: &generator) {
        layers += [convolution, BatchNormalization(channels: filters), ReLU()]
      } else {
        let fits = filters == channels && stride == 1
        let projection = Convolution(
          filters: filters, filterSize: 1, channels: channels, stride: stride, using: &generator)
        layers.append(
          ResidualBlock(
            Network(BatchNormalization(channels: channels), ReLU(), convolution),
            shortcut: fits ? Network() : Network(projection),
            activatesSum: Bool.random(using: &generator)))
      }
      channels = filters
    }
    let network = Network(layers)
    let summary = network.summary(for: [1, 16, 12, 3])
    let figure = Plot.Network(network, for: [1, 16, 12, 3])
    #expect(figure.stages.reduce(0) { $0 + $1.parameters } == summary.parameters)
    #expect(figure.stages.reduce(0) { $0 + $1.multiplications } == summary.multiplications)
    #expect(
      figure.stages.last?.shape == summary.rows.last.map { Array($0.outputShape.dropFirst()) })
    #expect(figure.shortcuts.count == layers.count { $0 is ResidualBlock })
  }
}
