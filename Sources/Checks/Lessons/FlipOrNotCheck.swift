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
      right: { (input: [[Float]], filter: [[Float]]) -> [[Float]] in
        slid(input, turned(filter))
      },
      workedExample: { (place: [Int], input: [[Float]], filter: [[Float]]) -> Message in
        "With the filter turned: \(slidingSum(input, turned(filter), at: place))"
      },
      mistakes: [
        Mistake(
          "not-turned", "You did not turn the filter",
          """
          That is cross-correlation, which networks compute and call convolution. Here the filter \
          has to be turned by 180° first.
          """,
          workedExample: { (input: [[Float]], filter: [[Float]]) -> Message in
            """
            Top left: yours is \(number(slid(input, filter)[0][0])), with the filter turned it is \
            \(number(slid(input, turned(filter))[0][0])).
            """
          },
          answer: { (input: [[Float]], filter: [[Float]]) -> [[Float]] in
            slid(input, filter)
          }),
        Mistake(
          "mirrored-left-right", "You mirrored the filter from left to right only",
          "A turn by 180° exchanges left and right, and top and bottom.",
          answer: { slid($0, $1.map { $0.reversed() }) }),
        Mistake(
          "mirrored-up-down", "You mirrored the filter from top to bottom only",
          "A turn by 180° exchanges top and bottom, and left and right.",
          answer: { (input: [[Float]], filter: [[Float]]) -> [[Float]] in
            slid(input, filter.reversed())
          }),
        Mistake(
          "output-turned", "You turned the result, not the filter",
          """
          The result then has the right numbers of cross-correlation at the wrong places. Turn the \
          filter before it slides.
          """,
          answer: { (input: [[Float]], filter: [[Float]]) -> [[Float]] in
            turned(slid(input, filter))
          }),
      ])
  }
}

private func turned(_ rows: [[Float]]) -> [[Float]] { rows.reversed().map { $0.reversed() } }

private func slid(_ input: [[Float]], _ filter: [[Float]]) -> [[Float]] {
  let (height, width) = (input.count - filter.count + 1, input[0].count - filter[0].count + 1)
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
