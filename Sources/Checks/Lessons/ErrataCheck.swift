// Lesson 28: six repairs of the five notes.

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
      draw: { draw in
        let (window, padding) = (draw.size(1...6), draw.size(0...3))
        return (
          max(1, window - 2 * padding) + draw.size(0...20), window, draw.size(1...5), padding
        )
      },
      right: { (n: Int, window: Int, stride: Int, padding: Int) -> Int in
        (n + 2 * padding - window) / stride + 1
      },
      workedExample: { (_: [Int], n: Int, window: Int, stride: Int, padding: Int) -> Message in
        "\(sizeSum(n, window, padding: padding, stride: stride))."
      },
      mistakes: errataPooledSizeMistakes)
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
      draw: { draw in
        // Not on a border between two digits, where the last bit decides.
        let thousandths = draw.size(0...999)
        return Float(thousandths % 100 == 0 && thousandths > 0 ? thousandths + 1 : thousandths)
          / 1000
      },
      right: { (uniform: Float) -> Int in
        Int(uniform * 10)
      },
      workedExample: { (_: [Int], uniform: Float) -> Message in
        "\(number(uniform)) · 10 = \(number(uniform * 10)), cut off \(Int(uniform * 10))."
      },
      mistakes: errataDigitMistakes)
  }

  private static var paddedSize: ProblemCheck {
    ProblemCheck(
      "paddedSize",
      cases: [
        TestCase("4, padding 1", 4, 1),
        TestCase("28, padding 2", 28, 2),
      ],
      draw: { ($0.size(1...50), $0.size(0...6)) },
      right: { (n: Int, padding: Int) -> Int in
        n + 2 * padding
      },
      workedExample: { (_: [Int], n: Int, padding: Int) -> Message in
        "\(n) + 2 · \(padding) = \(n + 2 * padding)."
      },
      mistakes: errataPaddedSizeMistakes)
  }

  private static var shapeBehindBlock: ProblemCheck {
    ProblemCheck(
      "shapeBehindBlock",
      cases: [
        TestCase("14 × 14 × 32, 64 filters", 14, 14, 32, 64),
        TestCase("7 × 7 × 64, 128 filters", 7, 7, 64, 128),
        TestCase("9 × 5 × 3, 2 filters", 9, 5, 3, 2),
      ],
      draw: { ($0.size(1...40), $0.size(1...40), $0.size(1...64), $0.size(1...64)) },
      right: { (height: Int, width: Int, _: Int, filters: Int) -> [Int] in
        [(height + 1) / 2, (width + 1) / 2, filters]
      },
      workedExample: { (_: [Int], height: Int, width: Int, _: Int, filters: Int) -> Message in
        """
        ⌈\(height) / 2⌉ = \((height + 1) / 2) rows, ⌈\(width) / 2⌉ = \((width + 1) / 2) columns, \
        and \(filters) maps, one of each filter.
        """
      },
      mistakes: errataShapeBehindBlockMistakes)
  }

  private static var mean: ProblemCheck {
    ProblemCheck(
      "mean",
      cases: [
        TestCase("(200, 100, 50)", 200, 100, 50),
        TestCase("(255, 255, 254)", 255, 255, 254),
        TestCase("(1, 0, 0)", 1, 0, 0),
      ],
      draw: { ($0.byte(), $0.byte(), $0.byte()) },
      right: { (red: UInt8, green: UInt8, blue: UInt8) -> Float in
        (Float(red) + Float(green) + Float(blue)) / 3
      },
      workedExample: { (_: [Int], red: UInt8, green: UInt8, blue: UInt8) -> Message in
        let sum = Int(red) + Int(green) + Int(blue)
        return "(\(red) + \(green) + \(blue)) / 3 = \(sum) / 3 = \(number(Float(sum) / 3))."
      },
      mistakes: errataMeanMistakes)
  }

  private static var strongestEdges: ProblemCheck {
    ProblemCheck(
      "strongestEdges",
      cases: [
        TestCase("two windows", [-9, 2, 1, 3], 2),
        TestCase("three of three", [0, -1, -5, 4, -4, 1, 2, 6, -7], 3),
        TestCase("falling edges only", [-1, -2, -4, -3], 2),
      ],
      draw: { draw in
        let window = draw.size(1...4)
        return (draw.numbers(window * draw.size(1...5)), window)
      },
      right: { strongest($0, $1) { abs($0) > abs($1) } },
      workedExample: { (place: [Int], response: [Float], window: Int) -> Message in
        let which = place.first ?? 0
        let numbers = Array(response[which * window..<(which + 1) * window])
        let kept = strongest(response, window) { abs($0) > abs($1) }[which]
        return "Window \(which) holds \(listed(numbers)): furthest from 0 is \(number(kept))."
      },
      mistakes: errataStrongestEdgesMistakes)
  }
}

/// Of each window one number: the first that no other beats.
func strongest(
  _ response: [Float], _ window: Int, _ isStronger: (Float, Float) -> Bool
) -> [Float] {
  stride(from: 0, to: response.count, by: window).map { start in
    response[start..<start + window].dropFirst().reduce(response[start]) {
      isStronger($1, $0) ? $1 : $0
    }
  }
}
