// A computational graph of single numbers: small enough to draw, and to see every gradient at work.
// Layers do the same with whole tensors.

import Tensors

/// A number in a computation, with how it came to be.
///
/// Computing with nodes builds the graph. `backward` then walks it from the result to the front and
/// leaves in every node how fast the result grows with it:
///
///     let x = GraphNode("x", -2), y = GraphNode("y", 5), z = GraphNode("z", 4)
///     let result = (x + y) * z      // 12
///     result.backward()
///     x.gradient                    // 4, since one more x is one more (x + y), and that is 4 more
///
/// A class and not a value: two nodes that use the same input must both add to its one gradient.
public final class GraphNode {
  /// How a node's value follows from its inputs, and how fast it grows with each of them.
  struct Rule {
    /// What the node does, as drawn: "+".
    let symbol: String
    let value: ([Double]) -> Double
    /// One slope for each input: the local gradients.
    let slopes: ([Double]) -> [Double]
  }

  /// What it is called; empty for a number between.
  public private(set) var name: String
  /// What it was made from; empty for an input.
  public let inputs: [GraphNode]
  /// The number.
  public private(set) var value: Double
  /// How fast the result grows with this number, since the result's last `backward`; 0 before.
  public private(set) var gradient = 0.0

  private let rule: Rule?
  /// The inputs' values that `value` was computed from.
  private var usedValues: [Double]

  /// An input.
  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
    inputs = []
    rule = nil
    usedValues = []
  }

  /// A number computed from others.
  init(_ rule: Rule, of inputs: GraphNode...) {
    name = ""
    self.inputs = inputs
    self.rule = rule
    usedValues = inputs.map(\.value)
    value = rule.value(usedValues)
  }

  /// Gives a number between a name of its own.
  public func named(_ name: String) -> GraphNode {
    self.name = name
    return self
  }

  /// What the node does: "+", "×", "max"; empty for an input.
  public var symbol: String { rule?.symbol ?? "" }

  /// How fast this number grows with each of its inputs, all else unchanged: the local gradients.
  public var slopes: [Double] { rule?.slopes(usedValues) ?? [] }

  /// This node and all it was made from, each once and never before one of its inputs.
  public var nodes: [GraphNode] {
    var (order, seen): ([GraphNode], Set<ObjectIdentifier>) = ([], [])
    func visit(_ node: GraphNode) {
      guard seen.insert(ObjectIdentifier(node)).inserted else { return }
      for input in node.inputs { visit(input) }
      order.append(node)
    }
    visit(self)
    return order
  }

  /// The chain rule: leaves in every node of the graph how fast this one grows with it.
  ///
  /// This node's own gradient is 1. From the end to the front, each node hands on to its inputs its
  /// gradient times its slope. What a node gets from several sides is added up.
  public func backward() {
    let order = nodes
    for node in order { node.gradient = 0 }
    gradient = 1
    for node in order.reversed() {
      for (input, slope) in zip(node.inputs, node.slopes) {
        input.gradient += node.gradient * slope
      }
    }
  }

  /// Gives an input another value; what was computed from it changes with the next `recompute`.
  ///
  /// - Precondition: the node is an input.
  public func set(_ value: Double) {
    require(rule == nil, "only inputs can be set, and '\(name)' is computed by \(symbol)")
    self.value = value
  }

  /// Computes again what is no longer up to date, and nothing else.
  ///
  /// - Returns: the nodes that were computed.
  @discardableResult
  public func recompute() -> [GraphNode] {
    nodes.filter { node in
      let values = node.inputs.map(\.value)
      guard let rule = node.rule, values != node.usedValues else { return false }
      node.usedValues = values
      node.value = rule.value(values)
      return true
    }
  }
}
