// The figure of a computational graph: values run forward, gradients run back, node by node. The
// graph itself is of the module Networks; LessonKit hands its nodes over.

import Formatting
import Pixels

extension Figure {
  /// A computational graph of scalars.
  public struct Backward: Codable, Sendable, Equatable {
    /// The nodes in topological order: inputs first, the result last.
    public var nodes: [Node]
    /// The picture of the graph, for output without scripts.
    var still: CellOutput.Picture?

    /// A number of the graph.
    public struct Node: Codable, Sendable, Equatable {
      /// The name; empty for an intermediate result without one.
      public var name: String
      /// The operation, as "+"; empty for an input.
      public var symbol: String
      /// The indices of the operands among the nodes, each below the node's own.
      public var inputs: [Int]
      /// The value at the beginning.
      public var value: Double
      /// The derivative of the result with respect to it, at the beginning.
      public var gradient: Double
      /// The derivative of its value with respect to each operand, at the beginning.
      public var slopes: [Double]
      /// The column in the drawing, from 0 at the left.
      public var column: Int
      /// The row in the drawing, downwards.
      public var row: Double

      /// Makes a node.
      public init(
        name: String, symbol: String, inputs: [Int], value: Double, gradient: Double,
        slopes: [Double], column: Int, row: Double
      ) {
        (self.name, self.symbol, self.inputs) = (name, symbol, inputs)
        (self.value, self.gradient, self.slopes) = (value, gradient, slopes)
        (self.column, self.row) = (column, row)
      }

      /// The name, or else the operation.
      var title: String { name.isEmpty ? symbol : name }
    }
  }
}

extension Figure.Backward: FigureContent {
  static var asset: PageAsset { .backward }

  /// The walk back: what each node, the last one first, adds to the gradients of its operands.
  var tables: [CellOutput.Table] {
    let rows = nodes.reversed().flatMap { node in
      zip(node.inputs, node.slopes).map { input, slope in
        [
          "\(node.title)", "\(nodes[input].title)", "\(node.gradient) · \(slope)",
          "\(node.gradient * slope)",
        ] as [Message]
      }
    }
    return [
      .init(
        caption: PageStrings.backwardWalk,
        columns: [
          PageStrings.backwardFrom, PageStrings.backwardTo, PageStrings.backwardTimes,
          PageStrings.backwardAdded,
        ], rows: rows, isMatrix: false, row: 1)
    ]
  }
}

extension Notebook {
  /// Shows a computational graph whose inputs the reader changes, and the walk forward and back.
  ///
  /// - Parameters:
  ///   - nodes: the nodes in topological order.
  ///   - drawing: the graph drawn, for output without scripts; nil for none.
  package func backward(
    _ key: String, _ nodes: [Figure.Backward.Node], drawing: Drawing?, file: String, line: Int
  ) {
    let picture = drawing.map { still(of: $0.image, key, file: file, line: line) }
    add(figure: .backward(.init(nodes: nodes, still: picture)), key, file, line)
  }
}
