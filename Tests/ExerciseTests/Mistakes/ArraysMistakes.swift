import LessonKit

extension Answers {
  static var arrays: Answers {
    Answers(
      ArraysSolution.self,
      mistakes: [
        ("normal", Normal.self),
        ("half-the-interval", HalfTheInterval.self),
        ("mean-distance", MeanDistance.self),
        ("variance", Variance.self),
        ("always-rand", AlwaysRand.self),
        ("by-columns", ByColumns.self),
        ("height-for-width", HeightForWidth.self),
        ("one-long-row", OneLongRow.self),
        ("from-one", FromOne.self),
      ])
  }
}

private let right = ArraysSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: ArraysExercise {}

extension Almost {
  func deviation(low: Float, high: Float) throws -> Float {
    try right.deviation(low: low, high: high)
  }
  func place(picture: Int, row: Int, column: Int, height: Int, width: Int) throws -> [Int] {
    try right.place(picture: picture, row: row, column: column, height: height, width: width)
  }
}

private struct Normal: Almost {
  func deviation(low: Float, high: Float) throws -> Float {
    1
  }
}

private struct HalfTheInterval: Almost {
  func deviation(low: Float, high: Float) throws -> Float {
    (high - low) / 2
  }
}

private struct MeanDistance: Almost {
  func deviation(low: Float, high: Float) throws -> Float {
    0.25 * (high - low)
  }
}

private struct Variance: Almost {
  func deviation(low: Float, high: Float) throws -> Float {
    (high - low) * (high - low) / 12
  }
}

private struct AlwaysRand: Almost {
  func deviation(low: Float, high: Float) throws -> Float {
    0.28868
  }
}

private struct ByColumns: Almost {
  func place(picture: Int, row: Int, column: Int, height: Int, width: Int) throws -> [Int] {
    [picture, row + height * column]
  }
}

private struct HeightForWidth: Almost {
  func place(picture: Int, row: Int, column: Int, height: Int, width: Int) throws -> [Int] {
    [picture, column + height * row]
  }
}

private struct OneLongRow: Almost {
  func place(picture: Int, row: Int, column: Int, height: Int, width: Int) throws -> [Int] {
    [0, picture * height * width + row * width + column]
  }
}

private struct FromOne: Almost {
  func place(picture: Int, row: Int, column: Int, height: Int, width: Int) throws -> [Int] {
    [picture, width * row + column + 1]
  }
}
