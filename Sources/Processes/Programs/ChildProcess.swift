// Starts, signals, ends and waits for one program. Every program this project starts is started
// here.
//
// Why not swift-subprocess: it would raise the least Swift from 6.0 to 6.2, and `grade` needs what
// it lacks: process groups ended as a whole, resource limits and confinement set before exec, and
// output read within a budget. Why not Foundation's `Process`: it takes a program for running as
// long as one of that program's own children is.

import Foundation

/// Why a program can't be started or compiled.
package struct ProcessError: LocalizedError, CustomStringConvertible {
  package let description: String
  package var errorDescription: String? { description }

  init(_ description: String) { self.description = description }

  /// Describes the failure of a system call.
  ///
  /// - Parameter code: its `errno`.
  init(_ subject: String, code: Int32) {
    self.init("\(subject): \(String(cString: strerror(code)))")
  }
}

/// A started program, which has to be waited for once.
package struct ChildProcess: Sendable {
  /// How a program ended, and the memory it used.
  package struct Ending: Sendable {
    /// The exit status, or 128 and the number of the signal that ended it, as shells report it.
    package let status: Int32
    /// The signal that ended it; nil when it exited.
    package let signal: Int32?
    /// The largest resident memory of its largest process, in MB. Linux counts what the process
    /// that started it held at that moment as the least.
    package let peakMegabytes: Double
    /// Whether it was ended because its time was over.
    package let tookTooLong: Bool
  }

  /// Held while a program is started, and while a descriptor is open that it must not inherit.
  package static let startLock = NSLock()

  package let identifier: pid_t
  /// Whether it leads a process group, which ends with it.
  package let leadsGroup: Bool

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - command: the program's path and its arguments.
  ///   - environment: changes this process's own environment; nil removes a variable.
  ///   - leadsGroup: whether it gets a process group of its own, so that what it starts ends with
  ///     it. Ctrl-C in the terminal does not reach such a group.
  ///   - input, output, errors: descriptors for its standard streams; nil for `/dev/null`.
  ///   - additional: descriptors it gets as 3, 4, ….
  /// - Throws: when there is no such program, or it can't be executed.
  package static func start(
    _ command: [String], environment: [String: String?] = [:], leadsGroup: Bool = false,
    input: Int32? = nil, output: Int32? = nil, errors: Int32? = nil, additional: [Int32] = []
  ) throws(ProcessError) -> ChildProcess {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (stream, descriptor) in ([input, output, errors] + additional).enumerated() {
      if let descriptor {
        posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(stream))
      } else {
        posix_spawn_file_actions_addopen(&actions, Int32(stream), "/dev/null", O_RDWR, 0)
      }
    }
    // Blocked signals are inherited: a program that blocks SIGTERM could not be asked to end.
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    let group = leadsGroup ? POSIX_SPAWN_SETPGROUP : 0
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | group))

    var variables = ProcessInfo.processInfo.environment
    for (name, value) in environment { variables[name] = value }
    var identifier: pid_t = 0
    let code = withCStrings(command) { arguments in
      withCStrings(variables.map { "\($0.key)=\($0.value)" }) { variables in
        // A program written a moment ago may still be open for writing in a process that another
        // thread is just starting; that passes at once.
        for _ in 0..<50 {
          let code = startLock.withLock {
            posix_spawn(&identifier, command[0], &actions, &attributes, arguments, variables)
          }
          if code != ETXTBSY { return code }
          usleep(10_000)
        }
        return ETXTBSY
      }
    }
    guard code == 0 else {
      throw ProcessError("\(command[0]): can't be started", code: code)
    }
    return ChildProcess(identifier: identifier, leadsGroup: leadsGroup)
  }

  /// Whether it has ended; it still has to be waited for.
  package var hasEnded: Bool {
    var information = siginfo_t()
    return waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT) != 0
      || information.si_signo != 0
  }

  /// Sends it a signal, and to its group if it leads one.
  package func send(_ signal: Int32) { kill(leadsGroup ? -identifier : identifier, signal) }

  /// Ends it, and its group if it leads one.
  package func end() { send(SIGKILL) }

  /// Waits until it ends, and ends what is left of its group.
  ///
  /// - Parameter timeLimit: seconds after which it is ended; nil for no limit.
  package func wait(timeLimit: Double? = nil) -> Ending {
    let timer = timeLimit.map { ProcessTimer(self, seconds: $0) }
    // Not waited for yet, its number can't have passed to another program when it is signalled.
    var information = siginfo_t()
    while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    let tookTooLong = timer?.stop() ?? false
    if leadsGroup { end() }
    var (status, usage) = (Int32(0), rusage())
    while wait4(identifier, &status, 0, &usage) < 0, errno == EINTR {}
    let signal = status & 0x7f
    #if canImport(Darwin)
      let unitsInMegabyte = 1_048_576.0
    #else
      let unitsInMegabyte = 1024.0
    #endif
    return Ending(
      status: signal == 0 ? (status >> 8) & 0xff : 128 + signal,
      signal: signal == 0 ? nil : signal,
      peakMegabytes: Double(usage.ru_maxrss) / unitsInMegabyte,
      tookTooLong: tookTooLong && signal == SIGKILL)
  }
}

/// Ends a program after a time. The lock keeps it from ending one that was waited for meanwhile.
private final class ProcessTimer: @unchecked Sendable {
  private let lock = NSLock()
  private var isOver = false
  private var hasFired = false

  init(_ program: ChildProcess, seconds: Double) {
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [weak self] in
      self?.fire(program)
    }
  }

  private func fire(_ program: ChildProcess) {
    lock.withLock {
      guard !isOver else { return }
      hasFired = true
      program.end()
    }
  }

  /// - Returns: whether the program was ended.
  func stop() -> Bool {
    lock.withLock {
      isOver = true
      return hasFired
    }
  }
}

/// Passes null-terminated C strings, and a null pointer behind the last, to a function.
func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) throws -> Result
) rethrows -> Result {
  let copies = strings.map { strdup($0) }
  defer { copies.forEach { free($0) } }
  return try body(copies + [nil])
}
