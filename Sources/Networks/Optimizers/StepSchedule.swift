// A learning rate schedule: step decay.

import Tensors

/// Multiplies the learning rate by a factor every few epochs (step decay; PyTorch's `StepLR`).
///
/// `StepSchedule(initial: 0.01, factor: 0.1, every: 30)` is 0.01 for epochs 0 to 29, then 0.001,
/// then 0.0001. Before each epoch: `optimizer.learningRate = schedule.learningRate(at: epoch)`.
public struct StepSchedule: Sendable {
  /// The initial learning rate.
  public let initial: Float
  /// The factor, often 0.1.
  public let factor: Float
  /// The number of epochs, or steps, between two changes.
  public let period: Int

  /// Makes a schedule.
  ///
  /// - Parameters:
  ///   - initial: the initial learning rate.
  ///   - factor: the factor of each change.
  ///   - period: the number of epochs between two changes, 1 or more.
  public init(initial: Float, factor: Float = 0.1, every period: Int) {
    require(period > 0, "a rate changes every 1 epoch or more, not every \(period)")
    self.initial = initial
    self.factor = factor
    self.period = period
  }

  /// Computes the learning rate of an epoch, counted from 0.
  public func learningRate(at epoch: Int) -> Float {
    var learningRate = Double(initial)
    for _ in 0..<max(epoch, 0) / period { learningRate *= Double(factor) }
    return Float(learningRate)
  }
}
