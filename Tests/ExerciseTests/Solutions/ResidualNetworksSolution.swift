import LessonKit

struct ResidualNetworksSolution: ResidualNetworksExercise {
  func block(_ x: [[Float]], f: [[Float]], mean: [Float], variance: [Float]) throws -> [[Float]] {
    var output = x
    for row in x.indices {
      for feature in mean.indices {
        let distance = f[row][feature] - mean[feature]
        let normalized = distance / variance[feature].squareRoot()
        output[row][feature] = max(0, normalized + x[row][feature])
      }
    }
    return output
  }

  func projected(_ input: Tensor, weights: [[Float]], stride: Int) throws -> Tensor {
    let height = (input.shape[0] + stride - 1) / stride
    let width = (input.shape[1] + stride - 1) / stride
    let filters = weights[0].count
    var scalars: [Float] = []
    for y in 0..<height {
      for x in 0..<width {
        for filter in 0..<filters {
          var sum: Float = 0
          for channel in weights.indices {
            sum += input[y * stride, x * stride, channel] * weights[channel][filter]
          }
          scalars.append(sum)
        }
      }
    }
    return Tensor(shape: [height, width, filters], scalars: scalars)
  }
}
