// Lesson 23: receptive fields and weights of stacked convolutions.

import Exercises
import Formatting

extension ExerciseCheck {
  /// Three 3 × 3; stacks with strides; unequal windows.
  static var vgg: ExerciseCheck {
    ExerciseCheck(
      lesson: 23, "VGGExercise",
      hints: [
        """
        receptiveField: begin with 1. Each layer adds window − 1, times the distance between two \
        neighbours of the layer before.
        """,
        """
        That distance, the jump, is 1 at first and is multiplied by each layer’s stride, behind \
        it.
        """,
        "weights: each filter reads all channels, and there are as many filters as channels.",
      ],
      receptiveField, weights)
  }

  private static var receptiveField: ProblemCheck {
    ProblemCheck(
      "receptiveField",
      cases: [
        TestCase("three 3 × 3", [3, 3, 3], [1, 1, 1]),
        TestCase("a pool between", [3, 3, 2, 3], [1, 1, 2, 1]),
        TestCase("AlexNet’s beginning", [11, 3, 5], [4, 2, 1]),
      ],
      right: { (windows: [Int], strides: [Int]) -> Int in
        seen(windows, strides)
      },
      workedExample: { (_: [Int], windows: [Int], strides: [Int]) -> Message in
        var (jump, terms) = (1, [("1", 1)])
        for (window, stride) in zip(windows, strides) {
          terms.append(("\(window - 1) · \(jump)", (window - 1) * jump))
          jump *= stride
        }
        return
          """
          Window less 1, times the jump so far: \
          \(termSum(terms.map { (text: $0.0, value: $0.1) })).
          """
      },
      mistakes: [
        Mistake(
          "summed", "You added up the windows",
          "Neighbouring windows overlap: each layer adds its window less 1.",
          workedExample: { (windows: [Int], _: [Int]) -> Message in
            let added = windows.map { "\($0 - 1)" }.joined(separator: " + ")
            return "1 + \(added) while the strides are 1."
          },
          answer: { (windows: [Int], _: [Int]) -> Int in
            windows.reduce(0, +)
          }),
        Mistake(
          "strides-ignored", "You left out the strides",
          "Behind a stride of 2 neighbours are twice as far apart, and so is what they see.",
          answer: { (windows: [Int], _: [Int]) -> Int in
            seen(windows, windows.map { _ in 1 })
          }),
        Mistake(
          "own-stride-first", "You multiplied by the layer’s own stride too early",
          "A layer’s stride spreads the layers behind it, not itself.",
          answer: { (windows: [Int], strides: [Int]) -> Int in
            early(windows, strides)
          }),
        Mistake(
          "multiplied", "You multiplied the windows",
          "Windows overlap; they don’t tile. Three of 3 see 7, not 27.",
          answer: { (windows: [Int], _: [Int]) -> Int in
            windows.reduce(1, *)
          }),
      ])
  }

  private static var weights: ProblemCheck {
    ProblemCheck(
      "weights",
      cases: [
        TestCase("three of 3 × 3, C = 64", 3, 3, 64),
        TestCase("one of 7 × 7, C = 64", 7, 1, 64),
        TestCase("two of 5 × 5, C = 3", 5, 2, 3),
      ],
      right: { (window: Int, layers: Int, channels: Int) -> Int in
        window * window * layers * channels * channels
      },
      workedExample: { (_: [Int], window: Int, layers: Int, channels: Int) -> Message in
        """
        \(layers) · \(window) · \(window) · \(channels) · \(channels) = \
        \(whole(layers * window * window * channels * channels)).
        """
      },
      mistakes: [
        Mistake(
          "one-layer", "You counted one layer",
          "All layers of the stack have weights: 3 · 9 C² = 27 C².",
          answer: { (window: Int, _: Int, channels: Int) -> Int in
            window * window * channels * channels
          }),
        Mistake(
          "channels-once", "You counted the channels once",
          "Each of C filters reads C channels: C².",
          answer: { (window: Int, layers: Int, channels: Int) -> Int in
            window * window * layers * channels
          }),
        Mistake(
          "window-once", "You counted one row of each filter",
          "A filter of 3 × 3 has nine weights for a channel.",
          answer: { (window: Int, layers: Int, channels: Int) -> Int in
            window * layers * channels * channels
          }),
        Mistake(
          "with-biases", "You counted the biases",
          "They were left out on purpose: beside the weights they are few.",
          answer: { (window: Int, layers: Int, channels: Int) -> Int in
            window * window * layers * channels * channels + layers * channels
          }),
      ])
  }
}

private func seen(_ windows: [Int], _ strides: [Int]) -> Int {
  zip(windows, strides).reduce((size: 1, jump: 1)) { field, layer in
    (field.size + (layer.0 - 1) * field.jump, field.jump * layer.1)
  }.size
}

private func early(_ windows: [Int], _ strides: [Int]) -> Int {
  zip(windows, strides).reduce((size: 1, jump: 1)) { field, layer in
    (field.size + (layer.0 - 1) * field.jump * layer.1, field.jump * layer.1)
  }.size
}
