// Makes the stages of a network diagram from a network's summary.

import Networks
import Notebooks

extension Plot.Network {
  /// Creates a diagram of the input and of every layer that changes the shape or has weights.
  ///
  /// Activations, normalization, dropout and flattening are added to the stage before them, with
  /// their parameters. Shapes are those of one example.
  ///
  /// - Parameters:
  ///   - summary: the summary of a network for a batch.
  ///   - input: the name of the first stage.
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
