import Foundation
import LessonKit

extension Answers {
  static var graphConvolution: Answers {
    Answers(
      GraphConvolutionSolution.self,
      mistakes: [
        ("degrees-of-a", DegreesOfA.self),
        ("normalised-before-i", BeforeI.self),
        ("row-mean", RowMean.self),
        ("no-self-ties", NoSelfTies.self),
        ("no-square-root", NoSquareRoot.self),
        ("not-normalised", NotNormalised.self),
        ("no-neighbours", NoNeighbours.self),
        ("no-relu", NoReLU.self),
        ("relu-too-early", ReLUTooEarly.self),
        ("sum", Sum.self),
        ("mean-of-each-member", MeanOfEachMember.self),
        ("largest", Largest.self),
      ])
  }
}

private let right = GraphConvolutionSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: GraphConvolutionExercise {}

extension Almost {
  func normalizedAdjacency(_ adjacency: [[Float]]) throws -> [[Float]] {
    try right.normalizedAdjacency(adjacency)
  }
  func graphConvolution(
    _ features: [[Float]], adjacency: [[Float]], weights: [[Float]]
  ) throws -> [[Float]] {
    try right.graphConvolution(features, adjacency: adjacency, weights: weights)
  }
  func readout(_ features: [[Float]]) throws -> [Float] { try right.readout(features) }
}

private func withSelf(_ adjacency: [[Float]]) -> [[Float]] {
  var matrix = adjacency
  for i in matrix.indices { matrix[i][i] = 1 }
  return matrix
}

private struct DegreesOfA: Almost {
  func normalizedAdjacency(_ adjacency: [[Float]]) throws -> [[Float]] {
    let degrees = adjacency.map { $0.reduce(0, +) }
    let matrix = withSelf(adjacency)
    return matrix.indices.map { i in
      matrix.indices.map { matrix[i][$0] / sqrt(degrees[i] * degrees[$0]) }
    }
  }
}

private struct BeforeI: Almost {
  func normalizedAdjacency(_ adjacency: [[Float]]) throws -> [[Float]] {
    let degrees = adjacency.map { $0.reduce(0, +) }
    return adjacency.indices.map { i in
      adjacency.indices.map {
        adjacency[i][$0] / sqrt(degrees[i] * degrees[$0]) + (i == $0 ? 1 : 0)
      }
    }
  }
}

private struct RowMean: Almost {
  func normalizedAdjacency(_ adjacency: [[Float]]) throws -> [[Float]] {
    withSelf(adjacency).map { row in
      let degree = row.reduce(0, +)
      return row.map { $0 / degree }
    }
  }
}

private struct NoSelfTies: Almost {
  func normalizedAdjacency(_ adjacency: [[Float]]) throws -> [[Float]] {
    let degrees = adjacency.map { $0.reduce(0, +) }
    return adjacency.indices.map { i in
      adjacency.indices.map { adjacency[i][$0] / sqrt(degrees[i] * degrees[$0]) }
    }
  }
}

private struct NoSquareRoot: Almost {
  func normalizedAdjacency(_ adjacency: [[Float]]) throws -> [[Float]] {
    let matrix = withSelf(adjacency)
    let degrees = matrix.map { $0.reduce(0, +) }
    return matrix.indices.map { i in
      matrix.indices.map { matrix[i][$0] / degrees[i] / degrees[$0] }
    }
  }
}

private struct NotNormalised: Almost {
  func normalizedAdjacency(_ adjacency: [[Float]]) throws -> [[Float]] { withSelf(adjacency) }
}

private func times(_ left: [[Float]], _ right: [[Float]]) -> [[Float]] {
  left.map { row in
    right[0].indices.map { j in zip(row, right).map { $0 * $1[j] }.reduce(0, +) }
  }
}

private struct NoNeighbours: Almost {
  func graphConvolution(
    _ features: [[Float]], adjacency: [[Float]], weights: [[Float]]
  ) throws -> [[Float]] { times(features, weights).map { $0.map { max($0, 0) } } }
}

private struct NoReLU: Almost {
  func graphConvolution(
    _ features: [[Float]], adjacency: [[Float]], weights: [[Float]]
  ) throws -> [[Float]] { times(adjacency, times(features, weights)) }
}

private struct ReLUTooEarly: Almost {
  func graphConvolution(
    _ features: [[Float]], adjacency: [[Float]], weights: [[Float]]
  ) throws -> [[Float]] {
    times(adjacency, times(features, weights).map { $0.map { max($0, 0) } })
  }
}

private struct Sum: Almost {
  func readout(_ features: [[Float]]) throws -> [Float] {
    features[0].indices.map { j in features.map { $0[j] }.reduce(0, +) }
  }
}

private struct MeanOfEachMember: Almost {
  func readout(_ features: [[Float]]) throws -> [Float] {
    features.map { $0.reduce(0, +) / Float($0.count) }
  }
}

private struct Largest: Almost {
  func readout(_ features: [[Float]]) throws -> [Float] {
    features[0].indices.map { j in features.map { $0[j] }.max()! }
  }
}
