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
      draw: { draw in
        let count = draw.size(40...60)
        let numbers = (0..<9 * count).map { _ in 2 * draw.share() - 1 }
        let patches = Tensor(shape: [count, 3, 3], scalars: numbers)
        return (patches, answers(patches, draw.rows(3, 3)))
      },
      right: { solved($0, $1) },
      workedExample: { (place: [Int], patches: Tensor, answers: [Float]) -> Message in
        let right = product(patches, 0, solved(patches, answers))
        return
          """
          The first patch with the right weights gives \(number(right)), and its answer is \
          \(number(answers[0])). Try it with yours.
          """
      },
      mistakes: recoverMistakes)
  }

  private static var recoverMistakes: [Mistake<[[Float]], Tensor, [Float]>] {
    [
      Mistake(
        "turned", "Your filter is turned by 180°",
        "It was not turned when it was slid: weight (0, 0) met the number (0, 0) of the patch.",
        then: turned),
      Mistake(
        "transposed", "Rows and columns of your filter are exchanged",
        "patches[n, i, j] is row i, column j, and so is filter[i][j].",
        then: transposed),
      Mistake(
        "uphill", "The signs of your weights are reversed",
        """
        Go against the gradient: subtract rate · error · patch, where the error is yours minus \
        the answer.
        """,
        then: { each($0) { 0 - $0 } }),
      Mistake(
        "away", "Your steps lead away from the right weights",
        """
        Each makes the error larger, and so the next step. Subtract rate · error · patch, where \
        the error is yours minus the answer: added, it leads uphill. (A rate that is far too large \
        does so, too.)
        """,
        isLike: { path($0, $1, $2)?.isUphill ?? false },
        answer: { descended($0, $1, steps: 100, rate: -0.5) }),
      Mistake(
        "too-few-steps", "You stopped on the way",
        """
        Your steps lead to the right weights: the error has become smaller in all its parts. \
        But none has arrived; take more steps, or larger ones.
        """,
        isLike: { path($0, $1, $2)?.isTooEarly ?? false },
        answer: { descended($0, $1, steps: 20, rate: 0.05) }),
      Mistake(
        "first-only", "You learned nothing",
        "All weights are still 0. Each example should change all nine of them a little.",
        answer: { (_: Tensor, _: [Float]) -> [[Float]] in
          [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
        }),
      Mistake(
        "mirrored-left-right", "Your filter is mirrored from left to right",
        "Column 0 of the filter met column 0 of the patch.",
        then: { $0.map { $0.reversed() } }),
      Mistake(
        "mirrored-up-down", "Your filter is mirrored from top to bottom",
        "Row 0 of the filter met row 0 of the patch.",
        then: { $0.reversed() }),
      Mistake(
        "rounded", "You rounded the weights",
        "They need not be whole numbers.",
        then: { each($0) { $0.rounded() } }),
      Mistake(
        "correlation", "You averaged answers times patches",
        """
        That is the first step downhill from zeros, and no more: the error, not \
        the answer, tells how to go on. Repeat it many times.
        """,
        answer: { patches, answers in projected(patches, answers, isNormalized: false) }),
      Mistake(
        "one-by-one", "You fitted each weight by itself",
        """
        The nine numbers of a patch work together: what one weight explains is no \
        error of another any more. Go through all examples many times.
        """,
        answer: { patches, answers in projected(patches, answers, isNormalized: true) }),
      Mistake(
        "doubled", "Your weights are twice what they should be",
        "The error is yours minus the answer; where it is 0 nothing is left to learn.",
        then: { each($0) { 2 * $0 } }),
      Mistake(
        "halved", "Your weights are half of what they should be",
        "The error is yours minus the answer: go on until it is 0.",
        then: { each($0) { $0 / 2 } }),
      Mistake(
        "first-answers", "You returned answers instead of weights",
        "Weights are what makes these answers of the patches.",
        answer: { _, answers in (0..<3).map { Array(answers[3 * $0..<3 * $0 + 3]) } }),
      Mistake(
        "first-patch", "You returned a patch",
        "Weights are what makes the answers of the patches.",
        answer: { patches, _ in
          (0..<3).map { i in (0..<3).map { patches[0, i, $0] } }
        }),
    ]
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

/// Goes a number of steps against the gradient of half the mean squared error, from zeros.
private func descended(
  _ patches: Tensor, _ answers: [Float], steps: Int, rate: Float
) -> [[Float]] {
  let rows = patches.reshaped(answers.count, 9)
  let (columns, wanted) = (rows.transposed, Tensor(shape: [answers.count, 1], scalars: answers))
  var weights = Tensor.zeros(9, 1)
  for _ in 0..<steps {
    let error = matmul(rows, weights) - wanted
    weights = weights - matmul(columns, error) * (rate / Float(answers.count))
  }
  return (0..<3).map { Array(weights.scalars[3 * $0..<3 * $0 + 3]) }
}

/// Where weights stand on the way of gradient descent; nil when they are not nine.
private func path(
  _ weights: [[Float]], _ patches: Tensor, _ answers: [Float]
) -> DescentPath? {
  let flat = weights.flatMap { $0.map(Double.init) }
  guard flat.count == 9 else { return nil }
  return DescentPath(
    flat, right: solved(patches, answers).flatMap { $0.map(Double.init) },
    examples: answers.indices.map { patches.scalars[9 * $0..<9 * $0 + 9].map(Double.init) })
}

/// The mean of answers times patches, divided by that of the squares when normalized.
private func projected(
  _ patches: Tensor, _ answers: [Float], isNormalized: Bool
) -> [[Float]] {
  (0..<3).map { i in
    (0..<3).map { j in
      var (sum, squares): (Float, Float) = (0, 0)
      for (n, answer) in answers.enumerated() {
        sum += answer * patches[n, i, j]
        squares += patches[n, i, j] * patches[n, i, j]
      }
      return sum / (isNormalized ? squares : Float(answers.count))
    }
  }
}
