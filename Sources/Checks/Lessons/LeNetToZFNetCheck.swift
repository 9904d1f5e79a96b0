// Lesson 22: output sizes along AlexNet: 55, 54 or 54.25.

import Exercises
import Formatting

extension ExerciseCheck {
  /// AlexNet with 227 and with 224, and a network with padding.
  static var leNetToZFNet: ExerciseCheck {
    ExerciseCheck(
      lesson: 22, "LeNetToZFNetExercise",
      hints: [
        "sizes: keep a variable for the side, and change it for each layer.",
        "⌊(side + 2 · padding − window) / stride⌋ + 1, as in lesson 7.",
        """
        sideThatFits: turn the formula round. The last window begins at (output − 1) · stride and \
        is as long as the window.
        """,
      ],
      sizes, sideThatFits)
  }

  private static var sizes: ProblemCheck {
    ProblemCheck(
      "sizes",
      cases: [
        TestCase(
          "AlexNet", 227, [11, 3, 5, 3, 3, 3, 3, 3], [4, 2, 1, 2, 1, 1, 1, 2],
          [0, 0, 2, 0, 1, 1, 1, 0]),
        TestCase("AlexNet with 224", 224, [11, 3], [4, 2], [0, 0]),
        TestCase("LeNet", 32, [5, 2, 5, 2, 5], [1, 2, 1, 2, 1], [0, 0, 0, 0, 0]),
        TestCase("ZFNet’s beginning", 224, [7, 3, 5], [2, 2, 2], [1, 1, 0]),
      ],
      right: { chain($0, $1, $2, $3) { ($0 + 2 * $3 - $1) / $2 + 1 } },
      workedExample: {
        (place: [Int], side: Int, windows: [Int], strides: [Int], paddings: [Int]) -> Message? in
        guard let layer = place.first else { return nil }
        let before =
          [side] + chain(side, windows, strides, paddings) { ($0 + 2 * $3 - $1) / $2 + 1 }
        let sum = sizeSum(
          before[layer], windows[layer], padding: paddings[layer], stride: strides[layer])
        return "Layer \(layer) reads \(before[layer]): \(sum)."
      },
      mistakes: [
        Mistake(
          "rounded-up", "You rounded up",
          """
          (224 − 11) / 4 + 1 is 54.25, which is no number of windows: 54 fit, and a column is left \
          over.
          """,
          answer: { chain($0, $1, $2, $3) { ($0 + 2 * $3 - $1 + $2 - 1) / $2 + 1 } }),
        Mistake(
          "one-forgotten", "You forgot the + 1",
          "The window at place 0 counts, too.",
          answer: { chain($0, $1, $2, $3) { ($0 + 2 * $3 - $1) / $2 } }),
        Mistake(
          "padded-once", "You counted the padding once",
          "It lies on both sides.",
          answer: { chain($0, $1, $2, $3) { ($0 + $3 - $1) / $2 + 1 } }),
        Mistake(
          "always-from-the-photo", "You began with the photo at every layer",
          "Each layer reads what the one before it gave.",
          answer: { (side: Int, windows: [Int], strides: [Int], paddings: [Int]) -> [Int] in
            windows.indices.map { (side + 2 * paddings[$0] - windows[$0]) / strides[$0] + 1 }
          }),
        Mistake(
          "padding-forgotten", "You left out the padding",
          "With padding the window begins outside and fits more often.",
          answer: {
            chain($0, $1, $2, $3) { side, window, stride, _ in (side - window) / stride + 1 }
          }),
      ])
  }

  private static var sideThatFits: ProblemCheck {
    ProblemCheck(
      "sideThatFits",
      cases: [
        TestCase("AlexNet", 55, 11, 4, 0),
        TestCase("a pool", 13, 3, 2, 0),
        TestCase("padding", 110, 7, 2, 1),
      ],
      right: { (output: Int, window: Int, stride: Int, padding: Int) -> Int in
        (output - 1) * stride + window - 2 * padding
      },
      workedExample: { (_: [Int], output: Int, window: Int, stride: Int, padding: Int) -> Message in
        """
        (\(output) − 1) · \(stride) + \(window) − 2 · \(padding) = \
        \((output - 1) * stride + window - 2 * padding).
        """
      },
      mistakes: [
        Mistake(
          "output-times-stride", "You multiplied the output by the stride",
          """
          The last window begins at (output − 1) · stride, and is as long as a window: that is \
          rarely the same.
          """,
          workedExample: { (output: Int, window: Int, stride: Int, padding: Int) -> Message in
            """
            (\(output) − 1) · \(stride) + \(window) − 2 · \(padding) = \
            \((output - 1) * stride + window - 2 * padding).
            """
          },
          answer: { (output: Int, _: Int, stride: Int, _: Int) -> Int in
            output * stride
          }),
        Mistake(
          "one-window-more", "You counted a stride too many",
          "Between n windows there are n − 1 strides.",
          answer: { (output: Int, window: Int, stride: Int, padding: Int) -> Int in
            output * stride + window - 2 * padding
          }),
        Mistake(
          "padding-left-in", "You left the padding in",
          "It is not part of the picture: take it away on both sides.",
          answer: { (output: Int, window: Int, stride: Int, _: Int) -> Int in
            (output - 1) * stride + window
          }),
        Mistake(
          "padding-once", "You took the padding away once",
          "It lies on both sides.",
          answer: { (output: Int, window: Int, stride: Int, padding: Int) -> Int in
            (output - 1) * stride + window - padding
          }),
      ])
  }
}

private func chain(
  _ side: Int, _ windows: [Int], _ strides: [Int], _ paddings: [Int],
  _ next: (_ side: Int, _ window: Int, _ stride: Int, _ padding: Int) -> Int
) -> [Int] {
  var side = side
  return windows.indices.map { layer in
    side = next(side, windows[layer], strides[layer], paddings[layer])
    return side
  }
}
