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
        draw: { $0.gridAndFilter(1...6) },
        right: { correlated($0, $1) },
        workedExample: { (place: [Int], input: [[Float]], filter: [[Float]]) -> Message in
          slidingSum(input, filter, at: place)
        },
        mistakes: crossCorrelateMistakes))
  }

  private static var crossCorrelateMistakes: [Mistake<[[Float]], [[Float]], [[Float]]>] {
    [
      Mistake(
        "turned-180", "You turned the filter by 180°",
        """
        That is true convolution, as signal processing has it. Networks leave the filter as it \
        is: its first number lies on the window's first number.
        """,
        workedExample: { input, filter in
          return """
            Top left: yours is \(firstSum(input, turned(filter))), right is \
            \(firstSum(input, filter)).
            """
        },
        given: { ($0, turned($1)) }),
      Mistake(
        "transposed-filter", "You took the filter's rows for its columns",
        "filter[i][j] is row i, column j: i goes with y, and j goes with x.",
        leavesArray: true, given: { ($0, transposed($1)) }),
      Mistake(
        "mirrored-left-right", "You mirrored the filter from left to right",
        "Column 0 of the filter lies on the leftmost column of the window.",
        given: { ($0, $1.map { $0.reversed() }) }),
      Mistake(
        "mirrored-up-down", "You mirrored the filter from top to bottom",
        "Row 0 of the filter lies on the uppermost row of the window.",
        given: { ($0, $1.reversed()) }),
      Mistake(
        "one-place-short", "Your window stops one place too early, down and across",
        """
        The last window begins at input.count − filter.count, and that place counts: 0..<n \
        leaves n out, 0...n does not.
        """,
        then: { oneColumnLess(oneRowLess($0)) }),
      Mistake(
        "sum-not-reset", "Your sum goes on from one place to the next",
        "Each place has a sum of its own: set it to 0 for each, inside the loop over x.",
        then: { rows in
          var sum: Float = 0
          return rows.map { row in
            row.map {
              sum += $0
              return sum
            }
          }
        }),
      Mistake(
        "sum-reset-by-row", "Your sum goes on through a row",
        "Each place has a sum of its own: set it to 0 inside the loop over x, not outside.",
        then: { $0.map { row in row.indices.map { row[...$0].reduce(0, +) } } }),
      Mistake(
        "transposed-input", "You took the input's rows for its columns",
        "input[y][x] is row y, column x.",
        leavesArray: true, given: { (transposed($0), $1) }),
      Mistake(
        "overwritten", "You wrote = where += belongs",
        "Then only the last product is left of each sum. All of them count: sum += …",
        given: { ($0, onlyLast($1)) }),
      resultTransposed(), squareFilterTaken,
      Mistake(
        "square-input", "You took the input to be square",
        """
        input.count is how many rows it has, input[0].count how many columns. They \
        may differ.
        """,
        answer: { input, filter in
          let columns = input.count - filter[0].count + 1
          guard input.count <= input[0].count, columns > 0 else { throw NoAnswer() }
          return correlated(input, filter).map { Array($0.prefix(columns)) }
        }),
      Mistake(
        "same-padding", "You padded, so that the size stayed",
        """
        That is SAME. Here the filter stays inside the grid, which is VALID: fewer \
        rows and columns come out than went in.
        """,
        given: { (paddedForSame($0, $1), $1) }),
      Mistake(
        "one-row-short", "Your window stops one place too early, downwards",
        """
        The last window begins at row input.count − filter.count, and that row \
        counts, too.
        """,
        then: oneRowLess),
      Mistake(
        "one-column-short", "Your window stops one place too early, across",
        """
        The last window begins at column input[0].count − filter[0].count, and \
        that column counts, too.
        """,
        then: oneColumnLess),
      Mistake(
        "mean", "You divided by the number of weights",
        "The products are added up, not averaged.",
        answer: { input, filter in
          each(correlated(input, filter)) { $0 / Float(filter.count * filter[0].count) }
        }),
      Mistake(
        "tiled", "Your windows don’t overlap",
        "The filter moves by one number, not by its own size.",
        answer: { correlated($0, $1, step: ($1.count, $1[0].count)) }),
      Mistake(
        "absolute", "You dropped the sign",
        "A sum of products may be negative, and says more if it stays so.",
        then: { each($0) { abs($0) } }),
      Mistake(
        "relu", "You cut off what is below zero",
        "That is ReLU, another layer. The sum stays as it is.",
        then: { each($0) { max(0, $0) } }),
    ]
  }
}

/// "1 · 2 + 5 · 0 = 2": the sum of the first window, as far as it is not zero.
private func firstSum(_ input: [[Float]], _ filter: [[Float]]) -> String {
  let products = filter.indices.flatMap { i in
    filter[i].indices.filter { input[i][$0] * filter[i][$0] != 0 }
      .map { "\(number(input[i][$0])) · \(number(filter[i][$0]))" }
  }
  return products.joined(separator: " + ") + " = \(number(correlated(input, filter)[0][0]))"
}
