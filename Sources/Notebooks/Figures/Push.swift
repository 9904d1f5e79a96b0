// The figure of a single number that is pushed about, and what max pooling notices of it.

import Formatting
import Tensors

extension Figure {
  /// A number among zeros under max pooling.
  public struct Push: Codable, Sendable, Equatable {
    /// The grid's rows and columns.
    public var size: [Int]
    /// The number.
    public var value: Float
    /// Its row and column at the beginning.
    public var at: [Int]
    /// Rows and columns of the window, which is also its stride.
    public var window: Int
  }
}

extension Figure.Push: FigureContent {
  static var asset: PageAsset { .push }

  var tables: [CellOutput.Table] {
    var grid = Tensor.zeros(size[0], size[1])
    grid[at[0], at[1]] = value
    let pooled = maxPool2D(
      grid.reshaped(1, size[0], size[1], 1), windowSize: window, stride: window)
    return [
      numberTable(PageStrings.figureInput, Notebook.rows(grid)),
      numberTable(
        PageStrings.figureOutput,
        Notebook.rows(pooled.reshaped(pooled.shape[1], pooled.shape[2]))),
    ]
  }
}

extension Notebook {
  /// Shows a number among zeros that the reader pushes about, and which moves max pooling notices.
  ///
  /// - Parameters:
  ///   - value: the number, above 0.
  ///   - place: its row and column at the beginning.
  ///   - size: the grid's rows and columns, multiples of `window`.
  ///   - window: rows and columns of the window, which is also its stride.
  public func push(
    _ key: String, _ value: Float, at place: (y: Int, x: Int), size: [Int], window: Int,
    file: String = #filePath, line: Int = #line
  ) {
    let push = Figure.Push(size: size, value: value, at: [place.y, place.x], window: window)
    add(figure: .push(push), key, file, line)
  }
}
