// The figure of a curve with corners, which is a sum of lines that ReLU bends.

import Formatting
import Tensors

extension Figure {
  /// A curve with corners.
  public struct Bend: Codable, Sendable, Equatable {
    /// Its corners, x and y, from left to right. It is level before the first, and goes on as it
    /// came after the last.
    public var corners: [[Float]]
  }
}

extension Figure.Bend: FigureContent {
  static var asset: PageAsset { .bend }
  static var uses: Set<PageAsset> { [.convolve, .grid] }

  var tables: [CellOutput.Table] {
    [numberTable("x", [corners.map { $0[0] }]), numberTable("y", [corners.map { $0[1] }])]
  }
}

extension Notebook {
  /// Shows a curve whose corners the reader drags, the lines bent by ReLU that it is the sum of,
  /// and what is left of them without ReLU.
  ///
  /// - Parameter corners: x from −5 to 5 and y from −4 to 4, in rising order of x.
  public func bend(
    _ key: String, corners: [(x: Float, y: Float)], file: String = #filePath, line: Int = #line
  ) {
    precondition(
      zip(corners, corners.dropFirst()).allSatisfy { $0.x < $1.x },
      "the corners go from left to right")
    add(figure: .bend(.init(corners: corners.map { [$0.x, $0.y] })), key, file, line)
  }
}
