// Lesson 2: the mean of three bytes, and what it is confused with.

import Exercises
import Formatting

extension ExerciseCheck {
  /// Pixels at which the kinds of grey and the ways of rounding differ.
  static var grayscale: ExerciseCheck {
    ExerciseCheck(
      lesson: 2, "GrayscaleExercise",
      hints: [
        "grey: 200 + 100 is more than a UInt8 can hold. Make an Int of each first: Int(red).",
        """
        Int division drops what is behind the point: 350 / 3 is 116. UInt8(…) makes a byte of it \
        again.
        """,
        "mean: add up all rows, count the pixels, and divide once: sum / Float(count).",
      ],
      grey, mean)
  }

  private static var grey: ProblemCheck {
    ProblemCheck(
      "grey",
      cases: [
        TestCase("(200, 100, 50)", 200, 100, 50),
        TestCase("a light pixel", 255, 250, 252),
        TestCase("a dark one", 3, 5, 0),
        TestCase("mostly blue", 10, 40, 240),
      ],
      draw: { ($0.byte(), $0.byte(), $0.byte()) },
      right: { (red: UInt8, green: UInt8, blue: UInt8) -> UInt8 in
        let sum = Int(red) + Int(green) + Int(blue)
        return UInt8(sum / 3)
      },
      workedExample: { (_: [Int], red: UInt8, green: UInt8, blue: UInt8) -> Message in
        let sum = Int(red) + Int(green) + Int(blue)
        return
          "\(red) + \(green) + \(blue) = \(sum), and \(sum) / 3 in whole numbers is \(sum / 3)."
      },
      mistakes: greyMistakes)
  }

  private static var mean: ProblemCheck {
    ProblemCheck(
      "mean",
      cases: [
        TestCase("two rows", [[0, 255], [10, 20]]),
        TestCase("three rows", [[1, 2], [4, 8], [16, 33]]),
        TestCase("one pixel", [[77.5]]),
      ],
      draw: { draw in
        let (height, width) = (draw.size(1...4), draw.size(1...5))
        return draw.rows(height, width).map { $0.map { abs($0) * 14 } }
      },
      right: { (picture: [[Float]]) -> Float in
        average(picture.flatMap { $0 })
      },
      workedExample: { (_: [Int], picture: [[Float]]) -> Message in
        let numbers = picture.flatMap { $0 }
        let sum = number(numbers.reduce(0, +))
        return
          """
          \(numbers.count) numbers make \(sum): \(sum) / \(numbers.count) = \
          \(number(average(numbers))).
          """
      },
      mistakes: meanMistakes)
  }

  private static var greyMistakes: [Mistake<UInt8, UInt8, UInt8, UInt8>] {
    [
      Mistake(
        "rounded", "You rounded",
        """
        That is a fine mean, but not the one asked for: eight-bit programs drop what is behind \
        the point, and a pixel loses a third of a step on average.
        """,
        workedExample: { (red: UInt8, green: UInt8, blue: UInt8) -> Message in
          thirdWorkedOut(red, green, blue)
        },
        answer: roundedMean),
      Mistake(
        "overflow", "Your sum ran over the end of a byte",
        """
        A byte goes up to 255, and then begins again at 0. Make an Int of each number before you \
        add.
        """,
        workedExample: { (red: UInt8, green: UInt8, blue: UInt8) -> Message in
          "\(red) + \(green) + \(blue) in a byte is \(wrapped(red, green, blue))."
        },
        answer: wrappedThird),
      Mistake(
        "thirds", "You divided before you added",
        "Each division drops something. Add first, divide once.",
        answer: thirds),
      Mistake(
        "luma", "You took luma instead of the mean",
        """
        0.299 · red + 0.587 · green + 0.114 · blue is how bright the eye finds a colour. The \
        mean gives each a third.
        """,
        answer: { (red: UInt8, green: UInt8, blue: UInt8) -> UInt8 in
          luma(red, green, blue)
        }),
      Mistake(
        "luma-swapped", "You took luma, with red and blue exchanged",
        """
        Red has 0.299 and blue 0.114. Libraries that keep pixels as B, G, R make this mistake \
        easy. And the mean was asked for.
        """,
        answer: { (red: UInt8, green: UInt8, blue: UInt8) -> UInt8 in
          luma(blue, green, red)
        }),
      Mistake(
        "red-only", "You took the red channel",
        "Red is not grey: a blue sky would be black.",
        answer: { (red: UInt8, _: UInt8, _: UInt8) -> UInt8 in
          red
        }),
      Mistake(
        "trapped", "Your sum ran over the end of a byte, and Swift stopped the program",
        "A byte goes up to 255. Make an Int of each number before you add.",
        trap: "arithmetic overflow"),
      Mistake(
        "green-only", "You took the green channel",
        "Green is not grey: a red rose would be black.",
        answer: { _, green, _ in green }),
      Mistake(
        "blue-only", "You took the blue channel",
        "Blue is not grey: a yellow lemon would be black.",
        answer: { _, _, blue in blue }),
      Mistake(
        "largest", "You took the largest of the three",
        "That is the value of HSV: pure blue would be as bright as white.",
        answer: { max($0, $1, $2) }),
      Mistake(
        "largest-and-smallest", "You took the middle between the largest and the smallest",
        "That is the lightness of HSL. The mean counts the one between them, too.",
        answer: lightness),
      Mistake(
        "luma-rounded", "You took luma, rounded",
        """
        0.299 · red + 0.587 · green + 0.114 · blue is how bright the eye finds a \
        colour. The mean gives each a third, and drops what is behind the point.
        """,
        answer: roundedLuma),
      Mistake(
        "smallest", "You took the smallest of the three",
        "Any pure colour would be black. All three count.",
        answer: { min($0, $1, $2) }),
      Mistake(
        "cut-at-255", "You cut the sum at 255 before you divided",
        "The sum of three bytes goes up to 765; only the mean fits into a byte again.",
        answer: thirdOfCutSum),
      Mistake(
        "sum-at-most-255", "You did not divide by three",
        """
        The mean is a third of the sum. A sum cut at 255 makes every bright pixel \
        white.
        """,
        answer: cutSum),
    ]
  }

  private static var meanMistakes: [Mistake<Float, [[Float]]>] {
    [
      Mistake(
        "rows-only", "You divided by the number of rows",
        "There are as many pixels as rows times columns.",
        answer: { sum($0) / Float($0.count) }),
      Mistake(
        "first-row", "You looked at the first row only",
        "All rows count.",
        given: { [$0[0]] }),
      Mistake(
        "whole-numbers", "You dropped what is behind the point",
        "Float keeps fractions; Int drops them. Convert to Float before you divide.",
        then: { $0.rounded(.down) }),
      Mistake(
        "columns-only", "You divided by the number of columns",
        "There are as many pixels as rows times columns.",
        answer: { sum($0) / Float($0[0].count) }),
      Mistake(
        "rows-squared", "You took the picture to be square",
        "There are as many pixels as rows times columns, and the two may differ.",
        answer: { sum($0) / Float($0.count * $0.count) }),
      Mistake(
        "columns-squared", "You took the picture to be square",
        "There are as many pixels as rows times columns, and the two may differ.",
        answer: { sum($0) / Float($0[0].count * $0[0].count) }),
      Mistake(
        "sum", "You added up and did not divide",
        "The mean is the sum divided by how many pixels there are.",
        answer: sum),
      Mistake(
        "mean-rounded", "You rounded",
        "The task keeps what is behind the point.",
        then: { $0.rounded() }),
      Mistake(
        "last-row", "You looked at the last row only",
        """
        All rows count. A sum that begins anew in each row, inside the loop, \
        forgets those before.
        """,
        answer: { average($0[$0.count - 1]) }),
      Mistake(
        "last-row-of-all", "Your sum begins anew in each row",
        "Set it to 0 before the loop over the rows, not inside.",
        answer: lastRowOfAll),
      Mistake(
        "zero-to-one", "You gave a number from 0 to 1",
        "Here brightness goes from 0 to 255, as the pixels do.",
        then: { $0 / 255 }),
      Mistake(
        "middle-of-extremes", "You took the middle between the darkest and the brightest",
        "The mean counts every pixel, not only the two outermost.",
        answer: middleOfExtremes),
    ]
  }
}

private func thirdWorkedOut(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Message {
  let sum = Int(red) + Int(green) + Int(blue)
  return "\(red) + \(green) + \(blue) = \(sum), and a third of that is \(number(Float(sum) / 3))."
}

private func sum(_ picture: [[Float]]) -> Float { picture.joined().reduce(0, +) }

private func lastRowOfAll(_ picture: [[Float]]) -> Float {
  picture[picture.count - 1].reduce(0, +) / Float(picture.count * picture[0].count)
}

private func wrappedThird(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
  wrapped(red, green, blue) / 3
}

private func thirds(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
  red / 3 + green / 3 + blue / 3
}

private func thirdOfCutSum(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
  cutSum(red, green, blue) / 3
}

private func roundedMean(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
  let sum = Int(red) + Int(green) + Int(blue)
  return UInt8((Float(sum) / 3).rounded())
}

private func cutSum(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
  UInt8(min(255, Int(red) + Int(green) + Int(blue)))
}

private func lightness(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
  UInt8((Int(max(red, green, blue)) + Int(min(red, green, blue))) / 2)
}

private func roundedLuma(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
  let shares: [Double] = [0.299 * Double(red), 0.587 * Double(green), 0.114 * Double(blue)]
  return UInt8(shares.reduce(0, +).rounded())
}

private func middleOfExtremes(_ picture: [[Float]]) -> Float {
  let numbers = picture.flatMap { $0 }
  return ((numbers.min() ?? 0) + (numbers.max() ?? 0)) / 2
}

private func luma(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
  let shares: [Double] = [0.299 * Double(red), 0.587 * Double(green), 0.114 * Double(blue)]
  return UInt8(shares.reduce(0, +))
}

/// The sum in a byte, which begins again at 0 behind 255.
private func wrapped(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
  red &+ green &+ blue
}

private func average(_ numbers: [Float]) -> Float { numbers.reduce(0, +) / Float(numbers.count) }
