// Lesson 7: the formula, and the ways to forget a part of it.

import Exercises
import Formatting

extension ExerciseCheck {
  /// Sizes at which each forgotten part shows, and each way of rounding.
  static var paddingAndStride: ExerciseCheck {
    ExerciseCheck(
      lesson: 7, "PaddingAndStrideExercise",
      hints: [
        "outputSize: how far can the window move? From 0 to the padded length minus its own.",
        "⌊(n + 2 · padding − window) / stride⌋ + 1. Int division rounds down by itself.",
        """
        unread: where does the last window end? Compare that with where the padded input ends, and \
        count only rows of the input.
        """,
      ],
      outputSize, unread)
  }

  private static var outputSize: ProblemCheck {
    ProblemCheck(
      "outputSize",
      cases: [
        TestCase("6, window 3, stride 2", 6, 3, 0, 2),
        TestCase("32, window 5, padding 2", 32, 5, 2, 1),
        TestCase("28, window 5, padding 2, stride 3", 28, 5, 2, 3),
        TestCase("8, window 3, stride 4", 8, 3, 0, 4),
        TestCase("7, window 4, padding 1, stride 2", 7, 4, 1, 2),
        TestCase("9, window 5, stride 2", 9, 5, 0, 2),
      ],
      right: { (n: Int, window: Int, padding: Int, stride: Int) -> Int in
        (n + 2 * padding - window) / stride + 1
      },
      workedExample: { (_: [Int], n: Int, window: Int, padding: Int, stride: Int) -> Message in
        "\(sizeSum(n, window, padding: padding, stride: stride))."
      },
      mistakes: [
        Mistake(
          "not-floored", "You rounded to the next whole number, up or down",
          "Half a window is no window: always round down.",
          workedExample: { (n: Int, window: Int, padding: Int, stride: Int) -> Message in
            """
            (\(n) + 2 · \(padding) − \(window)) / \(stride) + 1 = \
            \(number(Float(n + 2 * padding - window) / Float(stride) + 1)).
            """
          },
          answer: { (n: Int, window: Int, padding: Int, stride: Int) -> Int in
            Int((Float(n + 2 * padding - window) / Float(stride) + 1).rounded())
          }),
        Mistake(
          "rounded-up", "You rounded up",
          "A window that begins inside and ends outside does not count. Round down.",
          answer: { (n: Int, window: Int, padding: Int, stride: Int) -> Int in
            (n + 2 * padding - window + stride - 1) / stride + 1
          }),
        Mistake(
          "one-forgotten", "You forgot the + 1",
          "The window at place 0 counts, too: from 0 to 2 there are three places.",
          answer: { (n: Int, window: Int, padding: Int, stride: Int) -> Int in
            (n + 2 * padding - window) / stride
          }),
        Mistake(
          "same", "You worked out SAME",
          "⌈n / stride⌉ is the size when as much is padded as it takes. Here the padding is given.",
          answer: { (n: Int, _: Int, _: Int, stride: Int) -> Int in
            (n + stride - 1) / stride
          }),
        Mistake(
          "padded-once", "You counted the padding once",
          "It lies on both sides: before the first row and behind the last.",
          answer: { (n: Int, window: Int, padding: Int, stride: Int) -> Int in
            (n + padding - window) / stride + 1
          }),
        Mistake(
          "stride-ignored", "You left out the stride",
          "A window that moves by 2 finds half as many places.",
          answer: { (n: Int, window: Int, padding: Int, _: Int) -> Int in
            n + 2 * padding - window + 1
          }),
      ])
  }

  private static var unread: ProblemCheck {
    ProblemCheck(
      "unread",
      cases: [
        TestCase("6, window 3, stride 2", 6, 3, 0, 2),
        TestCase("9, window 3, stride 3", 9, 3, 0, 3),
        TestCase("14, window 5, stride 5", 14, 5, 0, 5),
        TestCase("10, window 4, padding 1, stride 4", 10, 4, 1, 4),
        TestCase("11, window 3, padding 1, stride 3", 11, 3, 1, 3),
      ],
      right: { (n: Int, window: Int, padding: Int, stride: Int) -> Int in
        leftOver(n, window, padding, stride)
      },
      workedExample: { (_: [Int], n: Int, window: Int, padding: Int, stride: Int) -> Message in
        let padded = n + 2 * padding
        let end = (padded - window) / stride * stride + window
        let rest = padded - end
        return "The last window ends \(end) rows down, of \(padded) with padding: \(rest) left, "
          + "\(min(padding, rest)) of padding, so \(leftOver(n, window, padding, stride)) of the "
          + "input."
      },
      mistakes: [
        Mistake(
          "padding-counted", "You counted rows of the padding",
          "That a row of padding is not read is no loss. Only rows of the input count.",
          answer: { (n: Int, window: Int, padding: Int, stride: Int) -> Int in
            (n + 2 * padding - window) % stride
          }),
        Mistake(
          "remainder-of-n", "You took the remainder of n by the stride",
          """
          The first window takes as many rows as it is high, not as many as the stride: what is \
          left over is counted behind the last window.
          """,
          answer: { (n: Int, _: Int, _: Int, stride: Int) -> Int in
            n % stride
          }),
        Mistake(
          "padding-forgotten", "You left out the padding",
          "The first window begins in the padding, and so all windows lie further up.",
          answer: { (n: Int, window: Int, _: Int, stride: Int) -> Int in
            leftOver(n, window, 0, stride)
          }),
      ])
  }
}

private func leftOver(_ n: Int, _ window: Int, _ padding: Int, _ stride: Int) -> Int {
  max(0, (n + 2 * padding - window) % stride - padding)
}
