import LessonKit

extension Answers {
  static var edgeFilter: Answers {
    Answers(
      EdgeFilterSolution.self,
      mistakes: [
        ("upright", Upright.self),
        ("sign-reversed", SignReversed.self),
        ("upright-reversed", UprightReversed.self),
        ("sobel", Sobel.self),
        ("absolute", Absolute.self),
        ("clamped", Clamped.self),
      ])
  }
}

private let right = EdgeFilterSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: EdgeFilterExercise {}

extension Almost {
  func levelEdges(_ picture: [[Float]]) throws -> [[Float]] {
    try right.levelEdges(picture)
  }
}

private func applied(_ filter: [[Float]], to picture: [[Float]]) -> [[Float]] {
  var response: [[Float]] = []
  for y in 1..<picture.count - 1 {
    response.append([])
    for x in 1..<picture[0].count - 1 {
      var sum: Float = 0
      for i in -1...1 {
        for j in -1...1 { sum += filter[i + 1][j + 1] * picture[y + i][x + j] }
      }
      response[y - 1].append(sum)
    }
  }
  return response
}

private struct Upright: Almost {
  func levelEdges(_ picture: [[Float]]) throws -> [[Float]] {
    applied([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]], to: picture)
  }
}

private struct SignReversed: Almost {
  func levelEdges(_ picture: [[Float]]) throws -> [[Float]] {
    applied([[1, 1, 1], [0, 0, 0], [-1, -1, -1]], to: picture)
  }
}

private struct UprightReversed: Almost {
  func levelEdges(_ picture: [[Float]]) throws -> [[Float]] {
    applied([[1, 0, -1], [1, 0, -1], [1, 0, -1]], to: picture)
  }
}

private struct Sobel: Almost {
  func levelEdges(_ picture: [[Float]]) throws -> [[Float]] {
    applied([[-1, -2, -1], [0, 0, 0], [1, 2, 1]], to: picture)
  }
}

private struct Absolute: Almost {
  func levelEdges(_ picture: [[Float]]) throws -> [[Float]] {
    try right.levelEdges(picture).map { $0.map { abs($0) } }
  }
}

private struct Clamped: Almost {
  func levelEdges(_ picture: [[Float]]) throws -> [[Float]] {
    try right.levelEdges(picture).map { $0.map { max(0, $0) } }
  }
}
