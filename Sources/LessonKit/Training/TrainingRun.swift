// What surrounds a training loop: progress, the watch on the loss, Ctrl-C, and what was measured.
// The loop itself is in TrainingLoop.swift, and in lesson 17.

import Datasets
import Formatting
import Foundation
import Networks
import Notebooks
import Tensors

/// One training: it counts, shows how far it is, and remembers.
///
/// `Notebook.train` is the loop that uses it. Ctrl-C ends the loop over epochs and the one over
/// batches after the current step, and the lesson goes on with what was learned.
public final class TrainingRun {
  /// The loss of every step.
  public private(set) var losses: [Float] = []
  /// The share of each step's pictures that was read rightly, before the step.
  public private(set) var accuracies: [Float] = []
  /// The accuracy on the validation pictures after each epoch.
  public private(set) var validation: [Float] = []
  /// The network of the epoch with the best validation accuracy; nil before the first ends.
  public private(set) var best: Network?
  /// Whether Ctrl-C ended it early.
  public private(set) var wasInterrupted = false

  private let count: Int
  private var steps = 0
  private var stepsOfEpoch = 0
  private var epoch = 0
  private var detector = DivergenceDetector()
  private let display: TrainingDisplay
  private let interrupts: InterruptFlag

  init(_ name: String, epochs: Int, isQuiet: Bool) {
    count = epochs
    display = TrainingDisplay(name, isQuiet: isQuiet)
    interrupts = InterruptFlag()
  }

  /// 1, 2, …, up to the number of epochs, or until Ctrl-C.
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

  /// The batches of an epoch in random order, or until Ctrl-C.
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

  /// Takes note of a step.
  ///
  /// - Parameters:
  ///   - loss: the loss of the step's batch.
  ///   - accuracy: the share of it that was read rightly.
  ///   - learningRate: the learning rate, to be named if it was too high.
  /// - Throws: `DivergenceError` when the loss is NaN or grows without end.
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

  /// Takes note of the end of an epoch, and keeps the network if it is the best so far.
  ///
  /// - Parameter accuracy: the share of the validation pictures that it reads rightly.
  public func end(_ epoch: Int, _ network: Network, validation accuracy: Float) {
    if accuracy > (validation.max() ?? -1) { best = network }
    validation.append(accuracy)
    display.end(accuracy: accuracy, isCutShort: wasInterrupted)
    if epoch == count || wasInterrupted { finish() }
  }

  private func finish() {
    interrupts.lower()
  }

  /// How long training went on, in words: "2 epochs", or where Ctrl-C ended it.
  public var summary: String {
    let done = "\(plural(validation.count, "epoch")), \(steps) steps"
    return wasInterrupted ? "\(done), then stopped by Ctrl-C" : done
  }

  /// The mean of the losses of each stretch of steps, for a plot: losses of single batches jump.
  public func smoothedLosses(over stretch: Int = 10) -> (steps: [Float], losses: [Float]) {
    smoothed(losses, over: stretch)
  }

  /// The mean of the accuracies of each stretch of steps.
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
  /// Begins a training of so many epochs; see `TrainingRun`.
  ///
  /// - Parameter name: what the terminal calls it, where a lesson trains more than one network.
  public func training(_ name: String = "training", epochs: Int) -> TrainingRun {
    TrainingRun(name, epochs: epochs, isQuiet: isQuiet)
  }
}
