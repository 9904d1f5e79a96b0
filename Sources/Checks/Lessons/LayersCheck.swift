// Lesson 13: the layout of a matrix product, and the gradient of overlapping max pooling.

import Exercises
import Formatting
import Tensors

extension ExerciseCheck {
  /// Maps that are not square, so that axes can't be confused; a maximum in several windows; ties.
  static var layers: ExerciseCheck {
    ExerciseCheck(
      lesson: 13, "LayersExercise",
      hints: [
        "maps: which row of the product belongs to picture n and window (y, x)?",
        """
        It is row (n · height + y) · width + x, and the filter is the column. Four loops in the \
        order of the result, n, filter, y, x, append one number each.
        """,
        """
        maxPoolGradient: begin with zeros. For each output find where the largest of its window \
        is.
        """,
        """
        That place gets the output's gradient on top of what it has: += and not =, because another \
        window may have chosen it, too.
        """,
      ],
      maps, maxPoolGradient)
  }

  private static var maps: ProblemCheck {
    ProblemCheck(
      "maps",
      cases: [
        TestCase(
          "one picture, 1 × 2 windows, 3 filters", Tensor([[1, 2, 3], [4, 5, 6]]), 1, 1, 2),
        TestCase("two pictures, 2 × 3 windows, 4 filters", counting(12, 4), 2, 2, 3),
        TestCase("three pictures, 3 × 2 windows, 2 filters", counting(18, 2), 3, 3, 2),
      ],
      draw: { draw in
        let (batch, height, width) = (draw.size(1...3), draw.size(1...4), draw.size(1...4))
        return (draw.tensor(batch * height * width, draw.size(1...4)), batch, height, width)
      },
      right: { laidOut($0, $1, $2, $3) },
      workedExample: {
        (place: [Int], product: Tensor, batch: Int, height: Int, width: Int) -> Message in
        guard place.count == 4 else {
          return "The shape is \(describe([batch, product.shape[1], height, width]))."
        }
        let row = (place[0] * height + place[2]) * width + place[3]
        return "\(indexed(place)) is picture \(place[0]), filter \(place[1]), window "
          + "(\(place[2]), \(place[3])): row \(row) and column \(place[1]) of the product, "
          + "\(number(product[row, place[1]]))."
      },
      mistakes: mapsMistakes)
  }

  private static var maxPoolGradient: ProblemCheck {
    let ones: [[Float]] = [[1, 1], [1, 1]]
    return ProblemCheck(
      "maxPoolGradient",
      cases: [
        TestCase("a 9 in four windows", [[1, 2, 1], [2, 9, 2], [1, 2, 1]], 2, 1, ones),
        TestCase(
          "stride 2", [[1, 5, 2, 0], [0, 3, 7, 1], [4, 0, 1, 6], [2, 8, 0, 3]], 2, 2,
          [[1, 2], [3, 4]]),
        TestCase(
          "equal numbers", [[5, 5, 1], [5, 0, 7], [2, 7, 7]], 2, 1, [[1, 10], [100, 1000]]),
        TestCase("below zero", [[-5, -2, -7], [-3, -4, -1]], 2, 1, [[1, 10]]),
        TestCase(
          "window 3, stride 2",
          [
            [1, 2, 8, 0, 1], [3, 4, 0, 2, 2], [9, 1, 5, 0, 6], [0, 2, 1, 3, 4], [7, 1, 0, 2, 8],
          ], 3, 2, [[1, -2], [3, 5]]),
      ],
      draw: { draw in
        let (window, stride) = (draw.size(1...3), draw.size(1...3))
        let (rows, columns) = (draw.size(1...3), draw.size(1...3))
        return (
          draw.rows(
            (rows - 1) * stride + window + draw.whole(0...stride - 1),
            (columns - 1) * stride + window + draw.whole(0...stride - 1)), window, stride,
          draw.rows(rows, columns)
        )
      },
      right: { gradient($0, $1, $2, $3) },
      workedExample: {
        (place: [Int], input: [[Float]], window: Int, stride: Int, output: [[Float]]) -> Message? in
        guard place.count == 2 else { return nil }
        var parts: [Float] = []
        for (y, row) in output.enumerated() {
          for (x, value) in row.enumerated() {
            var one = zeros(like: output)
            one[y][x] = 1
            if gradient(input, window, stride, one)[place[0]][place[1]] == 1 { parts.append(value) }
          }
        }
        let sum = number(parts.reduce(0, +))
        return switch parts.count {
        case 0: "\(indexed(place)) came out of no window: 0."
        case 1: "\(indexed(place)) came out of one window: \(sum)."
        default:
          "\(indexed(place)) came out of \(parts.count) windows: "
            + "\(parts.map(bracketed).joined(separator: " + ")) = \(sum)."
        }
      },
      mistakes: maxPoolGradientMistakes)
  }

  private static var mapsMistakes: [Mistake<Tensor, Tensor, Int, Int, Int>] {
    [
      Mistake(
        "reshaped-only", "You gave the numbers a new shape and left them where they were",
        """
        In the product the filters of one window stand together; in a map the windows of one \
        filter do. The shape alone moves no number: it takes a transpose.
        """,
        answer: { product, batch, height, width in
          product.reshaped(batch, product.shape[1], height, width)
        }),
      Mistake(
        "channels-last", "You left the filters on the last axis",
        "(N, H, W, FN) is how this library has it. The book's order is (N, FN, H, W).",
        answer: { product, batch, height, width in
          product.reshaped(batch, height, width, product.shape[1])
        }),
      Mistake(
        "turned-maps", "You exchanged height and width",
        "(N, FN, H, W): the rows come before the columns.",
        then: { try permuted($0, [0, 1, 3, 2]) }),
      Mistake(
        "planes-transposed", "You wrote each map down column by column",
        """
        In a map the windows stand as one reads: y is the loop outside, x the one \
        inside.
        """,
        then: { try permuted($0, [0, 1, 3, 2]).reshaped(to: $0.shape) }),
      Mistake(
        "windows-downwards", "You took the windows to go column by column",
        """
        In the product they stand as one reads: window (y, x) of picture n is row \
        (n · height + y) · width + x.
        """,
        answer: { product, batch, height, width in
          product.reshaped(batch, width, height, product.shape[1])
            .transposed(permutation: [0, 3, 2, 1])
        }),
      Mistake(
        "filters-in-front", "You put the filters in front of the pictures",
        "The book’s order is (N, FN, H, W): the pictures come first.",
        then: { try permuted($0, [1, 0, 2, 3]) }),
      Mistake(
        "filters-outermost", "You went through the filters first, then through the pictures",
        """
        The shape is right, but the numbers stand filter by filter. The loop over \
        pictures is the outermost.
        """,
        then: { try permuted($0, [1, 0, 2, 3]).reshaped(to: $0.shape) }),
      Mistake(
        "between-the-sides", "You put the filters between height and width",
        "(N, FN, H, W): the filters come behind the pictures.",
        answer: { product, batch, height, width in
          product.reshaped(batch, height, width, product.shape[1])
            .transposed(permutation: [0, 1, 3, 2])
        }),
    ]
  }

  private static var maxPoolGradientMistakes: [Mistake<[[Float]], [[Float]], Int, Int, [[Float]]>] {
    [
      Mistake(
        "overwritten", "You wrote = where += belongs",
        """
        The same number can be the largest of several windows. Then it answers for all of them, \
        and their gradients add up.
        """,
        workedExample: { input, window, stride, output in
          let right = gradient(input, window, stride, output)
          let wrong = gradient(input, window, stride, output) { _, new in new }
          for y in right.indices {
            for x in right[y].indices where right[y][x] != wrong[y][x] {
              return "At [\(y), \(x)] yours is \(number(wrong[y][x])), the last of its windows; "
                + "all of them together make \(number(right[y][x]))."
            }
          }
          return "Here no number is the largest of two windows."
        },
        answer: { gradient($0, $1, $2, $3) { _, new in new } }),
      Mistake(
        "shared-out", "You gave every number of a window its share",
        "That is the way back of a mean. Of a maximum only the largest had any influence.",
        answer: { input, window, stride, output in
          var result = zeros(like: input)
          for (y, row) in output.enumerated() {
            for (x, value) in row.enumerated() {
              for i in 0..<window {
                for j in 0..<window {
                  result[y * stride + i][x * stride + j] += value / Float(window * window)
                }
              }
            }
          }
          return result
        }),
      Mistake(
        "last-of-equals", "Of equal numbers you took the last",
        """
        The task asks for the first: replace the largest only when a number is above it, not \
        equal.
        """,
        answer: { gradient($0, $1, $2, $3, takesLast: true) }),
      Mistake(
        "all-equals", "You gave the gradient to every number that equals the largest",
        "Only one of them came out of the window; here it is the first.",
        answer: { gradient($0, $1, $2, $3, takesAll: true) }),
      Mistake(
        "stride-ignored", "You moved the windows by one",
        "Output (y, x) belongs to the window that begins at (y · stride, x · stride).",
        given: { ($0, $1, 1, $3) }),
      Mistake(
        "starts-at-zero", "Your maximum begins at 0",
        """
        In a window of negative numbers no number is above 0, and the first one \
        gets the gradient. Begin with the window’s first number, or with \
        −Float.infinity.
        """,
        answer: { input, window, stride, output in
          gradient(each(input) { max(0, $0) }, window, stride, output)
        }),
      Mistake(
        "starts-at-zero-in-the-corner", "Your maximum begins at 0, and its place at [0, 0]",
        """
        In a window of negative numbers no number is above 0, and the picture’s \
        corner gets the gradient. Begin with −Float.infinity.
        """,
        answer: { input, window, stride, output in
          gradient(input, window, stride, output, cornerUnlessPositive: true)
        }),
      Mistake(
        "smallest", "You gave the gradient to the smallest number",
        "The largest came out of the window.",
        given: { (each($0) { 0 - $0 }, $1, $2, $3) }),
      Mistake(
        "whole-window", "You gave every number of a window its whole gradient",
        "Of a maximum only the largest had any influence.",
        answer: { input, window, stride, output in
          var result = zeros(like: input)
          for (y, row) in output.enumerated() {
            for (x, value) in row.enumerated() {
              for i in y * stride..<y * stride + window {
                for j in x * stride..<x * stride + window { result[i][j] += value }
              }
            }
          }
          return result
        }),
      Mistake(
        "gradient-forgotten", "You counted windows instead of adding up their gradients",
        "Each window brings the gradient of its own output, not 1.",
        given: { ($0, $1, $2, each($3) { _ in 1 }) }),
      Mistake(
        "multiplied", "You multiplied the gradient by the number itself",
        "The largest number came out as it was: its gradient is handed on as it is.",
        answer: { input, window, stride, output in
          let result = gradient(input, window, stride, output)
          return input.indices.map { y in input[y].indices.map { input[y][$0] * result[y][$0] } }
        }),
    ]
  }
}

private func counting(_ shape: Int...) -> Tensor {
  Tensor(shape: shape, scalars: (0..<shape.reduce(1, *)).map(Float.init))
}

private func laidOut(_ product: Tensor, _ batch: Int, _ height: Int, _ width: Int) -> Tensor {
  product.reshaped(batch, height, width, product.shape[1]).transposed(permutation: [0, 3, 1, 2])
}

/// - Parameter combine: combines a gradient so far with the next one.
private func gradient(
  _ input: [[Float]], _ window: Int, _ stride: Int, _ output: [[Float]], takesLast: Bool = false,
  takesAll: Bool = false, cornerUnlessPositive: Bool = false,
  _ combine: (Float, Float) -> Float = { $0 + $1 }
) -> [[Float]] {
  var result = zeros(like: input)
  for (y, row) in output.enumerated() {
    for (x, value) in row.enumerated() {
      let places = (0..<window).flatMap { i in
        (0..<window).map { (y * stride + i, x * stride + $0) }
      }
      let largest = places.map { input[$0.0][$0.1] }.max() ?? 0
      var chosen = places.filter { input[$0.0][$0.1] == largest }
      if cornerUnlessPositive, largest <= 0 { chosen = [(0, 0)] }
      for (i, j) in takesAll ? chosen : takesLast ? chosen.suffix(1) : Array(chosen.prefix(1)) {
        result[i][j] = combine(result[i][j], value)
      }
    }
  }
  return result
}
