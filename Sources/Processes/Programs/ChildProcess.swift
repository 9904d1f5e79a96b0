// Starts, signals, ends and waits for a program. All child processes of this project start here.
//
// Why not swift-subprocess: it requires Swift 6.2 instead of 6.0, and `grade` needs what it lacks:
// ending process groups, resource limits and confinement before exec, and a limit on output. Why
// not Foundation's `Process`: it considers a program running while one of its children runs.

import Formatting
import Foundation

/// The error that a program can't be started or compiled.
package struct ProcessError: LocalizedError, CustomStringConvertible {
  package let description: String
  package var errorDescription: String? { description }
  /// Whether it may succeed when it is tried again: the system had no process, memory or descriptor
  /// left.
  package let mayPass: Bool

  init(_ message: Message, mayPass: Bool = false) {
    description = message.text
    self.mayPass = mayPass
  }

  /// Creates an error from a failed system call.
  ///
  /// - Parameter code: its `errno`.
  init(_ subject: Message, code: Int32) {
    self.init(
      "\(subject): \(String(cString: strerror(code)))",
      mayPass: [EAGAIN, ENOMEM, EMFILE, ENFILE, ENOSPC, EINTR].contains(code))
  }

  /// The words of `errorDescription` for the codes that `mayPass`.
  package static let passingWords = [EAGAIN, ENOMEM, EMFILE, ENFILE, ENOSPC].map {
    String(cString: strerror($0))
  }
}

/// A child process; `wait` must be called once.
package struct ChildProcess: Sendable {
  /// The exit status and the peak memory of a program.
  package struct Ending: Sendable {
    /// The exit status, or 128 and the number of the signal that ended it, as shells report it.
    package let status: Int32
    /// The signal that ended it; nil when it exited.
    package let signal: Int32?
    /// The peak resident memory of its largest process in MB; on Linux at least that of the parent
    /// when it was started.
    package let peakMegabytes: Double
    /// The processor time in seconds that it had, with the children it waited for.
    package let usedSeconds: Double
    /// Whether it exceeded the time limit and was ended.
    package let tookTooLong: Bool
    /// The processor time in seconds that it and its group had had at the time limit; nil when it
    /// was within the limit, or the system does not tell.
    package let processorSeconds: Double?
  }

  /// Held while a program is started, and while a descriptor is open that must not be inherited.
  package static let startLock = NSLock()

  package let identifier: pid_t
  /// Whether it leads a process group, which is ended with it.
  package let leadsGroup: Bool

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - command: the path and the arguments.
  ///   - environment: changes to this process's environment; nil removes a variable.
  ///   - leadsGroup: whether it leads a new process group, so that its children end with it. Ctrl-C
  ///     in the terminal does not reach such a group.
  ///   - input, output, errors: descriptors for its standard streams; nil for `/dev/null`.
  ///   - additional: descriptors that it inherits as 3, 4, ….
  /// - Throws: `ProcessError` when there is no such program, it can't be executed, or all programs
  ///   are being ended.
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
        // ETXTBSY: a new program may still be open for writing in a process that another thread is
        // starting, for a moment.
        for _ in 0..<50 {
          let code = startLock.withLock {
            if leadsGroup, RunningPrograms.isStopping { return ECANCELED }
            let code = posix_spawn(
              &identifier, command[0], &actions, &attributes, arguments, variables)
            if code == 0, leadsGroup { RunningPrograms.groups.insert(identifier) }
            return code
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

  /// Whether it has ended; `wait` must still be called.
  package var hasEnded: Bool {
    var information = siginfo_t()
    return waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT) != 0
      || information.si_signo != 0
  }

  /// Sends a signal to it, and to its group if it leads one.
  package func send(_ signal: Int32) { kill(leadsGroup ? -identifier : identifier, signal) }

  /// Ends it, and its group if it leads one, by SIGKILL.
  package func end() { send(SIGKILL) }

  /// Waits until it ends, and ends the rest of its group.
  ///
  /// - Parameters:
  ///   - timeLimit: the time limit in seconds; nil for none.
  ///   - stopper: ends it from another thread.
  package func wait(timeLimit: Double? = nil, stopper: ProgramStopper? = nil) -> Ending {
    stopper?.follow(self)
    let timer = timeLimit.map { ProcessTimer(self, seconds: $0) }
    // WNOWAIT keeps the process identifier from being reused before it is signalled.
    var information = siginfo_t()
    while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    let (tookTooLong, processorSeconds) = timer?.stop() ?? (false, nil)
    stopper?.unfollow()
    if leadsGroup {
      end()
      _ = Self.startLock.withLock { RunningPrograms.groups.remove(identifier) }
    }
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
      usedSeconds: Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime),
      tookTooLong: tookTooLong && signal == SIGKILL, processorSeconds: processorSeconds)
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }
}

/// Ends a program after a time limit. The lock excludes a process that was already waited for.
private final class ProcessTimer: @unchecked Sendable {
  private let lock = NSLock()
  private var isOver = false
  private var hasFired = false
  private var processorSeconds: Double?

  init(_ program: ChildProcess, seconds: Double) {
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [weak self] in
      self?.fire(program)
    }
  }

  private func fire(_ program: ChildProcess) {
    lock.withLock {
      guard !isOver else { return }
      hasFired = true
      processorSeconds = program.processorSeconds
      program.end()
    }
  }

  /// - Returns: whether the program was ended, and the processor time that it had had.
  func stop() -> (Bool, Double?) {
    lock.withLock {
      isOver = true
      return (hasFired, processorSeconds)
    }
  }
}

/// Calls a function with null-terminated C strings and a final null pointer.
func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) throws -> Result
) rethrows -> Result {
  let copies = strings.map { strdup($0) }
  defer { copies.forEach { free($0) } }
  return try body(copies + [nil])
}
