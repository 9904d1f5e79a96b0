// The graph of scalars: lesson 15's values, recomputing, and sums of gradients.

import Networks
import Testing

@Suite struct GraphNodeTests {
  /// F = (x + y) · z at −2, 5, 4.
  @Test func handWorked() {
    let (x, y, z) = (GraphNode("x", -2), GraphNode("y", 5), GraphNode("z", 4))
    let sum = (x + y).named("a")
    let result = sum * z
    #expect(sum.value == 3 && result.value == 12)
    #expect(
      result.localGradients == [4, 3] && sum.localGradients == [1, 1] && x.localGradients == [])
    #expect(x.gradient == 0)
    result.backward()
    #expect([x, y, z, sum, result].map(\.gradient) == [4, 4, 3, 4, 1])
    // The second time gives the same: gradients start from 0.
    result.backward()
    #expect(x.gradient == 4)
    #expect(result.nodes.map(\.name) == ["x", "y", "a", "z", ""])
  }

  /// With z changed, x + y stays; with x changed, both follow.
  @Test func onlyWhatChangedIsComputedAgain() {
    let (x, y, z) = (GraphNode("x", -2), GraphNode("y", 5), GraphNode("z", 4))
    let result = ((x + y).named("a") * z).named("F")
    #expect(result.recompute().isEmpty)
    z.set(10)
    #expect(result.value == 12)
    #expect(result.recompute().map(\.name) == ["F"])
    #expect(result.value == 30)
    x.set(0)
    #expect(result.recompute().map(\.name) == ["a", "F"])
    #expect(result.value == 50)
    // Local gradients follow the new values.
    result.backward()
    #expect([x, y, z].map(\.gradient) == [10, 10, 5])
  }

  /// x · x + x: three paths lead from x to the result.
  @Test func gradientsOfSeveralWaysAddUp() {
    let x = GraphNode("x", 3)
    let result = x * x + x
    result.backward()
    #expect(x.gradient == 7)
  }

  @Test func mistakesStop() async {
    await #expect(processExitsWith: .failure) {
      let sum = GraphNode("x", 1) + 2
      sum.set(4)
    }
  }
}
