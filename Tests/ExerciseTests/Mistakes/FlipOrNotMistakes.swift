import LessonKit

extension Answers {
  static var flipOrNot: Answers {
    Answers(
      FlipOrNotSolution.self,
      mistakes: [
        ("not-turned", NotTurned.self),
        ("mirrored-left-right", MirroredLeftRight.self),
        ("mirrored-up-down", MirroredUpDown.self),
        ("output-turned", OutputTurned.self),
      ])
  }
}

private let right = FlipOrNotSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: FlipOrNotExercise {}

extension Almost {
  func convolve(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
    try right.convolve(input, with: filter)
  }
}

private func correlated(_ input: [[Float]], _ filter: [[Float]]) -> [[Float]] {
  var output: [[Float]] = []
  for y in 0...(input.count - filter.count) {
    output.append([])
    for x in 0...(input[0].count - filter[0].count) {
      var sum: Float = 0
      for (i, row) in filter.enumerated() {
        for (j, weight) in row.enumerated() { sum += weight * input[y + i][x + j] }
      }
      output[y].append(sum)
    }
  }
  return output
}

private struct NotTurned: Almost {
  func convolve(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
    correlated(input, filter)
  }
}

private struct MirroredLeftRight: Almost {
  func convolve(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
    correlated(input, filter.map { Array($0.reversed()) })
  }
}

private struct MirroredUpDown: Almost {
  func convolve(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
    correlated(input, Array(filter.reversed()))
  }
}

private struct OutputTurned: Almost {
  func convolve(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
    correlated(input, filter).reversed().map { Array($0.reversed()) }
  }
}
