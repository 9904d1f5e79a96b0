import Foundation
import LessonKit

struct GraphConvolutionSolution: GraphConvolutionExercise {
  func normalizedAdjacency(_ adjacency: [[Float]]) throws -> [[Float]] {
    var matrix = adjacency
    for member in matrix.indices { matrix[member][member] += 1 }
    let degrees = matrix.map { row in row.reduce(0, +) }
    for i in matrix.indices {
      for j in matrix.indices { matrix[i][j] /= sqrt(degrees[i]) * sqrt(degrees[j]) }
    }
    return matrix
  }

  func graphConvolution(
    _ features: [[Float]], adjacency: [[Float]], weights: [[Float]]
  ) throws -> [[Float]] {
    let mixed = multiply(adjacency, features)
    return multiply(mixed, weights).map { row in row.map { max(0, $0) } }
  }

  private func multiply(_ left: [[Float]], _ right: [[Float]]) -> [[Float]] {
    var result: [[Float]] = []
    for row in left {
      var numbers: [Float] = []
      for column in right[0].indices {
        var sum: Float = 0
        for k in row.indices { sum += row[k] * right[k][column] }
        numbers.append(sum)
      }
      result.append(numbers)
    }
    return result
  }

  func readout(_ features: [[Float]]) throws -> [Float] {
    var sums = [Float](repeating: 0, count: features[0].count)
    for row in features {
      for column in row.indices { sums[column] += row[column] }
    }
    return sums.map { $0 / Float(features.count) }
  }
}
