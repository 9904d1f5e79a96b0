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
        TestCase("windows that overlap more", 11, 9, 5, 2),
      ],
      draw: { draw in
        let window = draw.size(1...5)
        return (
          window + draw.size(0...20), window + draw.size(0...20), window, draw.size(1...5)
        )
      },
      right: { (height: Int, width: Int, window: Int, stride: Int) -> [Int] in
        [(height - window) / stride + 1, (width - window) / stride + 1]
      },
      workedExample: { (_: [Int], height: Int, width: Int, window: Int, stride: Int) -> Message in
        """
        Rows: \(sizeSum(height, window, stride: stride)). Columns: \
        \(sizeSum(width, window, stride: stride)).
        """
      },
      mistakes: sizeMistakes)
  }

  private static var maxPool: ProblemCheck {
    ProblemCheck(
      "maxPool",
      cases: [
        TestCase("4 × 4 by 2", picture(4, 4, 1), 2, 2, 0),
        TestCase(
          "below zero", Tensor(shape: [2, 3, 1], scalars: [-3, -1, -2, -5, -4, -6]), 2, 1, 0),
        TestCase("two channels, padding 1", picture(3, 4, 2), 2, 1, 1),
        TestCase(
          "−1 everywhere, padding 1",
          Tensor(shape: [3, 3, 1], scalars: Array(repeating: -1, count: 9)), 3, 2, 1),
      ],
      draw: { draw in
        let (window, channels) = (draw.size(1...3), draw.size(1...3))
        let sides = (window + draw.size(0...4), window + draw.size(0...3))
        return (
          draw.tensor(sides.0, sides.1, channels), window, draw.size(1...3),
          draw.whole(0...window - 1)
        )
      },
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
      mistakes: maxPoolMistakes)
  }

  private static var sizeMistakes: [Mistake<[Int], Int, Int, Int, Int>] {
    [
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
        then: { $0.reversed() }),
      Mistake(
        "one-forgotten", "You forgot the + 1",
        "The window at place 0 counts, too: from 0 to 2 there are three places.",
        then: { $0.map { $0 - 1 } }),
      Mistake(
        "divided-by-window", "You divided by the window",
        "The stride says how far the window moves; its own size is taken away before.",
        answer: { height, width, window, _ in [height / window, width / window] }),
      Mistake(
        "window-and-stride-exchanged", "You exchanged window and stride",
        "The window is taken away, and what remains is divided by the stride.",
        answer: { height, width, window, stride in
          guard height >= stride, width >= stride else { throw NoAnswer() }
          return [(height - stride) / window + 1, (width - stride) / window + 1]
        }),
      Mistake(
        "size-stride-ignored", "You left out the stride",
        "A window that moves by 2 finds about half as many places.",
        given: { height, width, window, _ in (height, width, window, 1) }),
      Mistake(
        "same", "You divided by the stride and rounded up",
        """
        That is SAME, with as much padding as it takes. Without padding a window \
        has to fit.
        """,
        answer: { height, width, _, stride in
          [(height + stride - 1) / stride, (width + stride - 1) / stride]
        }),
      Mistake(
        "one-inside", "You added 1 before you divided",
        "The + 1 counts the window at place 0, and stands behind the division.",
        answer: { height, width, window, stride in
          [(height - window + 1) / stride, (width - window + 1) / stride]
        }),
      Mistake(
        "multiplied", "You multiplied rows and columns",
        "Two numbers come out: rows, then columns.",
        then: { [$0.reduce(1, *)] }),
    ]
  }

  private static var maxPoolMistakes: [Mistake<Tensor, Tensor, Int, Int, Int>] {
    [
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
        then: channelsJoined),
      Mistake(
        "channels-compared", "You took the largest over the channels, too",
        "Pooling works on each channel by itself: the largest of a window is one of its channel.",
        then: { maps in
          let largest = maps.max(axes: [2]).scalars
          let channels = maps.shape[2]
          return Tensor(
            shape: maps.shape, scalars: maps.scalars.indices.map { largest[$0 / channels] })
        }),
      Mistake(
        "padding-ignored", "You left out the padding",
        "It makes room for more windows; the first one begins outside the picture.",
        given: { input, window, stride, _ in
          guard window <= min(input.shape[0], input.shape[1]) else { throw NoAnswer() }
          return (input, window, stride, 0)
        }),
      Mistake(
        "stride-ignored", "You moved the window by its own size",
        "The stride says how far it moves; windows may overlap.",
        given: { ($0, $1, $1, $3) }),
      Mistake(
        "window-for-stride", "You moved the window by its own size",
        "The stride says how far it moves; windows may overlap.",
        leavesArray: true,
        answer: { pooled($0, $1, $2, $3, step: $1) }),
      Mistake(
        "starts-at-zero", "Your maximum begins at 0",
        """
        In a window of negative numbers 0 wins, and it is not in there. Begin with \
        −Float.infinity, or with the window’s first number.
        """,
        then: { $0.map { max(0, $0) } }),
      Mistake(
        "averaged", "You took the mean",
        "That is average pooling. Here the largest number of each window stays.",
        answer: { pooled($0, $1, $2, $3) { $0.reduce(0, +) / Float($0.count) } }),
      Mistake(
        "averaged-with-border", "You took the mean, the padding’s zeros included",
        "That is average pooling. Here the largest number of each window stays.",
        answer: { input, window, stride, padding in
          pooled(input, window, stride, padding) {
            $0.reduce(0, +) / Float(window * window)
          }
        }),
      Mistake(
        "smallest", "You took the smallest",
        "A maximum keeps the largest number: compare the other way.",
        answer: { pooled($0, $1, $2, $3) { $0.min() ?? 0 } }),
      Mistake(
        "summed", "You added up",
        "Max pooling keeps one number of each window, the largest.",
        answer: { pooled($0, $1, $2, $3) { $0.reduce(0, +) } }),
      Mistake(
        "moved-by-one", "You moved the window by one",
        "The stride says how far it moves.",
        given: { ($0, $1, 1, $3) }),
      Mistake(
        "one-for-stride", "You moved the window by one",
        "The stride says how far it moves.",
        answer: { pooled($0, $1, $2, $3, step: 1) }),
      Mistake(
        "padding-behind", "You put all of the padding below and to the right",
        """
        It lies on each side: the window of output (y, x) begins at row y · stride \
        − padding.
        """,
        answer: { pooled($0, $1, $2, $3, isPaddedBefore: false) }),
      Mistake(
        "channels-in-front", "You put the channels in front",
        "Here they come last, as they came in: (OH, OW, C).",
        then: { try permuted($0, [2, 0, 1]) }),
      Mistake(
        "furthest-from-zero", "You compared without the sign",
        "−3 is not larger than 2.",
        answer: { pooled($0, $1, $2, $3) { $0.max { abs($0) < abs($1) } ?? 0 } }),
      Mistake(
        "first-channel", "You pooled one channel only",
        "Pooling works on each channel by itself: as many come out as went in.",
        answer: { pooled($0, $1, $2, $3, channels: 1) }),
      Mistake(
        "corner", "You took the first number of each window",
        "Look at all numbers of the window, and keep the largest.",
        answer: { pooled($0, $1, $2, $3) { $0[0] } }),
    ]
  }
}

private func picture(_ shape: Int...) -> Tensor {
  Tensor(shape: shape, scalars: (0..<shape.reduce(1, *)).map { Float($0 * 7 % 10) - 6 })
}

private func channelsJoined(_ maps: Tensor) -> Tensor {
  maps.max(axes: [2]).reshaped(maps.shape[0], maps.shape[1], 1)
}

/// - Parameters:
///   - outside: the value that pads the picture; nil leaves places outside out.
///   - step: how far windows move; nil means the stride.
///   - isPaddedBefore: whether padding lies above and to the left, too.
///   - channels: how many are pooled; nil means all.
///   - number: makes one number of those that a window holds.
private func pooled(
  _ input: Tensor, _ window: Int, _ stride: Int, _ padding: Int, outside: Float? = nil,
  step: Int? = nil, isPaddedBefore: Bool = true, channels: Int? = nil,
  _ number: ([Float]) -> Float = { $0.max() ?? -.infinity }
) -> Tensor {
  let (height, width, channels) = (input.shape[0], input.shape[1], channels ?? input.shape[2])
  let rows = (height + 2 * padding - window) / stride + 1
  let columns = (width + 2 * padding - window) / stride + 1
  let before = isPaddedBefore ? padding : 0
  let step = step ?? stride
  var numbers: [Float] = []
  for y in 0..<rows {
    for x in 0..<columns {
      for channel in 0..<channels {
        var seen: [Float] = []
        for row in y * step - before..<y * step - before + window {
          for column in x * step - before..<x * step - before + window {
            if (0..<height).contains(row) && (0..<width).contains(column) {
              seen.append(input[row, column, channel])
            } else if let outside {
              seen.append(outside)
            }
          }
        }
        numbers.append(seen.isEmpty ? -.infinity : number(seen))
      }
    }
  }
  return Tensor(shape: [rows, columns, channels], scalars: numbers)
}
