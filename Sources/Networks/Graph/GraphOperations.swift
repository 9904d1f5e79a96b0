// The operations of a computational graph, each beside its local gradients.

import Tensors

extension GraphNode: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// Makes a constant, named as it is written: the 2 in `x * 2`.
  public convenience init(floatLiteral value: Double) { self.init("\(value)", value) }

  /// Makes a constant, named as it is written.
  public convenience init(integerLiteral value: Int) { self.init("\(value)", Double(value)) }
}

extension GraphNode {
  /// Adds: the local gradients are 1 and 1.
  public static func + (left: GraphNode, right: GraphNode) -> GraphNode {
    GraphNode(
      Operation(symbol: "+", value: { $0[0] + $0[1] }, localGradients: { _ in [1, 1] }), of: left,
      right)
  }

  /// Subtracts: the local gradients are 1 and −1.
  public static func - (left: GraphNode, right: GraphNode) -> GraphNode {
    GraphNode(
      Operation(symbol: "−", value: { $0[0] - $0[1] }, localGradients: { _ in [1, -1] }), of: left,
      right)
  }

  /// Multiplies: each local gradient is the other factor.
  public static func * (left: GraphNode, right: GraphNode) -> GraphNode {
    GraphNode(
      Operation(symbol: "×", value: { $0[0] * $0[1] }, localGradients: { [$0[1], $0[0]] }),
      of: left, right)
  }

  /// Divides x by y: the local gradients are 1 / y and −x / y².
  public static func / (left: GraphNode, right: GraphNode) -> GraphNode {
    GraphNode(
      Operation(
        symbol: "÷", value: { $0[0] / $0[1] },
        localGradients: { [1 / $0[1], -$0[0] / ($0[1] * $0[1])] }),
      of: left, right)
  }

  /// Takes the larger of two: its local gradient is 1, the other's 0; of equals the first counts as
  /// larger.
  public static func maximum(_ one: GraphNode, _ other: GraphNode) -> GraphNode {
    GraphNode(
      Operation(
        symbol: "max", value: { Swift.max($0[0], $0[1]) },
        localGradients: { $0[0] >= $0[1] ? [1, 0] : [0, 1] }), of: one, other)
  }

  /// The square; the local gradient is 2x.
  public var squared: GraphNode {
    GraphNode(
      Operation(symbol: "x²", value: { $0[0] * $0[0] }, localGradients: { [2 * $0[0]] }), of: self)
  }

  /// The exponential eˣ, which is its own local gradient.
  public var exponential: GraphNode {
    GraphNode(
      Operation(
        symbol: "exp", value: { Tensors.exponential($0[0]) },
        localGradients: { [Tensors.exponential($0[0])] }), of: self)
  }

  /// The sigmoid y = 1 / (1 + e⁻ˣ); the local gradient is y · (1 − y).
  public var sigmoid: GraphNode {
    @Sendable func sigmoid(_ x: Double) -> Double { 1 / (1 + Tensors.exponential(-x)) }
    return GraphNode(
      Operation(
        symbol: "σ", value: { sigmoid($0[0]) },
        localGradients: { [sigmoid($0[0]) * (1 - sigmoid($0[0]))] }),
      of: self)
  }

  /// A copy that passes the gradient on: PyTorch's `clone`.
  public var cloned: GraphNode {
    GraphNode(Operation(symbol: "clone", value: { $0[0] }, localGradients: { _ in [1] }), of: self)
  }

  /// A copy that passes no gradient on: PyTorch's `detach`.
  public var detached: GraphNode {
    GraphNode(Operation(symbol: "detach", value: { $0[0] }, localGradients: { _ in [0] }), of: self)
  }
}
