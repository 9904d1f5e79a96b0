import LessonKit

extension Answers {
  static var slidingWindow: Answers {
    Answers(
      SlidingWindowSolution.self,
      mistakes: [
        ("turned-180", Turned.self),
        ("transposed-filter", TransposedFilter.self),
        ("mirrored-left-right", MirroredLeftRight.self),
        ("mirrored-up-down", MirroredUpDown.self),
        ("one-place-short", OnePlaceShort.self),
        ("sum-not-reset", SumNotReset.self),
        ("sum-reset-by-row", SumResetByRow.self),
        ("transposed-input", TransposedInput.self),
      ])
  }
}

private let right = SlidingWindowSolution()

private struct Turned: SlidingWindowExercise {
  func crossCorrelate(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
    let (height, width) = (filter.count, filter[0].count)
    var output: [[Float]] = []
    for y in 0...(input.count - height) {
      output.append([])
      for x in 0...(input[0].count - width) {
        var sum: Float = 0
        for i in 0..<height {
          for j in 0..<width { sum += input[y + i][x + j] * filter[height - 1 - i][width - 1 - j] }
        }
        output[y].append(sum)
      }
    }
    return output
  }
}

private struct TransposedFilter: SlidingWindowExercise {
  func crossCorrelate(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
    try right.crossCorrelate(
      input, with: filter[0].indices.map { j in filter.indices.map { filter[$0][j] } })
  }
}

private struct MirroredLeftRight: SlidingWindowExercise {
  func crossCorrelate(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
    try right.crossCorrelate(input, with: filter.map { $0.reversed() })
  }
}

private struct MirroredUpDown: SlidingWindowExercise {
  func crossCorrelate(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
    try right.crossCorrelate(input, with: filter.reversed())
  }
}

private struct TransposedInput: SlidingWindowExercise {
  func crossCorrelate(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
    try right.crossCorrelate(
      input[0].indices.map { x in input.indices.map { input[$0][x] } }, with: filter)
  }
}

private struct OnePlaceShort: SlidingWindowExercise {
  func crossCorrelate(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
    let (height, width) = (input.count - filter.count, input[0].count - filter[0].count)
    return slid(input, filter, rows: 0..<height, columns: 0..<width) { _ in true }
  }
}

private struct SumNotReset: SlidingWindowExercise {
  func crossCorrelate(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
    let (height, width) = (input.count - filter.count, input[0].count - filter[0].count)
    return slid(input, filter, rows: 0..<height + 1, columns: 0..<width + 1) { _ in false }
  }
}

private struct SumResetByRow: SlidingWindowExercise {
  func crossCorrelate(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
    let (height, width) = (input.count - filter.count, input[0].count - filter[0].count)
    return slid(input, filter, rows: 0..<height + 1, columns: 0..<width + 1) { $0 == 0 }
  }
}

/// - Parameter resets: whether the sum is reset to 0 at a column.
private func slid(
  _ input: [[Float]], _ filter: [[Float]], rows: Range<Int>, columns: Range<Int>,
  resets: (Int) -> Bool
) -> [[Float]] {
  var sum: Float = 0
  return rows.map { y in
    columns.map { x in
      if resets(x) { sum = 0 }
      for i in filter.indices {
        for j in filter[i].indices { sum += input[y + i][x + j] * filter[i][j] }
      }
      return sum
    }
  }
}
