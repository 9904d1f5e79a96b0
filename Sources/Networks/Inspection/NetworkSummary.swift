// The summary of a network as a table: output shape, parameters and multiplications of each layer.

import Formatting
import Tensors

/// Lists the layers of a network with their output shapes and counts, for one input shape.
public struct NetworkSummary: Sendable, Equatable, CustomStringConvertible {
  /// One layer.
  public struct Row: Sendable, Equatable {
    /// The layer's type: "Convolution".
    let type: String
    /// How many layers of this type it stands for.
    var blocks = 1
    /// The shape of the output, (N, …).
    public let outputShape: [Int]
    /// The count of parameters, frozen ones included.
    public let parameters: Int
    /// How many of them belong to biases: parameters with one axis.
    public let biases: Int
    /// How many of them are trainable, not frozen.
    public let trainable: Int
    /// The count of multiplications: products of an input number and a weight.
    public let multiplications: Int

    /// The layer's type as code has it: "Convolution", "2 × ResidualBlock".
    public var layer: String { name.english }
    /// The same in the reader's language.
    public var name: Message {
      let name = Message(template: type)
      return blocks > 1 ? "\(blocks) × \(name)" : name
    }
  }

  /// The input's shape, (N, …).
  public let inputShape: [Int]
  /// One for each layer, first to last.
  public let rows: [Row]

  /// The count of parameters in all layers.
  public var parameters: Int { rows.reduce(0) { $0 + $1.parameters } }
  /// The count of trainable parameters in all layers.
  public var trainable: Int { rows.reduce(0) { $0 + $1.trainable } }
  /// The count of multiplications in all layers.
  public var multiplications: Int { rows.reduce(0) { $0 + $1.multiplications } }

  /// The rows as papers print them: what has few or no parameters (normalization, ReLU, flattening)
  /// is counted with the layer before it, and blocks of one shape stand together, as
  /// "2 × ResidualBlock".
  public var stages: [Row] {
    var stages: [(row: Row, blocks: Int)] = []
    for row in rows {
      let last = stages.last
      let continuesStage =
        row.layer == "ResidualBlock" && last?.row.layer == row.layer
        && last?.row.outputShape == row.outputShape
      if let last, continuesStage || ["BatchNormalization", "ReLU", "Flatten"].contains(row.layer) {
        let shape = continuesStage ? row.outputShape : last.row.outputShape
        stages[stages.count - 1] = (
          Row(
            type: last.row.type, outputShape: shape,
            parameters: last.row.parameters + row.parameters,
            biases: last.row.biases + row.biases, trainable: last.row.trainable + row.trainable,
            multiplications: last.row.multiplications + row.multiplications),
          last.blocks + (continuesStage ? 1 : 0)
        )
      } else {
        stages.append((row, 1))
      }
    }
    return stages.map { row, blocks in
      Row(
        type: row.type, blocks: blocks, outputShape: row.outputShape, parameters: row.parameters,
        biases: row.biases, trainable: row.trainable, multiplications: row.multiplications)
    }
  }

  /// The table as text, with aligned columns:
  ///
  ///     layer        output          parameters  multiplications
  ///     (input)      (1, 6, 6, 1)
  ///     Convolution  (1, 4, 4, 2)            20              288
  ///     Flatten      (1, 32)                  0                0
  ///     Dense        (1, 3)                  99               96
  ///     total                               119              384
  public var description: String {
    var lines = [["layer", "output", "parameters", "multiplications"]]
    lines.append(["(input)", describe(inputShape), "", ""])
    for row in rows {
      lines.append([
        row.layer, describe(row.outputShape), grouped(row.parameters), grouped(row.multiplications),
      ])
    }
    lines.append(["total", "", grouped(parameters), grouped(multiplications)])
    if trainable < parameters { lines.append(["trainable", "", grouped(trainable), ""]) }
    return alignedColumns(lines) { $0 < 2 ? .left : .right }.joined(separator: "\n")
  }
}

extension Network {
  /// Makes a table of the layers, from shapes alone.
  ///
  /// - Parameter inputShape: a batch, (N, …); with N = 1 the multiplications are those of one
  ///   example.
  public func summary(for inputShape: [Int]) -> NetworkSummary {
    var shape = inputShape
    let rows = layers.map { layer in
      let multiplications = layer.multiplications(for: shape)
      shape = layer.outputShape(for: shape)
      func count(_ parameters: [Parameter]) -> Int {
        parameters.reduce(0) { $0 + $1.value.count }
      }
      return NetworkSummary.Row(
        type: "\(type(of: layer))", outputShape: shape, parameters: count(layer.parameters),
        biases: count(layer.parameters.filter { $0.value.shape.count == 1 }),
        trainable: count(layer.parameters.filter(\.isTrainable)), multiplications: multiplications)
    }
    return NetworkSummary(inputShape: inputShape, rows: rows)
  }
}
