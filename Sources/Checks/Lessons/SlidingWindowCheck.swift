// Lesson 5: cross-correlation by hand, and what it is confused with.

import Exercises
import Formatting

extension ExerciseCheck {
  /// The grid that tells a turned filter from a transposed one, which the book's own does not.
  static var slidingWindow: ExerciseCheck {
    let filter: [[Float]] = [[2, 0, 1], [0, 1, 2], [1, 0, 2]]
    return ExerciseCheck(
      lesson: 5, "SlidingWindowExercise",
      hints: [
        """
        How many places are there? A filter of 3 rows fits into 4 rows twice: at row 0 and at row \
        1.
        """,
        "At the place (y, x) the filter's number (i, j) lies on the input's number (y + i, x + j).",
        """
        Four loops: over y, over x, and inside them over i and j. Start a sum at 0 before the two \
        inner ones, and put it into the row after them.
        """,
      ],
      ProblemCheck(
        "crossCorrelate",
        cases: [
          TestCase(
            "4 × 4 and 3 × 3", [[1, 5, 2, 0], [0, 3, 7, 1], [4, 0, 1, 6], [2, 8, 0, 3]], filter),
          TestCase("the filter as large as the grid", [[1, 2], [3, 4]], [[5, 6], [7, 9]]),
          TestCase(
            "2 × 3 in 3 × 5", [[0, 1, 2, 3, 5], [1, 0, 4, 2, 8], [7, 5, 3, 1, 6]],
            [[1, -1, 2], [0, 3, -2]]),
        ],
        right: correlated,
        workedExample: { (place: [Int], input: [[Float]], filter: [[Float]]) -> Message in
          slidingSum(input, filter, at: place)
        },
        mistakes: [
          Mistake(
            "turned-180", "You turned the filter by 180°",
            """
            That is true convolution, as signal processing has it. Networks leave the filter as it \
            is: its first number lies on the window's first number.
            """,
            workedExample: { input, filter in
              let turned: [[Float]] = filter.reversed().map { $0.reversed() }
              return """
                Top left: yours is \(firstSum(input, turned)), right is \(firstSum(input, filter)).
                """
            },
            answer: { correlated($0, $1.reversed().map { $0.reversed() }) }),
          Mistake(
            "transposed-filter", "You took the filter's rows for its columns",
            "filter[i][j] is row i, column j: i goes with y, and j goes with x.",
            answer: { correlated($0, transposed($1)) }),
          Mistake(
            "mirrored-left-right", "You mirrored the filter from left to right",
            "Column 0 of the filter lies on the leftmost column of the window.",
            answer: { correlated($0, $1.map { $0.reversed() }) }),
          Mistake(
            "mirrored-up-down", "You mirrored the filter from top to bottom",
            "Row 0 of the filter lies on the uppermost row of the window.",
            answer: { correlated($0, $1.reversed()) }),
          Mistake(
            "one-place-short", "Your window stops one place too early, down and across",
            """
            The last window begins at input.count − filter.count, and that place counts: 0..<n \
            leaves n out, 0...n does not.
            """,
            answer: { input, filter in
              correlated(input, filter).dropLast().map { $0.dropLast() }
            }),
          Mistake(
            "sum-not-reset", "Your sum goes on from one place to the next",
            "Each place has a sum of its own: set it to 0 for each, inside the loop over x.",
            answer: { input, filter in
              var sum: Float = 0
              return correlated(input, filter).map { row in
                row.map {
                  sum += $0
                  return sum
                }
              }
            }),
          Mistake(
            "sum-reset-by-row", "Your sum goes on through a row",
            "Each place has a sum of its own: set it to 0 inside the loop over x, not outside.",
            answer: { input, filter in
              correlated(input, filter).map { row in
                row.indices.map { row[...$0].reduce(0, +) }
              }
            }),
          Mistake(
            "transposed-input", "You took the input's rows for its columns",
            "input[y][x] is row y, column x.",
            answer: { correlated(transposed($0), $1) }),
        ]))
  }
}

private func correlated(_ input: [[Float]], _ filter: [[Float]]) -> [[Float]] {
  let (height, width) = (input.count - filter.count + 1, input[0].count - filter[0].count + 1)
  guard height > 0, width > 0 else { return [] }
  return (0..<height).map { y in
    (0..<width).map { x in
      var sum: Float = 0
      for i in filter.indices {
        for j in filter[i].indices { sum += input[y + i][x + j] * filter[i][j] }
      }
      return sum
    }
  }
}

private func transposed(_ rows: [[Float]]) -> [[Float]] {
  rows[0].indices.map { column in rows.map { $0[column] } }
}

/// "1 · 2 + 5 · 0 = 2": the sum of the first window, as far as it is not zero.
private func firstSum(_ input: [[Float]], _ filter: [[Float]]) -> String {
  let products = filter.indices.flatMap { i in
    filter[i].indices.filter { input[i][$0] * filter[i][$0] != 0 }
      .map { "\(number(input[i][$0])) · \(number(filter[i][$0]))" }
  }
  return products.joined(separator: " + ") + " = \(number(correlated(input, filter)[0][0]))"
}
