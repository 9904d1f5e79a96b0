import LessonKit

struct SlidingWindowSolution: SlidingWindowExercise {
  func crossCorrelate(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
    let height = input.count - filter.count + 1
    let width = input[0].count - filter[0].count + 1
    var output: [[Float]] = []
    for y in 0..<height {
      var row: [Float] = []
      for x in 0..<width {
        var sum: Float = 0
        for i in filter.indices {
          for j in filter[i].indices {
            sum += input[y + i][x + j] * filter[i][j]
          }
        }
        row.append(sum)
      }
      output.append(row)
    }
    return output
  }
}
