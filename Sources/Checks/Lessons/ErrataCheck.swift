// Lesson 28: five repairs, one from each of the notes.

import Exercises
import Formatting

extension ExerciseCheck {
  /// Inputs at which the claim and what holds differ.
  static var errata: ExerciseCheck {
    ExerciseCheck(
      lesson: 28, "ErrataExercise",
      hints: [
        "pooledSize: padding makes room on both sides, as it does for a convolution.",
        "digit: ten digits from 0 to 9, each with a tenth of the interval.",
        "paddedSize: a row above and a row below.",
        "shapeBehindBlock: as many maps as filters; SAME rounds up.",
        "mean: a third of a sum, with what is behind the point: convert before you add.",
        "strongestEdges: keep the number that is furthest from 0, with its sign.",
      ],
      pooledSize, digit, paddedSize, shapeBehindBlock, mean, strongestEdges)
  }

  private static var pooledSize: ProblemCheck {
    ProblemCheck(
      "pooledSize",
      cases: [
        TestCase("7, window 3, stride 2, padding 1", 7, 3, 2, 1),
        TestCase("8, window 2, stride 2", 8, 2, 2, 0),
        TestCase("10, window 4, stride 3, padding 2", 10, 4, 3, 2),
        TestCase("9, window 2, stride 1, padding 2", 9, 2, 1, 2),
      ],
      right: { (n: Int, window: Int, stride: Int, padding: Int) -> Int in
        (n + 2 * padding - window) / stride + 1
      },
      workedExample: { (_: [Int], n: Int, window: Int, stride: Int, padding: Int) -> Message in
        "\(sizeSum(n, window, padding: padding, stride: stride))."
      },
      mistakes: [
        Mistake(
          "padding-forgotten", "You left out the padding, as the notes do",
          "A class that takes padding as an argument has to count it.",
          answer: { (n: Int, window: Int, stride: Int, _: Int) -> Int in
            (n - window) / stride + 1
          }),
        Mistake(
          "pool-padded-once", "You counted the padding once",
          "It lies on both sides.",
          answer: { (n: Int, window: Int, stride: Int, padding: Int) -> Int in
            (n + padding - window) / stride + 1
          }),
      ])
  }

  private static var digit: ProblemCheck {
    ProblemCheck(
      "digit",
      cases: [
        TestCase("0", 0),
        TestCase("just below 1", 0.999),
        TestCase("0.25", 0.25),
        TestCase("0.96", 0.96),
        TestCase("0.93", 0.93),
        TestCase("0.5", 0.5),
      ],
      right: { (uniform: Float) -> Int in
        Int(uniform * 10)
      },
      workedExample: { (_: [Int], uniform: Float) -> Message in
        "\(number(uniform)) · 10 = \(number(uniform * 10)), cut off \(Int(uniform * 10))."
      },
      mistakes: [
        Mistake(
          "one-to-ten", "Yours goes from 1 to 10",
          "randint(10) gives 0 to 9: ten digits, and 10 is not among them.",
          answer: { (uniform: Float) -> Int in
            Int(uniform * 10) + 1
          }),
        Mistake(
          "zero-to-ten", "Yours goes from 0 to 10",
          "Rounding makes eleven digits, and 0 and 10 only half as often as the others.",
          answer: { (uniform: Float) -> Int in
            Int((uniform * 10).rounded())
          }),
        Mistake(
          "zero-to-nine-rounded", "In yours 0 and 9 come half as often as the others",
          "Rounding gives the ends only half of an interval. Multiply by 10 and cut off.",
          answer: { (uniform: Float) -> Int in
            Int((uniform * 9).rounded())
          }),
      ])
  }

  private static var paddedSize: ProblemCheck {
    ProblemCheck(
      "paddedSize",
      cases: [
        TestCase("4, padding 1", 4, 1),
        TestCase("28, padding 2", 28, 2),
      ],
      right: { (n: Int, padding: Int) -> Int in
        n + 2 * padding
      },
      workedExample: { (_: [Int], n: Int, padding: Int) -> Message in
        "\(n) + 2 · \(padding) = \(n + 2 * padding)."
      },
      mistakes: [
        Mistake(
          "size-padded-once", "You counted the padding once",
          "A row above, and a row below: 4 becomes 6.",
          answer: { (n: Int, padding: Int) -> Int in
            n + padding
          }),
        Mistake(
          "not-padded", "You left the size as it was",
          """
          That a convolution gives the same size again is because it takes away what padding \
          added.
          """,
          answer: { (n: Int, _: Int) -> Int in
            n
          }),
      ])
  }

  private static var shapeBehindBlock: ProblemCheck {
    ProblemCheck(
      "shapeBehindBlock",
      cases: [
        TestCase("14 × 14 × 32, 64 filters", 14, 14, 32, 64),
        TestCase("7 × 7 × 64, 128 filters", 7, 7, 64, 128),
        TestCase("9 × 5 × 3, 2 filters", 9, 5, 3, 2),
      ],
      right: { (height: Int, width: Int, _: Int, filters: Int) -> [Int] in
        [(height + 1) / 2, (width + 1) / 2, filters]
      },
      workedExample: { (_: [Int], height: Int, width: Int, _: Int, filters: Int) -> Message in
        """
        ⌈\(height) / 2⌉ = \((height + 1) / 2) rows, ⌈\(width) / 2⌉ = \((width + 1) / 2) columns, \
        and \(filters) maps, one of each filter.
        """
      },
      mistakes: [
        Mistake(
          "channels-multiplied", "You multiplied the channels",
          """
          A filter adds up all channels it reads and gives one map: as many come out as there are \
          filters.
          """,
          answer: { (height: Int, width: Int, channels: Int, filters: Int) -> [Int] in
            [(height + 1) / 2, (width + 1) / 2, channels * filters]
          }),
        Mistake(
          "halves-floored", "You rounded down",
          "SAME pads the odd row: 7 becomes 4.",
          answer: { (height: Int, width: Int, _: Int, filters: Int) -> [Int] in
            [height / 2, width / 2, filters]
          }),
        Mistake(
          "channels-kept", "You kept the channels of the input",
          "That is what a pool does. The convolution before it gives a map for each filter.",
          answer: { (height: Int, width: Int, channels: Int, _: Int) -> [Int] in
            [(height + 1) / 2, (width + 1) / 2, channels]
          }),
      ])
  }

  private static var mean: ProblemCheck {
    ProblemCheck(
      "mean",
      cases: [
        TestCase("(200, 100, 50)", 200, 100, 50),
        TestCase("(255, 255, 254)", 255, 255, 254),
        TestCase("(1, 0, 0)", 1, 0, 0),
      ],
      right: { (red: UInt8, green: UInt8, blue: UInt8) -> Float in
        (Float(red) + Float(green) + Float(blue)) / 3
      },
      workedExample: { (_: [Int], red: UInt8, green: UInt8, blue: UInt8) -> Message in
        let sum = Int(red) + Int(green) + Int(blue)
        return "(\(red) + \(green) + \(blue)) / 3 = \(sum) / 3 = \(number(Float(sum) / 3))."
      },
      mistakes: [
        Mistake(
          "cut-off", "You cut off what is behind the point",
          "Divide Floats, not whole numbers.",
          answer: { (red: UInt8, green: UInt8, blue: UInt8) -> Float in
            ((Float(red) + Float(green) + Float(blue)) / 3).rounded(.down)
          }),
        Mistake(
          "mean-rounded", "You rounded",
          "Then the mean is no mean any more, only the nearest step to it.",
          answer: { (red: UInt8, green: UInt8, blue: UInt8) -> Float in
            ((Float(red) + Float(green) + Float(blue)) / 3).rounded()
          }),
        Mistake(
          "red-for-grey", "You took red for grey",
          "Red is not grey: all three count.",
          answer: { (red: UInt8, _: UInt8, _: UInt8) -> Float in
            Float(red)
          }),
      ])
  }

  private static var strongestEdges: ProblemCheck {
    ProblemCheck(
      "strongestEdges",
      cases: [
        TestCase("two windows", [-9, 2, 1, 3], 2),
        TestCase("three of three", [0, -1, -5, 4, -4, 1, 2, 6, -7], 3),
        TestCase("falling edges only", [-1, -2, -4, -3], 2),
      ],
      right: { pooled($0, $1) { abs($0) > abs($1) } },
      workedExample: { (place: [Int], response: [Float], window: Int) -> Message in
        let which = place.first ?? 0
        let numbers = Array(response[which * window..<(which + 1) * window])
        let kept = pooled(response, window) { abs($0) > abs($1) }[which]
        return "Window \(which) holds \(listed(numbers)): furthest from 0 is \(number(kept))."
      },
      mistakes: [
        Mistake(
          "maximum", "You took the maximum, as the notes do",
          "A falling edge is negative, and never the largest: it is lost.",
          answer: { pooled($0, $1) { $0 > $1 } }),
        Mistake(
          "sign-lost", "You lost the sign",
          """
          Taking |x| first keeps falling edges, but nobody can tell them from rising ones any \
          more. Compare |x|, keep x.
          """,
          answer: { pooled($0.map { abs($0) }, $1) { $0 > $1 } }),
        Mistake(
          "averaged", "You took the mean",
          "A rising and a falling edge in one window then cancel out.",
          answer: { (response: [Float], window: Int) -> [Float] in
            averages(response, window)
          }),
      ])
  }
}

private func pooled(
  _ response: [Float], _ window: Int, _ isStronger: (Float, Float) -> Bool
) -> [Float] {
  stride(from: 0, to: response.count, by: window).map { start in
    response[start..<start + window].dropFirst().reduce(response[start]) {
      isStronger($1, $0) ? $1 : $0
    }
  }
}

private func averages(_ response: [Float], _ window: Int) -> [Float] {
  stride(from: 0, to: response.count, by: window).map { start in
    response[start..<start + window].reduce(0, +) / Float(window)
  }
}
