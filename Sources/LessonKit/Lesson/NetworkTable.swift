// Shows the summary of a network as a table.

import Formatting
import Networks
import Notebooks

extension Notebook {
  /// Shows a network's layers with their output shapes, parameters and multiplications.
  public func table(
    _ caption: Message, _ summary: NetworkSummary, file: String = #filePath, line: Int = #line
  ) {
    table(
      caption, columns: ["layer", "output", "parameters", "multiplications"],
      rows: summary.rows.map { row in
        [row.name, "\(row.outputShape)", "\(row.parameters)", "\(row.multiplications)"]
      }, file: file, line: line)
  }
}
