// What nodes of a graph can do: each operation beside its slopes.

import Tensors

extension GraphNode: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// A constant, named as it is written: the 2 in `x * 2`.
  public convenience init(floatLiteral value: Double) { self.init("\(value)", value) }

  /// A constant, named as it is written.
  public convenience init(integerLiteral value: Int) { self.init("\(value)", Double(value)) }
}

extension GraphNode {
  /// The sum: it grows as fast as either.
  public static func + (left: GraphNode, right: GraphNode) -> GraphNode {
    GraphNode(
      Rule(symbol: "+", value: { $0[0] + $0[1] }, slopes: { _ in [1, 1] }), of: left, right)
  }

  /// The difference: it falls as fast as the second grows.
  public static func - (left: GraphNode, right: GraphNode) -> GraphNode {
    GraphNode(
      Rule(symbol: "−", value: { $0[0] - $0[1] }, slopes: { _ in [1, -1] }), of: left, right)
  }

  /// The product: how fast it grows with one is what the other is.
  public static func * (left: GraphNode, right: GraphNode) -> GraphNode {
    GraphNode(
      Rule(symbol: "×", value: { $0[0] * $0[1] }, slopes: { [$0[1], $0[0]] }), of: left, right)
  }

  /// The quotient x / y, with slopes 1 / y and −x / y².
  public static func / (left: GraphNode, right: GraphNode) -> GraphNode {
    GraphNode(
      Rule(
        symbol: "÷", value: { $0[0] / $0[1] }, slopes: { [1 / $0[1], -$0[0] / ($0[1] * $0[1])] }),
      of: left, right)
  }

  /// The larger of two: it grows with the winner alone, with the first of equals.
  public static func maximum(_ one: GraphNode, _ other: GraphNode) -> GraphNode {
    GraphNode(
      Rule(
        symbol: "max", value: { Swift.max($0[0], $0[1]) },
        slopes: { $0[0] >= $0[1] ? [1, 0] : [0, 1] }), of: one, other)
  }

  /// The square, with slope 2x.
  public var squared: GraphNode {
    GraphNode(Rule(symbol: "x²", value: { $0[0] * $0[0] }, slopes: { [2 * $0[0]] }), of: self)
  }

  /// e to the power of this, which is its own slope.
  public var exponential: GraphNode {
    GraphNode(
      Rule(
        symbol: "exp", value: { Tensors.exponential($0[0]) },
        slopes: { [Tensors.exponential($0[0])] }), of: self)
  }

  /// 1 / (1 + e⁻ˣ), with slope y · (1 − y) at height y.
  public var sigmoid: GraphNode {
    @Sendable func height(_ x: Double) -> Double { 1 / (1 + Tensors.exponential(-x)) }
    return GraphNode(
      Rule(
        symbol: "σ", value: { height($0[0]) }, slopes: { [height($0[0]) * (1 - height($0[0]))] }),
      of: self)
  }

  /// The same number, and the gradient goes through it: PyTorch's `clone`.
  public var cloned: GraphNode {
    GraphNode(Rule(symbol: "clone", value: { $0[0] }, slopes: { _ in [1] }), of: self)
  }

  /// The same number, but no gradient goes through: PyTorch's `detach`.
  public var detached: GraphNode {
    GraphNode(Rule(symbol: "detach", value: { $0[0] }, slopes: { _ in [0] }), of: self)
  }
}
