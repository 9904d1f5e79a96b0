// The words in drawings, which pages show in their own language.

import Formatting
import Testing

@testable import LessonKit

@Suite struct DrawnWordsTests {
  private static func words(of drawing: Drawing) -> [Message] {
    drawing.marks.compactMap { mark in
      if case .text(let lettering, _) = mark { lettering.words } else { nil }
    }
  }

  private static var graph: GraphNode {
    let result = GraphNode("x", 2) * GraphNode("y", 3)
    result.backward()
    return result
  }

  static let drawings: [(name: String, drawing: Drawing, words: Set<String>)] = [
    (
      "blocks",
      BlockDiagram(input: [8, 8, 3], filter: [3, 3, 3], filters: 5, output: [6, 6, 5]).drawing,
      ["… {1} filters"]
    ),
    (
      "chain", LayerChain([("", [8, 8, 1]), ("pooling", [4, 4, 1]), ("dense", [3])]).drawing,
      ["pooling", "dense"]
    ),
    (
      "graph", GraphFigure(of: graph, slopes: true, gradients: true).drawing,
      ["value", "gradient", "slope"]
    ),
    (
      "confusion", ConfusionFigure(Tensor([[3, 1], [0, 2]]), names: ["Bag", "Coat"]).drawing,
      ["read as", "Bag", "Coat"]
    ),
  ]

  /// They are templates, which a catalogue can translate, and no texts that are the same in all.
  @Test(arguments: drawings.indices) func drawnWordsAreMessages(_ index: Int) {
    let (name, drawing, words) = Self.drawings[index]
    #expect(words.isSubset(of: Self.words(of: drawing).map(\.template)), "\(name)")
  }

  /// Stages of a network, too, and what is said of each under the pointer.
  @Test func stagesOfANetworkAreMessages() {
    var generator = SeededGenerator(seed: 3)
    let network = Network(
      Convolution(filters: 2, filterSize: 3, channels: 1, using: &generator), Flatten(),
      Dense(inputs: 32, outputs: 3, using: &generator))
    let plot = Plot.Network(network.summary(for: [1, 6, 6, 1]), input: "a digit")
    #expect(plot.stages.map(\.name) == ["a digit", "Convolution", "Dense"])
  }
}
