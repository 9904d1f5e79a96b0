// A line of the shape trace made from a tensor and what it says of its own making, for lessons and
// for commands that print one without a page.

import Tensors

extension CellOutput.Trace {
  /// The step that made a tensor: its shape and, if an operation made it, what went in and the sum
  /// behind.
  public init(step: String, tensor: Tensor, detail: String = "") {
    self.init(step: step, output: tensor.shape, detail: detail)
    guard let provenance = tensor.provenance else { return }
    prediction = Prediction(of: tensor)
    inputs = provenance.operands.map { .init(name: $0.name, shape: $0.shape) }
    symbol = provenance.symbol
    explanation = (provenance.geometry?.explanation ?? []) + (provenance.geometry?.notes ?? [])
    self.detail = [provenance.detail, detail].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// A step that only tells a shape.
  public init(step: String, shape: [Int], detail: String = "") {
    self.init(step: step, output: shape, detail: detail)
  }

  /// The step as a terminal shows it, the sum on lines of its own.
  public func lines(style: TerminalStyle) -> [String] {
    TerminalRenderer.lines(self, style: style)
  }
}
