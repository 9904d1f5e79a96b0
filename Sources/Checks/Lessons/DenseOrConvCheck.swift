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
      mistakes: [
        Mistake(
          "other-way", "You moved it the other way",
          """
          Down by 1 means that row 0 goes to row 1: what stands at (y, x) afterwards comes from \
          (y − down, x − right).
          """,
          answer: { (picture: [[Float]], down: Int, right: Int) -> [[Float]] in
            shifted(picture, -down, -right)
          }),
        Mistake(
          "axes-exchanged", "You exchanged down and right",
          "Down changes the row, y; right changes the column, x.",
          answer: { (picture: [[Float]], down: Int, right: Int) -> [[Float]] in
            shifted(picture, right, down)
          }),
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
      ])
  }

  private static var denseParameters: ProblemCheck {
    ProblemCheck(
      "denseParameters",
      cases: [
        TestCase("the lesson’s", [784, 256, 128, 10]),
        TestCase("one layer", [5, 3]),
        TestCase("narrow in the middle", [20, 2, 20]),
      ],
      right: { (widths: [Int]) -> Int in
        counted(widths, biases: 1)
      },
      workedExample: { (_: [Int], widths: [Int]) -> Message in
        let layers = zip(widths, widths.dropFirst())
        return "\(termSum(layers.map { ("(\($0) + 1) · \($1)", ($0 + 1) * $1) }))."
      },
      mistakes: [
        Mistake(
          "no-biases", "You forgot the biases",
          "Each number that comes out of a layer has one.",
          answer: { (widths: [Int]) -> Int in
            counted(widths, biases: 0)
          }),
        Mistake(
          "first-only", "You counted the first layer only",
          "Every layer learns.",
          answer: { (widths: [Int]) -> Int in
            counted(Array(widths.prefix(2)), biases: 1)
          }),
        Mistake(
          "biases-for-inputs", "You gave the inputs biases, too",
          "A bias belongs to a sum: the numbers that go in have none.",
          answer: { (widths: [Int]) -> Int in
            counted(widths, biases: 1) + widths[0]
          }),
      ])
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
