// Waits for a program while its lines are read, its time is limited and signals are passed on to
// it.

import Foundation

extension ChildProcess {
  /// How a supervised program ended.
  package struct Supervision: Sendable {
    package let ending: Ending
    /// Whether it was ended because its time was over.
    package let tookTooLong: Bool
    /// Whether a signal that asks this process to end was passed on to it.
    package let wasInterrupted: Bool
  }

  /// Seconds a program may take to end after it was asked to.
  private static let graceTime = 3.0
  /// Seconds after Ctrl-C: a lesson that trains takes it as the end of training, and goes on.
  private static let graceTimeAfterInterrupt = 60.0

  /// Waits until the program ends, and reads lines from it meanwhile.
  ///
  /// Ctrl-C, hang-up and termination of this process are passed on to the program, so that it can
  /// finish its files. When its time is over it is asked to end by SIGTERM, then made to by
  /// SIGKILL.
  ///
  /// - Parameters:
  ///   - timeLimit: seconds it may take; nil for no limit.
  ///   - descriptors: what is read.
  ///   - onLine: called with each line, and the index of the descriptor that it comes from.
  package func supervise(
    timeLimit: Double?, reading descriptors: [Int32], onLine: (Int, Data) -> Void
  ) -> Supervision {
    let relay = SignalRelay(to: self)
    defer { relay.stop() }
    var deadline = timeLimit.map { ContinuousClock.now + .seconds($0) }
    var (tookTooLong, wasInterrupted) = (false, false)
    var lines = descriptors.map { LineReader($0) }
    while true {
      var watched = lines.map {
        pollfd(fd: $0.isOpen ? $0.descriptor : -1, events: Int16(POLLIN), revents: 0)
      }
      poll(&watched, nfds_t(watched.count), lines.contains(where: \.isOpen) ? 50 : 5)
      for index in lines.indices where watched[index].revents != 0 {
        lines[index].availableLines().forEach { onLine(index, $0) }
      }
      if hasEnded {
        for index in lines.indices {
          lines[index].remainingLines().forEach { onLine(index, $0) }
        }
        return Supervision(
          ending: wait(), tookTooLong: tookTooLong, wasInterrupted: wasInterrupted)
      }
      if let time = deadline, .now >= time {
        send(tookTooLong ? SIGKILL : SIGTERM)
        tookTooLong = true
        deadline = .now + .seconds(Self.graceTime)
      }
      if let signal = relay.passedOn, !wasInterrupted {
        wasInterrupted = true
        let grace = signal == SIGINT ? Self.graceTimeAfterInterrupt : Self.graceTime
        let end = ContinuousClock.now + .seconds(grace)
        deadline = min(deadline ?? end, end)
      }
    }
  }
}
