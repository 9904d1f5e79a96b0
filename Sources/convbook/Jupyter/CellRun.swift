// The program of a notebook while it runs, and waits at the end of a cell.

import Foundation
import LessonKit
import Live
import Notebooks
import Processes

/// A run of a notebook's program; only its session touches it, but for the flag of its timer.
final class CellRun: @unchecked Sendable {
  /// The texts of its cells.
  let cells: [String]
  let program: NotebookProgram
  /// The folder of its page and pictures.
  let output: URL
  let stopper = ProgramStopper()
  var tookTooLong = false
  /// The trainings whose progress is shown under the cell that runs.
  var displays: Set<String> = []
  private let gate: CellGate
  private var events: AsyncStream<RunEvent>.Iterator
  /// The last cell that it was let run to.
  private var wanted = -1
  /// The last cell that has told its end.
  private var ended = -1
  private var hasBegun = false
  private var isOver = false

  /// Begins a run.
  ///
  /// - Parameters:
  ///   - own: the cells up to the one that is wanted.
  ///   - below: those that follow it, as far as they are known.
  /// - Throws: an error of the file system; `ProcessError`.
  init(
    _ own: [String], _ below: [String], engine: LiveEngine, lessons: [LessonFolder],
    folders: KernelSession.Folders
  ) throws {
    cells = own + below
    program = NotebookProgram(cells, isWhole: !below.isEmpty, lessons: lessons)
    gate = try CellGate()
    // Another folder for each run: the one before may still be ending.
    output = folders.session.appendingPathComponent("page-\(UUID().uuidString)")
    let files = FileManager.default
    let ownFolder = folders.session.appendingPathComponent("00-notebook")
    let former = try? files.contentsOfDirectory(
      at: folders.session, includingPropertiesForKeys: nil)
    for folder in former ?? [] { try? files.removeItem(at: folder) }
    try files.createDirectory(at: ownFolder, withIntermediateDirectories: true)
    for (name, file) in program.files {
      try Data(file.text.utf8).write(to: ownFolder.appendingPathComponent(name))
    }
    guard let lesson = program.lesson ?? LessonFolder(ownFolder) else {
      throw CocoaError(.fileNoSuchFile)
    }
    let request = LiveEngine.Request(
      lesson: lesson, edits: program.lesson == nil ? nil : ownFolder, output: output,
      keptTrainings: folders.trainings.appendingPathComponent(lesson.name), gate: gate,
      arguments: program.arguments, asksForOptions: false)
    events = engine.run(request, stopper: stopper).makeAsyncIterator()
  }

  /// Whether it comes to the last of some cells without beginning anew.
  func canGoOn(to own: [String]) -> Bool {
    wanted < own.count - 1 && cells.starts(with: own) && !stopper.hasStopped
  }

  /// Lets it run to the end of a cell.
  func open(upTo cell: Int) {
    wanted = cell
    gate.open(upTo: program.trailing.contains(cell) ? cells.count : cell)
  }

  /// Whether all is shown that a cell shows.
  func hasReached(_ cell: Int) -> Bool {
    if isOver { return true }
    if program.told.contains(cell) { return ended >= cell }
    // What only declares, or goes on in the next cell, is done when it compiles.
    return hasBegun && !program.trailing.contains(cell)
  }

  /// Whether the cells before a cell have ended.
  func isRunning(_ cell: Int) -> Bool {
    ended >= program.told.filter { $0 < cell }.max() ?? -1
  }

  /// Waits for what happens next; nil when it is over.
  func next() async -> RunEvent? {
    var events = events
    let event = await events.next()
    self.events = events
    switch event {
    case .began: hasBegun = true
    case .cellEnded(let cell): ended = max(ended, cell)
    case .ended, nil: isOver = true
    default: break
    }
    return event
  }
}
