import Foundation
import LessonKit

struct ActivationsSolution: ActivationsExercise {
  func layer(_ input: [Float], weights: [[Float]], bias: [Float]) throws -> [Float] {
    var outputs = bias
    for row in input.indices {
      for column in bias.indices { outputs[column] += input[row] * weights[row][column] }
    }
    return outputs.map { max(0, $0) }
  }

  func logSoftmax(_ scores: [[Float]]) throws -> [[Float]] {
    scores.map { row in
      let largest = row.max() ?? 0
      var sum: Float = 0
      for score in row { sum += exp(score - largest) }
      return row.map { $0 - largest - log(sum) }
    }
  }
}
