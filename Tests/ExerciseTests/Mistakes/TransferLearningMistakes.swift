import LessonKit

extension Answers {
  static var transferLearning: Answers {
    Answers(
      TransferLearningSolution.self,
      mistakes: [
        ("no-bias", NoBias.self),
        ("frozen-counted", FrozenCounted.self),
        ("body-never-counted", BodyNeverCounted.self),
        ("only-the-rest", OnlyTheRest.self),
        ("bias-for-features", BiasForFeatures.self),
        ("moved-while-frozen", MovedWhileFrozen.self),
        ("momentum-exchanged", MomentumExchanged.self),
        ("batch-only", BatchOnly.self),
        ("sum-of-the-batch", SumOfTheBatch.self),
        ("added-only", AddedOnly.self),
      ])
  }
}

private let right = TransferLearningSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: TransferLearningExercise {}

extension Almost {
  func trainableParameters(
    body: Int, features: Int, classes: Int, isFrozen: Bool
  ) throws -> Int {
    try right.trainableParameters(
      body: body, features: features, classes: classes, isFrozen: isFrozen)
  }
  func runningMean(
    _ mean: [Float], batch: [[Float]], momentum: Float, isFrozen: Bool
  ) throws -> [Float] {
    try right.runningMean(mean, batch: batch, momentum: momentum, isFrozen: isFrozen)
  }
}

private struct NoBias: Almost {
  func trainableParameters(
    body: Int, features: Int, classes: Int, isFrozen: Bool
  ) throws -> Int { features * classes + (isFrozen ? 0 : body) }
}

private struct FrozenCounted: Almost {
  func trainableParameters(
    body: Int, features: Int, classes: Int, isFrozen: Bool
  ) throws -> Int { body + (features + 1) * classes }
}

private struct BodyNeverCounted: Almost {
  func trainableParameters(
    body: Int, features: Int, classes: Int, isFrozen: Bool
  ) throws -> Int { (features + 1) * classes }
}

private struct OnlyTheRest: Almost {
  func trainableParameters(
    body: Int, features: Int, classes: Int, isFrozen: Bool
  ) throws -> Int { isFrozen ? body : body + (features + 1) * classes }
}

private struct BiasForFeatures: Almost {
  func trainableParameters(
    body: Int, features: Int, classes: Int, isFrozen: Bool
  ) throws -> Int { features * (classes + 1) + (isFrozen ? 0 : body) }
}

private func channelMeans(_ batch: [[Float]]) -> [Float] {
  batch[0].indices.map { channel in
    batch.map { $0[channel] }.reduce(0, +) / Float(batch.count)
  }
}

private struct MovedWhileFrozen: Almost {
  func runningMean(
    _ mean: [Float], batch: [[Float]], momentum: Float, isFrozen: Bool
  ) throws -> [Float] {
    zip(mean, channelMeans(batch)).map { $0 * (1 - momentum) + $1 * momentum }
  }
}

private struct MomentumExchanged: Almost {
  func runningMean(
    _ mean: [Float], batch: [[Float]], momentum: Float, isFrozen: Bool
  ) throws -> [Float] {
    if isFrozen { return mean }
    return zip(mean, channelMeans(batch)).map { $0 * momentum + $1 * (1 - momentum) }
  }
}

private struct BatchOnly: Almost {
  func runningMean(
    _ mean: [Float], batch: [[Float]], momentum: Float, isFrozen: Bool
  ) throws -> [Float] { isFrozen ? mean : channelMeans(batch) }
}

private struct SumOfTheBatch: Almost {
  func runningMean(
    _ mean: [Float], batch: [[Float]], momentum: Float, isFrozen: Bool
  ) throws -> [Float] {
    if isFrozen { return mean }
    return mean.indices.map { channel in
      mean[channel] * (1 - momentum) + batch.map { $0[channel] }.reduce(0, +) * momentum
    }
  }
}

private struct AddedOnly: Almost {
  func runningMean(
    _ mean: [Float], batch: [[Float]], momentum: Float, isFrozen: Bool
  ) throws -> [Float] {
    isFrozen ? mean : zip(mean, channelMeans(batch)).map { $0 + $1 * momentum }
  }
}
