// Lesson 15: the two gradients of a convolution, and what is often left out of them.

import Exercises
import Formatting

extension ExerciseCheck {
  /// Windows that overlap and windows that skip; filters without symmetry.
  static var backpropagation: ExerciseCheck {
    ExerciseCheck(
      lesson: 15, "BackpropagationExercise",
      hints: [
        """
        Write the way forward down: out[y][x] = Σ input[y·s + i][x·s + j] · filter[i][j]. Each \
        product is a path back.
        """,
        """
        filterGradient: the weight (i, j) took part at every place (y, x), multiplied by \
        input[y·s + i][x·s + j]. So add up outputGradient[y][x] times that.
        """,
        """
        inputGradient: begin with zeros. For each place and each weight add outputGradient[y][x] · \
        filter[i][j] at (y·s + i, x·s + j).
        """,
      ],
      filterGradient, inputGradient)
  }

  private static var filterGradient: ProblemCheck {
    ProblemCheck(
      "filterGradient",
      cases: [
        TestCase(
          "3 × 3, filter 2 × 2", [[1, 2, 0], [3, -1, 4], [0, 5, 2]], [[1, 2], [-1, 3]], 1),
        TestCase(
          "stride 2",
          [
            [1, 2, 0, 1, 3], [3, -1, 4, 2, 0], [0, 5, 2, 1, 1], [2, 0, 1, 4, 6], [1, 1, 3, 0, 2],
          ], [[1, -2], [3, 1]], 2),
        TestCase("one place", [[2, 3], [4, 5]], [[2]], 1),
      ],
      draw: { draw in
        let stride = draw.size(1...3)
        let (rows, columns) = (draw.size(1...3), draw.size(1...4))
        let (height, width) = (draw.size(1...3), draw.size(1...4))
        return (
          draw.rows((rows - 1) * stride + height, (columns - 1) * stride + width),
          draw.rows(rows, columns), stride
        )
      },
      right: { (input: [[Float]], outputGradient: [[Float]], stride: Int) -> [[Float]] in
        filterSums(input, outputGradient, stride)
      },
      workedExample: {
        (place: [Int], input: [[Float]], output: [[Float]], stride: Int) -> Message in
        let (i, j) = place.count == 2 ? (place[0], place[1]) : (0, 0)
        let pairs = output.indices.flatMap { y in
          output[y].indices.map { (output[y][$0], input[y * stride + i][$0 * stride + j]) }
        }
        return "Weight [\(i), \(j)]: \(productSum(pairs))."
      },
      mistakes: filterGradientMistakes)
  }

  private static var inputGradient: ProblemCheck {
    ProblemCheck(
      "inputGradient",
      cases: [
        TestCase("3 × 3, filter 2 × 2", 3, 3, [[1, 2], [3, 5]], [[1, 2], [-1, 3]], 1),
        TestCase("stride 2", 5, 5, [[1, 0, 2], [-1, 3, 0], [4, 1, 1]], [[1, -2], [3, 1]], 2),
        TestCase("rows left over", 3, 4, [[2, -1], [0, 3]], [[4, 5]], 2),
      ],
      draw: { draw in
        let stride = draw.size(1...3)
        let (rows, columns) = (draw.size(1...3), draw.size(1...4))
        let (height, width) = (draw.size(1...3), draw.size(1...3))
        return (
          (rows - 1) * stride + height + draw.whole(0...stride - 1),
          (columns - 1) * stride + width + draw.whole(0...stride - 1),
          draw.rows(height, width), draw.rows(rows, columns), stride
        )
      },
      right: {
        (height: Int, width: Int, filter: [[Float]], outputGradient: [[Float]], stride: Int)
          -> [[Float]] in
        inputSums(height, width, filter, outputGradient, stride)
      },
      workedExample: {
        (place: [Int], _: Int, _: Int, filter: [[Float]], output: [[Float]], stride: Int) -> Message
        in
        let (y, x) = place.count == 2 ? (place[0], place[1]) : (0, 0)
        var pairs: [(Float, Float)] = []
        for (row, values) in output.enumerated() {
          for (column, value) in values.enumerated() {
            let (i, j) = (y - row * stride, x - column * stride)
            if filter.indices.contains(i), filter[i].indices.contains(j) {
              pairs.append((value, filter[i][j]))
            }
          }
        }
        let sum = pairs.isEmpty ? "0" : productSum(pairs)
        return Message(
          pairs.count, "[\(y), \(x)] lies under \(pairs.count) window: \(sum).",
          "[\(y), \(x)] lies under \(pairs.count) windows: \(sum).")
      },
      mistakes: inputGradientMistakes)
  }

  private static var filterGradientMistakes: [Mistake<[[Float]], [[Float]], [[Float]], Int>] {
    [
      Mistake(
        "filter-stride-ignored", "You moved the windows by one",
        "Output (y, x) came from the window that begins at (y · stride, x · stride).",
        answer: { (input: [[Float]], outputGradient: [[Float]], stride: Int) -> [[Float]] in
          filterSums(input, outputGradient, stride, step: 1)
        }),
      Mistake(
        "filter-overwritten", "You wrote = where += belongs",
        "A weight took part at every place: what it did there adds up.",
        answer: { filterSums($0, $1, $2) { _, new in new } }),
      Mistake(
        "filter-mean", "You took the mean over the places",
        "A weight’s gradient is the sum over all places where it was used.",
        answer: { (input: [[Float]], output: [[Float]], stride: Int) -> [[Float]] in
          filterSums(input, output, stride).map {
            $0.map { $0 / Float(output.count * output[0].count) }
          }
        }),
      Mistake(
        "filter-turned", "You turned the filter’s gradient",
        "The filter was not turned on the way forward, and so its gradient is not turned either.",
        then: turned),
      Mistake(
        "filter-densely", "You slid the gradient over the input one step at a time",
        """
        With a stride the outputs belong to places that lie apart: window (y, x) \
        begins at (y · stride, x · stride), and the filter is smaller.
        """,
        answer: { input, output, _ in correlated(input, output) }),
      Mistake(
        "gradient-turned", "You turned the gradient",
        """
        Output (y, x) met the window at (y, x): the gradient slides over the input \
        as it is.
        """,
        given: { ($0, turned($1), $2) }),
      Mistake(
        "gradient-left-out", "You added up inputs without the gradient",
        "Each input counts as much as the gradient of the output it went into.",
        given: { ($0, each($1) { _ in 1 }, $2) }),
      Mistake(
        "input-left-out", "You added up gradients without the inputs",
        "A weight’s influence on an output is the input it was multiplied by.",
        given: { (each($0) { _ in 1 }, $1, $2) }),
      Mistake(
        "filter-transposed", "Rows and columns of your gradient are exchanged",
        "It has the filter’s rows and columns: i goes with y, and j goes with x.",
        then: transposed),
      Mistake(
        "filter-uphill", "You turned the sign",
        "The gradient itself is asked for; the step against it comes later.",
        then: { each($0) { 0 - $0 } }),
    ]
  }

  private static var inputGradientMistakes:
    [Mistake<[[Float]], Int, Int, [[Float]], [[Float]], Int>]
  {
    [
      Mistake(
        "filter-not-turned", "Your filter lies the wrong way round, by 180°",
        """
        There are two ways back. Handed back along its products, output (y, x) reaches \
        (y · stride + i, x · stride + j) by filter[i][j], which is not turned. Slid over the \
        gradient, the filter is turned by 180°. One way with the other’s filter gives these \
        numbers.
        """,
        given: { ($0, $1, turned($2), $3, $4) }),
      Mistake(
        "input-overwritten", "You wrote = where += belongs",
        "A number lies under several windows, and answers for all of them.",
        answer: { inputSums($0, $1, $2, $3, $4) { _, new in new } }),
      Mistake(
        "input-stride-ignored", "You moved the windows by one",
        "The window of output (y, x) begins at (y · stride, x · stride).",
        given: { height, width, filter, outputGradient, _ in
          (height, width, filter, outputGradient, 1)
        }),
      Mistake(
        "filter-left-out", "You added up gradients without the weights",
        "An input’s influence on an output is the weight it was multiplied by.",
        given: { ($0, $1, each($2) { _ in 1 }, $3, $4) }),
      Mistake(
        "output-gradient-left-out", "You added up weights without the gradients",
        "Each weight counts as much as the gradient of the output it led to.",
        given: { ($0, $1, $2, each($3) { _ in 1 }, $4) }),
      Mistake(
        "filter-rows-for-columns", "You took the filter’s rows for its columns",
        "filter[i][j] is row i, column j: i goes with y, and j goes with x.",
        leavesArray: true,
        given: { height, width, filter, output, stride in
          guard filter.count == filter[0].count else { throw NoAnswer() }
          return (height, width, transposed(filter), output, stride)
        }),
      Mistake(
        "input-uphill", "You turned the sign",
        "The gradient itself is asked for; the step against it comes later.",
        then: { each($0) { 0 - $0 } }),
      Mistake(
        "input-transposed", "Rows and columns of your gradient are exchanged",
        "It has as many rows as the input is high, and i goes with y, j with x.",
        then: transposed),
      Mistake(
        "input-gradient-turned", "Your gradient stands on its head",
        "The gradient of number (y, x) stands at [y][x].",
        then: turned),
    ]
  }
}

/// - Parameters:
///   - step: how far windows move; nil means the stride.
///   - combine: combines the sum so far with the next product.
private func filterSums(
  _ input: [[Float]], _ output: [[Float]], _ stride: Int, step: Int? = nil,
  _ combine: (Float, Float) -> Float = { $0 + $1 }
) -> [[Float]] {
  let height = input.count - (output.count - 1) * stride
  let width = input[0].count - (output[0].count - 1) * stride
  let step = step ?? stride
  return (0..<height).map { i in
    (0..<width).map { j in
      var sum: Float = 0
      for (y, row) in output.enumerated() {
        for (x, value) in row.enumerated() {
          sum = combine(sum, value * input[y * step + i][x * step + j])
        }
      }
      return sum
    }
  }
}

private func inputSums(
  _ height: Int, _ width: Int, _ filter: [[Float]], _ output: [[Float]], _ stride: Int,
  _ combine: (Float, Float) -> Float = { $0 + $1 }
) -> [[Float]] {
  var result = [[Float]](repeating: [Float](repeating: 0, count: width), count: height)
  for (y, row) in output.enumerated() {
    for (x, value) in row.enumerated() {
      for (i, weights) in filter.enumerated() {
        for (j, weight) in weights.enumerated() {
          let (row, column) = (y * stride + i, x * stride + j)
          result[row][column] = combine(result[row][column], value * weight)
        }
      }
    }
  }
  return result
}
