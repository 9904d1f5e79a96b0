// Lesson 24: the order of normalization, sum and ReLU, and what a projection reads.

import Exercises
import Formatting
import Tensors

extension ExerciseCheck {
  /// Sums of both signs, branches of both signs; maps of three unequal sizes, and of odd ones.
  static var residualNetworks: ExerciseCheck {
    ExerciseCheck(
      lesson: 24, "ResidualNetworksExercise",
      hints: [
        "block: three steps in this order: normalize what the convolution gives, add, ReLU.",
        "Normalized is (number − mean) / variance.squareRoot(), with those of its feature.",
        """
        projected: three loops, over the rows, columns and channels of the output. At (y, x) it \
        reads the pixel (y · stride, x · stride) of the input.
        """,
      ],
      block, projected)
  }

  private static var block: ProblemCheck {
    ProblemCheck(
      "block",
      cases: [
        TestCase("one row", [[3, 1]], [[5, -6]], [1, 2], [4, 16]),
        TestCase(
          "two rows of three", [[1, 0, 2], [4, 3, 0.5]], [[-7, 3, 6], [1, -5, 2]], [1, -1, 2],
          [4, 16, 0.25]),
        TestCase("three rows of one", [[0], [2], [1.5]], [[1], [-2], [8]], [2], [9]),
      ],
      draw: { draw in
        let (rows, features) = (draw.size(1...4), draw.size(1...4))
        return (
          draw.rows(rows, features), draw.rows(rows, features), draw.numbers(features),
          (0..<features).map { _ in draw.element(of: [0.25, 4, 9, 16]) }
        )
      },
      right: { sum($0, $1, $2, $3) { max(0, $0 + $1) } },
      workedExample: {
        (place: [Int], input: [[Float]], convolved: [[Float]], mean: [Float], variance: [Float])
          -> Message in
        let (row, feature) = (place.first ?? 0, place.last ?? 0)
        let normalized = (convolved[row][feature] - mean[feature]) / variance[feature].squareRoot()
        let (came, total) = (input[row][feature], normalized + input[row][feature])
        return
          """
          Row \(row), feature \(feature): (\(number(convolved[row][feature])) − \
          \(bracketed(mean[feature]))) / √\(number(variance[feature])) = \(number(normalized)); \
          plus \(bracketed(came)) is \(number(total)); ReLU makes \(number(max(0, total))) of it.
          """
      },
      mistakes: blockMistakes)
  }

  private static var blockMistakes: [Mistake<[[Float]], [[Float]], [[Float]], [Float], [Float]>] {
    [
      Mistake(
        "added-after-relu", "You added after the ReLU",
        """
        ReLU comes last. Before the sum, the block could add nothing negative, and numbers would \
        only grow from block to block.
        """,
        answer: { sum($0, $1, $2, $3) { $0 + max(0, $1) } }),
      Mistake(
        "relu-forgotten", "You left out the ReLU",
        "A ReLU follows the sum: nothing that leaves the block is below 0.",
        answer: { sum($0, $1, $2, $3) { $0 + $1 } }),
      Mistake(
        "multiplied", "You multiplied",
        """
        The input is added: where the convolutions give 0, it gets through as it is. Multiplied \
        it would be gone.
        """,
        answer: { sum($0, $1, $2, $3) { max(0, $0 * $1) } }),
      Mistake(
        "input-forgotten", "You left out the input",
        "Without it this is a plain network: add what came in.",
        answer: { sum($0, $1, $2, $3) { max(0, $1) } }),
      Mistake(
        "not-normalized", "You left out the normalization",
        "What the convolution gives is normalized first, with mean and variance of its feature.",
        answer: { (input: [[Float]], convolved: [[Float]], _: [Float], _: [Float]) -> [[Float]] in
          let (mean, variance) = (convolved[0].map { _ in Float(0) }, convolved[0].map { _ in 1 })
          return sum(input, convolved, mean, variance.map(Float.init)) { max(0, $0 + $1) }
        }),
      Mistake(
        "sum-normalized", "You normalized the sum",
        """
        Then the input is changed by each block it passes. Only what the convolution gives is \
        normalized; the input is added as it came.
        """,
        answer: {
          (input: [[Float]], convolved: [[Float]], mean: [Float], variance: [Float])
            -> [[Float]] in
          let added = zip(input, convolved).map { zip($0, $1).map { $0 + $1 } }
          return sum(input, added, mean, variance) { max(0, $1) }
        }),
      Mistake(
        "by-variance", "You divided by the variance",
        "The deviation is its root.",
        answer: {
          (input: [[Float]], convolved: [[Float]], mean: [Float], variance: [Float])
            -> [[Float]] in
          sum(input, convolved, mean, variance.map { $0 * $0 }) { max(0, $0 + $1) }
        }),
    ]
  }

  private static var projected: ProblemCheck {
    ProblemCheck(
      "projected",
      cases: [
        TestCase("4 × 6 × 2 to 3, stride 2", counting(4, 6, 2), [[1, 0, 2], [-1, 3, 1]], 2),
        TestCase("odd sides, 3 × 5 × 1 to 2", counting(3, 5, 1), [[2, -1]], 2),
        TestCase("stride 3, 7 × 4 × 3 to 4", counting(7, 4, 3), rising(3, 4), 3),
      ],
      draw: { draw in
        let (channels, stride) = (draw.size(1...3), draw.size(1...3))
        return (
          draw.tensor(draw.size(1...7), draw.size(1...6), channels),
          draw.rows(channels, draw.size(1...4)), stride
        )
      },
      right: { (input: Tensor, weights: [[Float]], stride: Int) -> Tensor in
        project(input, weights, stride: stride)
      },
      workedExample: {
        (place: [Int], input: Tensor, weights: [[Float]], stride: Int) -> Message? in
        guard place.count == 3 else {
          let sides = (0..<2).map { axis in
            "⌈\(input.shape[axis]) / \(stride)⌉ = \((input.shape[axis] + stride - 1) / stride)"
          }
          return
            """
            Rows: \(sides[0]), columns: \(sides[1]), channels: \(weights[0].count), one for each \
            column of the weights.
            """
        }
        let (y, x) = (place[0] * stride, place[1] * stride)
        let products = weights.indices.map { (input[y, x, $0], weights[$0][place[2]]) }
        return
          "At \(indexed(place)), from the pixel \(indexed([y, x])): \(productSum(products))."
      },
      mistakes: projectedMistakes)
  }

  private static var projectedMistakes: [Mistake<Tensor, Tensor, [[Float]], Int>] {
    [
      Mistake(
        "stride-forgotten", "You forgot the stride",
        """
        The main branch halves its maps with a stride of 2. What is to be added to them has to \
        skip the same pixels.
        """,
        answer: { (input: Tensor, weights: [[Float]], _: Int) -> Tensor in
          project(input, weights, stride: 1)
        }),
      Mistake(
        "cropped", "You took the upper left corner",
        "It has the right size, but shows a part. Read every pixel at a distance of the stride.",
        answer: { (input: Tensor, weights: [[Float]], stride: Int) -> Tensor in
          let sides = (0..<2).map { (input.shape[$0] + stride - 1) / stride }
          return project(input[0..<sides[0], 0..<sides[1]], weights, stride: 1)
        }),
      Mistake(
        "padded", "You filled up with zeros",
        """
        That is the paper’s option A: the old channels, then zeros. Asked is option B, a \
        convolution by 1 × 1, which makes new channels of all old ones.
        """,
        answer: { (input: Tensor, weights: [[Float]], stride: Int) -> Tensor in
          let identity = weights.indices.map { row in
            weights[0].indices.map { row == $0 ? Float(1) : 0 }
          }
          return project(input, identity, stride: stride)
        }),
      Mistake(
        "averaged", "You averaged the pixels that are skipped",
        """
        Some later networks do so. A convolution by 1 × 1 with a stride reads one pixel of each \
        window and none of the others.
        """,
        answer: { (input: Tensor, weights: [[Float]], stride: Int) -> Tensor in
          project(averages(input, stride), weights, stride: 1)
        }),
      Mistake(
        "floored", "You dropped the last row or column",
        """
        A window of 1 × 1 fits wherever a pixel is: of 5 columns it reads 0, 2 and 4 with a \
        stride of 2. The size is rounded up.
        """,
        answer: { (input: Tensor, weights: [[Float]], stride: Int) -> Tensor in
          let whole = project(input, weights, stride: stride)
          return whole[0..<input.shape[0] / stride, 0..<input.shape[1] / stride]
        }),
      Mistake(
        "channels-apart", "You weighted each channel and did not add up",
        "Each channel of the output is a sum over all channels of the input.",
        answer: { (input: Tensor, weights: [[Float]], stride: Int) -> Tensor in
          let first = weights.indices.map { row in
            weights[0].indices.map { row == $0 % weights.count ? weights[row][$0] : 0 }
          }
          return project(input, first, stride: stride)
        }),
    ]
  }
}

/// Applies a function to each number of the input and the normalized one of the convolution.
private func sum(
  _ input: [[Float]], _ convolved: [[Float]], _ mean: [Float], _ variance: [Float],
  _ combined: (Float, Float) -> Float
) -> [[Float]] {
  zip(input, convolved).map { input, convolved in
    input.indices.map { feature in
      combined(
        input[feature],
        (convolved[feature] - mean[feature]) / variance[feature].squareRoot())
    }
  }
}

/// (H, W, C) times (C, K) at every stride-th pixel.
private func project(_ input: Tensor, _ weights: [[Float]], stride: Int) -> Tensor {
  let (height, width) = (input.shape[0], input.shape[1])
  let filters = weights[0].count
  var scalars: [Float] = []
  for y in Swift.stride(from: 0, to: height, by: stride) {
    for x in Swift.stride(from: 0, to: width, by: stride) {
      for filter in 0..<filters {
        scalars.append(
          weights.indices.reduce(Float(0)) { $0 + input[y, x, $1] * weights[$1][filter] })
      }
    }
  }
  return Tensor(
    shape: [(height + stride - 1) / stride, (width + stride - 1) / stride, filters],
    scalars: scalars)
}

/// The mean of each window of stride × stride, of what of it lies inside.
private func averages(_ input: Tensor, _ stride: Int) -> Tensor {
  let (height, width, channels) = (input.shape[0], input.shape[1], input.shape[2])
  let rows = Swift.stride(from: 0, to: height, by: stride)
  let columns = Swift.stride(from: 0, to: width, by: stride)
  let means = rows.flatMap { y in
    columns.flatMap { x -> [Float] in
      let window = input[y..<min(y + stride, height), x..<min(x + stride, width)]
      return window.mean(axes: [0, 1]).scalars
    }
  }
  return Tensor(
    shape: [(height + stride - 1) / stride, (width + stride - 1) / stride, channels],
    scalars: means)
}

/// 1, 2, 3, … with a change of sign now and then, in a shape.
private func counting(_ shape: Int...) -> Tensor {
  let count = shape.reduce(1, *)
  return Tensor(
    shape: shape,
    scalars: (1...count).map { (place: Int) in Float(place % 5 == 0 ? -place : place) })
}

private func rising(_ rows: Int, _ columns: Int) -> [[Float]] {
  (0..<rows).map { row in (0..<columns).map { Float(row * columns + $0 - 4) } }
}
