// Lesson 9: the direction and the sign of an edge filter.

import Exercises
import Formatting

extension ExerciseCheck {
  /// Pictures with edges both ways and both signs.
  static var edgeFilter: ExerciseCheck {
    ExerciseCheck(
      lesson: 9, "EdgeFilterExercise",
      hints: [
        """
        Which numbers of the window are bright, and which dark, where a dark row lies above a \
        bright one?
        """,
        "Rows −1, 0, 1 instead of columns: [[-1, -1, -1], [0, 0, 0], [1, 1, 1]].",
        "Slide it as in exercise 5: four loops, and one sum for each place.",
      ],
      levelEdges)
  }

  private static var levelEdges: ProblemCheck {
    ProblemCheck(
      "levelEdges",
      cases: [
        TestCase("a step downwards", [[0, 0, 0], [5, 5, 5], [9, 9, 9]]),
        TestCase("4 × 4", [[1, 5, 2, 0], [0, 3, 7, 1], [4, 0, 1, 6], [2, 8, 0, 3]]),
        TestCase(
          "3 × 5, brighter to the right", [[0, 1, 4, 8, 9], [1, 1, 5, 8, 8], [0, 2, 3, 9, 7]]),
      ],
      draw: { draw in draw.rows(draw.size(3...6), draw.size(3...7)) },
      right: { (picture: [[Float]]) -> [[Float]] in
        correlated(picture, [[-1, -1, -1], [0, 0, 0], [1, 1, 1]])
      },
      workedExample: { (place: [Int], picture: [[Float]]) -> Message in
        slidingSum(picture, [[-1, -1, -1], [0, 0, 0], [1, 1, 1]], at: place)
      },
      mistakes: levelEdgesMistakes)
  }

  private static var levelEdgesMistakes: [Mistake<[[Float]], [[Float]]>] {
    [
      Mistake(
        "upright", "You found the upright edges",
        """
        Columns −1, 0, 1 compare left and right. Level edges compare above and below: rows −1, \
        0, 1.
        """,
        answer: { (picture: [[Float]]) -> [[Float]] in
          correlated(picture, [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
        }),
      Mistake(
        "sign-reversed", "Your sign is reversed",
        """
        The numbers below count positively, those above negatively: positive where it gets \
        brighter downwards.
        """,
        then: { each($0) { 0 - $0 } }),
      Mistake(
        "upright-reversed", "You found the upright edges, and with the reversed sign",
        "Level edges compare above and below: rows −1, 0, 1.",
        answer: { (picture: [[Float]]) -> [[Float]] in
          correlated(picture, [[1, 0, -1], [1, 0, -1], [1, 0, -1]])
        }),
      Mistake(
        "sobel", "You gave the middle column twice the weight",
        "That is Sobel’s filter, 1, 2, 1. Here all three columns count alike.",
        answer: { (picture: [[Float]]) -> [[Float]] in
          correlated(picture, [[-1, -2, -1], [0, 0, 0], [1, 2, 1]])
        }),
      Mistake(
        "absolute", "You dropped the sign",
        """
        The sign says which side is bright. Keep it; to draw it, put grey at zero.
        """,
        then: { each($0) { abs($0) } }),
      Mistake(
        "clamped", "You cut off what is below zero",
        "A picture file has no numbers below 0, a response has. Half of all edges are negative.",
        then: { each($0) { max(0, $0) } }),
      Mistake(
        "middle-row", "You compared with the row in the middle",
        "The middle row counts 0: the three numbers below minus the three above.",
        answer: { correlated($0, [[0, 0, 0], [-1, -1, -1], [1, 1, 1]]) }),
      Mistake(
        "row-above", "You compared the middle row with the one above",
        "The row below counts 1, the middle one 0: −1, 0, 1 from top to bottom.",
        answer: { correlated($0, [[-1, -1, -1], [1, 1, 1], [0, 0, 0]]) }),
      Mistake(
        "middle-column", "You looked at the middle column only",
        """
        Three columns count: the sum of three numbers below minus the sum of three \
        above.
        """,
        answer: { correlated($0, [[0, -1, 0], [0, 0, 0], [0, 1, 0]]) }),
      Mistake(
        "mean", "You took means instead of sums",
        "The task adds up three numbers and does not divide.",
        then: { each($0) { $0 / 3 } }),
      Mistake(
        "same-padding", "You padded, so that the size stayed",
        """
        The window stays inside: two rows and two columns fewer come out than went \
        in.
        """,
        given: { paddedForSame($0, [[0, 0, 0], [0, 0, 0], [0, 0, 0]]) }),
      Mistake(
        "one-place-short", "Your window stops one place too early, down and across",
        "The last window begins three rows and three columns before the end: it counts.",
        then: { oneColumnLess(oneRowLess($0)) }),
      resultTransposed(),
      Mistake(
        "overwritten", "You wrote = where += belongs",
        "Then only the last product is left of each sum. All of them count: sum += …",
        answer: { correlated($0, [[0, 0, 0], [0, 0, 0], [0, 0, 1]]) }),
      Mistake(
        "below-only", "You left out the numbers above",
        "An edge is a difference: below minus above.",
        answer: { correlated($0, [[0, 0, 0], [0, 0, 0], [1, 1, 1]]) }),
    ]
  }
}
