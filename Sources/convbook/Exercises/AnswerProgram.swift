// Calls the functions of a student's program within limits; every failure becomes a response.

import Checks
import Foundation
import LessonKit
import Processes

/// Runs a student's program, and restarts it when it ended during a call.
struct AnswerProgram: AnswerRunner {
  /// The limits of a program.
  struct Limits {
    /// The time for one call in seconds.
    var seconds = 10.0
    /// The memory in MB.
    var megabytes = 2048
    /// The printed text in MB.
    var printedMegabytes = 8
    /// The processor time for all calls in seconds; 60 times `seconds` by default. It ends a
    /// program that outlives its caller.
    var processorSeconds: Int?
    /// The number of threads.
    var threads = max(64, 4 * MachineDescription.cores)
    /// The size of an answer in bytes.
    var answerBytes = AnswerFrame.longest
    /// Returns the seconds that are left for all calls, of how many; nil for no such limit.
    var secondsLeft: (@Sendable () -> (left: Double, all: Double))?
    /// Whether processes, the network and files other than the library are forbidden.
    var isIsolated = false
    /// Ends the calls from another thread; those that follow are not made.
    var stopper: ProgramStopper?

    var isStopped: Bool { stopper?.hasStopped ?? false }
  }

  let program: CompiledProgram
  let limits: Limits
  /// The path of the student's file, to find its lines in crash reports.
  let source: String
  /// The beginning of the printed text.
  private(set) var printed = ""
  /// What kept the program from answering though it may be right: it could not be started, or
  /// others were on the processor. nil when nothing did.
  private(set) var trouble: Message?
  private var running: AnswerProcess?
  /// The share of the time limit that others may be on the processor.
  private static let longestWait = 0.3

  /// The number of bytes of printed text that are kept.
  private static let kept = 4096

  init(_ program: CompiledProgram, source: String, limits: Limits) {
    self.program = program
    self.source = source
    self.limits = limits
    // Writing to a program that has ended must not end this process.
    signal(SIGPIPE, SIG_IGN)
  }

  mutating func response(of function: String, _ arguments: [Value]) -> Response {
    if limits.isStopped { return .notStarted }
    var limits = limits
    let budget = limits.secondsLeft?()
    if let budget {
      guard budget.left > 0 else { return .usedUpTime(seconds: budget.all) }
      limits.seconds = min(limits.seconds, budget.left)
    }
    if running == nil {
      do { running = try AnswerProcess((confining, program.path)) } catch {
        trouble = Message(error.description)
      }
    }
    guard let running else { return .notStarted }
    let question = AnswerFrame.framed(AnswerFrame.question(function, arguments))
    let waited = running.secondsWaited ?? 0
    let ending = running.ask(question, limits)
    let words = running.takePrinted()
    switch ending {
    case .reply(let reply):
      keep(words)
      return Self.response(of: reply)
    case .ended:
      let end = running.stop()
      self.running = nil
      if let words = running.startingTrouble() {
        trouble = Message(words)
        return .notStarted
      }
      let places = CrashLocations(words + running.takePrinted())
      let report = CrashReport(places.report(of: program.path), source: source)
      // The result contains the runtime's message about a crash.
      keep(report.printedWords)
      return response(of: end, report)
    case .tookTooLong:
      if let now = running.secondsWaited, now - waited > Self.longestWait * limits.seconds {
        trouble = "other programs were on the processor while it should have answered"
      }
    case .printedTooMuch, .tooManyThreads, .answeredTooMuch, .garbled, .stopped: break
    }
    running.stop()
    self.running = nil
    keep(words)
    return switch ending {
    case .tookTooLong:
      if let budget, budget.left <= limits.seconds {
        .usedUpTime(seconds: budget.all)
      } else {
        .tookTooLong(seconds: limits.seconds)
      }
    case .printedTooMuch: .printedTooMuch(megabytes: limits.printedMegabytes)
    case .tooManyThreads: .startedTooManyThreads(limit: limits.threads)
    case .answeredTooMuch: .answeredTooMuch(kilobytes: limits.answerBytes >> 10)
    case .stopped: .notStarted
    default: .garbled
    }
  }

  /// What `confine` is called with.
  private var confining: [String] {
    ["--megabytes", "\(limits.megabytes)", "--seconds", "\(processorSeconds)"]
      + (limits.isIsolated ? ["--alone", "--readable", Builder().library.file.path] : [])
  }

  private var processorSeconds: Int { limits.processorSeconds ?? Int(limits.seconds) * 60 }

  /// Ends the program if it runs.
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
      // The system ends a program that has used its time of the processor up.
      if [SIGXCPU, SIGKILL].contains(signal), end.usedSeconds >= Double(processorSeconds) - 1 {
        return .usedUpProcessor(seconds: processorSeconds)
      }
      return .killed(signal: CrashReport.name(of: signal))
    }
    let failure = report.failure(signal: signal)
    return .trapped(message: printable(failure.message.english), line: failure.place?.line)
  }
}
