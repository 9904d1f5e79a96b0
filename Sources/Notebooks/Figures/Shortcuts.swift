// The figure of a chain of residual blocks: signal forward, gradient back, with and without
// shortcuts, and the paths that they open. The blocks are of the module Networks; LessonKit hands
// their numbers over.

import Formatting
import Foundation
import Pixels

extension Figure {
  /// A chain of blocks y = F(x) + x, where F(x) = s · relu(x · W₁) · W₂, x being a row of numbers.
  public struct Shortcuts: Codable, Sendable, Equatable {
    /// The numbers that go into a block, and come out.
    public var width: Int
    /// The numbers between the two products of F.
    public var hidden: Int
    /// The weights of each F.
    public var branches: [Branch]
    /// What the weights, stored as whole numbers −127…127, are multiplied by: W₁, then W₂.
    public var steps: [Double]
    /// What goes into the chain: as many numbers as `width`, of size 1.
    public var input: [Float]
    /// The gradient at its end: as many numbers as `width`, of size 1.
    public var gradient: [Float]
    /// The blocks at the beginning, 1 or more and no more than `branches`.
    public var count: Int
    /// The scale s at the beginning, 0 or more.
    public var scale: Float
    /// The sizes in the chain at the beginning, without any shortcut.
    public var plain: Sizes
    /// The same with all shortcuts.
    public var residual: Sizes
    /// The picture for output without scripts.
    var still: CellOutput.Picture?

    /// The weights of one F: a byte each, as Int8, in row-major order. In JSON they are Base64.
    public struct Branch: Codable, Sendable, Equatable {
      /// W₁, (width, hidden).
      public var first: Data
      /// W₂, (hidden, width).
      public var second: Data

      /// Makes a branch.
      public init(first: Data, second: Data) { (self.first, self.second) = (first, second) }
    }

    /// Sizes (Euclidean norms) from the chain's input to its output, one more than blocks.
    public struct Sizes: Codable, Sendable, Equatable {
      /// Of the signal.
      public var signal: [Float]
      /// Of the gradient with respect to it.
      public var gradient: [Float]

      /// Makes sizes.
      public init(signal: [Float], gradient: [Float]) {
        (self.signal, self.gradient) = (signal, gradient)
      }
    }

    /// Makes the numbers of a figure.
    public init(
      width: Int, hidden: Int, branches: [Branch], steps: [Double], input: [Float],
      gradient: [Float], count: Int, scale: Float, plain: Sizes, residual: Sizes
    ) {
      (self.width, self.hidden, self.branches, self.steps) = (width, hidden, branches, steps)
      (self.input, self.gradient, self.count, self.scale) = (input, gradient, count, scale)
      (self.plain, self.residual) = (plain, residual)
    }
  }
}

extension Figure.Shortcuts: FigureContent {
  static var asset: PageAsset { .shortcuts }
  static var uses: Set<PageAsset> { [.convolve, .grid, .charts, .residualChain] }

  var tables: [CellOutput.Table] {
    let rows = plain.signal.indices.map { index -> [Message] in
      ["\(index)"]
        + [plain.signal, residual.signal, plain.gradient, residual.gradient].map {
          "\($0[index])"
        }
    }
    return [
      .init(
        caption: PageStrings.shortcutsSizes,
        columns: [
          PageStrings.shortcutsAfter, PageStrings.shortcutsSignalPlain,
          PageStrings.shortcutsSignalResidual, PageStrings.shortcutsGradientPlain,
          PageStrings.shortcutsGradientResidual,
        ], rows: rows, isMatrix: false, row: 1)
    ]
  }
}

extension Notebook {
  /// Shows a chain of residual blocks.
  ///
  /// - Parameters:
  ///   - shortcuts: its numbers.
  ///   - drawing: the chain drawn, for output without scripts.
  package func shortcuts(
    _ key: String, _ shortcuts: Figure.Shortcuts, drawing: Drawing, file: String, line: Int
  ) {
    var shortcuts = shortcuts
    shortcuts.still = still(of: drawing.image, key, file: file, line: line)
    add(figure: .shortcuts(shortcuts), key, file, line)
  }
}
