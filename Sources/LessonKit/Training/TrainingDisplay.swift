// Training as it goes, in the terminal: a bar that is drawn over and over, or a line for each epoch
// where output is no terminal. Times are shown here and nowhere else: pages don't change with them.

import Foundation
import Notebooks

/// Draws the progress of training.
final class TrainingDisplay {
  /// As wide as the first column of everything else a lesson prints.
  private let name: String
  private let isQuiet: Bool
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
  /// Loss and accuracy of an epoch, summed up.
  private var sums: (loss: Float, accuracy: Float) = (0, 0)

  init(_ name: String, isQuiet: Bool) {
    self.name = name + String(repeating: " ", count: max(0, 10 - name.count))
    self.isQuiet = isQuiet
  }

  func begin(epoch: Int, of epochs: Int, steps: Int) {
    (self.epoch, self.epochs, self.steps) = (epoch, epochs, steps)
    (step, sums) = (0, (0, 0))
    began = Date()
    draw()
  }

  func step(loss: Float, accuracy: Float) {
    step += 1
    sums = (sums.loss + loss, sums.accuracy + accuracy)
    // Single batches jump; the mean of the last ones is easier to read.
    let weight = 1 / Float(min(step, 20))
    self.loss += (loss - self.loss) * weight
    self.accuracy += (accuracy - self.accuracy) * weight
    if Date().timeIntervalSince(drawn) > 0.1 { draw() }
  }

  func end(accuracy: Float, isCutShort: Bool) {
    guard !isQuiet else { return }
    let seconds = Date().timeIntervalSince(began)
    let count = Float(max(1, step))
    let head =
      isCutShort
      ? "epoch \(epoch), stopped after step \(step) of \(steps)" : "epoch \(epoch)/\(epochs)"
    write(
      (isLive ? "\r" : "") + "\(style.accent(name)) \(head)  "
        + "loss \(fixed(sums.loss / count, 4))  accuracy \(percent(sums.accuracy / count))  "
        + "validation \(percent(accuracy))  \(fixed(Float(seconds), 1)) s"
        + (isLive ? "\u{1B}[K" : "") + "\n")
  }

  private func draw() {
    guard isLive, !isQuiet else { return }
    drawn = Date()
    let width = 20
    let full = steps > 0 ? width * step / steps : 0
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
    var line = "\(name) epoch \(epoch)/\(epochs) \(bar) \(steps > 0 ? 100 * step / steps : 0) %"
    if step > 0 {
      let left = Date().timeIntervalSince(began) / Double(step) * Double(steps - step)
      line +=
        "  loss \(fixed(loss, 3))  accuracy \(percent(accuracy))  \(fixed(Float(left), 0)) s left"
    }
    write("\r" + line.prefix(style.width) + "\u{1B}[K")
  }

  private func percent(_ share: Float) -> String { fixed(100 * share, 1) + " %" }

  private func fixed(_ value: Float, _ digits: Int) -> String {
    String(format: "%.\(digits)f", value)
  }

  private func write(_ text: String) {
    print(text, terminator: "")
    fflush(nil)
  }
}
