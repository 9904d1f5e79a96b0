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
      draw: { draw in
        let (window, padding) = (draw.size(1...7), draw.size(0...3))
        let n = max(1, window - 2 * padding) + draw.size(0...20)
        return (n, window, padding, draw.size(1...6))
      },
      right: { (n: Int, window: Int, padding: Int, stride: Int) -> Int in
        (n + 2 * padding - window) / stride + 1
      },
      workedExample: { (_: [Int], n: Int, window: Int, padding: Int, stride: Int) -> Message in
        "\(sizeSum(n, window, padding: padding, stride: stride))."
      },
      mistakes: outputSizeMistakes)
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
        TestCase("15, window 4, stride 3", 15, 4, 0, 3),
      ],
      draw: { draw in
        let (window, padding) = (draw.size(1...7), draw.size(0...3))
        let n = window + draw.size(0...20)
        return (n, window, padding, draw.whole(1...window))
      },
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
      mistakes: unreadMistakes)
  }

  private static var outputSizeMistakes: [Mistake<Int, Int, Int, Int, Int>] {
    [
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
        then: { $0 - 1 }),
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
        "A window that moves by 2 finds about half as many places.",
        given: { n, window, padding, _ in (n, window, padding, 1) }),
      Mistake(
        "size-padding-forgotten", "You left out the padding",
        "It makes the input longer on both sides, and more windows fit.",
        given: { ($0, $1, 0, $3) }),
      Mistake(
        "window-forgotten", "You left out the window’s own size",
        """
        The last window begins where it still fits: its own length has to be taken \
        away.
        """,
        answer: { ($0 + 2 * $2) / $3 + 1 }),
      Mistake(
        "one-inside", "You added 1 before you divided",
        "The + 1 counts the window at place 0, and stands behind the division.",
        answer: { ($0 + 2 * $2 - $1 + 1) / $3 }),
      Mistake(
        "divided-only", "You only divided by the stride",
        "The window has a length, too: (n + 2 · padding − window) / stride + 1.",
        answer: { n, _, _, stride in n / stride }),
      Mistake(
        "padding-subtracted", "You took the padding away",
        "It is put around the input: n grows by it, on both sides.",
        given: { n, window, padding, stride in
          guard n - 2 * padding >= window else { throw NoAnswer() }
          return (n, window, -padding, stride)
        }),
      Mistake(
        "stride-multiplied", "You multiplied by the stride",
        "A larger stride finds fewer windows: divide.",
        answer: { ($0 + 2 * $2 - $1) * $3 + 1 }),
      Mistake(
        "window-and-stride-exchanged", "You exchanged window and stride",
        "The window is taken away, and what remains is divided by the stride.",
        answer: { n, window, padding, stride in (n + 2 * padding - stride) / window + 1 }),
    ]
  }

  private static var unreadMistakes: [Mistake<Int, Int, Int, Int, Int>] {
    [
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
      Mistake(
        "windows-times-stride", "You multiplied windows by stride",
        """
        The last window begins at (windows − 1) · stride, and reads as many rows \
        as it has.
        """,
        answer: { n, window, padding, stride in
          max(0, n - ((n + 2 * padding - window) / stride + 1) * stride)
        }),
      Mistake(
        "not-below-zero", "You counted fewer than none",
        "Where the rest is less than the padding, all rows of the input were read: 0.",
        answer: { n, window, padding, stride in
          (n + 2 * padding - window) % stride - padding
        }),
      Mistake(
        "remainder-by-window", "You took the remainder by the window",
        "Windows overlap: they move by the stride.",
        answer: { n, window, _, _ in n % window }),
      Mistake(
        "rest-padded-once", "You counted the padding once",
        "It lies on both sides: before the first row and behind the last.",
        answer: { n, window, padding, stride in
          (n + padding - window) % stride
        }),
      Mistake(
        "windows-counted", "You counted the windows",
        "The question is which rows none of them reads.",
        answer: { n, window, padding, stride in (n + 2 * padding - window) / stride + 1 }),
      Mistake(
        "rest-of-the-window", "You took the last window away and nothing else",
        "Before it lie others: the last one begins at (windows − 1) · stride.",
        answer: { n, window, _, _ in max(0, n - window) }),
    ]
  }
}

private func leftOver(_ n: Int, _ window: Int, _ padding: Int, _ stride: Int) -> Int {
  max(0, (n + 2 * padding - window) % stride - padding)
}
