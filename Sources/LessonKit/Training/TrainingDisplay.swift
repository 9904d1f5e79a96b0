// Displays training in the terminal: a progress bar, or a line for each epoch without a terminal.
// Times are shown only here, so that pages don't depend on them.

import Formatting
import Foundation
import Notebooks

/// Displays the progress of training.
final class TrainingDisplay {
  private let name: String
  /// The name, padded to the first column of other output.
  private let paddedName: String
  private let isQuiet: Bool
  /// After how many steps of an epoch a line tells the loss; nil for never.
  private let interval: Int?
  private let start = Date()
  private let isLive = isatty(STDOUT_FILENO) == 1
  private let style = TerminalStyle.standardOutput
  private var epoch = 0
  private var epochs = 0
  private var steps = 0
  private var step = 0
  private var began = Date()
  private var drawn = Date.distantPast
  private var loss: Float = 0
  private var accuracy: Float = 0
  /// The sums of loss and accuracy over the epoch.
  private var sums: (loss: Float, accuracy: Float) = (0, 0)

  init(_ name: String, lineEvery interval: Int?, isQuiet: Bool) {
    self.name = name
    paddedName = name.padded(to: 10)
    self.interval = interval
    self.isQuiet = isQuiet
  }

  func begin(epoch: Int, of epochs: Int, steps: Int) {
    (self.epoch, self.epochs, self.steps) = (epoch, epochs, steps)
    (step, sums) = (0, (0, 0))
    began = Date()
    draw()
  }

  func step(loss: Float, accuracy: Float) {
    if let interval, step % interval == 0 {
      let elapsed = duration(Date().timeIntervalSince(start))
      writeLine(
        "\(style.accent(paddedName)) epoch \(epoch), step \(step)  "
          + "loss \(fixed(Double(loss), decimals: 4))  elapsed \(elapsed)")
    }
    step += 1
    sums = (sums.loss + loss, sums.accuracy + accuracy)
    // An exponential moving average, since single batches vary.
    let weight = 1 / Float(min(step, 20))
    self.loss += (loss - self.loss) * weight
    self.accuracy += (accuracy - self.accuracy) * weight
    guard Date().timeIntervalSince(drawn) > 0.1 else { return }
    drawn = Date()
    draw()
    report()
  }

  func end(accuracy: Float, isCutShort: Bool) {
    let seconds = Date().timeIntervalSince(began)
    let count = Float(max(1, step))
    let head: Message =
      isCutShort
      ? "epoch \(epoch), stopped after step \(step) of \(steps)" : "epoch \(epoch)/\(epochs)"
    writeLine(
      "\(style.accent(paddedName)) \(head)  loss \(fixed(Double(sums.loss / count), decimals: 4))  "
        + "accuracy \(percentage(Double(sums.accuracy / count)))  "
        + "validation \(percentage(Double(accuracy)))  \(duration(seconds))")
    report(validation: accuracy)
  }

  /// Tells the watcher, if there is one.
  private func report(validation: Float? = nil) {
    WatcherChannel.ofThisProcess?.send(
      .progress(
        TrainingProgress(
          name: name, epoch: epoch, epochs: epochs, step: step, steps: steps, loss: loss,
          accuracy: accuracy, validation: validation)))
  }

  private func draw() {
    guard isLive, !isQuiet else { return }
    let bar = progressBar(step, of: steps, width: 20)
    let share = steps > 0 ? 100 * step / steps : 0
    var line: Message = "\(paddedName) epoch \(epoch)/\(epochs) \(bar) \(share) %"
    if step > 0 {
      let left = Date().timeIntervalSince(began) / Double(step) * Double(steps - step)
      line =
        "\(line)  loss \(fixed(Double(loss), decimals: 3))  "
        + "accuracy \(percentage(Double(accuracy)))  \(duration(left)) left"
    }
    write("\r" + line.text.truncated(to: style.width, ellipsis: "") + "\u{1B}[K")
  }

  /// Prints a line that stays, in place of the progress bar.
  private func writeLine(_ line: Message) {
    guard !isQuiet else { return }
    write((isLive ? "\r" : "") + line.text + (isLive ? "\u{1B}[K" : "") + "\n")
  }

  private func write(_ text: String) {
    print(text, terminator: "")
    fflush(nil)
  }
}
