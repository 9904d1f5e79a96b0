// Makes steps of the shape trace from tensors, for lessons and for commands that print a trace
// without a page.

import Formatting
import Tensors

extension CellOutput.Trace {
  /// Creates the step of a tensor: its shape and, if an operation made it, the input shapes and the
  /// arithmetic of the output shape.
  public init(step: String, tensor: Tensor, detail: Message = "") {
    self.init(step: step, output: tensor.shape, detail: detail)
    guard let provenance = tensor.provenance else { return }
    prediction = Prediction(of: tensor)
    inputs = provenance.operands.map { .init(name: $0.name, shape: $0.shape) }
    symbol = provenance.symbol
    explanation = (provenance.geometry?.explanation ?? []) + (provenance.geometry?.notes ?? [])
    self.detail = [provenance.detail, detail].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// Creates a step with a shape alone.
  public init(step: String, shape: [Int], detail: Message = "") {
    self.init(step: step, output: shape, detail: detail)
  }

  /// Returns the step as lines for a terminal, the arithmetic on separate lines.
  public func lines(style: TerminalStyle) -> [String] {
    TerminalRenderer.lines(self, style: style)
  }
}
