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
      right: { (picture: [[Float]]) -> [[Float]] in
        slid(picture, [[-1, -1, -1], [0, 0, 0], [1, 1, 1]])
      },
      workedExample: { (place: [Int], picture: [[Float]]) -> Message in
        slidingSum(picture, [[-1, -1, -1], [0, 0, 0], [1, 1, 1]], at: place)
      },
      mistakes: [
        Mistake(
          "upright", "You found the upright edges",
          """
          Columns −1, 0, 1 compare left and right. Level edges compare above and below: rows −1, \
          0, 1.
          """,
          answer: { (picture: [[Float]]) -> [[Float]] in
            slid(picture, [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
          }),
        Mistake(
          "sign-reversed", "Your sign is reversed",
          """
          The numbers below count positively, those above negatively: positive where it gets \
          brighter downwards.
          """,
          answer: { (picture: [[Float]]) -> [[Float]] in
            slid(picture, [[1, 1, 1], [0, 0, 0], [-1, -1, -1]])
          }),
        Mistake(
          "upright-reversed", "You found the upright edges, and with the reversed sign",
          "Level edges compare above and below: rows −1, 0, 1.",
          answer: { (picture: [[Float]]) -> [[Float]] in
            slid(picture, [[1, 0, -1], [1, 0, -1], [1, 0, -1]])
          }),
        Mistake(
          "sobel", "You gave the middle column twice the weight",
          "That is Sobel’s filter, 1, 2, 1. Here all three columns count alike.",
          answer: { (picture: [[Float]]) -> [[Float]] in
            slid(picture, [[-1, -2, -1], [0, 0, 0], [1, 2, 1]])
          }),
        Mistake(
          "absolute", "You dropped the sign",
          """
          The sign says which side is bright. Keep it; to draw it, put grey at zero.
          """,
          answer: { slid($0, [[-1, -1, -1], [0, 0, 0], [1, 1, 1]]).map { $0.map { abs($0) } } }),
        Mistake(
          "clamped", "You cut off what is below zero",
          "A picture file has no numbers below 0, a response has. Half of all edges are negative.",
          answer: {
            slid($0, [[-1, -1, -1], [0, 0, 0], [1, 1, 1]]).map { $0.map { max(0, $0) } }
          }),
      ])
  }
}

private func slid(_ input: [[Float]], _ filter: [[Float]]) -> [[Float]] {
  (0..<input.count - 2).map { y in
    (0..<input[0].count - 2).map { x in
      var sum: Float = 0
      for i in 0..<3 {
        for j in 0..<3 { sum += input[y + i][x + j] * filter[i][j] }
      }
      return sum
    }
  }
}
