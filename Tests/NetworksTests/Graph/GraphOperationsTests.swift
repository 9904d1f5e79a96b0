// Every operation of a graph: its value, and its local gradients against numerical ones.

import Networks
import Testing

@Suite struct GraphOperationsTests {
  static let operations:
    [(name: String, make: @Sendable (GraphNode, GraphNode) -> GraphNode, at23: Double)] =
      [
        ("+", { $0 + $1 }, 5), ("−", { $0 - $1 }, -1), ("×", { $0 * $1 }, 6),
        ("÷", { $0 / $1 }, 2 / 3.0),
        ("max", { GraphNode.maximum($0, $1) }, 3), ("x²", { ($0 + $1).squared }, 25),
        ("exp", { ($0 - $1).exponential }, 0.36787944117144233),
        ("σ", { ($0 - $1).sigmoid }, 0.2689414213699951), ("clone", { $0.cloned * $1 }, 6),
        ("literals", { 2 * $0 + $1 * 0.5 }, 5.5),
        (
          "all", { (($0 * $1).sigmoid / $1 - GraphNode.maximum($0, $1).squared).exponential },
          0.00017209035929020578
        ),
      ]

  @Test(arguments: operations.indices)
  func slopesAsTried(index: Int) {
    let operation = Self.operations[index]
    #expect(abs(operation.make(GraphNode("x", 2), GraphNode("y", 3)).value - operation.at23) < 1e-9)
    for point in [(2.0, 3.0), (-1.5, 0.75), (3.0, -2.0)] {
      let (x, y) = (GraphNode("x", point.0), GraphNode("y", point.1))
      let result = operation.make(x, y)
      result.backward()
      for input in [x, y] {
        let (value, step) = (input.value, 1e-5)
        func moved(to value: Double) -> Double {
          input.set(value)
          result.recompute()
          return result.value
        }
        let tried = (moved(to: value + step) - moved(to: value - step)) / (2 * step)
        _ = moved(to: value)
        #expect(
          abs(input.gradient - tried) <= 1e-6 * max(1, abs(tried)),
          "\(operation.name) with \(input.name) at \(point)")
      }
    }
  }

  @Test func detached() {
    let x = GraphNode("x", 3)
    // One factor counts as a constant: the gradient is 3 and not 6.
    let result = x * x.detached
    result.backward()
    #expect(result.value == 9 && x.gradient == 3)
  }

  @Test func ties() {
    let (x, y) = (GraphNode("x", 1), GraphNode("y", 1))
    GraphNode.maximum(x, y).backward()
    #expect(x.gradient == 1 && y.gradient == 0)
  }
}
