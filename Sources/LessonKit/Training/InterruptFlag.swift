// Ctrl-C as a wish that a loop can ask about, instead of the end of the program.

import Foundation

/// When Ctrl-C came, in seconds since some start; 0 for never. A global because a signal handler
/// can reach nothing else, and a plain number because it may do no more than write one.
nonisolated(unsafe) private var interruptTime: Int = 0

/// While it is up, Ctrl-C is remembered. A second one, later, ends the program as usual.
final class InterruptFlag {
  private var isUp = true

  init() {
    interruptTime = 0
    signal(SIGINT) { _ in
      let now = time(nil)
      // From a terminal it comes twice, once directly and once from the process that watches.
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

  /// Gives Ctrl-C its usual meaning back.
  func lower() {
    guard isUp else { return }
    isUp = false
    signal(SIGINT, SIG_DFL)
  }

  deinit { lower() }
}
