import LessonKit

struct FiltersSolution: FiltersExercise {
  func recover(patches: Tensor, answers: [Float]) throws -> [[Float]] {
    var filter = [[Float]](repeating: [0, 0, 0], count: 3)
    for _ in 0..<300 {
      for n in answers.indices {
        var sum: Float = 0
        for i in 0..<3 { for j in 0..<3 { sum += patches[n, i, j] * filter[i][j] } }
        let error = sum - answers[n]
        for i in 0..<3 { for j in 0..<3 { filter[i][j] -= 0.05 * error * patches[n, i, j] } }
      }
    }
    return filter
  }
}
