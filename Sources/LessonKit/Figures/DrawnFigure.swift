// What all figures of this folder are: something that draws itself.

import Formatting
import Notebooks
import Pixels

/// A figure that draws itself: crisp in the colours of the page, and as a picture in a file.
public protocol DrawnFigure {
  /// The drawing.
  var drawing: Drawing { get }
}

extension DrawnFigure {
  /// The figure as a picture.
  public var image: Image { drawing.image }
}

extension Notebook {
  /// Shows a figure; see `show` for pictures.
  public func show(
    _ figure: some DrawnFigure, _ key: String, legend: Message? = nil,
    with values: PictureValues = [:], cover: Bool = false, file: String = #filePath,
    line: Int = #line
  ) {
    show(figure.drawing, key, legend: legend, with: values, cover: cover, file: file, line: line)
  }
}
