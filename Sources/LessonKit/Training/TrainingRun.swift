// Supports a training loop: progress display, divergence detection, Ctrl-C, and metrics. The loop
// is in TrainingLoop.swift and in lesson 17.

import Datasets
import Formatting
import Foundation
import Networks
import Notebooks
import Tensors

/// A training run with its metrics and progress display.
///
/// `Notebook.train` uses it. Ctrl-C ends the loops over epochs and batches after the current step,
/// and the lesson continues with the network so far.
public final class TrainingRun {
  /// The loss of every step.
  public private(set) var losses: [Float] = []
  /// The accuracy on each step's batch before its update, 0…1.
  public private(set) var accuracies: [Float] = []
  /// The validation accuracy after each epoch, 0…1.
  public private(set) var validation: [Float] = []
  /// The network of the epoch with the best validation accuracy; nil before the first ends.
  public private(set) var best: Network?
  /// The network after each step that a copy was asked of, as far as the run came.
  public internal(set) var copies: [Int: Network] = [:]
  /// Whether Ctrl-C ended the run early.
  public private(set) var wasInterrupted = false

  private let count: Int
  private var steps = 0
  private var stepsOfEpoch = 0
  private var epoch = 0
  private var detector = DivergenceDetector()
  private let display: TrainingDisplay
  private let interrupts: InterruptFlag

  /// The steps of a whole epoch.
  var stepsPerEpoch: Int {
    stepsOfEpoch > 0 ? stepsOfEpoch : max(1, losses.count / max(1, validation.count))
  }

  /// What is kept of a run.
  struct Curves: Codable {
    let losses, accuracies, validation: [Float]
    /// What a recorder saw; nil without one.
    var moments: [ReplayRecorder.Moment]?
    /// The steps after which there are copies of the network.
    var copies: [Int]
  }

  /// The curves so far.
  var curves: Curves {
    Curves(
      losses: losses, accuracies: accuracies, validation: validation, copies: copies.keys.sorted())
  }

  /// Stands for a run that has come to its end before.
  convenience init(kept: Curves, best: Network, copies: [Int: Network]) {
    self.init("", epochs: kept.validation.count, lineEvery: nil, isQuiet: true)
    (losses, accuracies, validation) = (kept.losses, kept.accuracies, kept.validation)
    (steps, self.best, self.copies) = (kept.losses.count, best, copies)
    finish()
  }

  init(_ name: String, epochs: Int, lineEvery interval: Int?, isQuiet: Bool) {
    count = epochs
    display = TrainingDisplay(name, lineEvery: interval, isQuiet: isQuiet)
    interrupts = InterruptFlag()
  }

  /// The epochs 1, 2, …, until Ctrl-C.
  public var epochs: some Sequence<Int> {
    (1...max(1, count)).lazy.prefix { [self] epoch in
      guard epoch <= count, !wasInterrupted else {
        finish()
        return false
      }
      self.epoch = epoch
      return true
    }
  }

  /// Returns the mini-batches of an epoch in random order, until Ctrl-C.
  public func batches(
    of pictures: LabelledImages, size: Int,
    using generator: inout some RandomNumberGenerator
  ) -> some Sequence<(images: Tensor, labels: [Int])> {
    let batches = pictures.batches(of: size, shuffledBy: &generator)
    stepsOfEpoch = batches.count
    display.begin(epoch: epoch, of: count, steps: batches.count)
    return batches.lazy.prefix { [self] _ in
      if interrupts.isRaised { wasInterrupted = true }
      return !wasInterrupted
    }
  }

  /// Records a training step.
  ///
  /// - Parameters:
  ///   - loss: the loss of the step's batch.
  ///   - accuracy: the accuracy on the batch, 0…1.
  ///   - learningRate: the learning rate, for the message of a divergence.
  /// - Throws: `DivergenceError` when the loss is NaN or diverges.
  public func step(loss: Float, accuracy: Float, learningRate: Float) throws {
    losses.append(loss)
    accuracies.append(accuracy)
    steps += 1
    do {
      try detector.check(loss, learningRate: learningRate)
    } catch {
      finish()
      throw error
    }
    display.step(loss: loss, accuracy: accuracy)
  }

  /// Records the end of an epoch, and keeps the network if it is the best so far.
  ///
  /// - Parameter accuracy: the validation accuracy, 0…1.
  public func end(_ epoch: Int, _ network: Network, validation accuracy: Float) {
    if accuracy > (validation.max() ?? -1) { best = network }
    validation.append(accuracy)
    display.end(accuracy: accuracy, isCutShort: wasInterrupted)
    if epoch == count || wasInterrupted { finish() }
  }

  private func finish() {
    interrupts.lower()
  }

  /// The length of training as text: "2 epochs", or where Ctrl-C ended it.
  public var summary: Message {
    let epochs = validation.count
    let done = Message(
      epochs, "\(epochs) epoch, \(steps) steps", "\(epochs) epochs, \(steps) steps")
    return wasInterrupted ? "\(done), then ended by you" : done
  }

  /// Returns the mean loss of each interval of steps, for a plot.
  public func smoothedLosses(over stretch: Int = 10) -> (steps: [Float], losses: [Float]) {
    smoothed(losses, over: stretch)
  }

  /// Returns the mean accuracy of each interval of steps.
  public func smoothedAccuracies(over stretch: Int = 10) -> (steps: [Float], accuracies: [Float]) {
    smoothed(accuracies, over: stretch)
  }

  private func smoothed(_ numbers: [Float], over stretch: Int) -> ([Float], [Float]) {
    let starts = Array(stride(from: 0, to: numbers.count, by: max(1, stretch)))
    let means = starts.map { start in
      let part = numbers[start..<min(start + max(1, stretch), numbers.count)]
      return part.reduce(0, +) / Float(part.count)
    }
    return (starts.map { Float(min($0 + stretch, numbers.count)) }, means)
  }
}

extension Notebook {
  /// Begins a training run; see `TrainingRun`.
  ///
  /// - Parameters:
  ///   - name: the name in the terminal, for lessons that train several networks.
  ///   - epochs: passes through the training images, 0 or more.
  ///   - interval: after how many steps of an epoch, 1 or more, the terminal tells the loss and the
  ///     time elapsed; nil for never.
  public func training(
    _ name: String = "training", epochs: Int, lineEvery interval: Int? = nil
  ) -> TrainingRun {
    TrainingRun(name, epochs: epochs, lineEvery: interval, isQuiet: isQuiet)
  }
}
