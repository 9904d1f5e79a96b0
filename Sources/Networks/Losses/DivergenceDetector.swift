// Notices when training has gone wrong: a loss that is no number any more, or grows without end.

/// Looks at the loss of every step, and throws when no further step can help.
///
///     var watch = DivergenceDetector()
///     …
///     try watch.check(loss, rate: optimizer.learningRate)
///
/// A loss may rise for a while, and one bad batch is no reason to stop. It must be NaN or infinite, or
/// for ten steps in a row a hundred times what it was at first.
public struct DivergenceDetector: Sendable {
  private static let growth: Float = 100
  private static let patience = 10

  private var steps = 0
  private var first: Float = 0
  private var last: Float = 0
  private var tooLarge = 0

  /// A watch that has seen nothing yet.
  public init() {}

  /// Looks at the loss of one more step.
  ///
  /// - Parameters:
  ///   - loss: this step's loss.
  ///   - learningRate: the learning rate, for the message.
  /// - Throws: `Divergence`.
  public mutating func check(_ loss: Float, learningRate: Float) throws(Divergence) {
    steps += 1
    if steps == 1 { first = loss }
    // A first loss of 0 says nothing about what is large.
    tooLarge = first > 0 && loss > Self.growth * first ? tooLarge + 1 : 0
    guard loss.isFinite && tooLarge < Self.patience else {
      throw Divergence(
        step: steps, loss: loss, first: first, last: last, learningRate: learningRate)
    }
    last = loss
  }
}

/// Training has left the road; more steps would be wasted.
public struct Divergence: Error, Equatable, CustomStringConvertible {
  /// The step at which it was noticed, the first being 1.
  public let step: Int
  /// The loss of that step.
  public let loss: Float
  /// The loss of the first step.
  public let first: Float
  /// The loss of the step before.
  public let last: Float
  /// The learning rate.
  public let learningRate: Float

  /// What happened, and what to try.
  public var description: String {
    if step == 1 {
      return "the loss of the very first step is \(loss): not the steps are to blame but what went "
        + "in. Look for NaN or huge numbers in the input (pixels belong in 0...1) and in the initial "
        + "weights"
    }
    return "training diverged at step \(step): the loss is \(loss), after \(last) the step before "
      + "and \(first) at first, with learning rate \(learningRate). Steps this long jump over the valley: try "
      + "rate \(learningRate / 10); if that does not help, smaller initial weights, or pixels scaled to 0...1"
  }
}
