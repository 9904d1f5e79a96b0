// A started program, and waiting for it. Foundation's `Process` is not used: it takes a program for
// alive as long as one of that program's own children is.

import Foundation

/// A program that was started by `start` and is waited for once.
struct Spawned {
  /// How a program ended, and what it used.
  struct Ending {
    /// The exit status, or 128 and the signal that ended it, as a shell has it.
    let status: Int32
    let usage: rusage
  }

  let identifier: pid_t
  /// Whether it leads a group of its own, so that what it started ends with it.
  var leadsGroup = false

  /// Starts a program found by its path.
  ///
  /// - Parameters:
  ///   - command: the path and the arguments.
  ///   - environment: added to this process's own.
  ///   - leadsGroup: whether what it starts is to end with it; Ctrl-C does not reach such a group.
  ///   - input, output, errors: descriptors for its standard streams; /dev/null where there is none.
  /// - Returns: nil when it can't be started.
  static func start(
    _ command: [String], environment: [String: String] = [:], leadsGroup: Bool = false,
    input: Int32? = nil, output: Int32? = nil, errors: Int32? = nil
  ) -> Spawned? {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (stream, descriptor) in [input, output, errors].enumerated() {
      let stream = Int32(stream)
      if let descriptor {
        posix_spawn_file_actions_adddup2(&actions, descriptor, stream)
      } else {
        posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
      }
    }
    // A caller may have blocked signals, and what is started inherits that: it could not be ended.
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    let group = leadsGroup ? POSIX_SPAWN_SETPGROUP : 0
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | group))

    let words = command.map { strdup($0) }
    let settings = ProcessInfo.processInfo.environment.merging(environment) { $1 }
      .map { strdup("\($0.key)=\($0.value)") }
    defer { (words + settings).forEach { free($0) } }
    var identifier: pid_t = 0
    let status = posix_spawn(
      &identifier, command[0], &actions, &attributes, words + [nil], settings + [nil])
    return status == 0 ? Spawned(identifier: identifier, leadsGroup: leadsGroup) : nil
  }

  /// Whether it has ended and only waits to be waited for.
  var isOver: Bool {
    var info = siginfo_t()
    return waitid(P_PID, id_t(identifier), &info, WEXITED | WNOHANG | WNOWAIT) != 0
      || info.si_signo != 0
  }

  /// Ends it, and what it started if it leads a group.
  func end() { kill(leadsGroup ? -identifier : identifier, SIGKILL) }

  /// Waits for its end; makes it end when that takes too long.
  func wait(timeLimit: Double) -> (ending: Ending, tookTooLong: Bool) {
    let deadline = ContinuousClock.now + .seconds(timeLimit)
    let watcher = DispatchWorkItem { [self] in end() }
    DispatchQueue.global().asyncAfter(deadline: .now() + timeLimit, execute: watcher)
    defer { watcher.cancel() }
    var (status, usage) = (Int32(0), rusage())
    while wait4(identifier, &status, 0, &usage) < 0, errno == EINTR {}
    let signal = status & 0x7f
    let ending = Ending(
      status: signal == 0 ? (status >> 8) & 0xff : 128 + signal, usage: usage)
    return (ending, signal == SIGKILL && ContinuousClock.now >= deadline)
  }
}

/// A pipe whose ends are not inherited unless a start says so.
struct PipeEnds {
  let reading: Int32
  let writing: Int32

  init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }
}
