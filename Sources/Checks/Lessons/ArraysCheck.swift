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
      draw: { draw in
        let low = draw.number()
        return (low, low + Float(draw.size(1...40)) / 4)
      },
      right: { (low: Float, high: Float) -> Float in
        (high - low) / Float(12).squareRoot()
      },
      workedExample: { (_: [Int], low: Float, high: Float) -> Message in
        """
        (\(number(high)) − \(bracketed(low))) / √12 = \
        \(number((high - low) / Float(12).squareRoot())).
        """
      },
      mistakes: deviationMistakes)
  }

  private static var place: ProblemCheck {
    ProblemCheck(
      "place",
      cases: [
        TestCase("28 × 28", 3, 2, 5, 28, 28),
        TestCase("4 rows of 7", 1, 3, 6, 4, 7),
        TestCase("9 rows of 2", 5, 8, 0, 9, 2),
      ],
      draw: { draw in
        let (height, width) = (draw.size(1...9), draw.size(1...9))
        return (
          draw.size(0...9), draw.whole(0...height - 1), draw.whole(0...width - 1), height, width
        )
      },
      right: { (picture: Int, row: Int, column: Int, _: Int, width: Int) -> [Int] in
        [picture, row * width + column]
      },
      workedExample: { (_: [Int], _: Int, row: Int, column: Int, _: Int, width: Int) -> Message in
        """
        Before it lie \(row) rows of \(width) numbers, and \(column) more: \(row) · \(width) + \
        \(column) = \(row * width + column).
        """
      },
      mistakes: placeMistakes)
  }

  private static var deviationMistakes: [Mistake<Float, Float, Float>] {
    [
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
      Mistake(
        "whole-interval", "You took the length of the interval",
        """
        That is how far the two ends are apart. Most numbers are nearer to their \
        mean.
        """,
        answer: { $1 - $0 }),
      Mistake(
        "twelfth", "You divided by 12 without squares and root",
        "The root of (high − low)² / 12 is (high − low) / √12.",
        answer: { ($1 - $0) / 12 }),
      Mistake(
        "mean-of-the-ends", "You took the mean",
        "(low + high) / 2 is the middle. How far numbers lie from it is the question.",
        answer: { ($0 + $1) / 2 }),
      Mistake(
        "sixth", "You divided the interval by six",
        """
        Six deviations cover nearly all of a normal distribution. A uniform one \
        has no tails: its deviation is (high − low) / √12.
        """,
        answer: { ($1 - $0) / 6 }),
      Mistake(
        "ends-added", "You added the two ends",
        """
        The length of the interval is high − low: with a negative low that is more \
        than high.
        """,
        given: { (-$0, $1) }),
      Mistake(
        "upper-end-only", "You left out the lower end",
        "The interval is high − low long.",
        given: { (0, $1) }),
    ]
  }

  private static var placeMistakes: [Mistake<[Int], Int, Int, Int, Int, Int>] {
    [
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
        given: { ($0, $1, $2, $4, $3) }),
      Mistake(
        "one-long-row", "You put all pictures into one row",
        "The −1 in view(−1, 784) stands for the number of pictures: each keeps a row of its own.",
        answer: { (picture: Int, row: Int, column: Int, height: Int, width: Int) -> [Int] in
          [0, (picture * height + row) * width + column]
        }),
      Mistake(
        "from-one", "You counted from 1",
        "The first place of a row is 0.",
        given: { ($0, $1, $2 + 1, $3, $4) }),
      Mistake(
        "place-in-memory", "You counted the pictures before it, too",
        "Each picture has a row of its own, and in it places begin at 0 again.",
        answer: { (picture: Int, row: Int, column: Int, height: Int, width: Int) -> [Int] in
          [picture, (picture * height + row) * width + column]
        }),
      Mistake(
        "not-flattened", "You kept row and column apart",
        """
        A row of the view holds a whole picture: row after row, one behind the \
        other.
        """,
        answer: { (picture: Int, row: Int, column: Int, _: Int, _: Int) -> [Int] in
          [picture, row, column]
        }),
      Mistake(
        "place-first", "You put the place first",
        "Two numbers: which row of the view, then the place in it.",
        then: { $0.reversed() }),
      Mistake(
        "row-from-one", "You counted the rows from 1",
        "Before row y lie y whole rows: rows are counted from 0.",
        answer: { picture, row, column, _, width in [picture, (row - 1) * width + column] }),
      Mistake(
        "added-only", "You added row and column",
        "Each row before it has width numbers: row · width + column.",
        answer: { picture, row, column, _, _ in [picture, row + column] }),
      Mistake(
        "picture-from-one", "You counted the pictures from 1",
        "The first picture is number 0, and so is its row.",
        given: { ($0 + 1, $1, $2, $3, $4) }),
    ]
  }
}
