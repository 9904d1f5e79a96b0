import LessonKit

struct BackpropagationSolution: BackpropagationExercise {
  func filterGradient(_ input: [[Float]], outputGradient: [[Float]], stride: Int) throws
    -> [[Float]]
  {
    let height = input.count - (outputGradient.count - 1) * stride
    let width = input[0].count - (outputGradient[0].count - 1) * stride
    var gradient = [[Float]](repeating: [Float](repeating: 0, count: width), count: height)
    for y in outputGradient.indices {
      for x in outputGradient[y].indices {
        for i in 0..<height {
          for j in 0..<width {
            gradient[i][j] += outputGradient[y][x] * input[y * stride + i][x * stride + j]
          }
        }
      }
    }
    return gradient
  }

  func inputGradient(
    height: Int, width: Int, filter: [[Float]], outputGradient: [[Float]], stride: Int
  ) throws -> [[Float]] {
    var gradient = [[Float]](repeating: [Float](repeating: 0, count: width), count: height)
    for y in outputGradient.indices {
      for x in outputGradient[y].indices {
        for i in filter.indices {
          for j in filter[i].indices {
            gradient[y * stride + i][x * stride + j] += outputGradient[y][x] * filter[i][j]
          }
        }
      }
    }
    return gradient
  }
}
