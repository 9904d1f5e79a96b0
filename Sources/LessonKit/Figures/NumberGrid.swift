// Draws a grid of cells with a number in each, for examples that are worked by hand.

import Pixels
import Tensors

/// A drawing of a grid of numbers.
///
///     page.show(NumberGrid(window), "window")
public struct NumberGrid: DrawnFigure {
  /// The text of each cell, row by row.
  public var texts: [[String]]
  /// The colour behind each cell.
  public var fills: [[Colour]]
  /// The side of a cell in pixels.
  public var cell: Int
  /// Whether the colours stand for the numbers.
  private let isShaded: Bool
  /// Areas of cells with a frame, and its colour.
  public var frames: [(cells: PixelArea, colour: Colour)] = []

  /// Creates a grid of the numbers of a tensor (rows, columns).
  ///
  /// - Parameter shading: the grey mapping of the cells; white if nil.
  public init(_ numbers: Tensor, cell: Int = 40, shading: GreyMapping? = nil) {
    precondition(
      numbers.rank == 2, "a grid shows rows and columns, not shape \(describe(numbers.shape))")
    let (rows, columns) = (numbers.shape[0], numbers.shape[1])
    let grey = shading.map { $0.grey(numbers) }
    self.cell = cell
    isShaded = shading != nil
    texts = (0..<rows).map { row in (0..<columns).map { number(numbers[row, $0]) } }
    fills = (0..<rows).map { row in
      (0..<columns).map { column in
        grey.map { Colour(grey: $0[row * columns + column]) } ?? .white
      }
    }
  }

  /// Returns the grid with a frame around some cells.
  public func framed(_ cells: PixelArea, _ colour: Colour = .orange) -> NumberGrid {
    var copy = self
    copy.frames.append((cells, colour))
    return copy
  }

  /// Returns the grid with every cell coloured for which the condition holds.
  public func tinted(_ colour: Colour, where condition: (_ row: Int, _ column: Int) -> Bool)
    -> NumberGrid
  {
    var copy = self
    for row in texts.indices {
      for column in texts[row].indices where condition(row, column) {
        copy.fills[row][column] = colour
      }
    }
    return copy
  }

  /// Returns the grid with a colour for every cell.
  public func coloured(_ colour: (_ row: Int, _ column: Int) -> Colour) -> NumberGrid {
    var copy = self
    copy.fills = texts.indices.map { row in texts[row].indices.map { colour(row, $0) } }
    return copy
  }

  /// The grid with a margin of 3 pixels for the frames.
  public var drawing: Drawing {
    let margin = 3
    let samples = fills.flatMap { $0.flatMap { [$0.red, $0.green, $0.blue] } }
    var drawing = Image(
      height: texts.count, width: texts.first?.count ?? 0, channels: 3, pixels: samples
    )
    .numberGrid(cell: cell, areNumbers: isShaded) { row, column in texts[row][column] }
    .padded(top: margin, left: margin, bottom: margin, right: margin)
    for (cells, colour) in frames {
      let area = PixelArea(
        y: margin + cells.y * cell - 1, x: margin + cells.x * cell - 1,
        height: cells.height * cell + 3, width: cells.width * cell + 3)
      drawing.stroke(area, lineWidth: 3, colour)
    }
    return drawing
  }
}

extension Colour {
  /// Four light colours that tell rows or windows apart, on which numbers read well.
  public static let pastels = [
    Colour(red: 250, green: 214, blue: 165), Colour(red: 186, green: 214, blue: 244),
    Colour(red: 190, green: 229, blue: 203), Colour(red: 240, green: 195, blue: 200),
  ]
}
