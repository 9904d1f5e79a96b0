// The figure of a graph whose nodes pass their numbers along its ties, round by round.

import Formatting
import Tensors

extension Figure {
  /// A graph with a number at each node.
  public struct Messages: Codable, Sendable, Equatable {
    /// Where each node lies at the beginning: x and y, 0…1.
    public var places: [[Float]]
    /// The ties, pairs of nodes, each once.
    public var ties: [[Int]]
    /// The number of each node before the first round.
    public var values: [Float]
    /// The numbers after one round with Â, for output without scripts.
    public var after: [Float]
    /// The rounds that can be gone through.
    public var rounds: Int
    /// The node that is looked at first.
    public var node: Int
  }
}

extension Figure.Messages: FigureContent {
  static var asset: PageAsset { .messages }

  var tables: [CellOutput.Table] {
    [
      numberTable(PageStrings.messagesBefore, [values]),
      numberTable(PageStrings.messagesAfter, [after.map { $0.rounded(to: 3) }]),
    ]
  }
}

extension Notebook {
  /// Shows a graph whose nodes pass their numbers along its ties, round by round, with Â, with
  /// A + I or with A alone. The row of a node and the sum that it makes are written out, numbers
  /// can be changed, and nodes dragged about.
  ///
  /// - Parameters:
  ///   - places: (N, 2), x and y of each node, of any extent.
  ///   - ties: pairs of nodes, each once.
  ///   - mixing: (N, N), Â of the graph.
  ///   - values: (N), the numbers before the first round.
  ///   - rounds: how many rounds one can go through.
  ///   - node: the node that is looked at first.
  public func messages(
    _ key: String, _ places: Tensor, ties: [(Int, Int)], mixing: Tensor, values: Tensor,
    rounds: Int = 12, lookingAt node: Int = 0, file: String = #filePath, line: Int = #line
  ) {
    precondition(
      places.shape == [values.count, 2], "\(describe(places.shape)) are not places of nodes")
    precondition(
      mixing.shape == [values.count, values.count],
      "\(describe(mixing.shape)) does not mix \(values.count) nodes")
    let rows = Self.rows(places)
    let axes = [0, 1].map { axis in rows.map { $0[axis] } }
    let scaled = rows.map { row in
      zip(row, axes).map { value, all in
        let (low, high) = (all.min() ?? 0, all.max() ?? 1)
        return high > low ? ((value - low) / (high - low)).rounded(to: 4) : 0.5
      }
    }
    add(
      figure: .messages(
        .init(
          places: scaled, ties: ties.map { [$0.0, $0.1] }, values: values.scalars,
          after: matmul(mixing, values.reshaped(-1, 1)).scalars, rounds: rounds, node: node)), key,
      file, line)
  }
}
