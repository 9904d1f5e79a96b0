// Draws a confusion matrix as a table of counts, darker for larger counts.

import Pixels
import Tensors

/// A drawing of a confusion matrix: rows are true classes, columns predicted classes.
public struct ConfusionFigure: DrawnFigure {
  private let counts: Tensor
  private let names: [Message]

  /// Creates a drawing.
  /// - Parameters:
  ///   - counts: (classes, classes); row: true class, column: predicted class.
  ///   - names: short names of the classes.
  public init(_ counts: Tensor, names: [Message]) {
    precondition(
      counts.rank == 2 && counts.shape == [names.count, names.count],
      "a confusion matrix of \(names.count) classes is not \(describe(counts.shape))")
    self.counts = counts
    self.names = names
  }

  /// The matrix with the class names on two sides.
  public var drawing: Drawing {
    let classes = names.count, cell = 40, capHeight = 11
    let widths = names.map { Image.textSize($0.english, capHeight: capHeight).width }
    let left = (widths.max() ?? 0) + 16
    let top = 46
    let grid = NumberGrid(counts, cell: cell).coloured { row, column in
      let total = max(1, (0..<classes).reduce(Float(0)) { $0 + counts[row, $1] })
      let share = Double(counts[row, column] / total)
      // Errors are rare: the square root makes 1 % visible.
      let depth = min(1, row == column ? share * 0.9 : share.squareRoot() * 2.5)
      func mix(_ full: Double) -> UInt8 { UInt8(255 - (255 - full) * depth) }
      return row == column
        ? Colour(red: mix(150), green: mix(200), blue: mix(165))
        : Colour(red: mix(240), green: mix(130), blue: mix(100))
    }.drawing
    var drawing = Drawing(height: grid.height + top + 4, width: grid.width + left + 4)
    drawing.place(grid, y: top, x: left)
    drawing.drawText("read as" as Message, at: Point(y: 6, x: Double(left)), capHeight: capHeight)
    for (index, name) in names.enumerated() {
      let middle = Double(index * cell + cell / 2 + 3)
      drawing.drawText(
        shortened(name, to: cell - 2, capHeight),
        at: Point(y: Double(top - 6), x: Double(left) + middle),
        capHeight: capHeight, anchor: .bottom)
      drawing.drawText(
        name, at: Point(y: Double(top) + middle, x: Double(left - 8)), capHeight: capHeight,
        anchor: .right)
    }
    return drawing
  }

  private func shortened(_ name: Message, to width: Int, _ capHeight: Int) -> Message {
    var text = name.english
    func fits() -> Bool { Image.textSize(text, capHeight: capHeight).width <= width }
    if fits() { return name }
    while text.count > 1 && !fits() { text.removeLast() }
    return Message(text)
  }
}
