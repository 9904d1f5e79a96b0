// The figure of a filter that is learned from pictures and the answers of a hidden one, round by
// round, by gradient descent.

import Formatting
import Tensors

extension Figure {
  /// A filter that is learned.
  public struct Learning: Codable, Sendable, Equatable {
    /// The picture that both filters read.
    public var input: [[Float]]
    /// The filter behind the answers; it is turned before it slides.
    public var hidden: [[Float]]
    /// The learning rate.
    public var learningRate: Float
    /// How many rounds there are.
    public var rounds: Int
    /// What was learned, for output without scripts.
    public var learned: [[Float]]
  }
}

extension Figure.Learning: FigureContent {
  static var asset: PageAsset { .learning }

  var tables: [CellOutput.Table] {
    [
      numberTable(PageStrings.learningHidden, hidden),
      numberTable(
        PageStrings.learningLearned, learned.map { row in row.map { $0.rounded(to: 2) } }),
    ]
  }
}

extension Notebook {
  /// Shows a filter that learns to answer as a hidden one does: from zeros, by gradient descent on
  /// half the mean square error, without a turn, while the hidden one is turned by 180°.
  ///
  /// - Parameters:
  ///   - input: (H, W).
  ///   - hidden: (FH, FW).
  ///   - learned: (FH, FW), what the rounds lead to.
  public func learning(
    _ key: String, _ input: Tensor, hidden: Tensor, learned: Tensor, learningRate: Float,
    rounds: Int, file: String = #filePath, line: Int = #line
  ) {
    let learning = Figure.Learning(
      input: Self.rows(input), hidden: Self.rows(hidden), learningRate: learningRate,
      rounds: rounds, learned: Self.rows(learned))
    add(figure: .learning(learning), key, file, line)
  }
}
