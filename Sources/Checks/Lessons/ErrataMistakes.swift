// Lesson 28: what is taken for the six repairs.

import Exercises
import Formatting

extension ExerciseCheck {
  static var errataPooledSizeMistakes: [Mistake<Int, Int, Int, Int, Int>] {
    [
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
      Mistake(
        "pool-one-forgotten", "You forgot the + 1",
        "The window at place 0 counts, too: from 0 to 2 there are three places.",
        then: { $0 - 1 }),
      Mistake(
        "pool-rounded-up", "You counted windows that stick out",
        "A window that begins inside and ends outside does not count. Round down.",
        answer: { n, window, stride, padding in
          (n + 2 * padding - window + stride - 1) / stride + 1
        }),
      Mistake(
        "pool-stride-ignored", "You left out the stride",
        "A window that moves by 2 finds about half as many places.",
        given: { ($0, $1, 1, $3) }),
      Mistake(
        "pool-divided-only", "You only divided by the stride",
        """
        The last window has to fit with its whole length: (n + 2 · padding − \
        window) / stride + 1.
        """,
        answer: { n, _, stride, _ in n / stride }),
    ]
  }

  static var errataDigitMistakes: [Mistake<Int, Float>] {
    [
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
      Mistake(
        "zero-to-eight", "Yours never gives 9",
        "Ten digits share the interval: multiply by 10 and cut off.",
        answer: { Int($0 * 9) }),
      Mistake(
        "eleven-digits", "Yours goes from 0 to 10, each as often as the others",
        "randint(10) gives ten digits, 0 to 9: multiply by 10 and cut off.",
        answer: { Int($0 * 11) }),
      Mistake(
        "cut-too-early", "You cut off before you multiplied",
        "A number below 1 cut off is 0. Multiply by 10 first.",
        answer: { Int($0) * 10 }),
      Mistake(
        "one-to-nine", "Yours goes from 1 to 9",
        "randint(10) gives 0 to 9: ten digits, 0 among them.",
        answer: { Int($0 * 9) + 1 }),
      Mistake(
        "rounded-up", "You rounded up",
        "Then 0 never comes and 10 does. Cut off.",
        answer: { Int(($0 * 10).rounded(.up)) }),
    ]
  }

  static var errataPaddedSizeMistakes: [Mistake<Int, Int, Int>] {
    [
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
      Mistake(
        "padding-taken-away", "You took the padding away",
        "It is put around the picture: rows are added.",
        given: { ($0, -$1) }),
      Mistake(
        "padding-multiplied", "You multiplied",
        "Padding adds rows: above and below.",
        answer: { $0 * $1 }),
      Mistake(
        "four-sides", "You counted all four sides",
        "Rows are added above and below; those on the left and right are columns.",
        given: { ($0, 2 * $1) }),
      Mistake(
        "area", "You multiplied rows and columns",
        "Only the rows are asked for.",
        then: { $0 * $0 }),
    ]
  }

  static var errataShapeBehindBlockMistakes: [Mistake<[Int], Int, Int, Int, Int>] {
    [
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
      Mistake(
        "not-pooled", "You forgot the pool",
        "It halves rows and columns.",
        answer: { height, width, _, filters in [height, width, filters] }),
      Mistake(
        "sides-exchanged", "You exchanged height and width",
        "Rows come first.",
        given: { ($1, $0, $2, $3) }),
      Mistake(
        "channels-in-front", "You put the channels in front",
        "Height, width, channels.",
        then: { [$0[2], $0[0], $0[1]] }),
      Mistake(
        "valid", "You took VALID for the convolution",
        "VALID costs two rows and two columns. SAME keeps them.",
        given: { ($0 - 2, $1 - 2, $2, $3) }),
      Mistake(
        "channels-added", "You added the channels",
        "As many maps come out as there are filters, however many channels went in.",
        answer: { height, width, channels, filters in
          [(height + 1) / 2, (width + 1) / 2, channels + filters]
        }),
    ]
  }

  static var errataMeanMistakes: [Mistake<Float, UInt8, UInt8, UInt8>] {
    [
      Mistake(
        "cut-off", "You cut off what is behind the point",
        "Divide Floats, not whole numbers.",
        then: { $0.rounded(.down) }),
      Mistake(
        "mean-rounded", "You rounded",
        "Then the mean is no mean any more, only the nearest step to it.",
        then: { $0.rounded() }),
      Mistake(
        "red-for-grey", "You took red for grey",
        "Red is not grey: all three count.",
        answer: { (red: UInt8, _: UInt8, _: UInt8) -> Float in
          Float(red)
        }),
      Mistake(
        "sum-of-bytes", "You added up and did not divide",
        "A mean of three is a third of the sum.",
        then: { $0 * 3 }),
      Mistake(
        "byte-overflow", "Your sum ran over the end of a byte",
        """
        A byte goes up to 255, and then begins again at 0. Make a Float of each \
        number before you add.
        """,
        answer: wrappedMean),
      Mistake(
        "thirds-cut-off", "You divided bytes before you added",
        "Each division drops something. Make a Float of each number first.",
        answer: thirds),
      Mistake(
        "luma-for-mean", "You took luma instead of the mean",
        """
        0.299 · red + 0.587 · green + 0.114 · blue is how bright the eye finds a \
        colour. The mean gives each a third.
        """,
        answer: luma),
      Mistake(
        "byte-trapped", "Your sum ran over the end of a byte, and Swift stopped the program",
        "A byte goes up to 255. Make a Float of each number before you add.",
        trap: "arithmetic overflow"),
    ]
  }

  static var errataStrongestEdgesMistakes: [Mistake<[Float], [Float], Int>] {
    [
      Mistake(
        "maximum", "You took the maximum, as the notes do",
        "A falling edge is negative, and never the largest: it is lost.",
        answer: { strongest($0, $1) { $0 > $1 } }),
      Mistake(
        "sign-lost", "You lost the sign",
        """
        Taking |x| first keeps falling edges, but nobody can tell them from rising ones any \
        more. Compare |x|, keep x.
        """,
        answer: { strongest($0.map { abs($0) }, $1) { $0 > $1 } }),
      Mistake(
        "averaged", "You took the mean",
        "A rising and a falling edge in one window then cancel out.",
        answer: { (response: [Float], window: Int) -> [Float] in
          averages(response, window)
        }),
      Mistake(
        "last-of-equals", "Of two equally far from 0 you took the last",
        "The task asks for the first: replace only when |x| is larger, not equal.",
        answer: { strongest($0, $1) { abs($0) >= abs($1) } }),
      Mistake(
        "minimum", "You took the minimum",
        "A rising edge is positive, and never the smallest: it is lost.",
        answer: { strongest($0, $1) { $0 < $1 } }),
      Mistake(
        "overlapping", "Your windows overlap",
        "They touch: the next one begins where the last one ended.",
        answer: { response, window in
          (0...response.count - window).map { start in
            strongest(Array(response[start..<start + window]), window) { abs($0) > abs($1) }[0]
          }
        }),
      Mistake(
        "one-for-all", "You returned the strongest edge of all",
        "Each window gives a number.",
        answer: { response, _ in strongest(response, response.count) { abs($0) > abs($1) } }),
      Mistake(
        "summed", "You added up",
        "A rising and a falling edge in one window then cancel out. Keep one of them.",
        answer: { response, window in averages(response, window).map { $0 * Float(window) } }),
      Mistake(
        "sign-turned", "You turned the sign",
        "The number furthest from 0 stays as it is.",
        then: { $0.map { 0 - $0 } }),
    ]
  }
}

private func wrappedMean(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Float {
  Float(red &+ green &+ blue) / 3
}

private func thirds(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Float {
  Float(red / 3 + green / 3 + blue / 3)
}

private func luma(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Float {
  [0.299 * Float(red), 0.587 * Float(green), 0.114 * Float(blue)].reduce(0, +)
}

private func averages(_ response: [Float], _ window: Int) -> [Float] {
  stride(from: 0, to: response.count, by: window).map { start in
    response[start..<start + window].reduce(0, +) / Float(window)
  }
}
