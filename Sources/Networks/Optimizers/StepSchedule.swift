// A learning rate that falls in steps: long strides first, short ones near the goal.

import Tensors

/// The rate is multiplied by a factor each time so many epochs are over.
///
/// `StepSchedule(initial: 0.01, factor: 0.1, every: 30)` is 0.01 for epochs 0 to 29, then 0.001, then
/// 0.0001. Before each epoch: `optimizer.learningRate = schedule.learningRate(at: epoch)`. PyTorch's name is `StepLR`.
public struct StepSchedule: Sendable {
  /// The rate at first.
  public let initial: Float
  /// What it is multiplied by; 0.1 as a rule.
  public let factor: Float
  /// How many epochs, or steps, lie between two changes.
  public let period: Int

  /// A schedule.
  ///
  /// - Parameters:
  ///   - initial: the rate at first.
  ///   - factor: what it is multiplied by.
  ///   - period: after how many epochs, 1 or more.
  public init(initial: Float, factor: Float = 0.1, every period: Int) {
    require(period > 0, "a rate changes every 1 epoch or more, not every \(period)")
    self.initial = initial
    self.factor = factor
    self.period = period
  }

  /// The rate at an epoch, the first being 0.
  public func learningRate(at epoch: Int) -> Float {
    var learningRate = Double(initial)
    for _ in 0..<max(epoch, 0) / period { learningRate *= Double(factor) }
    return Float(learningRate)
  }
}
