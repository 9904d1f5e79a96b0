// Forwards signals that ask this process to end to its child process.

import Foundation

/// The child process and the last forwarded signal. Global integers, because a signal handler can
/// access nothing else safely.
nonisolated(unsafe) private var relayTarget: pid_t = 0
nonisolated(unsafe) private var relayedSignal: Int32 = 0

/// Forwards SIGINT, SIGHUP and SIGTERM to a program until `stop`. Only one may exist at a time.
struct SignalRelay {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  init(to program: ChildProcess) {
    relayedSignal = 0
    relayTarget = program.identifier
    // Unblocks them, since a caller may have blocked them.
    var wanted = sigset_t()
    sigemptyset(&wanted)
    for number in Self.signals { sigaddset(&wanted, number) }
    pthread_sigmask(SIG_UNBLOCK, &wanted, nil)
    for number in Self.signals {
      signal(number) { received in
        relayedSignal = received
        kill(relayTarget, received)
      }
    }
  }

  /// The last forwarded signal; nil for none.
  var passedOn: Int32? { relayedSignal == 0 ? nil : relayedSignal }

  func stop() {
    for number in Self.signals { signal(number, SIG_DFL) }
  }
}
