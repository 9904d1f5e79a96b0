// A pipe between this process and one that it starts.

import Foundation

/// A pipe; what is still open of it is closed with it. A program inherits an end only when it is
/// named at its start.
package final class ProcessPipe {
  package private(set) var reading: Int32
  package private(set) var writing: Int32

  /// - Throws: when too many files are open.
  package init() throws(ProcessError) {
    var ends: [Int32] = [-1, -1]
    // A program that another thread starts between the two calls would keep the pipe open.
    let code = ChildProcess.startLock.withLock {
      guard pipe(&ends) == 0 else { return errno }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      return 0
    }
    guard code == 0 else { throw ProcessError("no pipe can be made", code: code) }
    (reading, writing) = (ends[0], ends[1])
  }

  /// Closes this process's copy of the end to read from.
  package func closeReading() {
    if reading >= 0 { close(reading) }
    reading = -1
  }

  /// Closes this process's copy of the end to write to; the reader sees the end when no other is
  /// left.
  package func closeWriting() {
    if writing >= 0 { close(writing) }
    writing = -1
  }

  /// Makes reads and writes of a descriptor return at once, with `EAGAIN` when they would wait.
  package static func setNonblocking(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  deinit {
    closeReading()
    closeWriting()
  }
}
