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
      draw: { draw in
        let layers = draw.size(1...5)
        let (windows, strides) = (draw.sizes(layers, 1...5), draw.sizes(layers, 1...3))
        let paddings = draw.sizes(layers, 0...2)
        // From the last layer back, so that every window fits.
        let side = (0..<layers).reversed().reduce(draw.size(1...6)) { after, layer in
          let before = (after - 1) * strides[layer] + windows[layer] - 2 * paddings[layer]
          return max(1, before) + draw.whole(0...strides[layer] - 1)
        }
        return (side, windows, strides, paddings)
      },
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
      mistakes: sizesMistakes)
  }

  private static var sideThatFits: ProblemCheck {
    ProblemCheck(
      "sideThatFits",
      cases: [
        TestCase("AlexNet", 55, 11, 4, 0),
        TestCase("a pool", 13, 3, 2, 0),
        TestCase("padding", 110, 7, 2, 1),
      ],
      draw: { draw in
        let window = draw.size(1...11)
        return (
          draw.size(1...60), window, draw.size(1...5), draw.size(0...(window - 1) / 2)
        )
      },
      right: { (output: Int, window: Int, stride: Int, padding: Int) -> Int in
        (output - 1) * stride + window - 2 * padding
      },
      workedExample: { (_: [Int], output: Int, window: Int, stride: Int, padding: Int) -> Message in
        """
        (\(output) − 1) · \(stride) + \(window) − 2 · \(padding) = \
        \((output - 1) * stride + window - 2 * padding).
        """
      },
      mistakes: sideThatFitsMistakes)
  }

  private static var sizesMistakes: [Mistake<[Int], Int, [Int], [Int], [Int]>] {
    [
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
        given: { ($0, $1, $2, $3.map { _ in 0 }) }),
      Mistake(
        "photo-included", "You put the photo’s side in front",
        "A number for each layer: what comes out of it.",
        answer: { side, windows, strides, paddings in
          [side] + chain(side, windows, strides, paddings) { ($0 + 2 * $3 - $1) / $2 + 1 }
        }),
      Mistake(
        "last-only", "You returned the last side only",
        "A number for each layer is asked for.",
        then: { $0.suffix(1) }),
      Mistake(
        "strides-ignored", "You left out the strides",
        "A window that moves by 2 finds about half as many places.",
        given: { ($0, $1, $2.map { _ in 1 }, $3) }),
      Mistake(
        "window-forgotten", "You left out the windows",
        "The window’s own size is taken away before you divide by the stride.",
        answer: {
          chain($0, $1, $2, $3) { side, _, stride, padding in (side + 2 * padding) / stride + 1 }
        }),
      Mistake(
        "padded-afterwards", "You added the padding to what comes out",
        """
        Padding lies around the input: it is added before the window is taken away \
        and divided.
        """,
        answer: { chain($0, $1, $2, $3) { ($0 - $1) / $2 + 1 + 2 * $3 } }),
      Mistake(
        "rounded-to-nearest", "You rounded to the next whole number, up or down",
        "Half a window is no window: always round down.",
        answer: {
          chain($0, $1, $2, $3) {
            Int((Float($0 + 2 * $3 - $1) / Float($2) + 1).rounded())
          }
        }),
    ]
  }

  private static var sideThatFitsMistakes: [Mistake<Int, Int, Int, Int, Int>] {
    [
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
        given: { ($0 + 1, $1, $2, $3) }),
      Mistake(
        "padding-left-in", "You left the padding in",
        "It is not part of the picture: take it away on both sides.",
        given: { output, window, stride, _ in (output, window, stride, 0) }),
      Mistake(
        "padding-once", "You took the padding away once",
        "It lies on both sides.",
        answer: { (output: Int, window: Int, stride: Int, padding: Int) -> Int in
          (output - 1) * stride + window - padding
        }),
      Mistake(
        "largest-side", "You took the largest side, with pixels left over",
        "The smallest one ends where the last window ends.",
        answer: { output, window, stride, padding in output * stride + window - 1 - 2 * padding }),
      Mistake(
        "padding-added", "You added the padding",
        "It is not part of the picture: take it away on both sides.",
        given: { ($0, $1, $2, -$3) }),
      Mistake(
        "window-left-out", "You left out the window",
        "The last window begins at (output − 1) · stride, and is as long as a window.",
        answer: { output, _, stride, padding in (output - 1) * stride - 2 * padding }),
      Mistake(
        "stride-left-out", "You left out the stride",
        "The windows lie a stride apart.",
        given: { ($0, $1, 1, $3) }),
      Mistake(
        "windows-side-by-side", "You laid the windows side by side",
        "They begin a stride apart, and so they may overlap.",
        answer: { output, window, _, padding in output * window - 2 * padding }),
      Mistake(
        "one-pixel-more", "You counted a pixel too many",
        """
        The last window ends at (output − 1) · stride + window, and there the \
        padded picture ends.
        """,
        then: { $0 + 1 }),
      Mistake(
        "one-pixel-less", "You counted a pixel too few",
        """
        The last window ends at (output − 1) · stride + window, and there the \
        padded picture ends.
        """,
        then: { $0 - 1 }),
    ]
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
