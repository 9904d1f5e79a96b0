// Sends a lesson's events to its parent process over a pipe, as a JSON text sequence (RFC 7464).

import Formatting
import Foundation
import Notebooks
import Processes

/// Sends events to the watcher, and detects its end.
///
/// Events are sent from the lesson's thread; `onWatcherExit` is set there and read on the thread
/// that waits for the watcher's end; the lock guards it.
package final class WatcherChannel: @unchecked Sendable {
  /// The descriptor of the pipe in the lesson's process.
  package static let descriptor: Int32 = 3
  /// The environment variable with the pipe's descriptor; set only under a watcher.
  static let variable = "CONVBOOK_REPORTS_TO"
  /// Set by a watcher that wants to know the lesson's options.
  static let optionsVariable = "CONVBOOK_TELLS_OPTIONS"
  /// Set by a watcher that draws the outputs itself, so that the lesson writes its page at the end.
  static let pageAtEndVariable = "CONVBOOK_WRITES_PAGE_AT_END"

  /// The channel of this process; nil without a watcher.
  static let ofThisProcess: WatcherChannel? = ProcessInfo.processInfo.environment[variable]
    .flatMap { Int32($0) }.map(WatcherChannel.init)

  /// What each event begins with: lines without it were printed.
  static let recordSeparator: UInt8 = 0x1E

  private let descriptor: Int32
  private let lock = NSLock()
  private var farewell: (@Sendable (Outcome.Failure) -> Void)?

  private init(descriptor: Int32) {
    self.descriptor = descriptor
    // Child processes of the lesson don't inherit it.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    // Whoever reads what is printed sees each line when it is there.
    StandardStreams.writeLines()
    signal(SIGPIPE, SIG_IGN)
  }

  /// Called when the watcher is killed, before this process ends.
  var onWatcherExit: (@Sendable (Outcome.Failure) -> Void)? {
    get { lock.withLock { farewell } }
    set { lock.withLock { farewell = newValue } }
  }

  func send(_ event: LessonEvent) {
    guard let text = try? JSONEncoder().encode(event) else { return }
    // Where standard output goes to the same pipe, what was printed before comes before.
    fflush(nil)
    let line = [Self.recordSeparator] + text + [UInt8(ascii: "\n")]
    line.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
        let written = write(descriptor, start, rest.count)
        if written < 0 && errno != EINTR { return }
        rest = rest.dropFirst(max(written, 0))
      }
    }
  }

  /// Ends this process when the watcher is killed, which `poll` reports as an error of the pipe.
  func followWatcher() {
    let descriptor = descriptor
    Thread.detachNewThread { [self] in
      var watched = pollfd(fd: descriptor, events: 0, revents: 0)
      while poll(&watched, 1, -1) < 1 || watched.revents == 0 {}
      onWatcherExit?(
        .init(
          title: "The lesson was killed",
          message: "The process it ran in was ended from outside while this cell ran."))
      _exit(137)
    }
  }
}
