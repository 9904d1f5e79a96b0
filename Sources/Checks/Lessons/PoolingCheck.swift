// Lesson 10: the output size of pooling, its channels, and its border.

import Exercises
import Formatting
import Tensors

extension ExerciseCheck {
  /// The teddy’s edges first; then pictures that are negative at the border.
  static var pooling: ExerciseCheck {
    ExerciseCheck(
      lesson: 10, "PoolingExercise",
      hints: [
        "size: as for a convolution without padding: how often does the window fit?",
        "maxPool: begin each window with −Float.infinity, and skip what lies outside the picture.",
        """
        The window of output (y, x) begins at row y · stride − padding, column x · stride − \
        padding. Channels don't see each other.
        """,
      ],
      size, maxPool)
  }

  private static var size: ProblemCheck {
    ProblemCheck(
      "size",
      cases: [
        TestCase("the teddy’s edges", 427, 638, 3, 3),
        TestCase("24 × 24 by 2", 24, 24, 2, 2),
        TestCase("windows that overlap", 14, 28, 3, 2),
      ],
      right: { (height: Int, width: Int, window: Int, stride: Int) -> [Int] in
        [(height - window) / stride + 1, (width - window) / stride + 1]
      },
      workedExample: { (_: [Int], height: Int, width: Int, window: Int, stride: Int) -> Message in
        """
        Rows: \(sizeSum(height, window, stride: stride)). Columns: \
        \(sizeSum(width, window, stride: stride)).
        """
      },
      mistakes: [
        Mistake(
          "ceiling", "You counted windows that stick out",
          "Without padding a window lies inside the picture: round down.",
          workedExample: { (height: Int, _: Int, window: Int, stride: Int) -> Message in
            """
            (\(height) − \(window)) / \(stride) + 1 = \
            \(number(Float(height - window) / Float(stride) + 1)).
            """
          },
          answer: { (height: Int, width: Int, window: Int, stride: Int) -> [Int] in
            [
              (height - window + stride - 1) / stride + 1,
              (width - window + stride - 1) / stride + 1,
            ]
          }),
        Mistake(
          "divided-only", "You only divided by the stride",
          "The last window has to fit with its whole length: (n − window) / stride + 1.",
          answer: { (height: Int, width: Int, _: Int, stride: Int) -> [Int] in
            [height / stride, width / stride]
          }),
        Mistake(
          "turned", "You exchanged height and width",
          "Rows come first.",
          answer: { (height: Int, width: Int, window: Int, stride: Int) -> [Int] in
            [(width - window) / stride + 1, (height - window) / stride + 1]
          }),
      ])
  }

  private static var maxPool: ProblemCheck {
    ProblemCheck(
      "maxPool",
      cases: [
        TestCase("4 × 4 by 2", picture(4, 4, 1), 2, 2, 0),
        TestCase("two channels, padding 1", picture(3, 4, 2), 2, 1, 1),
        TestCase(
          "−1 everywhere, padding 1",
          Tensor(shape: [3, 3, 1], scalars: Array(repeating: -1, count: 9)), 3, 2, 1),
      ],
      right: { (input: Tensor, window: Int, stride: Int, padding: Int) -> Tensor in
        pooled(input, window, stride, padding)
      },
      workedExample: {
        (place: [Int], input: Tensor, window: Int, stride: Int, padding: Int) -> Message in
        guard place.count == 3 else {
          return
            """
            Rows: \(sizeSum(input.shape[0], window, padding: padding, stride: stride)). Columns: \
            \(sizeSum(input.shape[1], window, padding: padding, stride: stride)). Channels: \
            \(input.shape[2]).
            """
        }
        let (top, left) = (place[0] * stride - padding, place[1] * stride - padding)
        var inside: [Float] = []
        for row in max(0, top)..<min(input.shape[0], top + window) {
          for column in max(0, left)..<min(input.shape[1], left + window) {
            inside.append(input[row, column, place[2]])
          }
        }
        return
          """
          At \(indexed(place)) the window holds \(listed(inside)), as far as it lies in the \
          picture: the largest is \(number(inside.max() ?? 0)).
          """
      },
      mistakes: [
        Mistake(
          "zeros-around", "You padded with zeros",
          """
          Under a maximum a zero beats every negative number: at the border the pool would invent \
          values. Leave out what lies outside, or let it be −∞.
          """,
          answer: { (input: Tensor, window: Int, stride: Int, padding: Int) -> Tensor in
            pooled(input, window, stride, padding, outside: 0)
          }),
        Mistake(
          "channels-pooled", "You took the largest over the channels, too",
          "Pooling works on each channel by itself: as many come out as went in.",
          answer: { (input: Tensor, window: Int, stride: Int, padding: Int) -> Tensor in
            channelsJoined(pooled(input, window, stride, padding))
          }),
        Mistake(
          "padding-ignored", "You left out the padding",
          "It makes room for more windows; the first one begins outside the picture.",
          answer: { (input: Tensor, window: Int, stride: Int, _: Int) -> Tensor in
            pooled(input, window, stride, 0)
          }),
        Mistake(
          "stride-ignored", "You moved the window by its own size",
          "The stride says how far it moves; windows may overlap.",
          answer: { (input: Tensor, window: Int, _: Int, padding: Int) -> Tensor in
            pooled(input, window, window, padding)
          }),
      ])
  }
}

private func picture(_ shape: Int...) -> Tensor {
  Tensor(shape: shape, scalars: (0..<shape.reduce(1, *)).map { Float($0 * 7 % 10) - 6 })
}

private func channelsJoined(_ maps: Tensor) -> Tensor {
  maps.max(axes: [2]).reshaped(maps.shape[0], maps.shape[1], 1)
}

/// - Parameter outside: the value that pads the picture; nil leaves places outside out.
private func pooled(
  _ input: Tensor, _ window: Int, _ stride: Int, _ padding: Int, outside: Float? = nil
) -> Tensor {
  let (height, width) = (input.shape[0], input.shape[1])
  let rows = (height + 2 * padding - window) / stride + 1
  let columns = (width + 2 * padding - window) / stride + 1
  var numbers: [Float] = []
  for y in 0..<rows {
    for x in 0..<columns {
      for channel in 0..<input.shape[2] {
        var seen: [Float] = []
        for row in y * stride - padding..<y * stride - padding + window {
          for column in x * stride - padding..<x * stride - padding + window {
            if (0..<height).contains(row) && (0..<width).contains(column) {
              seen.append(input[row, column, channel])
            } else if let outside {
              seen.append(outside)
            }
          }
        }
        numbers.append(seen.max() ?? -.infinity)
      }
    }
  }
  return Tensor(shape: [rows, columns, input.shape[2]], scalars: numbers)
}
