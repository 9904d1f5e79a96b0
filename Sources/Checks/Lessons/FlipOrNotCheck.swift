// Lesson 6: the turn by 180° between convolution and cross-correlation, and half turns.

import Exercises
import Formatting

extension ExerciseCheck {
  /// Filters without any symmetry, one of them not square.
  static var flipOrNot: ExerciseCheck {
    ExerciseCheck(
      lesson: 6, "FlipOrNotExercise",
      hints: [
        "Which filter would cross-correlation have to be given so that convolution comes out?",
        "Turned by 180° the last row comes first, and in each row the last number.",
        """
        filter[filter.count - 1 - i][filter[0].count - 1 - j] lies on the number (i, j) of the \
        window.
        """,
      ],
      convolve)
  }

  private static var convolve: ProblemCheck {
    ProblemCheck(
      "convolve",
      cases: [
        TestCase("a dot", [[0, 0, 0], [0, 1, 0], [0, 0, 0]], [[1, 2], [3, 4]]),
        TestCase(
          "4 × 4 and 3 × 3", [[1, 5, 2, 0], [0, 3, 7, 1], [4, 0, 1, 6], [2, 8, 0, 3]],
          [[2, 0, 1], [0, 1, 2], [1, 0, 2]]),
        TestCase(
          "2 × 3 in 3 × 4", [[1, 0, 2, 3], [4, 1, 0, 2], [0, 5, 1, 1]], [[1, -1, 2], [0, 3, -2]]),
      ],
      draw: { $0.gridAndFilter(1...6) },
      right: { (input: [[Float]], filter: [[Float]]) -> [[Float]] in
        correlated(input, turned(filter))
      },
      workedExample: { (place: [Int], input: [[Float]], filter: [[Float]]) -> Message in
        "With the filter turned: \(slidingSum(input, turned(filter), at: place))"
      },
      mistakes: convolveMistakes)
  }

  private static var convolveMistakes: [Mistake<[[Float]], [[Float]], [[Float]]>] {
    [
      Mistake(
        "not-turned", "You did not turn the filter",
        """
        That is cross-correlation, which networks compute and call convolution. Here the filter \
        has to be turned by 180° first.
        """,
        workedExample: { (input: [[Float]], filter: [[Float]]) -> Message in
          """
          Top left: yours is \(number(correlated(input, filter)[0][0])), with the filter turned it \
          is \(number(correlated(input, turned(filter))[0][0])).
          """
        },
        given: { ($0, turned($1)) }),
      Mistake(
        "mirrored-left-right", "You mirrored the filter from left to right only",
        "A turn by 180° exchanges left and right, and top and bottom.",
        given: { ($0, $1.reversed()) }),
      Mistake(
        "mirrored-up-down", "You mirrored the filter from top to bottom only",
        "A turn by 180° exchanges top and bottom, and left and right.",
        given: { ($0, $1.map { $0.reversed() }) }),
      Mistake(
        "output-turned", "You turned the result, not the filter",
        """
        The result then has the right numbers of cross-correlation at the wrong places. Turn the \
        filter before it slides.
        """,
        answer: { (input: [[Float]], filter: [[Float]]) -> [[Float]] in
          turned(correlated(input, filter))
        }),
      Mistake(
        "transposed-filter", "You exchanged the filter’s rows and columns",
        """
        That mirrors it at its diagonal. A turn by 180° puts the last row first \
        and in each row the last number.
        """,
        leavesArray: true,
        given: { ($0, turned(transposed($1))) }),
      Mistake(
        "quarter-turn", "You turned the filter by 90°",
        """
        A turn by 180° is two of those: the last row comes first, and in each row \
        the last number.
        """,
        leavesArray: true,
        given: { ($0, transposed($1).map { $0.reversed() }) }),
      Mistake(
        "input-turned", "You turned the input, not the filter",
        """
        Then the windows come in the reversed order, and the result stands on its \
        head.
        """,
        then: turned),
      Mistake(
        "overwritten", "You wrote = where += belongs",
        "Then only the last product is left of each sum. All of them count: sum += …",
        answer: { correlated($0, onlyLast(turned($1))) }),
      Mistake(
        "same-padding", "You padded, so that the size stayed",
        """
        That is SAME. Here the filter stays inside the input: fewer rows and \
        columns come out than went in.
        """,
        given: { (paddedForSame($0, $1), $1) }),
      Mistake(
        "one-place-short", "Your window stops one place too early, down and across",
        """
        The last window begins at input.count − filter.count, and that place \
        counts: 0..<n leaves n out, 0...n does not.
        """,
        then: { oneColumnLess(oneRowLess($0)) }),
      resultTransposed(), squareFilterTaken,
    ]
  }
}
