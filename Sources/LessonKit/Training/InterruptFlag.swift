// Handles Ctrl-C (SIGINT) as a flag that a loop can poll, instead of ending the program.

import Foundation

/// The time of Ctrl-C in seconds; 0 for never. A global integer, because a signal handler can
/// access nothing else safely.
nonisolated(unsafe) private var interruptTime: Int = 0

/// While it exists, the first Ctrl-C sets a flag; a second one, later, ends the program as usual.
final class InterruptFlag {
  private var isUp = true

  init() {
    interruptTime = 0
    signal(SIGINT) { _ in
      let now = time(nil)
      // From a terminal the signal arrives twice, directly and through the watcher.
      if interruptTime == 0 || now - interruptTime < 1 {
        interruptTime = now
      } else {
        signal(SIGINT, SIG_DFL)
        raise(SIGINT)
      }
    }
  }

  /// Whether Ctrl-C has come.
  var isRaised: Bool { isUp && interruptTime != 0 }

  /// Restores the default action of Ctrl-C.
  func lower() {
    guard isUp else { return }
    isUp = false
    signal(SIGINT, SIG_DFL)
  }

  deinit { lower() }
}
