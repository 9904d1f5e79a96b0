import LessonKit

struct ChannelsAndFiltersSolution: ChannelsAndFiltersExercise {
  func parameters(height: Int, width: Int, channels: Int, filters: Int, window: Int) throws -> Int {
    let weights = window * window * channels
    return filters * (weights + 1)
  }

  func map(_ input: Tensor, filter: Tensor) throws -> Tensor {
    let (height, width) = (filter.shape[0], filter.shape[1])
    let (rows, columns) = (input.shape[0] - height + 1, input.shape[1] - width + 1)
    var numbers: [Float] = []
    for y in 0..<rows {
      for x in 0..<columns {
        var sum: Float = 0
        for i in 0..<height {
          for j in 0..<width {
            for channel in 0..<input.shape[2] {
              sum += input[y + i, x + j, channel] * filter[i, j, channel]
            }
          }
        }
        numbers.append(sum)
      }
    }
    return Tensor(shape: [rows, columns], scalars: numbers)
  }
}
