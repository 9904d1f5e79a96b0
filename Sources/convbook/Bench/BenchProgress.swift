// Shows the progress of benchmarks on standard error, apart from results. No timer refreshes it,
// since that would disturb the measurement.

import Foundation
import LessonKit
import Processes

struct BenchProgress {
  private let isTerminal =
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"

  /// Shows a line that the next one replaces; does nothing without a terminal.
  func show(_ line: Message) {
    guard isTerminal else { return }
    write("\r\u{1B}[K" + line.text.prefix(TerminalStyle.standardOutput.width))
  }

  /// Prints a permanent line.
  func say(_ line: Message) { write((isTerminal ? "\r\u{1B}[K" : "") + line.text + "\n") }

  /// Shows a line; a permanent one without a terminal.
  func begin(_ line: Message) { isTerminal ? show(line) : say(line) }

  func clear() { if isTerminal { write("\r\u{1B}[K") } }

  private func write(_ text: some StringProtocol) {
    StandardStreams.writeError(String(text))
  }
}
