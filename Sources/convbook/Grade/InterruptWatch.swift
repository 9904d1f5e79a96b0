// Ends a long run at Ctrl-C in such a way that what is done is kept.

import Foundation

/// Calls a function at the first Ctrl-C or request to end; a later one ends this program at once.
final class InterruptWatch: @unchecked Sendable {
  private let lock = NSLock()
  private var received: Int32?
  private var start = ContinuousClock.now
  /// What asks a program to end may ask its group as well, as `timeout` does: within this time a
  /// second signal is the first one again.
  private static let echo = Duration.seconds(1)
  private var sources: [any DispatchSourceSignal] = []

  init(_ stop: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      Foundation.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [self] in
        let isFirst = lock.withLock {
          guard received == nil else { return false }
          (received, start) = (number, .now)
          return true
        }
        if isFirst {
          stop()
        } else if lock.withLock({ start.duration(to: .now) > Self.echo }) {
          _exit(128 + number)
        }
      }
      source.resume()
      return source
    }
  }

  /// The first signal; nil for none.
  var signal: Int32? { lock.withLock { received } }
}
