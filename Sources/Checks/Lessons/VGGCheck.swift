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
      draw: { draw in
        let layers = draw.size(1...5)
        return (draw.sizes(layers, 1...7), draw.sizes(layers, 1...4))
      },
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
      mistakes: receptiveFieldMistakes)
  }

  private static var weights: ProblemCheck {
    ProblemCheck(
      "weights",
      cases: [
        TestCase("three of 3 × 3, C = 64", 3, 3, 64),
        TestCase("one of 7 × 7, C = 64", 7, 1, 64),
        TestCase("two of 5 × 5, C = 3", 5, 2, 3),
      ],
      draw: { ($0.size(1...7), $0.size(1...6), $0.size(1...64)) },
      right: { (window: Int, layers: Int, channels: Int) -> Int in
        window * window * layers * channels * channels
      },
      workedExample: { (_: [Int], window: Int, layers: Int, channels: Int) -> Message in
        """
        \(layers) · \(window) · \(window) · \(channels) · \(channels) = \
        \(whole(layers * window * window * channels * channels)).
        """
      },
      mistakes: weightsMistakes)
  }

  private static var receptiveFieldMistakes: [Mistake<Int, [Int], [Int]>] {
    [
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
        given: { ($0, $1.map { _ in 1 }) }),
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
      Mistake(
        "one-forgotten", "You forgot the 1 to begin with",
        "Without any layer a number sees itself: one pixel.",
        then: { $0 - 1 }),
      Mistake(
        "from-the-end", "You went through the layers from the end",
        "The strides in front of a layer spread its window, those behind it don’t.",
        given: { ($0.reversed(), $1.reversed()) }),
      Mistake(
        "one-stride-only", "You took the stride of the layer before, not all of them",
        "Strides multiply: behind two strides of 2 neighbours lie 4 pixels apart.",
        answer: { windows, strides in
          windows.indices.reduce(1) {
            $0 + (windows[$1] - 1) * ($1 == 0 ? 1 : strides[$1 - 1])
          }
        }),
      Mistake(
        "strides-added", "You added the strides up",
        "They multiply: behind two strides of 2 neighbours lie 4 pixels apart.",
        answer: { windows, strides in
          var (size, jump) = (1, 1)
          for (window, stride) in zip(windows, strides) {
            size += (window - 1) * jump
            jump += stride - 1
          }
          return size
        }),
      Mistake(
        "windows-whole", "You added whole windows",
        """
        Neighbouring windows overlap: each layer adds its window less 1, times the \
        jump.
        """,
        answer: { windows, strides in
          var (size, jump) = (0, 1)
          for (window, stride) in zip(windows, strides) {
            size += window * jump
            jump *= stride
          }
          return size
        }),
      Mistake(
        "last-layer-only", "You looked at the last layer only",
        "Its numbers see what those of the layers before it see.",
        answer: { windows, _ in windows[windows.count - 1] }),
    ]
  }

  private static var weightsMistakes: [Mistake<Int, Int, Int, Int>] {
    [
      Mistake(
        "one-layer", "You counted one layer",
        "All layers of the stack have weights: 3 · 9 C² = 27 C².",
        given: { ($0, 1, $2) }),
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
      Mistake(
        "no-channels", "You left out the channels",
        "Each of C filters reads C channels: C² times as many.",
        given: { window, layers, _ in (window, layers, 1) }),
      Mistake(
        "channels-doubled", "You added the channels instead of multiplying",
        "Each of C filters reads C channels: C², not 2 C.",
        answer: { window, layers, channels in window * window * layers * channels * 2 }),
      Mistake(
        "whole-field", "You counted one filter as large as what the stack sees",
        "The point of a stack is that it sees as much with fewer weights.",
        given: { ($1 * ($0 - 1) + 1, 1, $2) }),
      Mistake(
        "layers-multiplied", "You multiplied the layers’ weights",
        "They are added up: as many again for each layer.",
        answer: { window, layers, channels in
          (0..<layers).reduce(1) { product, _ in
            product.multipliedReportingOverflow(by: window * window * channels * channels)
              .partialValue
          }
        }),
    ]
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
