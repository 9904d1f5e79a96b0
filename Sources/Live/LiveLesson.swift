// One lesson that is open: its text as it is edited, its last run, and those who look on.

import Formatting
import Foundation
import LessonKit
import Notebooks
import Processes

/// A lesson that runs again whenever its text changes.
public actor LiveLesson {
  /// What a reader sees of it.
  public struct View: Sendable {
    /// The cells, their outputs and how the last run ended.
    public var record: LessonRecord
    /// The texts of the cells that can be edited, by their indices.
    public var texts: [Int: CellText]
    /// The number of the text, higher for each later one.
    public var edition: Int
    /// What is going on.
    public var phase: Phase
    /// The names of the files that differ from the book's.
    public var editedFiles: [String]
    /// Another number for another record: what is told again need not be drawn again.
    public var revision: Int
    /// The seconds from the change of the text to the end of the run; nil while it runs.
    public var seconds: Double?
    /// The trainings that were not run again, with the cells that they belong to.
    public var keptTrainings: [KeptTrainingPlace]
    /// The index of the cell from which on outputs are those of the run before, because the last
    /// one did not come so far; nil where all are of one run.
    public var staleFrom: Int?
    /// The lesson's options, and what was chosen.
    public var options: ChosenOptions
    /// Whether it reads a picture, so that the reader's own can stand in for it.
    public var readsPicture: Bool
  }

  /// A training that was not run again.
  public struct KeptTrainingPlace: Codable, Sendable {
    /// What the lesson calls it.
    public var name: String
    /// The index of its cell.
    public var cell: Int
  }

  /// What is going on.
  public enum Phase: Sendable, Equatable {
    /// The text is being compiled.
    case compiling
    /// A cell is running.
    case running(cell: Int)
    /// The run is over.
    case ended(RunEnding)
    /// The text was run before, with other words between the code: what it showed is shown.
    case kept
  }

  /// What an onlooker is told.
  public enum Change: Sendable {
    /// This is shown now.
    case view(View)
    /// The running cell trains a network.
    case progress(TrainingProgress, cell: Int)
  }

  /// What became of an edit.
  public enum EditResult: Sendable {
    /// It was written, in this edition of the text.
    case written(edition: Int)
    /// The file has other lines there now: somebody else has changed them.
    case conflict
  }

  /// The lesson.
  package nonisolated let lesson: LessonFolder
  /// The reader's copies of its files.
  public nonisolated let files: EditedFiles
  /// The pictures that are shown, and those of the run before.
  public nonisolated let pictures = PictureStore()
  private let engine: LiveEngine
  private var shown: ShownOutputs
  private var record: LessonRecord
  private var texts: [Int: CellText]
  private var edition = 0
  private var revision = 0
  private var phase = Phase.ended(.stopped)
  private var seconds: Double?
  private var changed = ContinuousClock.now
  private var state: [String: [Int]] = [:]
  private var stopper: ProgramStopper?
  private var runs = 0
  /// The last run that was begun.
  private var running: Task<Void, Never>?
  private var onlookers: [UUID: AsyncStream<Change>.Continuation] = [:]
  private var isDirty = false
  private var options = ChosenOptions()
  /// The code that declared these options.
  private var optionsDeclaration: String?
  private var keptTrainings: [KeptTrainingPlace] = []
  private var kept: KeptRuns
  private var key = ""
  private var watching: Task<Void, Never>?

  /// Opens a lesson.
  package init(
    _ lesson: LessonFolder, files: EditedFiles, navigation: PageNavigation = PageNavigation(),
    engine: LiveEngine
  ) {
    self.lesson = lesson
    self.files = files
    self.engine = engine
    let text = files.text
    let source = LessonSource(text)
    texts = CellText.all(in: source, file: text.text(of:))
    shown = ShownOutputs(source)
    record = LessonRecord(name: lesson.name, source: source)
    record.navigation = navigation
    record.languages = Catalogue.languages(of: lesson.name)
    kept = KeptRuns(in: files.folder)
    state = files.state
  }

  // MARK: Looking on

  /// What is shown now.
  public func view() -> View {
    let outputs = shown.outputs
    let outcome: Outcome =
      if case .ended(.failed(let failure)) = phase { .stopped(failure) } else { .finished }
    if outputs != record.outputs || outcome != record.outcome
      || shown.source.hash != record.source.hash
    {
      (record.source, record.outputs, record.outcome) = (shown.source, outputs, outcome)
      revision += 1
    }
    return View(
      record: record, texts: texts, edition: edition, phase: phase, editedFiles: files.names,
      revision: revision, seconds: seconds, keptTrainings: keptTrainings,
      staleFrom: shown.staleFrom, options: options,
      // `LessonOptions.image` is where a lesson gets its picture from.
      readsPicture: shown.source.program.contains {
        $0.contains("options.image(") || $0.contains("options.ownImage(")
      })
  }

  /// Tells what is shown, now and whenever it changes. The first onlooker lets the lesson run.
  public func changes() -> AsyncStream<Change> {
    let (stream, continuation) = AsyncStream.makeStream(of: Change.self)
    let identifier = UUID()
    continuation.onTermination = { [weak self] _ in
      Task { await self?.forget(identifier) }
    }
    onlookers[identifier] = continuation
    if runs == 0 {
      // A text that ends whoever runs it would do so at each start, and never could be put back.
      if files.isMarked {
        phase = .ended(
          .trouble(
            "While this text ran, the server ended. Put it back or mend it, then run it again."))
      } else {
        showKeptOrRun()
      }
    }
    continuation.yield(.view(view()))
    if watching == nil { watching = Task { await self.watch() } }
    return stream
  }

  private func forget(_ identifier: UUID) {
    onlookers[identifier] = nil
    guard onlookers.isEmpty else { return }
    watching?.cancel()
    watching = nil
  }

  private func tell(_ change: Change) {
    for onlooker in onlookers.values { onlooker.yield(change) }
  }

  /// Tells what is shown, together with what changes in the next moment.
  private func tellSoon() {
    guard !isDirty else { return }
    isDirty = true
    Task {
      try? await Task.sleep(for: .milliseconds(40))
      if isDirty { tellNow() }
    }
  }

  private func tellNow() {
    isDirty = false
    tell(.view(view()))
  }

  // MARK: Editing

  /// How often the files are looked at.
  private static let interval = Duration.milliseconds(80)

  private func watch() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: Self.interval)
      let now = files.state
      guard now != state else { continue }
      // Editors empty or remove a file before they write it anew.
      try? await Task.sleep(for: .milliseconds(20))
      guard files.state == now, lesson.ownFile != nil else { continue }
      state = now
      takeText()
    }
  }

  /// Replaces the text of a cell.
  ///
  /// - Throws: the error of the file system.
  public func edit(_ cell: CellText, to text: String) throws -> EditResult {
    // A cell without any line would be none: it could not be opened again.
    let text = text.allSatisfy(\.isWhitespace) ? "//" : text
    guard let file = files.text(of: cell.part), let edited = cell.replaced(by: text, in: file)
    else { return .conflict }
    try files.write(edited, to: cell.part)
    state = files.state
    takeText()
    return .written(edition: edition)
  }

  /// Removes all edits.
  public func putBack() throws {
    try files.putBack()
    state = files.state
    takeText()
  }

  // MARK: Options

  /// Chooses the value of an option, nil for the lesson's own, and runs the lesson.
  public func choose(_ value: String?, for name: String) {
    let before = options
    options.choose(value, for: name)
    if options != before { runWithOptions() }
  }

  /// Reads a picture of the reader's own, and runs the lesson with it.
  ///
  /// - Throws: `ImageError` when it is no picture; a file system error.
  public func take(_ picture: DroppedPicture) throws {
    options.picture = try picture.write(to: files.folder.appendingPathComponent("picture")).path
    runWithOptions()
  }

  /// Runs the lesson with its own options and picture.
  public func resetOptions() {
    options = ChosenOptions(declared: options.declared)
    runWithOptions()
  }

  private func runWithOptions() {
    changed = .now
    showKeptOrRun()
  }

  private func takeText() {
    let text = files.text
    let source = LessonSource(text)
    texts = CellText.all(in: source, file: text.text(of:))
    edition += 1
    changed = .now
    shown.change(to: source)
    showKeptOrRun()
  }

  // MARK: Running

  private var keyOfText: String {
    files.runKey(shown.source, arguments: options.arguments, library: engine.identity)
  }

  /// Shows what this text has shown before, without running it; runs it when that is not kept.
  private func showKeptOrRun() {
    guard let run = kept[keyOfText] else { return self.run() }
    stopper?.stop(graceTime: 0.5)
    runs += 1
    files.isMarked = false
    pictures.begin(showing: shown.outputs)
    pictures.add(run.pictures)
    shown.show(run.record.outputs, of: run.record.source)
    keptTrainings = []
    record.notice = run.record.notice
    options.declared = run.options ?? options.declared
    (phase, seconds) = (.kept, nil)
    tellNow()
  }

  /// Runs the lesson from the top; a run that goes on is ended.
  public func run() {
    stopper?.stop(graceTime: 0.5)
    runs += 1
    let (run, stopper, before) = (runs, ProgramStopper(), running)
    self.stopper = stopper
    changed = .now
    seconds = nil
    shown.begin()
    keptTrainings = []
    phase = .compiling
    key = keyOfText
    tellNow()
    let request = LiveEngine.Request(
      lesson: lesson, edits: files.folder, output: files.output, keptTrainings: files.trainings,
      arguments: options.arguments,
      asksForOptions: declaration != optionsDeclaration)
    running = Task {
      // Two runs don't write to one folder at a time.
      await before?.value
      guard run == runs else { return }
      // What a run has left that was stopped would be taken for somebody else's files. The pictures
      // that are shown are kept elsewhere.
      try? FileManager.default.removeItem(at: request.output)
      files.isMarked = !files.names.isEmpty
      for await event in engine.run(request, stopper: stopper) where run == runs { take(event) }
      if run == runs { files.isMarked = false }
    }
  }

  /// Forgets what trainings have learned, and runs the lesson from the top.
  public func trainAnew() {
    try? FileManager.default.removeItem(at: files.trainings)
    run()
  }

  /// Ends the run; what it has shown so far stays.
  public func stop() { stopper?.stop() }

  /// Ends the training that goes on, as Ctrl-C does in the terminal; the lesson continues with what
  /// was learned.
  public func endTraining() { stopper?.send(SIGINT) }

  /// Ends all that it runs, and lets its onlookers go.
  public func close() {
    stopper?.stop(graceTime: 0.5)
    files.isMarked = false
    for onlooker in onlookers.values { onlooker.finish() }
  }

  /// The code that declares the lesson's options.
  private var declaration: String {
    shown.source.cells.indices.filter(shown.source.isFrame).map { shown.source.cells[$0].text }
      .joined(separator: "\n")
  }

  private func take(_ event: RunEvent) {
    switch event {
    case .compiling, .cellEnded, .printedError: return
    case .began(let record):
      self.record.notice = record.notice
      pictures.begin(showing: shown.outputs)
    case .options(let declared):
      options.declared = declared
      optionsDeclaration = declaration
    case .cell(let cell):
      shown.reach(cell)
      phase = .running(cell: cell)
    case .printed(let output): shown.print(output)
    case .output(let output): shown.add(pictures.keeping(output, from: files.output))
    case .keptTraining(let name, let place):
      let cell = place.flatMap(shown.source.codeCell(containing:)) ?? shown.running ?? 0
      keptTrainings.append(KeptTrainingPlace(name: name, cell: cell))
    case .progress(let training): return tell(.progress(training, cell: shown.running ?? 0))
    case .ended(let ending):
      shown.end(isComplete: ending == .finished)
      phase = .ended(ending)
      seconds = (ContinuousClock.now - changed) / .seconds(1)
      tellNow()
      if ending == .finished {
        kept.keep(
          KeptRun(
            key: key, record: record, pictures: pictures.files(of: record.outputs),
            options: options.declared))
      }
      return
    }
    tellSoon()
  }
}
