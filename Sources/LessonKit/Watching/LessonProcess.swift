// Runs a lesson in a child process, reads its events, and finishes the page of one that crashed,
// was killed or took too long.

import Foundation
import Notebooks
import Processes

extension Outcome.Failure {
  /// A failure by what a lesson and the programs that it started had together.
  fileprivate init(_ usage: GroupUsage, _ limits: GroupLimits?) {
    if usage.processes > limits?.processes ?? .max {
      self.init(
        title: "The lesson started too many programs",
        message: """
          \(usage.processes) processes of it ran at one time, where \(limits?.processes ?? 0) are \
          the limit. It was ended, and all of them with it.
          """)
    } else {
      self.init(
        title: "The lesson took too much memory",
        message: """
          With the programs that it started it had \(Int(usage.megabytes)) MB, where \
          \(limits?.megabytes ?? 0) MB are the limit. It was ended, and all of them with it.
          """)
    }
  }
}

/// A run of a lesson in a child process.
public struct LessonProcess {
  /// The end of a run.
  public struct Ending: Sendable {
    /// The exit status: 0 success, 1 the lesson failed, 2 file error.
    public var status: Int32
    /// The failure; nil when the lesson finished.
    public var failure: Outcome.Failure?
    /// Whether a signal that asks it to end was passed on to it.
    public var wasInterrupted = false
    /// The folder of the page; nil before the lesson has opened it.
    public var folder: String?
    /// The text on standard error, without crash reports.
    public var errorText: String
  }

  /// The settings of a run.
  public struct Setup {
    /// The path of the program.
    public var executable: String
    /// The arguments, without the program's name.
    public var arguments: [String]
    /// The time limit in seconds; nil for none.
    public var timeLimit: Double?
    /// Whether its output is not printed.
    public var isSilent: Bool
    /// Whether what it prints is told as events, in the order in which it happens; then the
    /// terminal has nothing of it.
    public var tellsWhatIsPrinted = false
    /// Whether the lesson tells its options.
    public var asksForOptions = false
    /// Whether the lesson's page follows it while it runs; else it is written at the end.
    public var refreshesPage = true
    /// The folder of files that replace those of the lesson's folder; nil for none.
    public var edits: URL?
    /// The folder that what trainings have learned is kept in; nil for keeping nothing.
    public var keptTrainings: URL?
    /// A command that confines the program and precedes its command. It hands on descriptor 3.
    package var confiningCommand: [String] = []
    /// Lets the program run cell by cell; nil lets it run to its end.
    package var gate: CellGate?
    /// Ends the program from another thread. With one the lesson leads a group of its own, and
    /// signals to this process are not passed on.
    package var stopper: ProgramStopper?
    /// What the lesson and the programs that it starts may have together; nil for no limit.
    package var groupLimits: GroupLimits?

    /// Creates settings.
    public init(
      executable: String, arguments: [String], timeLimit: Double? = nil, isSilent: Bool = false
    ) {
      self.executable = executable
      self.arguments = arguments
      self.timeLimit = timeLimit
      self.isSilent = isSilent
    }
  }

  /// The number of bytes on standard output that are told.
  private static let mostPrinted = 200_000

  /// The number of characters on standard error that are kept at least.
  private static let longestErrorText = 1 << 20

  private var record: LessonRecord?
  private var source = ""
  private var lessonText = LessonText("")
  private var folder: String?
  private var lesson: Int32 = 0
  private var wroteItsPage = false
  private var errorText = ""
  private var printedBytes = 0

  /// Runs this program again as a child process; returns its exit status.
  static func runThisProgramWatched() -> Int32 {
    let setup = Setup(
      executable: Bundle.main.executablePath ?? CommandLine.arguments[0],
      arguments: Array(CommandLine.arguments.dropFirst()))
    do {
      return try run(setup).status
    } catch {
      printError("\(describe(error))")
      return 2
    }
  }

  /// Runs a lesson to its end.
  ///
  /// - Parameter onEvent: called with each event when it arrives.
  /// - Throws: when the program can't be started.
  public static func run(_ setup: Setup, onEvent: (LessonEvent) -> Void = { _ in }) throws -> Ending
  {
    var process = LessonProcess()
    let reports = try ProcessPipe()
    let errors = try ProcessPipe()
    let backtrace = ProcessInfo.processInfo.environment["SWIFT_BACKTRACE"]
    let child = try ChildProcess.start(
      setup.confiningCommand + [setup.executable] + setup.arguments,
      environment: [
        WatcherChannel.variable: String(WatcherChannel.descriptor),
        "SWIFT_BACKTRACE": backtrace ?? CrashReport.backtraceSettings,
        WatcherChannel.optionsVariable: setup.asksForOptions ? "1" : nil,
        WatcherChannel.pageAtEndVariable: setup.refreshesPage ? nil : "1",
        LessonText.editsVariable: setup.edits?.path,
        KeptTraining.variable: setup.keptTrainings?.path,
        CellGate.variable: setup.gate == nil ? nil : "\(CellGate.descriptor)",
      ],
      leadsGroup: setup.stopper != nil, input: setup.stopper == nil ? STDIN_FILENO : nil,
      // In one pipe what is printed stays between the events.
      output: setup.tellsWhatIsPrinted
        ? reports.writing : setup.isSilent ? nil : STDOUT_FILENO,
      errors: errors.writing,
      additional: [reports.writing] + (setup.gate.map { [$0.reading] } ?? []))
    reports.closeWriting()
    errors.closeWriting()
    let run = child.supervise(
      timeLimit: setup.timeLimit, reading: [reports.reading, errors.reading],
      stopper: setup.stopper, groupLimits: setup.groupLimits
    ) { index, lines in
      if index == 0 {
        for event in process.events(in: lines) {
          process.take(event, setup.edits)
          onEvent(event)
        }
        return
      }
      let text = lines.map { String(decoding: $0, as: UTF8.self) + "\n" }.joined()
      process.errorText += text
      // Of endless output the end is kept: that is where a crash says what it was.
      if process.errorText.utf8.count > 2 * longestErrorText {
        process.errorText = String(process.errorText.suffix(longestErrorText))
      }
      if setup.gate != nil, !text.isEmpty, !CrashReport.begins(in: process.errorText) {
        onEvent(.printedError(text))
      }
      // The page shows the runtime's crash report; the terminal gets one line.
      if !setup.isSilent, !CrashReport.begins(in: process.errorText) {
        StandardStreams.writeError(text)
      }
    }
    var ending = process.ending(run, setup)
    ending.wasInterrupted = run.wasInterrupted
    return ending
  }

  /// Returns the events of some lines: those that were sent, and between them what was printed, in
  /// one for all lines that follow each other.
  private mutating func events(in lines: [Data]) -> [LessonEvent] {
    var events: [LessonEvent] = []
    var words = Data()
    for line in lines {
      let start = line.firstIndex(of: WatcherChannel.recordSeparator)
      let sent = start.flatMap { start in
        try? JSONDecoder().decode(LessonEvent.self, from: line[(start + 1)...])
      }
      guard let sent, let start else {
        words += line + [UInt8(ascii: "\n")]
        continue
      }
      // Behind a line that was left open.
      words += line[..<start]
      events += printed(words) + [sent]
      words = Data()
    }
    return events + printed(words)
  }

  private mutating func printed(_ words: Data) -> [LessonEvent] {
    guard !words.isEmpty, printedBytes <= Self.mostPrinted else { return [] }
    var printed = CellOutput.Printed(
      text: String(decoding: words.prefix(Self.mostPrinted - printedBytes), as: UTF8.self))
    printedBytes += words.count
    printed.isCut = printedBytes > Self.mostPrinted
    return [.printed(printed)]
  }

  private mutating func take(_ event: LessonEvent, _ edits: URL?) {
    switch event {
    case .began(let name, let source, let folder, let lesson, let navigation, let notice):
      lessonText = LessonText(path: source, edits: edits)
      // The text is split into cells for the page of a lesson that failed, not while others start.
      record = LessonRecord(name: name, source: LessonSource(LessonText("")))
      record?.navigation = navigation
      record?.notice = notice
      self.source = source
      self.folder = folder
      self.lesson = lesson
    case .output(let output): record?.outputs.append(output)
    case .options, .progress, .keptTraining, .printed, .printedError, .cellEnded: break
    case .wroteItsPage: wroteItsPage = true
    }
  }

  private func ending(_ run: ChildProcess.Supervision, _ setup: Setup) -> Ending {
    let crash = CrashReport(errorText, source: source, parts: lessonText.partNames)
    var failure: Outcome.Failure?
    var status = run.ending.status
    if let excess = run.excess {
      status = 1
      failure = Outcome.Failure(excess, setup.groupLimits)
    } else if run.tookTooLong, let seconds = setup.timeLimit {
      status = 1
      failure = .init(
        title: "The lesson took too long",
        message: "It was stopped after \(seconds) seconds, the time limit.")
    } else if let signal = run.ending.signal {
      if CrashReport.isCrash(signal) { status = 1 }
      failure = crash.failure(signal: signal)
    } else if !wroteItsPage && record != nil {
      failure = .init(
        title: "The lesson ended early",
        message: "It left the program with exit status \(status) before its page was done.")
      if status == 0 { status = 1 }
    }
    // A notebook's program is ended wherever it waits, and nobody reads its page.
    if let failure, var record, let folder, setup.gate == nil {
      record.source = LessonSource(lessonText)
      record.outcome = .stopped(failure)
      if !setup.isSilent {
        printError("\n\(record.name): \(failure.titleWithPlace)\n\(failure.message)")
        printError(text("The page shows where: \(folder)/index.html"))
      }
      do {
        try record.finish(in: folder, process: lesson)
      } catch {
        printError(
          text("\(folder): the page of the stopped lesson can't be written: \(describe(error))"))
      }
    }
    return Ending(
      status: status, failure: failure, folder: folder, errorText: printable(crash.ownWords))
  }
}
