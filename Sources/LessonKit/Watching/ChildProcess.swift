// Starting a program with two pipes, and waiting for it: the system calls behind LessonProcess.

import Foundation

/// A started program: its reports come in on one pipe, its standard error on another.
struct ChildProcess {
  /// How it ended.
  enum Exit {
    case exited(Int32)
    case killed(signal: Int32)
    case tookTooLong(seconds: Double)
  }

  struct StartError: LocalizedError, CustomStringConvertible {
    let description: String
    var errorDescription: String? { description }
  }

  private let identifier: pid_t
  private let reports: Int32
  private let errors: Int32
  /// Whether it was asked to end by a signal to this process.
  private(set) var wasInterrupted = false

  private init(identifier: pid_t, reports: Int32, errors: Int32) {
    (self.identifier, self.reports, self.errors) = (identifier, reports, errors)
  }

  /// How long a program may take to end after it was asked to.
  private static let patience = 3.0
  /// Seconds for one that was asked by Ctrl-C: training stops, and its lesson goes on to its end.
  private static let patienceAfterCtrlC = 60.0

  static func start(_ setup: LessonProcess.Setup) throws -> ChildProcess {
    let reports = try Pipe()
    let errors = try Pipe()
    defer {
      reports.closeWriting()
      errors.closeWriting()
    }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let reportsInChild: Int32 = 3
    posix_spawn_file_actions_adddup2(&actions, errors.writing, STDERR_FILENO)
    posix_spawn_file_actions_adddup2(&actions, reports.writing, reportsInChild)
    if setup.isSilent {
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    }
    var environment = ProcessInfo.processInfo.environment
    environment[WatcherChannel.variable] = String(reportsInChild)
    environment["SWIFT_BACKTRACE"] =
      environment["SWIFT_BACKTRACE"] ?? CrashReport.backtraceSettings

    // A caller may have blocked signals, and what is started inherits that: it could not be ended.
    #if canImport(Darwin)
      var attributes: posix_spawnattr_t?
    #else
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

    var identifier: pid_t = 0
    let status = withCStrings([setup.executable] + setup.arguments) { arguments in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
        // A program that was written a moment ago may still be held open by a process that is just
        // starting; that passes at once.
        for _ in 0..<50 {
          let status = posix_spawn(
            &identifier, setup.executable, &actions, &attributes, arguments, environment)
          if status != ETXTBSY { return status }
          usleep(10_000)
        }
        return ETXTBSY
      }
    }
    guard status == 0 else {
      reports.closeReading()
      errors.closeReading()
      throw StartError(
        description: "\(setup.executable): can't be started: \(String(cString: strerror(status)))")
    }
    return ChildProcess(identifier: identifier, reports: reports.reading, errors: errors.reading)
  }

  func close() {
    _ = Foundation.close(reports)
    _ = Foundation.close(errors)
  }

  /// Reads both pipes until the program has ended.
  ///
  /// A signal that would end this process is passed on instead, so that the page can be finished.
  mutating func wait(
    timeLimit: Double?, onReport: (Data) -> Void, onErrorText: (String) -> Void
  ) -> Exit {
    let relay = SignalRelay(to: identifier)
    defer { relay.stop() }
    let start = Date()
    var deadline = timeLimit.map { start.addingTimeInterval($0) }
    var tookTooLong = false
    wasInterrupted = false
    var reportLines = LineReader(descriptor: reports)
    var errorLines = LineReader(descriptor: errors)
    while true {
      var watched = [
        pollfd(fd: reportLines.isOpen ? reports : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errorLines.isOpen ? errors : -1, events: Int16(POLLIN), revents: 0),
      ]
      poll(&watched, 2, reportLines.isOpen || errorLines.isOpen ? 50 : 5)
      if watched[0].revents != 0 { reportLines.read(onReport) }
      if watched[1].revents != 0 {
        errorLines.read { onErrorText(String(decoding: $0, as: UTF8.self) + "\n") }
      }
      var status: Int32 = 0
      if waitpid(identifier, &status, WNOHANG) == identifier {
        reportLines.drain(onReport)
        errorLines.drain { onErrorText(String(decoding: $0, as: UTF8.self) + "\n") }
        if tookTooLong, let timeLimit { return .tookTooLong(seconds: timeLimit) }
        let signal = status & 0x7f
        return signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal: signal)
      }
      if let time = deadline, Date() >= time {
        // The first time it is asked to end, then it is made to.
        kill(identifier, tookTooLong ? SIGKILL : SIGTERM)
        tookTooLong = true
        deadline = Date().addingTimeInterval(Self.patience)
      }
      if let signal = relay.passedOn, !wasInterrupted {
        wasInterrupted = true
        let patience = signal == SIGINT ? Self.patienceAfterCtrlC : Self.patience
        deadline = min(deadline ?? .distantFuture, Date().addingTimeInterval(patience))
      }
    }
  }
}

/// A pipe's two ends, not inherited unless a spawn says so.
private struct Pipe {
  let reading: Int32
  let writing: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw ChildProcess.StartError(
        description: "no pipe could be made: \(String(cString: strerror(errno)))")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }

  func closeReading() { _ = Foundation.close(reading) }
  func closeWriting() { _ = Foundation.close(writing) }
}

/// Cuts what comes through a pipe into lines.
private struct LineReader {
  let descriptor: Int32
  var isOpen = true
  private var rest = Data()

  init(descriptor: Int32) {
    self.descriptor = descriptor
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
  }

  mutating func read(_ onLine: (Data) -> Void) {
    var buffer = [UInt8](repeating: 0, count: 65536)
    while isOpen {
      let count = Foundation.read(descriptor, &buffer, buffer.count)
      if count > 0 {
        rest.append(contentsOf: buffer[..<count])
      } else if count == 0 {
        isOpen = false
      } else if errno != EINTR {
        break
      }
    }
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      onLine(rest[..<end])
      rest = rest[rest.index(after: end)...]
    }
  }

  /// Hands out what is left after the program has ended, a last line without an end included.
  mutating func drain(_ onLine: (Data) -> Void) {
    read(onLine)
    if !rest.isEmpty { onLine(rest) }
    rest = Data()
  }
}

/// Null-terminated C strings for the time of a call.
private func withCStrings<Result>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
  let copies = strings.map { strdup($0) }
  defer { copies.forEach { free($0) } }
  return body(copies + [nil])
}
