// Runs a student's program as a child process: exchanges calls and results, with limits on time and
// output.

import Foundation
import LessonKit
import Processes

/// A child process with three pipes: framed calls, framed results, and printed text.
final class AnswerProcess {
  enum Ending {
    case reply([UInt8])
    case ended
    case tookTooLong
    case printedTooMuch
    case tooManyThreads
    case answeredTooMuch
    case garbled
    case stopped
  }

  private let program: ChildProcess
  private let questions: ProcessPipe
  private let answers: ProcessPipe
  private let errors: ProcessPipe
  private let start: ProcessPipe
  private var printed: [UInt8] = []
  private var printedCount = 0
  private var arrived: [UInt8] = []
  private var end: ChildProcess.Ending?

  /// The number of bytes of printed text that are kept, enough for a crash report.
  private static let heldText = 1 << 20

  /// The interval of looking at its threads in milliseconds. Thousands can be made in a second.
  private static let interval = 20.0

  /// Starts a program.
  ///
  /// - Parameter command: what `confine` is called with up to its `--`, and the program's path.
  init(_ command: (confining: [String], program: String)) throws(ProcessError) {
    questions = try ProcessPipe()
    answers = try ProcessPipe()
    errors = try ProcessPipe()
    start = try ProcessPipe()
    program = try ChildProcess.start(
      Builder.confine(command.confining + ["--report", "3"]) + [command.program],
      environment: [
        AnswerFrame.variable: "1", "SWIFT_BACKTRACE": CrashReport.backtraceSettings,
      ], leadsGroup: true,
      input: questions.reading, output: answers.writing, errors: errors.writing,
      additional: [start.writing])
    questions.closeReading()
    answers.closeWriting()
    errors.closeWriting()
    start.closeWriting()
    for end in [questions.writing, answers.reading, errors.reading, start.reading] {
      ProcessPipe.setNonblocking(end)
    }
  }

  /// Sends a call, and waits for its result, the end of the program or a limit.
  func ask(_ question: [UInt8], _ limits: AnswerProgram.Limits) -> Ending {
    let deadline = ContinuousClock.now + .seconds(limits.seconds)
    var rest = question[...]
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let reply = takeReply(limits.answerBytes) { return reply }
      if limits.isStopped { return .stopped }
      if let count = program.threads, count > limits.threads { return .tooManyThreads }
      let left = (deadline - .now) / .milliseconds(1)
      guard left > 0 else { return .tookTooLong }
      var watched = [
        pollfd(fd: answers.reading, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors.reading, events: Int16(POLLIN), revents: 0),
        pollfd(fd: rest.isEmpty ? -1 : questions.writing, events: Int16(POLLOUT), revents: 0),
      ]
      guard poll(&watched, 3, Int32(min(left, Self.interval).rounded(.up))) > 0 else { continue }
      if watched[2].revents != 0 {
        let count = rest.withUnsafeBytes { write(questions.writing, $0.baseAddress, $0.count) }
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
        let count = read(answers.reading, &buffer, buffer.count)
        if count > 0 {
          arrived += buffer[..<count]
        } else if count == 0 {
          return .ended
        }
      }
    }
  }

  private func takeReply(_ longest: Int) -> Ending? {
    var bytes = arrived[...]
    guard let count = bytes.popWhole() else { return nil }
    guard (1...AnswerFrame.longest).contains(count) else { return .garbled }
    guard count <= longest else { return .answeredTooMuch }
    guard let reply = bytes.pop(count) else { return nil }
    arrived = Array(bytes)
    return .reply(Array(reply))
  }

  /// Why it could not be started; nil when it was. Call it after it has ended.
  func startingTrouble() -> String? {
    var buffer = [UInt8](repeating: 0, count: 1024)
    let count = read(start.reading, &buffer, buffer.count)
    let words = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    guard words.hasPrefix(ConfineCommand.started) else { return "convbook confine" }
    let trouble = words.dropFirst(ConfineCommand.started.count)
    return trouble.isEmpty ? nil : String(trouble)
  }

  /// Seconds in which it could have run, but others were on the processor.
  var secondsWaited: Double? { program.secondsWaited }

  private func drainPrinted(_ buffer: inout [UInt8]) {
    let count = read(errors.reading, &buffer, buffer.count)
    guard count > 0 else { return }
    printedCount += count
    printed += buffer[..<min(count, max(0, Self.heldText - printed.count))]
  }

  /// Returns the text printed since the last call.
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

  /// Waits a moment for the process to exit, with a crash report, then ends it.
  @discardableResult
  func stop() -> ChildProcess.Ending {
    if let end { return end }
    // The pipe must be read while a crash report is written.
    let deadline = ContinuousClock.now + .seconds(10)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var hasEnded = program.hasEnded
    while !hasEnded, ContinuousClock.now < deadline, isEnding {
      drainPrinted(&buffer)
      usleep(2000)
      hasEnded = program.hasEnded
    }
    if !hasEnded { program.end() }
    let end = program.wait(timeLimit: 10)
    self.end = end
    return end
  }

  /// Whether the pipe of results is closed, so that the program is exiting.
  private var isEnding: Bool {
    var watched = pollfd(fd: answers.reading, events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, 0) > 0 && watched.revents & Int16(POLLIN) == 0
      && watched.revents & Int16(POLLHUP) != 0
  }
}
