import LessonKit

extension Answers {
  static var denseOrConv: Answers {
    Answers(
      DenseOrConvSolution.self,
      mistakes: [
        ("other-way", OtherWay.self),
        ("axes-exchanged", AxesExchanged.self),
        ("wrapped", Wrapped.self),
        ("edge-repeated", EdgeRepeated.self),
        ("no-biases", NoBiases.self),
        ("first-only", FirstOnly.self),
        ("biases-for-inputs", BiasesForInputs.self),
      ])
  }
}

private let solution = DenseOrConvSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: DenseOrConvExercise {}

extension Almost {
  func moved(_ picture: [[Float]], down: Int, right: Int) throws -> [[Float]] {
    try solution.moved(picture, down: down, right: right)
  }
  func denseParameters(widths: [Int]) throws -> Int {
    try solution.denseParameters(widths: widths)
  }
}

private struct OtherWay: Almost {
  func moved(_ picture: [[Float]], down: Int, right: Int) throws -> [[Float]] {
    try solution.moved(picture, down: -down, right: -right)
  }
}

private struct AxesExchanged: Almost {
  func moved(_ picture: [[Float]], down: Int, right: Int) throws -> [[Float]] {
    try solution.moved(picture, down: right, right: down)
  }
}

private struct Wrapped: Almost {
  func moved(_ picture: [[Float]], down: Int, right: Int) throws -> [[Float]] {
    let (height, width) = (picture.count, picture[0].count)
    return (0..<height).map { y in
      (0..<width).map { x in
        picture[((y - down) % height + height) % height][((x - right) % width + width) % width]
      }
    }
  }
}

private struct EdgeRepeated: Almost {
  func moved(_ picture: [[Float]], down: Int, right: Int) throws -> [[Float]] {
    let (height, width) = (picture.count, picture[0].count)
    return (0..<height).map { y in
      (0..<width).map { x in
        picture[max(0, min(height - 1, y - down))][max(0, min(width - 1, x - right))]
      }
    }
  }
}

private struct NoBiases: Almost {
  func denseParameters(widths: [Int]) throws -> Int {
    zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

private struct FirstOnly: Almost {
  func denseParameters(widths: [Int]) throws -> Int {
    (widths[0] + 1) * widths[1]
  }
}

private struct BiasesForInputs: Almost {
  func denseParameters(widths: [Int]) throws -> Int {
    zip(widths, widths.dropFirst()).reduce(widths.reduce(0, +)) { $0 + $1.0 * $1.1 }
  }
}
