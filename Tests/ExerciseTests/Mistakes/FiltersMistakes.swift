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
