import LessonKit

struct EdgeFilterSolution: EdgeFilterExercise {
  func levelEdges(_ picture: [[Float]]) throws -> [[Float]] {
    let filter: [[Float]] = [[-1, -1, -1], [0, 0, 0], [1, 1, 1]]
    var response: [[Float]] = []
    for y in 0..<(picture.count - 2) {
      var row: [Float] = []
      for x in 0..<(picture[0].count - 2) {
        var sum: Float = 0
        for i in 0..<3 {
          for j in 0..<3 { sum += picture[y + i][x + j] * filter[i][j] }
        }
        row.append(sum)
      }
      response.append(row)
    }
    return response
  }
}
