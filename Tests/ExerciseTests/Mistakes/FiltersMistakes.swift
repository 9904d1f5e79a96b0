import LessonKit

extension Answers {
  static var filters: Answers {
    Answers(
      FiltersSolution.self,
      mistakes: [
        ("turned", Turned.self),
        ("transposed", Transposed.self),
        ("uphill", Uphill.self),
        ("first-only", FirstOnly.self),
        ("away", Away.self),
        ("too-few-steps", TooFewSteps.self),
      ])
  }
}

private let right = FiltersSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: FiltersExercise {}

extension Almost {
  func recover(patches: Tensor, answers: [Float]) throws -> [[Float]] {
    try right.recover(patches: patches, answers: answers)
  }
}

private struct Turned: Almost {
  func recover(patches: Tensor, answers: [Float]) throws -> [[Float]] {
    try right.recover(patches: patches, answers: answers).reversed().map { $0.reversed() }
  }
}

private struct Transposed: Almost {
  func recover(patches: Tensor, answers: [Float]) throws -> [[Float]] {
    let filter = try right.recover(patches: patches, answers: answers)
    return (0..<3).map { i in (0..<3).map { filter[$0][i] } }
  }
}

private struct Uphill: Almost {
  func recover(patches: Tensor, answers: [Float]) throws -> [[Float]] {
    try right.recover(patches: patches, answers: answers.map { 0 - $0 })
  }
}

private struct FirstOnly: Almost {
  func recover(patches: Tensor, answers: [Float]) throws -> [[Float]] {
    [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
  }
}

/// Batch gradient descent of the mean squared error, as a student writes it.
private func descended(
  _ patches: Tensor, _ answers: [Float], _ steps: Int, _ rate: Double
) -> [[Float]] {
  var w = [[Double]](repeating: [0, 0, 0], count: 3)
  for _ in 0..<steps {
    var gradient = [[Double]](repeating: [0, 0, 0], count: 3)
    for k in answers.indices {
      var yours = 0.0
      for i in 0..<3 { for j in 0..<3 { yours += w[i][j] * Double(patches[k, i, j]) } }
      let error = yours - Double(answers[k])
      for i in 0..<3 {
        for j in 0..<3 {
          gradient[i][j] += 2 * error * Double(patches[k, i, j]) / Double(answers.count)
        }
      }
    }
    for i in 0..<3 { for j in 0..<3 { w[i][j] -= rate * gradient[i][j] } }
  }
  return w.map { $0.map(Float.init) }
}

private struct Away: Almost {
  func recover(patches: Tensor, answers: [Float]) throws -> [[Float]] {
    descended(patches, answers, 100, -0.4)
  }
}

private struct TooFewSteps: Almost {
  func recover(patches: Tensor, answers: [Float]) throws -> [[Float]] {
    descended(patches, answers, 20, 0.01)
  }
}
