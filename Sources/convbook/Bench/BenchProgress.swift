// What is being measured, on standard error: results that go to a file keep clear of it. No timer
// draws it, since that would steal time from what is measured.

import Foundation
import LessonKit
import Processes

struct BenchProgress {
  private let isTerminal =
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"

  /// A line that the next one replaces; nothing where there is no terminal.
  func show(_ line: String) {
    guard isTerminal else { return }
    write("\r\u{1B}[K" + line.prefix(TerminalStyle.standardOutput.width))
  }

  /// A line that stays.
  func say(_ line: String) { write((isTerminal ? "\r\u{1B}[K" : "") + line + "\n") }

  /// A line that stays where nothing else tells how far it is.
  func begin(_ line: String) { isTerminal ? show(line) : say(line) }

  func clear() { if isTerminal { write("\r\u{1B}[K") } }

  private func write(_ text: some StringProtocol) {
    StandardStreams.writeError(String(text))
  }
}
