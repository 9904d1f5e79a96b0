// The figure of a dense layer and a filter over the same row of numbers: their wires are counted,
// the numbers shifted and shuffled.

import Formatting
import Tensors

extension Figure {
  /// A row of numbers, read by a dense layer and by a filter.
  public struct Wires: Codable, Sendable, Equatable {
    /// The row.
    public var input: [Float]
    /// The dense layer's weights, a row for each output.
    public var dense: [[Float]]
    /// The filter.
    public var filter: [Float]
    /// The place that each number has come from once they are shuffled.
    public var order: [Int]
  }
}

extension Figure.Wires: FigureContent {
  static var asset: PageAsset { .wires }

  var tables: [CellOutput.Table] {
    let row = Tensor(input)
    let answers = [
      matmul(Tensor(dense), row.reshaped(-1, 1)), conv2D(row.reshaped(1, -1), Tensor([filter])),
    ]
    return [
      numberTable(PageStrings.figureInput, [input]), numberTable(PageStrings.wiresDense, dense),
      numberTable(PageStrings.figureFilter, [filter]),
    ]
      + zip([PageStrings.wiresDenseAnswers, PageStrings.wiresFilterAnswers], answers)
      .map { numberTable($0, [$1.scalars]) }
  }
}

extension Notebook {
  /// Shows a dense layer and a filter over the same row of numbers, wire by wire: the numbers can
  /// be shifted and shuffled, and those answers light up that stayed what they were.
  ///
  /// - Parameters:
  ///   - input: (N); what is shifted out at its end is lost, so it should end with zeros.
  ///   - dense: (N − F + 1, N), the dense layer's weights.
  ///   - filter: (F).
  ///   - order: the place that each number has come from once they are shuffled.
  public func wires(
    _ key: String, _ input: Tensor, dense: Tensor, filter: Tensor, shuffled order: [Int],
    file: String = #filePath, line: Int = #line
  ) {
    precondition(
      dense.shape == [input.count - filter.count + 1, input.count],
      "the dense layer \(describe(dense.shape)) does not give as many numbers as the filter")
    precondition(order.sorted() == Array(0..<input.count), "an order names each place once")
    let wires = Figure.Wires(
      input: input.scalars, dense: Self.rows(dense), filter: filter.scalars, order: order)
    add(figure: .wires(wires), key, file, line)
  }
}
