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
      mistakes: [
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
          answer: { laidOut($0, $1, $2, $3).transposed(permutation: [0, 1, 3, 2]) }),
      ])
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
        TestCase(
          "window 3, stride 2",
          [
            [1, 2, 8, 0, 1], [3, 4, 0, 2, 2], [9, 1, 5, 0, 6], [0, 2, 1, 3, 4], [7, 1, 0, 2, 8],
          ], 3, 2, [[1, -2], [3, 5]]),
      ],
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
      mistakes: [
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
          answer: { input, window, _, output in gradient(input, window, 1, output) }),
      ])
  }
}

private func counting(_ shape: Int...) -> Tensor {
  Tensor(shape: shape, scalars: (0..<shape.reduce(1, *)).map(Float.init))
}

private func laidOut(_ product: Tensor, _ batch: Int, _ height: Int, _ width: Int) -> Tensor {
  product.reshaped(batch, height, width, product.shape[1]).transposed(permutation: [0, 3, 1, 2])
}

private func zeros(like rows: [[Float]]) -> [[Float]] { rows.map { $0.map { _ in 0 } } }

/// - Parameter combine: combines a gradient so far with the next one.
private func gradient(
  _ input: [[Float]], _ window: Int, _ stride: Int, _ output: [[Float]], takesLast: Bool = false,
  takesAll: Bool = false, _ combine: (Float, Float) -> Float = { $0 + $1 }
) -> [[Float]] {
  var result = zeros(like: input)
  for (y, row) in output.enumerated() {
    for (x, value) in row.enumerated() {
      let places = (0..<window).flatMap { i in
        (0..<window).map { (y * stride + i, x * stride + $0) }
      }
      let largest = places.map { input[$0.0][$0.1] }.max() ?? 0
      let chosen = places.filter { input[$0.0][$0.1] == largest }
      for (i, j) in takesAll ? chosen : takesLast ? chosen.suffix(1) : Array(chosen.prefix(1)) {
        result[i][j] = combine(result[i][j], value)
      }
    }
  }
  return result
}
