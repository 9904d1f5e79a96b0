// Calls the functions of a student's program within limits; every way in which it can fail to
// answer becomes a response.

import Checks
import Foundation
import LessonKit
import Processes

/// Runs a student's program; starts it again when it has ended during a question.
struct AnswerProgram: AnswerRunner {
  /// What a program may use.
  struct Limits {
    /// Seconds for one answer.
    var seconds = 10.0
    /// Megabytes of memory.
    var megabytes = 2048
    /// Megabytes it may print.
    var printedMegabytes = 8
    /// Seconds of processor time for all answers; 60 times those for one by default. Each answer is
    /// waited for from outside; this ends what is left running.
    var processorSeconds: Int?
    /// Whether it may start no program, reach no network and open no file but the library's.
    var isIsolated = false
  }

  let program: CompiledProgram
  let limits: Limits
  /// The student's file, to find its lines in a crash report.
  let source: String
  /// The beginning of what it printed.
  private(set) var printed = ""
  private var running: AnswerProcess?

  /// How much of what is printed is kept, in bytes.
  private static let kept = 4096

  init(_ program: CompiledProgram, source: String, limits: Limits) {
    self.program = program
    self.source = source
    self.limits = limits
    // A program that has ended no longer reads its questions; that must not end this one.
    signal(SIGPIPE, SIG_IGN)
  }

  mutating func response(of function: String, _ arguments: [Value]) -> Response {
    if running == nil { running = try? AnswerProcess(command) }
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
      let report = CrashReport(places.report(of: program.path), source: source)
      // The runtime's message about a crash is part of the result.
      keep(report.printedWords)
      return response(of: end, report)
    }
  }

  /// The command that runs the program within its limits.
  private var command: [String] {
    Builder.confine(
      ["--megabytes", "\(limits.megabytes)"]
        + ["--seconds", "\(limits.processorSeconds ?? Int(limits.seconds) * 60)"]
        + (limits.isIsolated ? ["--alone", "--readable", Builder().library.file.path] : []))
      + [program.path]
  }

  /// Ends the program, should it still run.
  mutating func stop() {
    running?.stop()
    running = nil
  }

  private mutating func keep(_ words: String) {
    printed += printable(String(words.prefix(max(0, Self.kept - printed.utf8.count))))
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
      return .threw(printable(words))
    case nil: return .garbled
    }
  }

  private func response(of end: ChildProcess.Ending, _ report: CrashReport) -> Response {
    if report.isOutOfMemory || end.peakMegabytes >= Double(limits.megabytes) * 0.9 {
      return .tookTooMuchMemory(megabytes: limits.megabytes)
    }
    guard let signal = end.signal else { return .exited(status: end.status) }
    guard CrashReport.isCrash(signal) else {
      if signal == SIGXCPU || signal == SIGKILL { return .tookTooLong(seconds: limits.seconds) }
      return .killed(signal: CrashReport.name(of: signal))
    }
    let failure = report.failure(signal: signal)
    return .trapped(message: printable(failure.message), line: failure.line)
  }
}
