// Lesson 18: a shift with its sign and its border, and dense layers in a row.

import Exercises
import Formatting

extension ExerciseCheck {
  /// Shifts down and up, right and left, and both; three layers.
  static var denseOrConv: ExerciseCheck {
    ExerciseCheck(
      lesson: 18, "DenseOrConvExercise",
      hints: [
        """
        moved: the number at (y, x) of the result comes from (y − down, x − right) of the picture.
        """,
        "What would come from outside is 0.",
        """
        denseParameters: between two neighbouring widths lie width · next weights, and next \
        biases.
        """,
      ],
      moved, denseParameters)
  }

  private static var moved: ProblemCheck {
    ProblemCheck(
      "moved",
      cases: [
        TestCase("down", [[1, 2], [3, 4]], 1, 0),
        TestCase("left", [[1, 2, 3], [4, 5, 6]], 0, -1),
        TestCase("up and right", [[1, 2, 3], [4, 5, 6], [7, 8, 9]], -1, 2),
      ],
      draw: { draw in
        let (height, width) = (draw.size(1...5), draw.size(1...6))
        return (
          draw.rows(height, width), draw.whole(-height - 1...height + 1),
          draw.whole(-width...width)
        )
      },
      right: { (picture: [[Float]], down: Int, right: Int) -> [[Float]] in
        shifted(picture, down, right)
      },
      workedExample: { (place: [Int], picture: [[Float]], down: Int, right: Int) -> Message? in
        guard place.count == 2 else { return nil }
        let (y, x) = (place[0] - down, place[1] - right)
        let inside = picture.indices.contains(y) && picture[0].indices.contains(x)
        let (to, from) = (indexed(place), indexed([y, x]))
        return inside
          ? "To \(to) comes what was at \(from): \(number(picture[y][x]))."
          : "To \(to) comes what was at \(from): that is outside, so 0."
      },
      mistakes: movedMistakes)
  }

  private static var denseParameters: ProblemCheck {
    ProblemCheck(
      "denseParameters",
      cases: [
        TestCase("the lesson’s", [784, 256, 128, 10]),
        TestCase("one layer", [5, 3]),
        TestCase("narrow in the middle", [20, 2, 20]),
      ],
      draw: { draw in draw.sizes(draw.size(2...5), 1...40) },
      right: { (widths: [Int]) -> Int in
        counted(widths, biases: 1)
      },
      workedExample: { (_: [Int], widths: [Int]) -> Message in
        let layers = zip(widths, widths.dropFirst())
        return "\(termSum(layers.map { ("(\($0) + 1) · \($1)", ($0 + 1) * $1) }))."
      },
      mistakes: denseParametersMistakes)
  }

  private static var movedMistakes: [Mistake<[[Float]], [[Float]], Int, Int>] {
    [
      Mistake(
        "other-way", "You moved it the other way",
        """
        Down by 1 means that row 0 goes to row 1: what stands at (y, x) afterwards comes from \
        (y − down, x − right).
        """,
        given: { ($0, -$1, -$2) }),
      Mistake(
        "axes-exchanged", "You exchanged down and right",
        "Down changes the row, y; right changes the column, x.",
        given: { ($0, $2, $1) }),
      Mistake(
        "wrapped", "What left on one side came in on the other",
        """
        That is a roll. A nudged picture loses what is pushed over the edge, and black comes in.
        """,
        answer: { (picture: [[Float]], down: Int, right: Int) -> [[Float]] in
          shifted(picture, down, right, wraps: true)
        }),
      Mistake(
        "edge-repeated", "You repeated the border",
        "What comes in is 0, not the last row once more.",
        answer: { (picture: [[Float]], down: Int, right: Int) -> [[Float]] in
          shifted(picture, down, right, repeats: true)
        }),
      Mistake(
        "in-place", "You changed the picture while you read it",
        """
        A number that was moved is then read again and moved once more. Write into \
        a second array of zeros.
        """,
        answer: { picture, down, right in
          var result = picture
          for y in result.indices {
            for x in result[y].indices {
              let (row, column) = (y - down, x - right)
              let isInside = result.indices.contains(row) && result[0].indices.contains(column)
              result[y][x] = isInside ? result[row][column] : 0
            }
          }
          return result
        }),
      Mistake(
        "old-numbers-left", "You left the old numbers where nothing came in",
        """
        What comes in from outside is 0: begin with an array of zeros, not with \
        the picture.
        """,
        answer: { picture, down, right in
          picture.indices.map { y in
            picture[y].indices.map { x in
              let (row, column) = (y - down, x - right)
              return picture.indices.contains(row) && picture[0].indices.contains(column)
                ? picture[row][column] : picture[y][x]
            }
          }
        }),
      Mistake(
        "down-only", "You moved it down and not to the right",
        "Both: (y − down, x − right).",
        given: { picture, down, _ in (picture, down, 0) }),
      Mistake(
        "right-only", "You moved it to the right and not down",
        "Both: (y − down, x − right).",
        given: { ($0, 0, $2) }),
      Mistake(
        "up-for-down", "You moved it up instead of down",
        "Down by 1 means that row 0 goes to row 1: rows come from y − down.",
        given: { ($0, -$1, $2) }),
      Mistake(
        "left-for-right", "You moved it to the left instead of the right",
        """
        Right by 1 means that column 0 goes to column 1: columns come from x − \
        right.
        """,
        given: { ($0, $1, -$2) }),
      Mistake(
        "sign-ignored", "You took negative numbers for positive ones",
        "Negative numbers move up and to the left.",
        given: { ($0, abs($1), abs($2)) }),
      Mistake(
        "negative-not-moved", "You did not move up and to the left",
        "Negative numbers move up and to the left.",
        given: { ($0, max(0, $1), max(0, $2)) }),
      Mistake(
        "cropped", "You returned only what is left of the picture",
        """
        As many rows and columns come out as went in; zeros come in on the other \
        side.
        """,
        answer: { picture, down, right in
          picture.indices.filter { picture.indices.contains($0 - down) }.map { y in
            picture[y].indices.filter { picture[y].indices.contains($0 - right) }
              .map { picture[y - down][$0 - right] }
          }
        }),
    ]
  }

  private static var denseParametersMistakes: [Mistake<Int, [Int]>] {
    [
      Mistake(
        "no-biases", "You forgot the biases",
        "Each number that comes out of a layer has one.",
        answer: { (widths: [Int]) -> Int in
          counted(widths, biases: 0)
        }),
      Mistake(
        "first-only", "You counted the first layer only",
        "Every layer learns.",
        given: { Array($0.prefix(2)) }),
      Mistake(
        "biases-for-inputs", "You gave the inputs biases, too",
        "A bias belongs to a sum: the numbers that go in have none.",
        answer: { (widths: [Int]) -> Int in
          counted(widths, biases: 1) + widths[0]
        }),
      Mistake(
        "one-bias", "You gave each layer a single bias",
        "Each number that comes out of a layer has one.",
        answer: { counted($0, biases: 0) + $0.count - 1 }),
      Mistake(
        "biases-of-inputs", "You gave a layer as many biases as numbers go in",
        "A bias is added to a sum, and there is a sum for each number that comes out.",
        answer: { widths in
          zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * ($1.1 + 1) }
        }),
      Mistake(
        "ends-only", "You joined the first width to the last",
        "Each layer reads what the one before it gave.",
        given: { [$0[0], $0[$0.count - 1]] }),
      Mistake(
        "all-multiplied", "You multiplied all widths",
        """
        Weights lie between neighbouring layers: width · next for each pair, added \
        up.
        """,
        answer: { $0.reduce(1, *) }),
      Mistake(
        "widths-added", "You added up the widths",
        """
        Between two layers there is a weight for every pair of numbers: width · \
        next.
        """,
        answer: { $0.reduce(0, +) }),
      Mistake(
        "last-only", "You counted the last layer only",
        "Every layer learns.",
        given: { Array($0.suffix(2)) }),
      Mistake(
        "last-forgotten", "You forgot the last layer",
        "Every layer learns, the last one as well.",
        given: { Array($0.dropLast()) }),
    ]
  }
}

private func shifted(
  _ picture: [[Float]], _ down: Int, _ right: Int, wraps: Bool = false, repeats: Bool = false
) -> [[Float]] {
  let (height, width) = (picture.count, picture[0].count)
  func place(_ from: Int, _ length: Int) -> Int? {
    if (0..<length).contains(from) { return from }
    if wraps { return (from % length + length) % length }
    return repeats ? min(max(from, 0), length - 1) : nil
  }
  return (0..<height).map { y in
    (0..<width).map { x in
      guard let row = place(y - down, height), let column = place(x - right, width) else {
        return 0
      }
      return picture[row][column]
    }
  }
}

private func counted(_ widths: [Int], biases: Int) -> Int {
  zip(widths, widths.dropFirst()).reduce(0) { $0 + ($1.0 + biases) * $1.1 }
}
