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
        "mean: Float(red) + … has room for fractions. Add all three before you divide.",
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
      right: { (red: UInt8, green: UInt8, blue: UInt8) -> UInt8 in
        UInt8((Int(red) + Int(green) + Int(blue)) / 3)
      },
      workedExample: { (_: [Int], red: UInt8, green: UInt8, blue: UInt8) -> Message in
        let sum = Int(red) + Int(green) + Int(blue)
        return
          "\(red) + \(green) + \(blue) = \(sum), and \(sum) / 3 in whole numbers is \(sum / 3)."
      },
      mistakes: [
        Mistake(
          "rounded", "You rounded",
          """
          That is a fine mean, but not the one asked for: eight-bit programs drop what is behind \
          the point, and a picture loses a third of a step on average.
          """,
          workedExample: { (red: UInt8, green: UInt8, blue: UInt8) -> Message in
            """
            \(Int(red)) + \(Int(green)) + \(Int(blue)) = \(Int(red) + Int(green) + Int(blue)), and \
            a third of that is \(number(Float(Int(red) + Int(green) + Int(blue)) / 3)).
            """
          },
          answer: { (red: UInt8, green: UInt8, blue: UInt8) -> UInt8 in
            UInt8((Float(Int(red) + Int(green) + Int(blue)) / 3).rounded())
          }),
        Mistake(
          "overflow", "Your sum ran over the end of a byte",
          """
          A byte goes up to 255, and then begins again at 0. Make an Int of each number before you \
          add.
          """,
          workedExample: { (red: UInt8, green: UInt8, blue: UInt8) -> Message in
            "\(red) + \(green) + \(blue) in a byte is \(red &+ green &+ blue)."
          },
          answer: { (red: UInt8, green: UInt8, blue: UInt8) -> UInt8 in
            (red &+ green &+ blue) / 3
          }),
        Mistake(
          "thirds", "You divided before you added",
          "Each division drops something. Add first, divide once.",
          answer: { (red: UInt8, green: UInt8, blue: UInt8) -> UInt8 in
            red / 3 + green / 3 + blue / 3
          }),
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
      ])
  }

  private static var mean: ProblemCheck {
    ProblemCheck(
      "mean",
      cases: [
        TestCase("two rows", [[0, 255], [10, 20]]),
        TestCase("three rows", [[1, 2], [4, 8], [16, 33]]),
        TestCase("one pixel", [[77.5]]),
      ],
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
      mistakes: [
        Mistake(
          "rows-only", "You divided by the number of rows",
          "There are as many pixels as rows times columns.",
          answer: { (picture: [[Float]]) -> Float in
            picture.flatMap { $0 }.reduce(0, +) / Float(picture.count)
          }),
        Mistake(
          "first-row", "You looked at the first row only",
          "All rows count.",
          answer: { (picture: [[Float]]) -> Float in
            average(picture[0])
          }),
        Mistake(
          "whole-numbers", "You dropped what is behind the point",
          "Float keeps fractions; Int drops them. Convert to Float before you divide.",
          answer: { (picture: [[Float]]) -> Float in
            average(picture.flatMap { $0 }).rounded(.down)
          }),
      ])
  }
}

private func luma(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
  let shares: [Double] = [0.299 * Double(red), 0.587 * Double(green), 0.114 * Double(blue)]
  return UInt8(shares.reduce(0, +))
}

private func average(_ numbers: [Float]) -> Float { numbers.reduce(0, +) / Float(numbers.count) }
