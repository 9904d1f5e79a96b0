// What the figures of gradients hold is what the graph and the layers have computed.

import TestSupport
import Testing

@testable import LessonKit
@testable import Notebooks

@Suite struct BackwardFigureTests {
  /// A graph in which values are used several times, with every operation.
  private func graph(_ generator: inout SeededGenerator) -> GraphNode {
    let (u, v) = (
      GraphNode("u", .random(in: 1...3, using: &generator)),
      GraphNode("v", .random(in: 4...5, using: &generator))
    )
    let products = (u * v + u.squared).named("p")
    let larger = GraphNode.maximum(products, v) - u / v
    return (larger.sigmoid * u.exponential + products.cloned * v.detached).named("L")
  }

  @Test(arguments: UInt64(0)..<4) func theGraphsNumbersAreStored(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let result = graph(&generator)
    result.backward()
    let onPage = try FigureOnPage { page, file in
      page.backward("figure", result, isDrawn: true, file: file, line: 3)
    }
    guard case .backward(let shown) = onPage.figure.kind else {
      Issue.record("another figure: \(onPage.figure.kind)")
      return
    }
    let nodes = result.nodes
    #expect(shown.nodes.count == nodes.count)
    for (node, stored) in zip(nodes, shown.nodes) {
      #expect(stored.value == node.value && stored.gradient == node.gradient)
      #expect(stored.slopes == node.localGradients && stored.symbol == node.symbol)
      #expect(stored.inputs.count == node.inputs.count)
      for (input, index) in zip(node.inputs, stored.inputs) { #expect(nodes[index] === input) }
    }
    // The chain rule once more, of what is stored alone.
    var gradients = shown.nodes.map { _ in 0.0 }
    gradients[gradients.count - 1] = 1
    for (index, node) in shown.nodes.enumerated().reversed() {
      for (input, slope) in zip(node.inputs, node.slopes) {
        gradients[input] += gradients[index] * slope
      }
    }
    #expect(gradients == shown.nodes.map(\.gradient))
    let html = onPage.html
    #expect(html.contains("data-figure=\"backward\"") && html.contains("stills/figure.png"))
    // Nodes share no place.
    let places = Set(shown.nodes.map { "\($0.column) \($0.row)" })
    #expect(places.count == shown.nodes.count)
  }

  @Test func theLayersInputGradientIsStored() throws {
    var generator = SeededGenerator(seed: 3)
    let filter = Tensor.random(integers: -3..<4, shape: [2, 3], using: &generator)
    let arriving = Tensor.random(integers: -3..<4, shape: [4, 3], using: &generator)
    var layer = Convolution(weights: filter.reshaped(2, 3, 1, 1), bias: Tensor([0]))
    _ = layer.forward(.zeros(1, 5, 5, 1))
    let returned = layer.backward(arriving.reshaped(1, 4, 3, 1)).reshaped(5, 5)
    let onPage = try FigureOnPage { page, file in
      page.inputGradient(
        "figure", of: arriving, filter: filter, inputGradient: returned, file: file, line: 3)
    }
    guard case .inputGradient(let shown) = onPage.figure.kind else {
      Issue.record("another figure: \(onPage.figure.kind)")
      return
    }
    var sums = Array(repeating: Array(repeating: Float(0), count: 5), count: 5)
    for (y, row) in shown.outputGradient.enumerated() {
      for (x, gradient) in row.enumerated() {
        for (i, weights) in shown.filter.enumerated() {
          for (j, weight) in weights.enumerated() { sums[y + i][x + j] += gradient * weight }
        }
      }
    }
    #expect(shown.inputGradient == sums)
  }
}
