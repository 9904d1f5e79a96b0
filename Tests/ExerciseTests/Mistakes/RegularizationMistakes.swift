import LessonKit

extension Answers {
  static var regularization: Answers {
    Answers(
      RegularizationSolution.self,
      mistakes: [
        ("n-minus-one", NMinusOne.self),
        ("by-variance", ByVariance.self),
        ("mean-kept", MeanKept.self),
        ("zero-to-one", ZeroToOne.self),
        ("not-scaled", NotScaled.self),
        ("by-p", ByP.self),
        ("multiplied", Multiplied.self),
        ("dropped-in-use", DroppedInUse.self),
        ("scaled-in-use", ScaledInUse.self),
        ("scaled-down-in-use", ScaledDownInUse.self),
      ])
  }
}

private let right = RegularizationSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: RegularizationExercise {}

extension Almost {
  func normalized(_ numbers: [Float]) throws -> [Float] {
    try right.normalized(numbers)
  }
  func dropout(_ numbers: [Float], stays: [Bool], p: Float, isTraining: Bool) throws -> [Float] {
    try right.dropout(numbers, stays: stays, p: p, isTraining: isTraining)
  }
}

private struct NMinusOne: Almost {
  func normalized(_ numbers: [Float]) throws -> [Float] {
    let mean = numbers.reduce(0, +) / Float(numbers.count)
    let squares = numbers.reduce(Float(0)) { $0 + ($1 - mean) * ($1 - mean) }
    return numbers.map { ($0 - mean) / (squares / Float(numbers.count - 1)).squareRoot() }
  }
}

private struct ByVariance: Almost {
  func normalized(_ numbers: [Float]) throws -> [Float] {
    let mean = numbers.reduce(0, +) / Float(numbers.count)
    let squares = numbers.reduce(Float(0)) { $0 + ($1 - mean) * ($1 - mean) }
    return numbers.map { ($0 - mean) / (squares / Float(numbers.count)) }
  }
}

private struct MeanKept: Almost {
  func normalized(_ numbers: [Float]) throws -> [Float] {
    let mean = numbers.reduce(0, +) / Float(numbers.count)
    let squares = numbers.reduce(Float(0)) { $0 + ($1 - mean) * ($1 - mean) }
    return numbers.map { $0 / (squares / Float(numbers.count)).squareRoot() }
  }
}

private struct ZeroToOne: Almost {
  func normalized(_ numbers: [Float]) throws -> [Float] {
    let low = numbers.min() ?? 0
    let high = numbers.max() ?? 1
    return numbers.map { ($0 - low) / (high - low) }
  }
}

private struct NotScaled: Almost {
  func dropout(_ numbers: [Float], stays: [Bool], p: Float, isTraining: Bool) throws -> [Float] {
    zip(numbers, stays).map { isTraining && !$1 ? 0 : $0 }
  }
}

private struct ByP: Almost {
  func dropout(_ numbers: [Float], stays: [Bool], p: Float, isTraining: Bool) throws -> [Float] {
    if !isTraining { return numbers }
    return zip(numbers, stays).map { $1 ? $0 / p : 0 }
  }
}

private struct Multiplied: Almost {
  func dropout(_ numbers: [Float], stays: [Bool], p: Float, isTraining: Bool) throws -> [Float] {
    if !isTraining { return numbers }
    return zip(numbers, stays).map { $1 ? $0 * (1 - p) : 0 }
  }
}

private struct DroppedInUse: Almost {
  func dropout(_ numbers: [Float], stays: [Bool], p: Float, isTraining: Bool) throws -> [Float] {
    try right.dropout(numbers, stays: stays, p: p, isTraining: true)
  }
}

private struct ScaledInUse: Almost {
  func dropout(_ numbers: [Float], stays: [Bool], p: Float, isTraining: Bool) throws -> [Float] {
    zip(numbers, stays).map { isTraining && !$1 ? 0 : $0 / (1 - p) }
  }
}

private struct ScaledDownInUse: Almost {
  func dropout(_ numbers: [Float], stays: [Bool], p: Float, isTraining: Bool) throws -> [Float] {
    if !isTraining { return numbers.map { $0 * (1 - p) } }
    return zip(numbers, stays).map { $1 ? $0 : 0 }
  }
}
