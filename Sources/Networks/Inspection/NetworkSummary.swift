// A network as a table: what comes out of each layer, what it has to learn, what it costs.

import Formatting
import Tensors

/// The layers of a network with their shapes and numbers, for inputs of one shape.
public struct NetworkSummary: Sendable, Equatable, CustomStringConvertible {
  /// One layer.
  public struct Row: Sendable, Equatable {
    /// The layer's type: "Convolution".
    public let layer: String
    /// The shape that comes out, (N, …).
    public let outputShape: [Int]
    /// How many numbers there are to learn, frozen ones included.
    public let parameters: Int
    /// How many of them are biases: parameters of one axis.
    public let biases: Int
    /// How many of them training changes: frozen ones left out.
    public let trainable: Int
    /// How many products of an input number and a weight are summed.
    public let multiplications: Int
  }

  /// The input's shape, (N, …).
  public let inputShape: [Int]
  /// One for each layer, first to last.
  public let rows: [Row]

  /// All parameters.
  public var parameters: Int { rows.reduce(0) { $0 + $1.parameters } }
  /// All parameters that training changes.
  public var trainable: Int { rows.reduce(0) { $0 + $1.trainable } }
  /// All multiplications.
  public var multiplications: Int { rows.reduce(0) { $0 + $1.multiplications } }

  /// The table, its columns aligned:
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
  /// The network as a table; nothing is computed that the shapes can tell.
  ///
  /// - Parameter inputShape: a batch, (N, …); with N = 1 the numbers are those for one example.
  public func summary(for inputShape: [Int]) -> NetworkSummary {
    var shape = inputShape
    let rows = layers.map { layer in
      let multiplications = layer.multiplications(for: shape)
      shape = layer.outputShape(for: shape)
      func count(_ parameters: [Parameter]) -> Int {
        parameters.reduce(0) { $0 + $1.value.count }
      }
      return NetworkSummary.Row(
        layer: "\(type(of: layer))", outputShape: shape, parameters: count(layer.parameters),
        biases: count(layer.parameters.filter { $0.value.shape.count == 1 }),
        trainable: count(layer.parameters.filter(\.isTrainable)), multiplications: multiplications)
    }
    return NetworkSummary(inputShape: inputShape, rows: rows)
  }
}
