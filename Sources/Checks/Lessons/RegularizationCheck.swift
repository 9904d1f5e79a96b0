// Lesson 19: the variance with n or n − 1, and the scale of dropout.

import Exercises
import Formatting

extension ExerciseCheck {
  /// The four numbers of the notes; rates that tell 1 − p from p.
  static var regularization: ExerciseCheck {
    ExerciseCheck(
      lesson: 19, "RegularizationExercise",
      hints: [
        "normalized: the mean first, then the mean of the squared distances, divided by n.",
        "Divide each distance by the root of the variance: .squareRoot().",
        """
        dropout: with p = 0.3 seven of ten stay, so each that stays is divided by 0.7. In use \
        nothing happens.
        """,
      ],
      normalized, dropout)
  }

  private static var normalized: ProblemCheck {
    ProblemCheck(
      "normalized",
      cases: [
        TestCase("1 to 4", [1, 2, 3, 4]),
        TestCase("two numbers", [5, -1]),
        TestCase("skewed", [0, 0, 1, 9, 10]),
        TestCase("close together", [0.001, 0.002, 0.004]),
      ],
      draw: { draw in
        // Close together, where an epsilon shows, and far apart.
        let numbers = draw.differing(draw.size(2...8))
        let scale = draw.element(of: [1, 0.001, 100])
        return numbers.map { $0 * Float(scale) }
      },
      right: { (numbers: [Float]) -> [Float] in
        standardized(numbers)
      },
      workedExample: { (place: [Int], numbers: [Float]) -> Message in
        let count = Float(numbers.count)
        let mean = numbers.reduce(0, +) / count
        let variance = numbers.reduce(Float(0)) { $0 + ($1 - mean) * ($1 - mean) } / count
        let which = place.first ?? 0
        return
          """
          The mean is \(number(mean)), the variance \(number(variance)), its root \
          \(number(variance.squareRoot())). Number \(which): (\(number(numbers[which])) − \
          \(bracketed(mean))) / \(number(variance.squareRoot())) = \
          \(number(standardized(numbers)[which])).
          """
      },
      mistakes: normalizedMistakes)
  }

  private static var dropout: ProblemCheck {
    ProblemCheck(
      "dropout",
      cases: [
        TestCase("p = 0.3", [1, 2, 3], [true, false, true], 0.3, true),
        TestCase("in use", [1, 2, 3], [true, false, true], 0.3, false),
        TestCase("p = 0.8", [-1, 4, 2, 5], [false, true, true, false], 0.8, true),
      ],
      draw: { draw in
        let count = draw.size(1...6)
        let isTraining = draw.whole(0...3) > 0
        return (
          draw.numbers(count), (0..<count).map { _ in draw.isTrue() },
          Float(draw.element(of: [1, 2, 3, 4, 6, 7, 8, 9])) / 10, isTraining
        )
      },
      right: { dropped($0, $1, $2, $3, { 1 / (1 - $0) }) },
      workedExample: {
        (place: [Int], numbers: [Float], stays: [Bool], p: Float, isTraining: Bool) -> Message in
        let which = place.first ?? 0
        let value = number(numbers[which])
        if !isTraining { return "Number \(which), in use: \(value) stays \(value)." }
        if !stays[which] { return "Number \(which) is dropped: 0." }
        let scaled = number(numbers[which] / (1 - p))
        return "Number \(which) stays: \(value) / (1 − \(number(p))) = \(scaled)."
      },
      mistakes: dropoutMistakes)
  }

  private static var normalizedMistakes: [Mistake<[Float], [Float]>] {
    [
      Mistake(
        "n-minus-one", "You divided by n − 1",
        """
        That estimates the variance of all pictures from a sample, and the running variance does \
        so. To normalize the batch itself, n is right.
        """,
        workedExample: { (numbers: [Float]) -> Message in
          """
          First number: yours is \(number(standardized(numbers, less: 1)[0])), right is \
          \(number(standardized(numbers)[0])).
          """
        },
        answer: { (numbers: [Float]) -> [Float] in
          standardized(numbers, less: 1)
        }),
      Mistake(
        "by-variance", "You divided by the variance",
        "The deviation is its root.",
        answer: { (numbers: [Float]) -> [Float] in
          standardized(numbers, root: false)
        }),
      Mistake(
        "mean-kept", "You kept the mean",
        "Take it away first: what is normalized lies around 0.",
        answer: { (numbers: [Float]) -> [Float] in
          standardized(numbers, keepsMean: true)
        }),
      Mistake(
        "zero-to-one", "You stretched the numbers from 0 to 1",
        """
        That depends on the two outermost numbers only. Batch normalization uses the mean and \
        the deviation of all.
        """,
        answer: { (numbers: [Float]) -> [Float] in
          stretched(numbers)
        }),
      Mistake(
        "epsilon", "You added an epsilon to the variance",
        """
        A small number keeps layers from dividing by 0, but here none is asked \
        for: numbers that lie close together would not get the deviation 1.
        """,
        answer: { standardized($0, epsilon: 1e-5) }),
      Mistake(
        "epsilon-large", "You added an epsilon of 0.001 to the variance",
        """
        That is the default of Keras. Here none is asked for: numbers that lie \
        close together would not get the deviation 1.
        """,
        answer: { standardized($0, epsilon: 1e-3) }),
      Mistake(
        "epsilon-behind-the-root", "You added an epsilon to the deviation",
        """
        None is asked for: numbers that lie close together would not get the \
        deviation 1.
        """,
        answer: { numbers in
          let deviation = spread(numbers)
          return standardized(numbers).map { $0 * deviation / (deviation + 1e-5) }
        }),
      Mistake(
        "not-divided", "You took the mean away and did not divide",
        "The deviation is to be 1: divide by the root of the variance.",
        answer: { numbers in
          let mean = numbers.reduce(0, +) / Float(numbers.count)
          return numbers.map { $0 - mean }
        }),
      Mistake(
        "sum-of-squares", "You did not divide the squares by n",
        "The variance is the mean of the squared distances, not their sum.",
        answer: { numbers in
          standardized(numbers).map { $0 / Float(numbers.count).squareRoot() }
        }),
      Mistake(
        "mean-distance", "You divided by the mean distance from the mean",
        """
        The deviation squares the distances before it takes their mean, and takes \
        the root then.
        """,
        answer: { numbers in
          let mean = numbers.reduce(0, +) / Float(numbers.count)
          let distance = numbers.reduce(Float(0)) { $0 + abs($1 - mean) }
          return numbers.map { ($0 - mean) / (distance / Float(numbers.count)) }
        }),
      Mistake(
        "sign-reversed", "You took the numbers away from their mean",
        "Number minus mean: what is above the mean becomes positive.",
        then: { $0.map { 0 - $0 } }),
      Mistake(
        "multiplied-by-deviation", "You multiplied by the deviation",
        "Divide by it, so that the deviation becomes 1.",
        answer: { numbers in
          let deviation = spread(numbers)
          return standardized(numbers).map { $0 * deviation * deviation }
        }),
      Mistake(
        "largest-one", "You divided by the largest",
        """
        That depends on one number only. Take the mean away, and divide by the \
        deviation.
        """,
        answer: { numbers in numbers.map { $0 / (numbers.max() ?? 1) } }),
    ]
  }

  private static var dropoutMistakes: [Mistake<[Float], [Float], [Bool], Float, Bool>] {
    [
      Mistake(
        "not-scaled", "You did not make up for what is missing",
        """
        With p = 0.3 a sum of the rest is only 0.7 of what it was. Those that stay are divided \
        by 1 − p: then sums are as large in training as in use.
        """,
        answer: { dropped($0, $1, $2, $3, { _ in 1 }) }),
      Mistake(
        "by-p", "You divided by p",
        "p is the share that goes; 1 − p stays.",
        answer: { dropped($0, $1, $2, $3, { 1 / $0 }) }),
      Mistake(
        "multiplied", "You multiplied by 1 − p",
        "That makes the rest smaller still. Divide, so that the sum is made up for.",
        answer: { dropped($0, $1, $2, $3, { 1 - $0 }) }),
      Mistake(
        "dropped-in-use", "You dropped in use, too",
        """
        A network in use needs all its numbers: the same picture must always get the same \
        answer.
        """,
        answer: { (numbers: [Float], stays: [Bool], p: Float, _: Bool) -> [Float] in
          dropped(numbers, stays, p, true, { 1 / (1 - $0) })
        }),
      Mistake(
        "scaled-in-use", "You scaled in use, too",
        "In use nothing is missing, so there is nothing to make up for.",
        answer: { (numbers: [Float], stays: [Bool], p: Float, isTraining: Bool) -> [Float] in
          isTraining
            ? dropped(numbers, stays, p, true, { 1 / (1 - $0) }) : numbers.map { $0 / (1 - p) }
        }),
      Mistake(
        "scaled-down-in-use", "You scaled in use instead of in training",
        """
        That is how the first paper did it. Today it is done in training, so that use costs \
        nothing.
        """,
        answer: { (numbers: [Float], stays: [Bool], p: Float, isTraining: Bool) -> [Float] in
          isTraining ? dropped(numbers, stays, p, true, { _ in 1 }) : numbers.map { $0 * (1 - p) }
        }),
      Mistake(
        "mask-inverted", "You dropped those that stay",
        "Where stays is true the number is kept, where it is false it becomes 0.",
        given: { ($0, $1.map { !$0 }, $2, $3) }),
      Mistake(
        "training-inverted", "You dropped in use and not in training",
        "In training numbers are left out; in use nothing changes.",
        given: { ($0, $1, $2, !$3) }),
      Mistake(
        "never", "You never dropped anything",
        """
        In training those that don’t stay become 0, and the rest is divided by 1 − \
        p.
        """,
        answer: { numbers, _, _, _ in numbers }),
      Mistake(
        "all-scaled", "You scaled all numbers and dropped none",
        "In training those that don’t stay become 0.",
        given: { ($0, $1.map { _ in true }, $2, $3) }),
      Mistake(
        "left-out", "You left out those that don’t stay",
        "They become 0 and keep their places: as many numbers come out as went in.",
        answer: { numbers, stays, p, isTraining in
          guard isTraining else { return numbers }
          return zip(numbers, stays).filter(\.1).map { $0.0 / (1 - p) }
        }),
      Mistake(
        "dropped-kept", "You scaled those that stay and kept the others",
        "Those that don’t stay become 0.",
        answer: { numbers, stays, p, isTraining in
          isTraining ? zip(numbers, stays).map { $1 ? $0 / (1 - p) : $0 } : numbers
        }),
      Mistake(
        "scaled-by-count", "You divided by the share that really stayed",
        """
        Divide by 1 − p, the share that stays on average, whatever was drawn this \
        time.
        """,
        answer: { numbers, stays, p, isTraining in
          let share = Float(stays.count { $0 }) / Float(stays.count)
          return dropped(numbers, stays, p, isTraining) { _ in 1 / share }
        }),
    ]
  }
}

private func standardized(
  _ numbers: [Float], less: Int = 0, root: Bool = true, keepsMean: Bool = false,
  epsilon: Float = 0
) -> [Float] {
  let mean = numbers.reduce(0, +) / Float(numbers.count)
  let squares = numbers.reduce(Float(0)) { $0 + ($1 - mean) * ($1 - mean) }
  let variance = squares / Float(numbers.count - less) + epsilon
  return numbers.map { ($0 - (keepsMean ? 0 : mean)) / (root ? variance.squareRoot() : variance) }
}

/// The deviation of the numbers themselves.
private func spread(_ numbers: [Float]) -> Float {
  let mean = numbers.reduce(0, +) / Float(numbers.count)
  let squares = numbers.reduce(Float(0)) { $0 + ($1 - mean) * ($1 - mean) }
  return (squares / Float(numbers.count)).squareRoot()
}

private func stretched(_ numbers: [Float]) -> [Float] {
  let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 1)
  return numbers.map { ($0 - low) / (high - low) }
}

/// - Parameter scale: the factor of the numbers that stay, given p.
private func dropped(
  _ numbers: [Float], _ stays: [Bool], _ p: Float, _ isTraining: Bool, _ scale: (Float) -> Float
) -> [Float] {
  guard isTraining else { return numbers }
  return zip(numbers, stays).map { $1 ? $0 * scale(p) : 0 }
}
