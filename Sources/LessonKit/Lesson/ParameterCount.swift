// Traces parameter counts of networks with the wrong counts that known misconceptions lead to.

import Formatting
import Networks
import Notebooks

extension Notebook {
  /// Traces a network's parameter count.
  @discardableResult
  public func trace(
    _ step: String, parametersOf summary: NetworkSummary, _ detail: Message = "",
    file: String = #filePath,
    line: Int = #line
  ) -> Int {
    trace(
      step, value: summary.parameters, detail, prediction: Prediction(parametersOf: summary),
      file: file, line: line)
  }
}

extension Prediction {
  /// Creates the prediction of a network's parameter count, with the counts that omit a part or
  /// count something else.
  init(parametersOf summary: NetworkSummary) {
    func sum(_ count: (NetworkSummary.Row) -> Int) -> Int {
      summary.rows.reduce(0) { $0 + count($1) }
    }
    let counts: [(Int, Message)] = [
      (
        sum { $0.parameters - $0.biases },
        "The biases are missing: one for each filter, and one for each output of a dense layer."
      ),
      (sum(\.biases), "These are the biases alone."),
      (
        sum { $0.layer.hasSuffix("Convolution") ? $0.parameters : 0 },
        "These are the convolutions alone; the dense layers are missing."
      ),
      (
        sum { $0.layer == "Dense" ? $0.parameters : 0 },
        "These are the dense layers alone; the convolutions are missing."
      ),
      (
        summary.multiplications,
        """
        These are the multiplications. A filter's weights are learned once, however often it \
        slides.
        """
      ),
      (
        sum { $0.outputShape.reduce(1, *) },
        "These are the numbers that come out of the layers, not those that are learned."
      ),
    ]
    self.init(
      number: Double(summary.parameters),
      mistakes: counts.filter { $0.0 > 0 }.map { .init(Double($0.0), $0.1) })
  }
}
