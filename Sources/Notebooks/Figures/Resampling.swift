// The figure of a small picture that is resized: what each new number is made of.

import Formatting
import Tensors

extension Figure {
  /// A grid of numbers, and ways to resize it.
  public struct Resampling: Codable, Sendable, Equatable {
    /// The numbers, rows of one length.
    public var input: [[Float]]
    /// The ways; the first at the beginning.
    public var ways: [Way]

    /// A way to resize along rows and columns, one after the other.
    public struct Way: Codable, Sendable, Equatable {
      /// The name.
      public var name: Message
      /// For each new row the weight of each old one.
      public var down: [[Float]]
      /// For each new column the weight of each old one.
      public var across: [[Float]]
    }
  }
}

extension Figure.Resampling: FigureContent {
  static var asset: PageAsset { .resampling }

  var tables: [CellOutput.Table] {
    [numberTable(PageStrings.figureInput, input)]
      + ways.map { numberTable($0.name, output($0).map { $0.map { $0.rounded(to: 2) } }) }
  }

  /// The rows of what a way makes of the input.
  func output(_ way: Way) -> [[Float]] {
    let old = Tensor(input)
    return Notebook.rows(
      matmul(matmul(Tensor(way.down), old), Tensor(way.across).transposed))
  }
}

/// A way to resize pictures (N, H, W, C) to one size, and its name.
public typealias NamedResizing = (name: Message, resize: (Tensor) -> Tensor)

extension Notebook {
  /// Shows a small picture resized: pointing at a new number shows the weights of the old ones, as
  /// bars along rows and columns, and the sum that it is.
  ///
  /// - Parameters:
  ///   - input: (H, W).
  ///   - ways: each resizes pictures to one size, along rows and columns one after the other, by
  ///     weights that add up to 1.
  public func resampling(
    _ key: String, _ input: Tensor, ways: [NamedResizing], file: String = #filePath,
    line: Int = #line
  ) {
    let (height, width) = (input.shape[0], input.shape[1])
    let made = ways.map { name, resize in
      // A picture whose rows are all alike is the same resized along its columns alone: ones in an
      // old row come out as its weights.
      let down = (0..<height).map { row in
        var picture = Tensor.zeros(1, height, width, 1)
        for column in 0..<width { picture[0, row, column, 0] = 1 }
        let resized = resize(picture)
        return (0..<resized.shape[1]).map { resized[0, $0, 0, 0] }
      }
      let across = (0..<width).map { column in
        var picture = Tensor.zeros(1, height, width, 1)
        for row in 0..<height { picture[0, row, column, 0] = 1 }
        let resized = resize(picture)
        return (0..<resized.shape[2]).map { resized[0, 0, $0, 0] }
      }
      return Figure.Resampling.Way(
        name: name, down: Self.rows(Tensor(down).transposed),
        across: Self.rows(Tensor(across).transposed))
    }
    add(figure: .resampling(.init(input: Self.rows(input), ways: made)), key, file, line)
  }
}
