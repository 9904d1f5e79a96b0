// Lesson 3: the spread of uniform numbers, and the order of a view.

import Exercises
import Formatting

extension ExerciseCheck {
  /// Intervals that are not 0 to 1, and pictures that are not square.
  static var arrays: ExerciseCheck {
    ExerciseCheck(
      lesson: 3, "ArraysExercise",
      hints: [
        """
        deviation: draw a few thousand with Float.random(in: low..<high) and look. By how much \
        does it grow when the interval is twice as long?
        """,
        """
        The variance of a uniform number is (high − low)² / 12; the deviation is its root: \
        .squareRoot().
        """,
        "place: before row y of a picture there are y whole rows, of width numbers each.",
      ],
      deviation, place)
  }

  private static var deviation: ProblemCheck {
    ProblemCheck(
      "deviation", tolerance: 1e-3,
      cases: [
        TestCase("rand: 0 to 1", 0, 1),
        TestCase("−1 to 1", -1, 1),
        TestCase("5 to 11", 5, 11),
      ],
      right: { (low: Float, high: Float) -> Float in
        (high - low) / Float(12).squareRoot()
      },
      workedExample: { (_: [Int], low: Float, high: Float) -> Message in
        """
        (\(number(high)) − \(bracketed(low))) / √12 = \
        \(number((high - low) / Float(12).squareRoot())).
        """
      },
      mistakes: [
        Mistake(
          "normal", "You took the numbers for normally distributed",
          """
          A deviation of 1 belongs to randn. Evenly drawn numbers between 0 and 1 can’t be further \
          than a half from their mean.
          """,
          answer: { (_: Float, _: Float) -> Float in
            1
          }),
        Mistake(
          "half-the-interval", "You took half of the interval",
          "That is how far the furthest can be from the mean. Most are nearer.",
          answer: { (low: Float, high: Float) -> Float in
            (high - low) / 2
          }),
        Mistake(
          "mean-distance", "You took the mean distance from the mean",
          """
          The deviation squares the distances before it takes their mean, so that far ones count \
          more.
          """,
          workedExample: { (low: Float, high: Float) -> Message in
            """
            The mean distance is \(number((high - low) / 4)), the root of the mean square \
            \(number((high - low) / Float(12).squareRoot())).
            """
          },
          answer: { (low: Float, high: Float) -> Float in
            (high - low) / 4
          }),
        Mistake(
          "variance", "You forgot the root",
          """
          (high − low)² / 12 is the variance. The deviation is its square root, in the unit of the \
          numbers themselves.
          """,
          answer: { (low: Float, high: Float) -> Float in
            (high - low) * (high - low) / 12
          }),
        Mistake(
          "always-rand", "You left out how long the interval is",
          "0.2887 is for an interval of length 1. Twice as long, twice as far.",
          answer: { (_: Float, _: Float) -> Float in
            1 / Float(12).squareRoot()
          }),
      ])
  }

  private static var place: ProblemCheck {
    ProblemCheck(
      "place",
      cases: [
        TestCase("28 × 28", 3, 2, 5, 28, 28),
        TestCase("4 rows of 7", 1, 3, 6, 4, 7),
        TestCase("9 rows of 2", 5, 8, 0, 9, 2),
      ],
      right: { (picture: Int, row: Int, column: Int, _: Int, width: Int) -> [Int] in
        [picture, row * width + column]
      },
      workedExample: { (_: [Int], _: Int, row: Int, column: Int, _: Int, width: Int) -> Message in
        """
        Before it lie \(row) rows of \(width) numbers, and \(column) more: \(row) · \(width) + \
        \(column) = \(row * width + column).
        """
      },
      mistakes: [
        Mistake(
          "by-columns", "You went down the columns",
          "A view keeps the numbers in the order in which they lie: row after row.",
          workedExample: { (_: Int, row: Int, column: Int, _: Int, width: Int) -> Message in
            "Before row \(row) lie \(row) · \(width) = \(row * width) numbers."
          },
          answer: { (picture: Int, row: Int, column: Int, height: Int, _: Int) -> [Int] in
            [picture, column * height + row]
          }),
        Mistake(
          "height-for-width", "You took a row to be as long as the picture is high",
          "A row has as many numbers as the picture is wide.",
          answer: { (picture: Int, row: Int, column: Int, height: Int, _: Int) -> [Int] in
            [picture, row * height + column]
          }),
        Mistake(
          "one-long-row", "You put all pictures into one row",
          "The −1 in view(−1, 784) stands for the number of pictures: each keeps a row of its own.",
          answer: { (picture: Int, row: Int, column: Int, height: Int, width: Int) -> [Int] in
            [0, (picture * height + row) * width + column]
          }),
        Mistake(
          "from-one", "You counted from 1",
          "The first place of a row is 0.",
          answer: { (picture: Int, row: Int, column: Int, _: Int, width: Int) -> [Int] in
            [picture, row * width + column + 1]
          }),
      ])
  }
}
