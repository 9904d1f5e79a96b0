// Passes signals that ask this process to end on to the program that it runs.

import Foundation

/// The program that signals go to, and the last one passed on. Globals because a signal handler can
/// reach nothing else; plain integers because it may do no more than read and write those.
nonisolated(unsafe) private var relayTarget: pid_t = 0
nonisolated(unsafe) private var relayedSignal: Int32 = 0

/// Passes Ctrl-C, hang-up and termination on to a program until `stop`. One at a time.
struct SignalRelay {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  init(to program: ChildProcess) {
    relayedSignal = 0
    relayTarget = program.identifier
    // A caller may have blocked them; blocked signals would never be passed on.
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

  /// The last signal that came, if one has.
  var passedOn: Int32? { relayedSignal == 0 ? nil : relayedSignal }

  func stop() {
    for number in Self.signals { signal(number, SIG_DFL) }
  }
}
