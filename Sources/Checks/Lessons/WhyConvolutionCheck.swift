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
      mistakes: [
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
          answer: { (height: Int, width: Int, _: Int, outputs: Int) -> Int in
            (height * width + 1) * outputs
          }),
        Mistake(
          "one-side", "You left out the width",
          "Every pixel counts: rows times columns.",
          answer: { (height: Int, _: Int, channels: Int, outputs: Int) -> Int in
            (height * channels + 1) * outputs
          }),
      ])
  }

  private static var twoLayers: ProblemCheck {
    ProblemCheck(
      "twoLayers",
      cases: [
        TestCase("two, two, one", [1, 2], [[1, 1], [1, -1]], [[1, 1]]),
        TestCase("three, two, two", [1, -1, 2], [[2, 0, 1], [1, 1, -3]], [[1, 2], [-3, 1]]),
        TestCase("two hidden, both ways", [2, 3], [[1, -2], [-1, 4]], [[5, -1], [-2, -2]]),
      ],
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
      mistakes: [
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
      ])
  }
}

private func times(_ weights: [[Float]], _ numbers: [Float]) -> [Float] {
  weights.map { row in zip(row, numbers).reduce(0) { $0 + $1.0 * $1.1 } }
}
