import LessonKit

struct LayersSolution: LayersExercise {
  func maps(from product: Tensor, batch: Int, height: Int, width: Int) throws -> Tensor {
    let filters = product.shape[1]
    var numbers: [Float] = []
    for n in 0..<batch {
      for filter in 0..<filters {
        for y in 0..<height {
          for x in 0..<width {
            numbers.append(product[(n * height + y) * width + x, filter])
          }
        }
      }
    }
    return Tensor(shape: [batch, filters, height, width], scalars: numbers)
  }

  func maxPoolGradient(
    _ input: [[Float]], window: Int, stride: Int, outputGradient: [[Float]]
  ) throws -> [[Float]] {
    var gradient = input.map { row in row.map { _ in Float(0) } }
    for y in outputGradient.indices {
      for x in outputGradient[y].indices {
        var (bestRow, bestColumn) = (y * stride, x * stride)
        for i in y * stride..<y * stride + window {
          for j in x * stride..<x * stride + window where input[i][j] > input[bestRow][bestColumn] {
            (bestRow, bestColumn) = (i, j)
          }
        }
        gradient[bestRow][bestColumn] += outputGradient[y][x]
      }
    }
    return gradient
  }
}
