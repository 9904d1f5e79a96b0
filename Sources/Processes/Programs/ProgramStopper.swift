// Lets another thread end a program that is being waited for.

import Foundation

/// Signals the programs that run with it, from any thread.
///
/// The lock excludes a program that was already waited for, whose identifier may be another's.
package final class ProgramStopper: @unchecked Sendable {
  private let lock = NSLock()
  private var program: ChildProcess?
  private var isStopped = false

  package init() {}

  /// Whether `stop` was called: programs that start later end at once.
  package var hasStopped: Bool { lock.withLock { isStopped } }

  /// Asks the program to end with SIGTERM, and ends it if it doesn't within a number of seconds.
  package func stop(graceTime: Double = 2) {
    let running = lock.withLock {
      isStopped = true
      program?.send(SIGTERM)
      return program != nil
    }
    guard running else { return }
    DispatchQueue.global().asyncAfter(deadline: .now() + graceTime) { [self] in send(SIGKILL) }
  }

  /// Sends a signal to the program that runs now; does nothing without one.
  package func send(_ signal: Int32) { lock.withLock { program?.send(signal) } }

  func follow(_ program: ChildProcess) {
    lock.withLock {
      self.program = program
      if isStopped { program.end() }
    }
  }

  func unfollow() { lock.withLock { program = nil } }
}
