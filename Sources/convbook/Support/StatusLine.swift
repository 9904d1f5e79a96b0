// Shows a progress line at the bottom of a terminal, refreshed by a timer; nothing without a
// terminal. Thread-safe.

import Foundation
import LessonKit

/// A progress line. The lock guards the content, which the timer's queue reads.
final class StatusLine: @unchecked Sendable {
  private let lock = NSLock()
  private let width: Int
  private var content: (() -> Message)?
  private var timer: (any DispatchSourceTimer)?

  /// Whether standard error is a terminal.
  static let isPossible =
    isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"

  private let isSilent: Bool

  /// Creates a progress line.
  /// - Parameter isSilent: whether nothing is shown.
  init(isSilent: Bool = false) {
    self.isSilent = isSilent
    width = TerminalStyle.standardOutput.width
  }

  /// Shows a line and refreshes it ten times a second until `clear`.
  func show(_ content: @escaping @Sendable () -> Message) {
    guard Self.isPossible, !isSilent else { return }
    lock.withLock { self.content = content }
    draw()
    guard timer == nil else { return }
    let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "convbook.live-line"))
    timer.schedule(deadline: .now() + .milliseconds(100), repeating: .milliseconds(100))
    timer.setEventHandler { [weak self] in self?.draw() }
    timer.resume()
    self.timer = timer
  }

  /// Removes the line.
  func clear() {
    guard Self.isPossible, !isSilent else { return }
    timer?.cancel()
    timer = nil
    lock.withLock {
      if content != nil { write("\r\u{1B}[K") }
      content = nil
    }
  }

  private func draw() {
    lock.withLock {
      guard let content else { return }
      write("\r" + content().text.truncated(to: width, ellipsis: "") + "\u{1B}[K")
    }
  }

  private func write(_ text: String) {
    print(text, terminator: "")
    fflush(nil)
  }
}
