// The lesson's side of the watch: it tells the watcher what it does, over a pipe, a JSON line each.

import Foundation
import Notebooks

/// What a lesson tells its watcher.
enum WatcherMessage: Codable {
  /// Which lesson this is, where its page goes, and what stands on it besides the lesson.
  case began(
    name: String, source: String, folder: String, process: Int32, place: PageNavigation,
    notice: String?)
  /// Something landed on the page.
  case event(CellOutput)
  /// The page is written, whole or with its error; nothing is left to mend.
  case wroteItsPage
}

/// Sends reports, and notices when the watcher is gone.
///
/// Reports are sent from the lesson's thread; `ifWatcherDies` is set there and read on the thread
/// that waits for the watcher's end, so it is kept under the lock.
final class WatcherChannel: @unchecked Sendable {
  /// The environment variable that names the pipe; its presence says that somebody watches.
  static let variable = "CONVBOOK_REPORTS_TO"

  /// The reporter of a process that is watched, else nil.
  static let ofThisProcess: WatcherChannel? = ProcessInfo.processInfo.environment[variable]
    .flatMap { Int32($0) }.map(WatcherChannel.init)

  private let descriptor: Int32
  private let lock = NSLock()
  private var farewell: (@Sendable (Outcome.Failure) -> Void)?

  private init(descriptor: Int32) {
    self.descriptor = descriptor
    // Not for processes that a lesson may start itself.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    signal(SIGPIPE, SIG_IGN)
  }

  /// What to do with the page when the watcher is killed and the lesson must end with it.
  var ifWatcherDies: (@Sendable (Outcome.Failure) -> Void)? {
    get { lock.withLock { farewell } }
    set { lock.withLock { farewell = newValue } }
  }

  func send(_ report: WatcherMessage) {
    guard var line = try? JSONEncoder().encode(report) else { return }
    line.append(UInt8(ascii: "\n"))
    line.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while let start = UnsafeRawBufferPointer(rebasing: rest).baseAddress, !rest.isEmpty {
        let written = write(descriptor, start, rest.count)
        if written < 0 && errno != EINTR { return }
        rest = rest.dropFirst(max(written, 0))
      }
    }
  }

  /// Ends this process when the watcher is killed: a pipe without a reader reports an error.
  func followWatcher() {
    let descriptor = descriptor
    Thread.detachNewThread { [self] in
      var watched = pollfd(fd: descriptor, events: 0, revents: 0)
      while poll(&watched, 1, -1) < 1 || watched.revents == 0 {}
      ifWatcherDies?(
        .init(
          title: "The lesson was killed",
          message: "The process it ran in was ended from outside while this cell ran."))
      _exit(137)
    }
  }
}
