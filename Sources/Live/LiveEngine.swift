// Compiles and runs the text of a lesson, and tells what happens as a stream of events.

import Formatting
import Foundation
import LessonKit
import Notebooks
import Processes

/// Runs lessons from their text.
public struct LiveEngine: Sendable {
  /// What is run.
  public struct Request: Sendable {
    /// The lesson.
    package var lesson: LessonFolder
    /// A folder whose Swift files stand in for the lesson's of the same name; nil for none.
    package var edits: URL?
    /// The folder that the page and its pictures are written to.
    package var output: URL
    /// The folder that what trainings have learned is kept in; nil for keeping nothing.
    package var keptTrainings: URL?
    /// Lets it run cell by cell, without a limit on its time; nil lets it run to its end.
    package var gate: CellGate?
    /// The lesson's own options.
    package var arguments: [String] = []
    /// Whether the lesson tells which options it has; that takes a tenth of a second.
    package var asksForOptions = true

    package init(
      lesson: LessonFolder, edits: URL? = nil, output: URL, keptTrainings: URL? = nil,
      gate: CellGate? = nil, arguments: [String] = [], asksForOptions: Bool = true
    ) {
      self.gate = gate
      self.asksForOptions = asksForOptions
      self.lesson = lesson
      self.keptTrainings = keptTrainings
      self.edits = edits
      self.output = output
      self.arguments = arguments
    }
  }

  /// What a running lesson may use.
  public struct Limits: Sendable {
    /// The time in seconds, waiting included.
    public var seconds = 1800.0
    /// The memory in MB.
    public var megabytes = MemoryOption.defaultMegabytes
    /// The size of a file that it writes, in MB.
    public var fileMegabytes = 256
    /// The processes that it is and has started at one time.
    public var processes = 32

    /// Half of the machine's memory, all its processes together; half an hour.
    public init() {}
  }

  /// Tells the programs that it makes from those of another build of the library or the compiler.
  let identity: String
  private let compiler: LessonCompiler
  private let limits: Limits
  /// The program that confines another: `convbook confine`.
  private let confiningProgram: String

  /// Creates an engine.
  ///
  /// - Parameters:
  ///   - compiler: makes programs of the texts.
  ///   - confiningProgram: the path of `convbook`.
  package init(compiler: LessonCompiler, confiningProgram: String, limits: Limits = Limits()) {
    self.compiler = compiler
    identity = compiler.identity
    self.confiningProgram = confiningProgram
    self.limits = limits
  }

  /// Runs a lesson, beginning now, in a thread of its own.
  ///
  /// - Parameter stopper: ends the compiler and the lesson from any thread.
  package func run(_ request: Request, stopper: ProgramStopper) -> AsyncStream<RunEvent> {
    AsyncStream { events in
      Thread.detachNewThread {
        events.yield(.compiling)
        let ending: RunEnding
        do {
          ending = try compileAndRun(request, stopper) { events.yield($0) }
        } catch {
          ending = .trouble(Message(describe(error)))
        }
        events.yield(.ended(stopper.hasStopped ? .stopped : ending))
        events.finish()
      }
    }
  }

  private func compileAndRun(
    _ request: Request, _ stopper: ProgramStopper, _ tell: (RunEvent) -> Void
  ) throws -> RunEnding {
    let result = try compiler.compile(request.lesson, edits: request.edits, stopper: stopper)
    if stopper.hasStopped { return .stopped }
    switch result {
    case .program(let program): return try run(program, request, stopper, tell)
    case .diagnostics(let text): return .rejected(CompilerDiagnostic.all(in: text))
    case .tookTooLong(let seconds):
      return .trouble("The compiler did not come to an end within \(Int(seconds)) s.")
    case .crashed(let line):
      return .trouble(
        line.map {
          "The compiler itself broke down near line \($0). Write what stands there more simply."
        } ?? "The compiler itself broke down. Take back what you wrote last.")
    }
  }

  private func run(
    _ program: CompiledProgram, _ request: Request, _ stopper: ProgramStopper,
    _ tell: (RunEvent) -> Void
  ) throws -> RunEnding {
    var setup = LessonProcess.Setup(
      executable: program.path,
      arguments: ["--quiet", "--output", request.output.path] + request.arguments,
      timeLimit: request.gate == nil ? limits.seconds : nil, isSilent: true)
    setup.tellsWhatIsPrinted = true
    setup.asksForOptions = request.asksForOptions
    setup.refreshesPage = false
    setup.edits = request.edits
    setup.keptTrainings = request.keptTrainings
    setup.stopper = stopper
    setup.gate = request.gate
    setup.groupLimits = GroupLimits(processes: limits.processes, megabytes: limits.megabytes)
    setup.confiningCommand = [
      confiningProgram, "confine", "--megabytes", "\(limits.megabytes)", "--file-megabytes",
      "\(limits.fileMegabytes)", "--keep", "\(WatcherChannel.descriptor)", "--together",
    ]
    if request.gate != nil { setup.confiningCommand += ["--keep", "\(CellGate.descriptor)"] }
    setup.confiningCommand.append("--")
    var progress = CellProgress()
    let ending = try LessonProcess.run(setup) { event in
      switch event {
      case .began(let name, let source, _, _, let navigation, let notice):
        var record = LessonRecord(
          name: name, source: LessonSource(LessonText(path: source, edits: request.edits)))
        record.navigation = navigation
        record.notice = notice
        record.arguments = request.arguments
        tell(.began(record))
        if let cell = progress.begin(record.source) { tell(.cell(cell)) }
      case .options(let options): tell(.options(options))
      case .output(let output):
        tell(.output(output))
        if let cell = progress.cell(after: output) { tell(.cell(cell)) }
      case .printed(let printed):
        tell(.printed(CellOutput(place: progress.placeOfPrinting, content: .printed(printed))))
      case .progress(let training): tell(.progress(training))
      case .keptTraining(let name, let place): tell(.keptTraining(name, place: place))
      case .printedError(let text): tell(.printedError(text))
      case .cellEnded(let cell): tell(.cellEnded(cell))
      case .wroteItsPage: break
      }
    }
    if let failure = ending.failure { return .failed(failure) }
    if ending.status == 0 { return .finished }
    // A lesson that threw has written that itself.
    if ending.folder != nil, case .stopped(let failure)? = LessonRecord(in: request.output)?.outcome
    {
      return .failed(failure)
    }
    return .trouble(Message(ending.errorText.trimmingCharacters(in: .whitespacesAndNewlines)))
  }
}

/// Finds the cell that is running from the outputs so far.
private struct CellProgress {
  private var source: LessonSource?
  private var running: Int?

  mutating func begin(_ source: LessonSource) -> Int? {
    self.source = source
    return next(source.codeCell(stoppedAfter: nil))
  }

  mutating func cell(after output: CellOutput) -> Int? {
    output.place.flatMap { place in next(source?.codeCell(stoppedAfter: place)) }
  }

  /// Where something was printed that has just come: cells that show nothing are passed unseen, so
  /// the next one that can print is taken for it.
  var placeOfPrinting: SourcePlace? {
    guard let source, let running else { return nil }
    let codes = source.cells.indices.filter { $0 >= running && source.cells[$0].kind == .code }
    let prints = codes.lazy.compactMap { source.cells[$0].placeOfPrint }.first
    return prints
      ?? SourcePlace(
        part: source.cells[running].part, line: source.cells[running].lines.lowerBound)
  }

  /// Returns a cell if it is another than the one before.
  private mutating func next(_ cell: Int?) -> Int? {
    guard cell != running else { return nil }
    running = cell
    return cell
  }
}
