// A computational graph of scalars with backpropagation, small enough to draw. Layers do the same
// with tensors.

import Tensors

/// Holds a number of a computational graph, the operation that computes it, and its gradient.
///
/// Arithmetic on nodes builds the graph. `backward` then computes the gradient of one result with
/// respect to every node:
///
///     let x = GraphNode("x", -2), y = GraphNode("y", 5), z = GraphNode("z", 4)
///     let result = (x + y) * z      // 12
///     result.backward()
///     x.gradient                    // 4, the value of z
///
/// A class and not a struct: two nodes with the same input must both add to its one gradient.
public final class GraphNode {
  /// An operation: its value and its local gradients.
  struct Operation {
    /// As drawn: "+".
    let symbol: String
    let value: ([Double]) -> Double
    /// The derivative with respect to each input.
    let localGradients: ([Double]) -> [Double]
  }

  /// The name; empty for an intermediate result without one.
  public private(set) var name: String
  /// The operands; empty for an input.
  public let inputs: [GraphNode]
  /// The value, computed in the forward pass.
  public private(set) var value: Double
  /// ∂result/∂value, set by the last `backward` of the result; 0 before.
  public private(set) var gradient = 0.0

  private let operation: Operation?
  /// The inputs' values that `value` was computed from.
  private var usedValues: [Double]

  /// Makes an input.
  public init(_ name: String, _ value: Double) {
    self.name = name
    self.value = value
    inputs = []
    operation = nil
    usedValues = []
  }

  /// Makes the result of an operation.
  init(_ operation: Operation, of inputs: GraphNode...) {
    name = ""
    self.inputs = inputs
    self.operation = operation
    usedValues = inputs.map(\.value)
    value = operation.value(usedValues)
  }

  /// Names an intermediate result.
  public func named(_ name: String) -> GraphNode {
    self.name = name
    return self
  }

  /// The symbol of the operation, "+", "×" or "max"; empty for an input.
  public var symbol: String { operation?.symbol ?? "" }

  /// The local gradients: ∂value/∂input for each input.
  public var localGradients: [Double] { operation?.localGradients(usedValues) ?? [] }

  /// This node and all it depends on, in topological order: inputs first, each node once.
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

  /// Computes the gradient of this node with respect to every node of the graph, by the chain rule.
  ///
  /// Its own gradient is 1. In reverse topological order each node adds to the gradient of each
  /// input its own gradient times the local one.
  public func backward() {
    let order = nodes
    for node in order { node.gradient = 0 }
    gradient = 1
    for node in order.reversed() {
      for (input, localGradient) in zip(node.inputs, node.localGradients) {
        input.gradient += node.gradient * localGradient
      }
    }
  }

  /// Sets the value of an input; `recompute` then updates what depends on it.
  ///
  /// - Precondition: the node is an input.
  public func set(_ value: Double) {
    require(operation == nil, "only inputs can be set, and '\(name)' is computed by \(symbol)")
    self.value = value
  }

  /// Computes the values again whose inputs have changed, and no others.
  ///
  /// - Returns: the nodes that were computed.
  @discardableResult
  public func recompute() -> [GraphNode] {
    nodes.filter { node in
      let values = node.inputs.map(\.value)
      guard let operation = node.operation, values != node.usedValues else { return false }
      node.usedValues = values
      node.value = operation.value(values)
      return true
    }
  }
}
