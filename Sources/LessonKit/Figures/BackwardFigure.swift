// Hands a computational graph over to the page, which walks it forward and back.

import Networks
import Notebooks

extension Notebook {
  /// Shows a computational graph: the reader changes its inputs and follows the values forward and
  /// the gradients back, node by node.
  ///
  /// - Parameters:
  ///   - result: the graph's last node, after `backward`.
  ///   - rows: rows of nodes that replace the computed ones, as in `GraphFigure`.
  ///   - isDrawn: whether output without scripts has the drawing, too; not where the page shows it
  ///     elsewhere.
  public func backward(
    _ key: String, _ result: GraphNode, rows: [(node: GraphNode, row: Double)] = [],
    isDrawn: Bool = false, file: String = #filePath, line: Int = #line
  ) {
    let figure = GraphFigure(of: result, slopes: true, rows: rows)
    let nodes = result.nodes
    let shown = nodes.map { node in
      let place = figure.gridPlace(of: node)
      return Figure.Backward.Node(
        name: node.name, symbol: node.symbol,
        inputs: node.inputs.compactMap { input in nodes.firstIndex { $0 === input } },
        value: node.value, gradient: node.gradient, slopes: node.localGradients,
        column: place.column, row: place.row)
    }
    backward(key, shown, drawing: isDrawn ? figure.drawing : nil, file: file, line: line)
  }
}
