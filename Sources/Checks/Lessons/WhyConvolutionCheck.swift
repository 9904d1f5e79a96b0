// Lesson 4: the parameters of dense layers, and ReLU between two of them.

import Exercises
import Formatting

extension ExerciseCheck {
  /// The layer from 28 · 28 to 100 first; then inputs that make hidden numbers negative.
  static var whyConvolution: ExerciseCheck {
    ExerciseCheck(
      lesson: 4, "WhyConvolutionExercise",
      hints: [
        "parameters: each output has a weight for every number that goes in, and one number more.",
        """
        twoLayers: a row of the weights belongs to one output: multiply it with the input, number \
        by number, and add up.
        """,
        """
        Write a function that multiplies rows of weights by a vector, and use it twice; between \
        the two, max(0, …) for each hidden number.
        """,
      ],
      parameters, twoLayers)
  }

  private static var parameters: ProblemCheck {
    ProblemCheck(
      "parameters",
      cases: [
        TestCase("a digit to 100", 28, 28, 1, 100),
        TestCase("a photo to 100", 224, 224, 3, 100),
        TestCase("4 × 5 in colour to 7", 4, 5, 3, 7),
      ],
      draw: { ($0.size(1...40), $0.size(1...40), $0.size(1...4), $0.size(1...50)) },
      right: { (height: Int, width: Int, channels: Int, outputs: Int) -> Int in
        height * width * channels * outputs + outputs
      },
      workedExample: {
        (_: [Int], height: Int, width: Int, channels: Int, outputs: Int) -> Message in
        let inputs = height * width * channels
        return
          """
          \(height) · \(width) · \(channels) = \(whole(inputs)) inputs: \(whole(inputs)) · \
          \(outputs) weights and \(outputs) biases make \(whole(inputs * outputs + outputs)).
          """
      },
      mistakes: parametersMistakes)
  }

  private static var twoLayers: ProblemCheck {
    ProblemCheck(
      "twoLayers",
      cases: [
        TestCase("two hidden, both ways", [2, 3], [[1, -2], [-1, 4]], [[5, -1], [-2, -2]]),
        TestCase("two, two, one", [1, 2], [[1, 1], [1, -1]], [[1, 1]]),
        TestCase("three, two, two", [1, -1, 2], [[2, 0, 1], [1, 1, -3]], [[1, 2], [-3, 1]]),
      ],
      draw: { draw in
        let (inputs, hidden) = (draw.size(1...4), draw.size(1...5))
        return (
          draw.numbers(inputs), draw.rows(hidden, inputs), draw.rows(draw.size(1...4), hidden)
        )
      },
      right: { times($2, times($1, $0).map { max(0, $0) }) },
      workedExample: {
        (place: [Int], input: [Float], first: [[Float]], second: [[Float]]) -> Message in
        let hidden = times(first, input)
        let output = place.first ?? 0
        let pairs = Array(zip(hidden.map { max(0, $0) }, second[output]))
        return
          """
          The hidden numbers are \(listed(hidden)), with max(0, …) \(listed(pairs.map(\.0))). \
          Output \(output): \(productSum(pairs)).
          """
      },
      mistakes: twoLayersMistakes)
  }

  private static var parametersMistakes: [Mistake<Int, Int, Int, Int, Int>] {
    [
      Mistake(
        "no-bias", "You forgot the biases",
        "Each output has one number more than weights, which is added to its sum.",
        workedExample: { (height: Int, width: Int, channels: Int, outputs: Int) -> Message in
          """
          \(height * width * channels) · \(outputs) = \(height * width * channels * outputs), \
          and \(outputs) biases.
          """
        },
        answer: { (height: Int, width: Int, channels: Int, outputs: Int) -> Int in
          height * width * channels * outputs
        }),
      Mistake(
        "one-bias", "You gave the layer a single bias",
        "Each output has a bias of its own.",
        answer: { (height: Int, width: Int, channels: Int, outputs: Int) -> Int in
          height * width * channels * outputs + 1
        }),
      Mistake(
        "bias-for-inputs", "You gave each input a bias",
        "A bias is added to a sum, and there is a sum for each output.",
        answer: { (height: Int, width: Int, channels: Int, outputs: Int) -> Int in
          height * width * channels * (outputs + 1)
        }),
      Mistake(
        "channels-forgotten", "You forgot the channels",
        "A colour picture has three numbers at each place, and each has a weight.",
        given: { ($0, $1, 1, $3) }),
      Mistake(
        "one-side", "You left out the width",
        "Every pixel counts: rows times columns.",
        given: { ($0, 1, $2, $3) }),
      Mistake(
        "one-output", "You counted one output",
        "Each output has weights of its own for everything that goes in, and a bias.",
        given: { height, width, channels, _ in (height, width, channels, 1) }),
      Mistake(
        "other-side", "You left out the height",
        "Every pixel counts: rows times columns.",
        given: { (1, $1, $2, $3) }),
      Mistake(
        "sides-added", "You added height and width",
        "A picture has rows times columns pixels.",
        given: { ($0 + $1, 1, $2, $3) }),
      Mistake(
        "bias-for-channels", "You gave each channel a bias",
        "A bias is added to a sum, and there is a sum for each output.",
        answer: { ($0 * $1 * $3 + $3) * $2 }),
    ]
  }

  private static var twoLayersMistakes: [Mistake<[Float], [Float], [[Float]], [[Float]]>] {
    [
      Mistake(
        "no-max", "You left out max(0, …)",
        """
        Two matrices in a row are one matrix. What makes two layers more than one is that \
        something happens between them.
        """,
        answer: { (input: [Float], first: [[Float]], second: [[Float]]) -> [Float] in
          times(second, times(first, input))
        }),
      Mistake(
        "max-at-the-end", "You took max(0, …) at the end",
        "It belongs between the layers, on the hidden numbers; the outputs may be negative.",
        answer: { times($2, times($1, $0)).map { max(0, $0) } }),
      Mistake(
        "max-twice", "You took max(0, …) after both layers",
        "Only the hidden numbers go through it; the outputs may be negative.",
        answer: { times($2, times($1, $0).map { max(0, $0) }).map { max(0, $0) } }),
      Mistake(
        "absolute", "You took the absolute value",
        "max(0, −3) is 0, not 3.",
        answer: { times($2, times($1, $0).map { abs($0) }) }),
      Mistake(
        "overwritten", "You wrote = where += belongs",
        "Then only the last product is left of each sum. All of them count.",
        given: { ($0, $1.map(lastOnly), $2.map(lastOnly)) }),
      Mistake(
        "overwritten-second", "You wrote = where += belongs in the second layer",
        "Then only the last product is left of each sum. All of them count.",
        given: { ($0, $1, $2.map(lastOnly)) }),
      Mistake(
        "overwritten-first", "You wrote = where += belongs in the first layer",
        "Then only the last product is left of each sum. All of them count.",
        given: { ($0, $1.map(lastOnly), $2) }),
      Mistake(
        "first-transposed", "You took the first weights’ rows for their columns",
        """
        first[h] is the row of weights of hidden number h, first[h][i] its weight \
        for input i.
        """,
        leavesArray: true,
        given: { try ($0, square($1), $2) }),
      Mistake(
        "second-transposed", "You took the second weights’ rows for their columns",
        """
        second[o] is the row of weights of output o, second[o][h] its weight for \
        hidden number h.
        """,
        leavesArray: true,
        given: { try ($0, $1, square($2)) }),
      Mistake(
        "one-layer", "You returned the hidden numbers",
        """
        Behind them comes a second layer: a number for each row of the second \
        weights.
        """,
        answer: { input, first, _ in times(first, input).map { max(0, $0) } }),
      Mistake(
        "max-on-the-input", "You took max(0, …) of the input",
        "It belongs behind the first layer, on the hidden numbers.",
        answer: { times($2, times($1, $0.map { max(0, $0) })) }),
      Mistake(
        "max-on-products", "You took max(0, …) of each product",
        "A hidden number is the sum of all its products, and only then goes through max(0, …).",
        answer: { input, first, second in times(second, positiveProducts(first, input)) }),
      Mistake(
        "max-on-all-products", "You took max(0, …) of each product, in both layers",
        "It comes once: behind the sum of a hidden number. Outputs may be negative.",
        answer: { input, first, second in
          positiveProducts(second, positiveProducts(first, input))
        }),
      Mistake(
        "min", "You kept what is below zero",
        "max(0, x) makes 0 of negative numbers; min(0, x) of positive ones.",
        answer: { times($2, times($1, $0).map { min(0, $0) }) }),
      Mistake(
        "sum-not-reset", "Your sum goes on from one number to the next",
        """
        Each hidden number and each output has a sum of its own: set it to 0 \
        inside the loop.
        """,
        answer: { input, first, second in
          running(times(second, running(times(first, input)).map { max(0, $0) }))
        }),
      Mistake(
        "weights-summed", "You added up the weights without the numbers they belong to",
        "Each weight is multiplied by its number before the products are added up.",
        given: { (input: [Float], first: [[Float]], second: [[Float]]) in
          (input.map { _ in 1 }, first, second)
        }),
    ]
  }
}

/// All weights but the last made 0.
private func lastOnly(_ row: [Float]) -> [Float] {
  row.indices.map { $0 == row.count - 1 ? row[$0] : 0 }
}

/// Rows for columns; throws where there are not as many of both.
private func square(_ weights: [[Float]]) throws -> [[Float]] {
  guard weights.count == weights[0].count else { throw NoAnswer() }
  return transposed(weights)
}

/// Sums of all numbers so far.
private func running(_ numbers: [Float]) -> [Float] {
  var sum: Float = 0
  return numbers.map {
    sum += $0
    return sum
  }
}

/// The sums of the products above zero.
private func positiveProducts(_ weights: [[Float]], _ numbers: [Float]) -> [Float] {
  weights.map { row in zip(row, numbers).reduce(0) { $0 + max(0, $1.0 * $1.1) } }
}

private func times(_ weights: [[Float]], _ numbers: [Float]) -> [Float] {
  weights.map { row in zip(row, numbers).reduce(0) { $0 + $1.0 * $1.1 } }
}
