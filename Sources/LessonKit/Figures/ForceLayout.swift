// Computes a force-directed graph layout: edges attract, all nodes repel each other.

import Tensors

/// Computes positions of a graph's nodes by force-directed placement.
///
/// All nodes repel each other, edges attract like springs, and steps get shorter until nothing
/// moves. The random initial positions mainly determine the rotation of the result.
///
/// Source: T. Fruchterman and E. Reingold, "Graph drawing by force-directed placement", Software:
/// Practice and Experience 21 (1991).
/// - Parameters:
///   - count: the number of nodes.
///   - ties: the edges, pairs of nodes.
///   - seed: the seed of the initial positions.
/// - Returns: (count, 2): x and y of each node, about 0…1.
public func forceLayout(count: Int, ties: [(Int, Int)], seed: UInt64 = 1) -> Tensor {
  precondition(
    ties.allSatisfy { (0..<count).contains($0) && (0..<count).contains($1) },
    "ties are between nodes 0..<\(count)")
  var generator = SeededGenerator(seed: seed)
  func draw() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
  var places = (0..<count).map { _ in SIMD2(draw(), draw()) }
  // The ideal edge length: the spacing of nodes that are spread evenly.
  let ideal = (1 / Double(max(1, count))).squareRoot()
  let steps = 400
  for step in 0..<steps {
    var forces = [SIMD2<Double>](repeating: .zero, count: count)
    for one in 0..<count {
      for other in 0..<one {
        let away = places[one] - places[other]
        let distance = max(1e-6, (away * away).sum().squareRoot())
        let push = away / distance * (ideal * ideal / distance)
        forces[one] += push
        forces[other] -= push
      }
    }
    for (one, other) in ties {
      let away = places[one] - places[other]
      let pull = away * ((away * away).sum().squareRoot() / ideal)
      forces[one] -= pull
      forces[other] += pull
    }
    let longest = 0.1 * (1 - Double(step) / Double(steps))
    for node in 0..<count {
      let strength = max(1e-9, (forces[node] * forces[node]).sum().squareRoot())
      places[node] += forces[node] / strength * min(strength, longest)
    }
  }
  return Tensor(shape: [count, 2], scalars: places.flatMap { [Float($0.x), Float($0.y)] })
}
