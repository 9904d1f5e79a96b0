import LessonKit

struct PoolingSolution: PoolingExercise {
  func size(height: Int, width: Int, window: Int, stride: Int) throws -> [Int] {
    return [height, width].map { ($0 - window) / stride + 1 }
  }

  func maxPool(_ input: Tensor, window: Int, stride: Int, padding: Int) throws -> Tensor {
    let (height, width, channels) = (input.shape[0], input.shape[1], input.shape[2])
    let rows = (height + 2 * padding - window) / stride + 1
    let columns = (width + 2 * padding - window) / stride + 1
    var numbers: [Float] = []
    for y in 0..<rows {
      for x in 0..<columns {
        for channel in 0..<channels {
          var largest = -Float.infinity
          for i in 0..<window {
            for j in 0..<window {
              let (row, column) = (y * stride + i - padding, x * stride + j - padding)
              if row >= 0, row < height, column >= 0, column < width {
                largest = max(largest, input[row, column, channel])
              }
            }
          }
          numbers.append(largest)
        }
      }
    }
    return Tensor(shape: [rows, columns, channels], scalars: numbers)
  }
}
