// Detects divergence of training: a loss that is NaN or infinite, or keeps growing.

import Formatting

/// Checks the loss of every training step, and throws when training diverges.
///
///     var detector = DivergenceDetector()
///     …
///     try detector.check(loss, learningRate: optimizer.learningRate)
///
/// A loss may rise for a while, and a single bad batch is no divergence. It throws when the loss is
/// NaN or infinite, or for ten steps in a row a hundred times the first loss.
public struct DivergenceDetector: Sendable {
  private static let growth: Float = 100
  private static let patience = 10

  private var steps = 0
  private var first: Float = 0
  private var last: Float = 0
  private var tooLarge = 0

  /// Makes a detector that has checked nothing yet.
  public init() {}

  /// Checks the loss of the next step.
  ///
  /// - Parameters:
  ///   - loss: this step's loss.
  ///   - learningRate: the learning rate, for the message.
  /// - Throws: `DivergenceError`.
  public mutating func check(_ loss: Float, learningRate: Float) throws(DivergenceError) {
    steps += 1
    if steps == 1 { first = loss }
    // A multiple of 0 would be no limit.
    tooLarge = first > 0 && loss > Self.growth * first ? tooLarge + 1 : 0
    guard loss.isFinite && tooLarge < Self.patience else {
      throw DivergenceError(
        step: steps, loss: loss, first: first, last: last, learningRate: learningRate)
    }
    last = loss
  }
}

/// Training diverged: the loss is NaN or infinite, or keeps growing.
public struct DivergenceError: Error, Equatable, CustomStringConvertible {
  /// The step at which it was detected, counted from 1.
  public let step: Int
  /// The loss of that step.
  public let loss: Float
  /// The loss of the first step.
  public let first: Float
  /// The loss of the previous step.
  public let last: Float
  /// The learning rate.
  public let learningRate: Float

  /// The losses, and what to try.
  public var description: String {
    let loss = loss.description
    if step == 1 {
      return text(
        "the loss of the first step is \(loss), before any parameter has changed. Look for NaN or "
          + "huge numbers in the input (pixels belong in 0...1) and in the initial weights")
    }
    let (first, last) = (first.description, last.description)
    let (rate, smaller) = (learningRate.description, (learningRate / 10).description)
    return text(
      "training diverged at step \(step): the loss is \(loss), after \(last) the step before "
        + "and \(first) at first, with learning rate \(rate). The learning rate is too "
        + "large: try \(smaller); if that does not help, smaller initial weights, or "
        + "pixels scaled to 0...1")
  }
}
