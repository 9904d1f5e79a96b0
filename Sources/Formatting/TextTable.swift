// Rows of cells as lines of text with aligned columns.

/// Pads the cells of every row to their column's width and joins them, without spaces at the end.
///
///     Convolution  (1, 4, 4, 2)   20
///     Dense        (1, 3)        300
///
/// - Parameters:
///   - rows: the cells of each line; a row may have fewer than others.
///   - separator: what stands between two columns.
///   - alignment: the side on which the cells of a column stand; left by default.
package func alignedColumns(
  _ rows: [[String]], separator: String = "  ", alignment: (Int) -> TextAlignment = { _ in .left }
) -> [String] {
  func width(of column: Int) -> Int {
    rows.map { column < $0.count ? $0[column].displayWidth : 0 }.max() ?? 0
  }
  let widths = (0..<(rows.map(\.count).max() ?? 0)).map(width)
  return rows.map { row in
    row.enumerated().map { column, cell in cell.padded(to: widths[column], alignment(column)) }
      .joined(separator: separator).trimmingTrailingSpaces
  }
}
