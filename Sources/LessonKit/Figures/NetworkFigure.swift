// Makes the stages of a network diagram from a network, or from its summary.

import Networks
import Notebooks
import Tensors

extension Plot.Network {
  /// Creates a diagram of the input and of every layer that changes the shape or has weights.
  ///
  /// Activations, normalization, dropout and flattening are added to the stage before them, with
  /// their parameters. Shapes are those of one example.
  ///
  /// - Parameters:
  ///   - summary: the summary of a network for a batch.
  ///   - input: the name of the first stage.
  public init(_ summary: NetworkSummary, input: Message = "input") {
    var list = StageList(input: input, shape: summary.inputShape)
    for row in summary.rows { list.add(row) }
    self.init(list.stages)
  }

  /// Creates a diagram in which residual blocks are opened: a stage for each layer of the main
  /// branch, and the shortcut past them. What a projection costs is added to the last of them.
  ///
  /// - Parameters:
  ///   - network: the network.
  ///   - inputShape: a batch, (N, …).
  ///   - input: the name of the first stage.
  public init(_ network: Networks.Network, for inputShape: [Int], input: Message = "input") {
    var list = StageList(input: input, shape: inputShape)
    var shortcuts: [Shortcut] = []
    var shape = inputShape
    for layer in network.layers {
      if let block = layer as? ResidualBlock {
        let start = list.stages.count - 1
        for row in block.main.summary(for: shape).rows { list.add(row) }
        let end = list.stages.count - 1
        let past = block.shortcut.summary(for: shape)
        list.stages[end].parameters += past.parameters
        list.stages[end].multiplications += past.multiplications
        if end > start {
          shortcuts.append(Shortcut(from: start, to: end, projection: block.projectionText))
        }
      } else {
        for row in Networks.Network(layer).summary(for: shape).rows { list.add(row) }
      }
      shape = layer.outputShape(for: shape)
    }
    self.init(list.stages, shortcuts: shortcuts)
  }

  /// The stages of a diagram, made row by row.
  private struct StageList {
    private static let small = [
      "ReLU", "LeakyReLU", "Sigmoid", "Tanh", "BatchNormalization", "LocalResponseNormalization",
      "Dropout", "Flatten", "Softmax",
    ]

    var stages: [Stage]

    init(input: Message, shape: [Int]) { stages = [Stage(input, shape: Array(shape.dropFirst()))] }

    mutating func add(_ row: NetworkSummary.Row) {
      let shape = Array(row.outputShape.dropFirst())
      let isIdentity = row.parameters == 0 && shape == stages[stages.count - 1].shape
      if Self.small.contains(row.layer) || isIdentity {
        stages[stages.count - 1].parameters += row.parameters
        stages[stages.count - 1].multiplications += row.multiplications
      } else {
        stages.append(
          Stage(
            row.name, shape: shape, parameters: row.parameters,
            multiplications: row.multiplications))
      }
    }
  }
}

extension ResidualBlock {
  /// The convolution on the shortcut: "1 × 1 / 2", with its stride behind the slash.
  fileprivate var projectionText: String {
    guard let convolution = shortcut.layers.lazy.compactMap({ $0 as? Convolution }).first else {
      return ""
    }
    let window = convolution.weights.value.shape.prefix(2).map(String.init)
    let stride = Set(convolution.stride) == [1] ? [] : Set(convolution.stride).sorted()
    return window.joined(separator: " × ")
      + (stride.isEmpty ? "" : " / " + stride.map(String.init).joined(separator: " × "))
  }
}
