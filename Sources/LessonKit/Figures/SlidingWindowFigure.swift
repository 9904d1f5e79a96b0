// Draws a step of a cross-correlation: the window on the input, the filter, the products and their
// sum.

import Pixels
import Tensors

/// A drawing of the steps of a small cross-correlation.
///
/// Input (H, W) and filter (FH, FW), one channel, stride 1, no padding.
public struct SlidingWindowFigure {
  private let input: Tensor
  private let filter: Tensor
  private let output: Tensor
  /// Small enough for two figures to stand side by side on a page.
  private let cell = 30

  /// Creates the figure.
  public init(input: Tensor, filter: Tensor) {
    self.input = input
    self.filter = filter
    let result = conv2D(
      input.reshaped(1, input.shape[0], input.shape[1], 1),
      filter.reshaped(filter.shape[0], filter.shape[1], 1, 1))
    output = result.reshaped(result.shape[1], result.shape[2])
  }

  /// Returns the sum of output cell (y, x), a line for each row of the filter, with the result in
  /// the last.
  public func sum(_ y: Int, _ x: Int) -> [String] {
    let (rows, columns) = (filter.shape[0], filter.shape[1])
    return (0..<rows).map { row in
      let products = (0..<columns).map { column in
        "\(number(input[y + row, x + column])) · \(number(filter[row, column]))"
      }
      let isLast = row == rows - 1
      return products.joined(separator: " + ") + (isLast ? " = \(number(output[y, x]))" : " +")
    }
  }

  /// Draws the step of output cell (y, x): earlier cells are filled, later ones empty.
  public func drawing(_ y: Int, _ x: Int) -> Drawing {
    let window = PixelArea(y: y, x: x, height: filter.shape[0], width: filter.shape[1])
    let onWindow = Colour(red: 253, green: 236, blue: 214)
    let made = Colour(red: 221, green: 240, blue: 237)
    let inputGrid = NumberGrid(input, cell: cell).framed(window).tinted(onWindow) { row, column in
      (y..<y + window.height).contains(row) && (x..<x + window.width).contains(column)
    }
    var outputGrid = NumberGrid(output, cell: cell)
      .framed(PixelArea(y: y, x: x, height: 1, width: 1))
      .tinted(made) { row, column in (row, column) <= (y, x) }
    for row in outputGrid.texts.indices {
      for column in outputGrid.texts[row].indices where (row, column) > (y, x) {
        outputGrid.texts[row][column] = "?"
      }
    }
    let grids = Drawing.sideBySide(
      [
        inputGrid.drawing, sign("∗"), NumberGrid(filter, cell: cell).drawing, sign("="),
        outputGrid.drawing,
      ], gap: 6)
    let lines = sum(y, x).joined(separator: "\n")
    let text = Image.textSize(lines, capHeight: 10)
    var figure = grids.padded(
      top: 8, left: 8, bottom: text.height + 30,
      right: 8 + max(0, text.width - grids.width))
    figure.drawText(
      lines, at: Point(y: Double(grids.height) + 20, x: 12), capHeight: 10, Colour(grey: 50))
    return figure
  }

  private func sign(_ text: String) -> Drawing {
    var drawing = Drawing(height: 24, width: 24)
    drawing.drawText(
      text, at: Point(y: 12, x: 12), capHeight: 12, anchor: .centre, Colour(grey: 60))
    return drawing
  }
}
