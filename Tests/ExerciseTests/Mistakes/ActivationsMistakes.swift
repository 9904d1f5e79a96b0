import Foundation
import LessonKit

extension Answers {
  static var activations: Answers {
    Answers(
      ActivationsSolution.self,
      mistakes: [
        ("relu-before-bias", ReLUBeforeBias.self),
        ("no-relu", NoReLU.self),
        ("no-bias", NoBias.self),
        ("absolute", Absolute.self),
        ("naive", Naive.self),
        ("shifted-but-divided", ShiftedButDivided.self),
        ("not-shifted", NotShifted.self),
        ("wrong-axis", WrongAxis.self),
        ("all-at-once", AllAtOnce.self),
        ("softmax", Shares.self),
        ("base-10", BaseTen.self),
      ])
  }
}

private let right = ActivationsSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: ActivationsExercise {}

extension Almost {
  func layer(_ input: [Float], weights: [[Float]], bias: [Float]) throws -> [Float] {
    try right.layer(input, weights: weights, bias: bias)
  }
  func logSoftmax(_ scores: [[Float]]) throws -> [[Float]] { try right.logSoftmax(scores) }
}

private func sums(_ input: [Float], _ weights: [[Float]]) -> [Float] {
  weights[0].indices.map { column in
    zip(input, weights).map { $0 * $1[column] }.reduce(0, +)
  }
}

private struct ReLUBeforeBias: Almost {
  func layer(_ input: [Float], weights: [[Float]], bias: [Float]) throws -> [Float] {
    zip(sums(input, weights), bias).map { max($0, 0) + $1 }
  }
}

private struct NoReLU: Almost {
  func layer(_ input: [Float], weights: [[Float]], bias: [Float]) throws -> [Float] {
    zip(sums(input, weights), bias).map(+)
  }
}

private struct NoBias: Almost {
  func layer(_ input: [Float], weights: [[Float]], bias: [Float]) throws -> [Float] {
    sums(input, weights).map { max($0, 0) }
  }
}

private struct Absolute: Almost {
  func layer(_ input: [Float], weights: [[Float]], bias: [Float]) throws -> [Float] {
    zip(sums(input, weights), bias).map { abs($0 + $1) }
  }
}

private struct Naive: Almost {
  func logSoftmax(_ scores: [[Float]]) throws -> [[Float]] {
    scores.map { row in
      let sum = row.map { exp($0) }.reduce(0, +)
      return row.map { log(exp($0) / sum) }
    }
  }
}

private struct ShiftedButDivided: Almost {
  func logSoftmax(_ scores: [[Float]]) throws -> [[Float]] {
    scores.map { row in
      let most = row.max()!
      let sum = row.map { exp($0 - most) }.reduce(0, +)
      return row.map { log(exp($0 - most) / sum) }
    }
  }
}

private struct NotShifted: Almost {
  func logSoftmax(_ scores: [[Float]]) throws -> [[Float]] {
    scores.map { row in row.map { $0 - log(row.map { exp($0) }.reduce(0, +)) } }
  }
}

private struct WrongAxis: Almost {
  func logSoftmax(_ scores: [[Float]]) throws -> [[Float]] {
    let columns = scores[0].indices.map { column in scores.map { $0[column] } }
    let done = try right.logSoftmax(columns)
    return scores.indices.map { row in done.map { $0[row] } }
  }
}

private struct AllAtOnce: Almost {
  func logSoftmax(_ scores: [[Float]]) throws -> [[Float]] {
    let most = scores.flatMap { $0 }.max()!
    let sum = scores.flatMap { $0 }.map { exp($0 - most) }.reduce(0, +)
    return scores.map { row in row.map { $0 - most - log(sum) } }
  }
}

private struct Shares: Almost {
  func logSoftmax(_ scores: [[Float]]) throws -> [[Float]] {
    try right.logSoftmax(scores).map { row in row.map { exp($0) } }
  }
}

private struct BaseTen: Almost {
  func logSoftmax(_ scores: [[Float]]) throws -> [[Float]] {
    try right.logSoftmax(scores).map { row in row.map { $0 * Float(M_LOG10E) } }
  }
}
