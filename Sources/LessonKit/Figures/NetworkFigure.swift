// From a network's summary to the stages that are drawn.

import Networks
import Notebooks

extension Plot.Network {
  /// The stages of a network: its input, and every layer that changes the shape or has much to
  /// learn.
  ///
  /// Layers that work number by number, ReLU, normalization and dropout, belong to the stage before
  /// them, with their parameters; so does flattening. What comes out is counted for one example.
  ///
  /// - Parameters:
  ///   - summary: of a network, for a batch.
  ///   - input: what the first stage is called.
  public init(_ summary: NetworkSummary, input: String = "input") {
    let small = [
      "ReLU", "LeakyReLU", "Sigmoid", "Tanh", "BatchNormalization", "LocalResponseNormalization",
      "Dropout", "Flatten", "Softmax",
    ]
    var stages = [Stage(input, shape: Array(summary.inputShape.dropFirst()))]
    for row in summary.rows {
      let shape = Array(row.outputShape.dropFirst())
      let isIdentity = row.parameters == 0 && shape == stages[stages.count - 1].shape
      if small.contains(row.layer) || isIdentity {
        stages[stages.count - 1].parameters += row.parameters
        stages[stages.count - 1].multiplications += row.multiplications
      } else {
        stages.append(
          Stage(
            row.layer, shape: shape, parameters: row.parameters,
            multiplications: row.multiplications))
      }
    }
    self.init(stages)
  }
}
