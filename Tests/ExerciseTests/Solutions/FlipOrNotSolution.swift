import LessonKit

struct FlipOrNotSolution: FlipOrNotExercise {
  func convolve(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
    let (rows, columns) = (filter.count, filter[0].count)
    var output: [[Float]] = []
    for y in 0...(input.count - rows) {
      var row: [Float] = []
      for x in 0...(input[0].count - columns) {
        var sum: Float = 0
        for i in 0..<rows {
          for j in 0..<columns {
            sum += input[y + i][x + j] * filter[rows - 1 - i][columns - 1 - j]
          }
        }
        row.append(sum)
      }
      output.append(row)
    }
    return output
  }
}
