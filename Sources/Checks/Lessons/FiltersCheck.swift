// Lesson 20: a filter learned from examples.

import Exercises
import Formatting
import Tensors

extension ExerciseCheck {
  /// Hidden filters without symmetry, and plenty of examples.
  static var filters: ExerciseCheck {
    ExerciseCheck(
      lesson: 20, "FiltersExercise",
      hints: [
        """
        Begin with nine zeros. For each example: what do your nine weights give, and how far is \
        that from the answer?
        """,
        """
        The error e = yours − answer changes by patch[i][j] for each unit of weight (i, j). So \
        step: weight −= rate · e · patch[i][j].
        """,
        """
        A rate of 0.02 and 200 rounds through all examples come close enough; the check allows two \
        hundredths.
        """,
      ],
      recover)
  }

  private static var recover: ProblemCheck {
    ProblemCheck(
      "recover", tolerance: 0.02,
      cases: [
        TestCase(
          "an edge filter", patches(1),
          answers(patches(1), [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])),
        TestCase(
          "nine different weights", patches(2),
          answers(patches(2), [[0.5, -1, 2], [0, 1.5, -0.5], [1, -2, 0.25]])),
      ],
      right: { (patches: Tensor, answers: [Float]) -> [[Float]] in
        solved(patches, answers)
      },
      workedExample: { (place: [Int], patches: Tensor, answers: [Float]) -> Message in
        let right = product(patches, 0, solved(patches, answers))
        return
          """
          The first patch with the right weights gives \(number(right)), and its answer is \
          \(number(answers[0])). Try it with yours.
          """
      },
      mistakes: [
        Mistake(
          "turned", "Your filter is turned by 180°",
          "It was not turned when it was slid: weight (0, 0) met the number (0, 0) of the patch.",
          answer: { solved($0, $1).reversed().map { $0.reversed() } }),
        Mistake(
          "transposed", "Rows and columns of your filter are exchanged",
          "patches[n, i, j] is row i, column j, and so is filter[i][j].",
          answer: { (patches: Tensor, answers: [Float]) -> [[Float]] in
            transposed(solved(patches, answers))
          }),
        Mistake(
          "uphill", "The signs of your weights are reversed",
          """
          Go against the gradient: subtract rate · error · patch, where the error is yours minus \
          the answer.
          """,
          answer: { solved($0, $1).map { $0.map { 0 - $0 } } }),
        Mistake(
          "first-only", "You learned nothing",
          "All weights are still 0. Each example should change all nine of them a little.",
          answer: { (_: Tensor, _: [Float]) -> [[Float]] in
            [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
          }),
      ])
  }
}

private func patches(_ seed: UInt64) -> Tensor {
  var generator = SeededGenerator(seed: seed)
  return .random(uniform: -1..<1, shape: [60, 3, 3], using: &generator)
}

private func answers(_ patches: Tensor, _ filter: [[Float]]) -> [Float] {
  (0..<patches.shape[0]).map { n in product(patches, n, filter) }
}

private func product(_ patches: Tensor, _ n: Int, _ filter: [[Float]]) -> Float {
  var sum: Float = 0
  for i in 0..<3 {
    for j in 0..<3 { sum += patches[n, i, j] * filter[i][j] }
  }
  return sum
}

/// Solves the least-squares problem PᵀP w = Pᵀa by Gaussian elimination.
private func solved(_ patches: Tensor, _ answers: [Float]) -> [[Float]] {
  var rows = [[Double]](repeating: [Double](repeating: 0, count: 10), count: 9)
  for (n, answer) in answers.enumerated() {
    let numbers = patches.scalars[n * 9..<(n + 1) * 9].map { Double($0) } + [Double(answer)]
    for i in 0..<9 {
      for j in 0..<10 { rows[i][j] += numbers[i] * numbers[j] }
    }
  }
  for pivot in 0..<9 {
    for i in 0..<9 where i != pivot {
      let share = rows[i][pivot] / rows[pivot][pivot]
      for j in pivot..<10 { rows[i][j] -= share * rows[pivot][j] }
    }
  }
  let weights = (0..<9).map { Float(rows[$0][9] / rows[$0][$0]) }
  return (0..<3).map { Array(weights[3 * $0..<3 * $0 + 3]) }
}

private func transposed(_ rows: [[Float]]) -> [[Float]] {
  rows[0].indices.map { column in rows.map { $0[column] } }
}
