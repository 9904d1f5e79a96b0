// A pipe to a child process.

import Foundation

/// A pipe, which closes its open ends when deallocated. A child process inherits only the ends
/// passed to it.
package final class ProcessPipe {
  package private(set) var reading: Int32
  package private(set) var writing: Int32

  /// Creates a pipe.
  /// - Throws: `ProcessError` when too many files are open.
  package init() throws(ProcessError) {
    var ends: [Int32] = [-1, -1]
    // A program that another thread starts between the two calls would inherit the pipe.
    let code = ChildProcess.startLock.withLock {
      guard pipe(&ends) == 0 else { return errno }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return 0
    }
    guard code == 0 else { throw ProcessError("no pipe can be made", code: code) }
    (reading, writing) = (ends[0], ends[1])
  }

  /// Closes this process's read end.
  package func closeReading() {
    if reading >= 0 { close(reading) }
    reading = -1
  }

  /// Closes this process's write end.
  package func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }

  /// Makes reads and writes of a descriptor nonblocking: `EAGAIN` instead of waiting.
  package static func setNonblocking(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  deinit {
    closeReading()
    closeWriting()
  }
}
