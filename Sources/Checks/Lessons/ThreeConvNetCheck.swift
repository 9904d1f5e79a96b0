// Lesson 17: output sizes of SAME pooling, which round up.

import Exercises
import Formatting

extension ExerciseCheck {
  /// Sizes that are odd at every second step.
  static var threeConvNet: ExerciseCheck {
    ExerciseCheck(
      lesson: 17, "ThreeConvNetExercise",
      hints: [
        "A convolution with SAME and stride 1 changes nothing. Only the pools do.",
        "A pool with SAME gives ⌈n / 2⌉: (n + 1) / 2 in whole numbers.",
        "Repeat that as often as there are blocks; then maps · rows · columns.",
      ],
      flatWidth, parameters)
  }

  private static var flatWidth: ProblemCheck {
    ProblemCheck(
      "flatWidth",
      cases: [
        TestCase("the digits", 28, 3, 128),
        TestCase("33 through two", 33, 2, 8),
        TestCase("50 through four", 50, 4, 16),
      ],
      draw: { ($0.size(1...70), $0.size(1...4), $0.size(1...40)) },
      right: { (size: Int, blocks: Int, maps: Int) -> Int in
        flat(size, blocks, maps) { ($0 + 1) / 2 }
      },
      workedExample: { (_: [Int], size: Int, blocks: Int, maps: Int) -> Message in
        let side = row(size, blocks)
        return
          "\(sizes(size, blocks)) Then \(side) · \(side) · \(maps) = \(whole(side * side * maps))."
      },
      mistakes: flatWidthMistakes)
  }

  private static var parameters: ProblemCheck {
    ProblemCheck(
      "parameters",
      cases: [
        TestCase("the digits", [1, 32, 64, 128], 10, 2048),
        TestCase("in colour", [3, 8, 4], 2, 100),
        TestCase("one block", [2, 5], 3, 20),
      ],
      draw: { draw in
        let blocks = draw.size(1...4)
        return (draw.sizes(blocks + 1, 1...30), draw.size(1...12), draw.size(1...300))
      },
      right: { (maps: [Int], classes: Int, width: Int) -> Int in
        convolutions(maps) + (width + 1) * classes
      },
      workedExample: { (_: [Int], maps: [Int], classes: Int, width: Int) -> Message in
        let sum = termSum(
          zip(maps, maps.dropFirst()).map { ("(9 · \($0) + 1) · \($1)", (9 * $0 + 1) * $1) }
            + [("(\(width) + 1) · \(classes)", (width + 1) * classes)])
        return "\(sum)."
      },
      mistakes: parametersMistakes)
  }

  private static var flatWidthMistakes: [Mistake<Int, Int, Int, Int>] {
    [
      Mistake(
        "floored", "You rounded down",
        "SAME pads an odd row, so that the last pixel is read, too: 7 becomes 4.",
        workedExample: { (size: Int, blocks: Int, _: Int) -> Message in
          Message(sizes(size, blocks))
        },
        answer: { (size: Int, blocks: Int, maps: Int) -> Int in
          flat(size, blocks, maps) { $0 / 2 }
        }),
      Mistake(
        "all-valid", "You took VALID everywhere",
        "VALID costs two rows at each convolution. SAME keeps them.",
        answer: { (size: Int, blocks: Int, maps: Int) -> Int in
          flat(size, blocks, maps) { ($0 - 2) / 2 }
        }),
      Mistake(
        "last-pool-forgotten", "You forgot the last pool",
        "Every block ends with one, the last as well.",
        answer: { (size: Int, blocks: Int, maps: Int) -> Int in
          flat(size, blocks - 1, maps) { ($0 + 1) / 2 }
        }),
      Mistake(
        "one-row", "You counted one row of each map",
        "A map has rows and columns: square it.",
        answer: { (size: Int, blocks: Int, maps: Int) -> Int in
          row(size, blocks) * maps
        }),
      Mistake(
        "halved-once", "You halved only once",
        "Each block halves what the one before left.",
        answer: { (size: Int, _: Int, maps: Int) -> Int in
          flat(size, 1, maps) { ($0 + 1) / 2 }
        }),
      Mistake(
        "maps-forgotten", "You forgot the maps",
        "All maps are flattened: rows · columns · maps.",
        given: { size, blocks, _ in (size, blocks, 1) }),
      Mistake(
        "not-pooled", "You forgot the pools",
        "Each block ends with one, which halves rows and columns.",
        given: { ($0, 0, $2) }),
      Mistake(
        "one-pool-more", "You counted a pool too many",
        "There are as many pools as blocks.",
        given: { ($0, $1 + 1, $2) }),
      Mistake(
        "one-side-pooled", "You pooled one side only",
        "A pool of 2 × 2 halves rows and columns alike.",
        answer: { size, blocks, maps in size * row(size, blocks) * maps }),
      Mistake(
        "divided-by-blocks", "You divided by twice the number of blocks",
        """
        Each block halves what the one before left: after three blocks an eighth \
        is left.
        """,
        answer: { size, blocks, maps in
          let side = size / (2 * max(1, blocks))
          return side * side * maps
        }),
      Mistake(
        "maps-for-each-block", "You multiplied by the number of blocks",
        "Only the maps of the last block are flattened.",
        answer: { size, blocks, maps in row(size, blocks) * row(size, blocks) * maps * blocks }),
    ]
  }

  private static var parametersMistakes: [Mistake<Int, [Int], Int, Int>] {
    [
      Mistake(
        "no-biases", "You forgot the biases",
        "Each filter and each class has one.",
        answer: { (maps: [Int], classes: Int, width: Int) -> Int in
          convolutions(maps) + width * classes - maps.dropFirst().reduce(0, +)
        }),
      Mistake(
        "depth-forgotten", "You forgot the depth of the filters",
        "A filter of the second block reads all maps of the first.",
        answer: { (maps: [Int], classes: Int, width: Int) -> Int in
          10 * maps.dropFirst().reduce(0, +) + (width + 1) * classes
        }),
      Mistake(
        "channels-multiply", "You multiplied the maps of all blocks",
        """
        The study notes write 14 × 14 × 64 behind 32 maps as if channels multiplied. A filter \
        sums over the maps it reads; what comes out are as many maps as there are filters.
        """,
        answer: { (maps: [Int], classes: Int, width: Int) -> Int in
          multiplied(maps) + (width + 1) * classes
        }),
      Mistake(
        "no-dense", "You forgot the dense layer",
        "It has a weight from every number to every class, and a bias for each class.",
        given: { ($0, 0, $2) }),
      Mistake(
        "no-convolutions", "You forgot the convolutions",
        "Their filters learn, too.",
        given: { ([$0[0]], $1, $2) }),
      Mistake(
        "no-dense-bias", "You forgot the biases of the classes",
        "Each class has one.",
        answer: { maps, classes, width in convolutions(maps) + width * classes }),
      Mistake(
        "no-filter-biases", "You forgot the biases of the filters",
        "Each filter has one.",
        answer: { maps, classes, width in
          convolutions(maps) - maps.dropFirst().reduce(0, +) + (width + 1) * classes
        }),
      Mistake(
        "first-forgotten", "You forgot the first convolution",
        "It reads the channels of the picture: maps[0] to maps[1].",
        given: { (Array($0.dropFirst()), $1, $2) }),
      Mistake(
        "filter-row", "You counted one row of each filter",
        "A filter of 3 × 3 has nine weights for each map that it reads.",
        answer: { maps, classes, width in
          zip(maps, maps.dropFirst()).reduce((width + 1) * classes) {
            $0 + (3 * $1.0 + 1) * $1.1
          }
        }),
      Mistake(
        "bias-for-inputs", "You gave each map that goes in a bias",
        "A bias is added to a sum, and there is a sum for each filter.",
        answer: { maps, classes, width in
          zip(maps, maps.dropFirst()).reduce((width + 1) * classes) {
            $0 + (9 * $1.1 + 1) * $1.0
          }
        }),
    ]
  }
}

private func row(_ size: Int, _ blocks: Int) -> Int {
  (0..<max(0, blocks)).reduce(size) { side, _ in (side + 1) / 2 }
}

private func flat(_ size: Int, _ blocks: Int, _ maps: Int, _ pool: (Int) -> Int) -> Int {
  let side = (0..<max(0, blocks)).reduce(size) { side, _ in pool(side) }
  return side * side * maps
}

/// Formats a chain of sizes: "28 → 14 → 7 → 4".
private func sizes(_ size: Int, _ blocks: Int) -> String {
  (0...max(0, blocks)).map { "\(row(size, $0))" }.joined(separator: " → ") + "."
}

private func convolutions(_ maps: [Int]) -> Int {
  zip(maps, maps.dropFirst()).reduce(0) { $0 + (9 * $1.0 + 1) * $1.1 }
}

private func multiplied(_ maps: [Int]) -> Int {
  var (sum, channels) = (0, maps[0])
  for filters in maps.dropFirst() {
    sum += (9 * channels + 1) * filters
    channels *= filters
  }
  return sum
}
