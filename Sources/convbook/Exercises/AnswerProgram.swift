// A student's program at work: it is asked, it answers or doesn't, and it is never waited for longer
// than it may take.

import Checks
import Foundation
import LessonKit

/// Asks a student's program; starts it again when it has ended over a question.
struct AnswerProgram: AnswerRunner {
  /// What a program may use.
  struct Limits {
    /// Seconds for one answer.
    var seconds = 10.0
    /// Megabytes of memory.
    var megabytes = 2048
    /// Megabytes it may print.
    var printedMegabytes = 8

    /// What is put in front of a student's own program, so that it neither eats up the machine nor goes
    /// on by itself. Each answer is waited for from outside; this is for what escapes that.
    var confined: [String] {
      [
        Builder().programs.appendingPathComponent("convbook").path, "confine", "--megabytes",
        "\(megabytes)", "--seconds", "\(Int(seconds) * 60)", "--",
      ]
    }
  }

  let command: [String]
  let limits: Limits
  /// The student's file, to find its lines in a crash report.
  let source: String
  /// What was printed, its beginning.
  private(set) var printed = ""
  private var running: Running?

  /// How much of what is printed is kept, in bytes.
  private static let kept = 4096

  /// - Parameter command: the program's path, with whatever confines it in front.
  init(_ command: [String], source: String, limits: Limits) {
    self.command = command
    self.source = source
    self.limits = limits
    // A program that has ended no longer reads its questions; that must not end this one.
    signal(SIGPIPE, SIG_IGN)
  }

  mutating func response(of function: String, _ arguments: [Value]) -> Response {
    if running == nil { running = Running(command) }
    guard let running else { return .notStarted }
    let question = AnswerFrame.framed(AnswerFrame.question(function, arguments))
    let ending = running.ask(question, limits)
    let words = running.takePrinted()
    switch ending {
    case .reply(let reply):
      keep(words)
      return Self.response(of: reply)
    case .tookTooLong, .printedTooMuch, .garbled:
      running.stop()
      self.running = nil
      keep(words)
      return switch ending {
      case .tookTooLong: .tookTooLong(seconds: limits.seconds)
      case .printedTooMuch: .printedTooMuch(megabytes: limits.printedMegabytes)
      default: .garbled
      }
    case .ended:
      let end = running.stop()
      self.running = nil
      let places = CrashLocations(words + running.takePrinted())
      let report = CrashReport(places.report(of: command.last ?? ""), source: source)
      // What the runtime says of a crash is told with the result.
      keep(report.printedWords)
      return response(of: end, report)
    }
  }

  /// Ends the program, should it still run.
  mutating func stop() {
    running?.stop()
    running = nil
  }

  private mutating func keep(_ words: String) {
    printed += words.prefix(max(0, Self.kept - printed.utf8.count))
  }

  private static func response(of reply: [UInt8]) -> Response {
    var bytes = reply[...]
    switch bytes.popFirst().flatMap(AnswerFrame.Reply.init(rawValue:)) {
    case .answer:
      guard let value = Value(reading: &bytes), bytes.isEmpty else { return .garbled }
      return .answer(value)
    case .unfinished: return .unfinished
    case .threw:
      guard case .text(let words)? = Value(reading: &bytes) else { return .garbled }
      return .threw(words)
    case nil: return .garbled
    }
  }

  private func response(of end: Spawned.Ending, _ report: CrashReport) -> Response {
    if report.isOutOfMemory || end.usage.ru_maxrss / 1024 >= limits.megabytes * 9 / 10 {
      return .tookTooMuchMemory(megabytes: limits.megabytes)
    }
    guard end.status > 128 else { return .exited(status: end.status) }
    let signal = end.status - 128
    guard CrashReport.isCrash(signal) else {
      if signal == SIGXCPU || signal == SIGKILL { return .tookTooLong(seconds: limits.seconds) }
      return .killed(signal: CrashReport.name(of: signal))
    }
    let failure = report.failure(signal: signal)
    return .trapped(message: failure.message, line: failure.line)
  }
}

/// One process that answers, and the three pipes to it.
private final class Running {
  enum Ending {
    case reply([UInt8])
    case ended
    case tookTooLong
    case printedTooMuch
    case garbled
  }

  private let program: Spawned
  private let questions: Int32
  private let answers: Int32
  private let errors: Int32
  private var printed: [UInt8] = []
  private var printedCount = 0
  private var arrived: [UInt8] = []
  private var end: Spawned.Ending?

  /// How much text is held on to, in bytes: enough for a crash report.
  private static let heldText = 1 << 20

  init?(_ command: [String]) {
    guard let input = PipeEnds(), let output = PipeEnds(), let errors = PipeEnds() else {
      return nil
    }
    let program = Spawned.start(
      command,
      environment: [
        AnswerFrame.variable: "1", "SWIFT_BACKTRACE": CrashReport.backtraceSettings,
      ], leadsGroup: true,
      input: input.reading, output: output.writing, errors: errors.writing)
    for end in [input.reading, output.writing, errors.writing] { close(end) }
    guard let program else {
      for end in [input.writing, output.reading, errors.reading] { close(end) }
      return nil
    }
    self.program = program
    questions = input.writing
    answers = output.reading
    self.errors = errors.reading
    for end in [questions, answers, self.errors] {
      _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
    }
  }

  deinit { for end in [questions, answers, errors] { close(end) } }

  /// Puts a question and waits for what comes of it.
  func ask(_ question: [UInt8], _ limits: AnswerProgram.Limits) -> Ending {
    let deadline = ContinuousClock.now + .seconds(limits.seconds)
    var rest = question[...]
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let reply = takeReply() { return reply }
      let left = (deadline - .now) / .milliseconds(1)
      guard left > 0 else { return .tookTooLong }
      var watched = [
        pollfd(fd: answers, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
        pollfd(fd: rest.isEmpty ? -1 : questions, events: Int16(POLLOUT), revents: 0),
      ]
      guard poll(&watched, 3, Int32(left.rounded(.up))) > 0 else { continue }
      if watched[2].revents != 0 {
        let count = rest.withUnsafeBytes { write(questions, $0.baseAddress, $0.count) }
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if errno == EPIPE {
          return .ended
        }
      }
      if watched[1].revents != 0 {
        drainPrinted(&buffer)
        if printedCount > limits.printedMegabytes << 20 { return .printedTooMuch }
      }
      if watched[0].revents != 0 {
        let count = read(answers, &buffer, buffer.count)
        if count > 0 {
          arrived += buffer[..<count]
        } else if count == 0 {
          return .ended
        }
      }
    }
  }

  private func takeReply() -> Ending? {
    var bytes = arrived[...]
    guard let count = bytes.popWhole() else { return nil }
    guard (1...AnswerFrame.longest).contains(count) else { return .garbled }
    guard let reply = bytes.pop(count) else { return nil }
    arrived = Array(bytes)
    return .reply(Array(reply))
  }

  private func drainPrinted(_ buffer: inout [UInt8]) {
    let count = read(errors, &buffer, buffer.count)
    guard count > 0 else { return }
    printedCount += count
    printed += buffer[..<min(count, max(0, Self.heldText - printed.count))]
  }

  /// What was printed since the last time.
  func takePrinted() -> String {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var before = -1
    while before != printedCount, printed.count < Self.heldText {
      before = printedCount
      drainPrinted(&buffer)
    }
    defer { printed = [] }
    return String(decoding: printed, as: UTF8.self)
  }

  /// Waits a moment for it to end by itself, a crash report included, then ends it.
  @discardableResult
  func stop() -> Spawned.Ending {
    if let end { return end }
    // A report is being written while the program still stands: its pipe must be read meanwhile.
    let deadline = ContinuousClock.now + .seconds(10)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var isOver = program.isOver
    while !isOver, ContinuousClock.now < deadline, isEnding {
      drainPrinted(&buffer)
      usleep(2000)
      isOver = program.isOver
    }
    if !isOver { program.end() }
    let end = program.wait(timeLimit: 10).ending
    self.end = end
    return end
  }

  /// Whether its answers have come to an end, so that it is about to end itself.
  private var isEnding: Bool {
    var watched = pollfd(fd: answers, events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, 0) > 0 && watched.revents & Int16(POLLIN) == 0
      && watched.revents & Int16(POLLHUP) != 0
  }
}
