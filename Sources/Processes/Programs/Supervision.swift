// Supervises a child process: reads its lines, limits its time, forwards signals.

import Foundation

extension ChildProcess {
  /// The end of a supervised program.
  package struct Supervision: Sendable {
    package let ending: Ending
    /// Whether it exceeded the time limit and was ended.
    package let tookTooLong: Bool
    /// Whether a signal that asks this process to end was forwarded to it.
    package let wasInterrupted: Bool
    /// What its group had when it was more than its limits allow, and was ended.
    package let excess: GroupUsage?
  }

  /// The time in seconds between SIGTERM and SIGKILL.
  private static let graceTime = 3.0
  /// The time in seconds after Ctrl-C, which only ends the training of a lesson that trains.
  private static let graceTimeAfterInterrupt = 60.0

  /// The time in seconds from one look at what its group has to the next.
  private static let groupInterval = 0.25

  /// The bytes of a line that are kept: a program may print one without end.
  private static let longestLine = 1 << 28

  /// Waits until the program ends, and reads its lines.
  ///
  /// Forwards SIGINT, SIGHUP and SIGTERM to the program, so that it can finish its files; with a
  /// stopper nothing is forwarded, and signals come from there. At the time limit it gets SIGTERM,
  /// then SIGKILL.
  ///
  /// - Parameters:
  ///   - timeLimit: the time limit in seconds; nil for none.
  ///   - descriptors: the read ends of pipes.
  ///   - stopper: ends it from another thread.
  ///   - groupLimits: what the group that it leads may have together; nil for no limit. One looks a
  ///     few times a second, so a group may have more for a moment.
  ///   - onLines: called with the lines that have come together, and the index of their descriptor.
  package func supervise(
    timeLimit: Double?, reading descriptors: [Int32], stopper: ProgramStopper? = nil,
    groupLimits: GroupLimits? = nil, onLines: (Int, [Data]) -> Void
  ) -> Supervision {
    let relay = stopper == nil ? SignalRelay(to: self) : nil
    defer { relay?.stop() }
    stopper?.follow(self)
    var deadline = timeLimit.map { ContinuousClock.now + .seconds($0) }
    var (tookTooLong, wasInterrupted) = (false, false)
    var excess: GroupUsage?
    var nextLook = ContinuousClock.now + .seconds(Self.groupInterval)
    var lines = descriptors.map { LineReader($0, longestLine: Self.longestLine) }
    while true {
      var watched = lines.map {
        pollfd(fd: $0.isOpen ? $0.descriptor : -1, events: Int16(POLLIN), revents: 0)
      }
      poll(&watched, nfds_t(watched.count), lines.contains(where: \.isOpen) ? 50 : 5)
      for index in lines.indices where watched[index].revents != 0 {
        onLines(index, lines[index].availableLines())
      }
      if hasEnded {
        for index in lines.indices {
          onLines(index, lines[index].remainingLines())
        }
        return Supervision(
          ending: wait(stopper: stopper), tookTooLong: tookTooLong, wasInterrupted: wasInterrupted,
          excess: excess)
      }
      if let groupLimits, excess == nil, .now >= nextLook {
        if let usage = groupUsage, usage.exceeds(groupLimits) {
          excess = usage
          end()
        }
        nextLook = .now + .seconds(Self.groupInterval)
      }
      if let time = deadline, .now >= time {
        send(tookTooLong ? SIGKILL : SIGTERM)
        tookTooLong = true
        deadline = .now + .seconds(Self.graceTime)
      }
      if let signal = relay?.passedOn, !wasInterrupted {
        wasInterrupted = true
        let grace = signal == SIGINT ? Self.graceTimeAfterInterrupt : Self.graceTime
        let end = ContinuousClock.now + .seconds(grace)
        deadline = min(deadline ?? end, end)
      }
    }
  }
}
