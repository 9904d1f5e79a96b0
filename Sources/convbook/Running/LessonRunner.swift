// Runs one lesson in a process of its own, watched, and says how it went.

import Foundation
import LessonKit

/// One lesson's run.
struct LessonRun {
  /// How it ended.
  enum Result: Equatable {
    case finished
    /// The words for the table, and what is known of the reason.
    case failed(String, reason: String)
    /// A file that can't be read or written.
    case trouble(String, reason: String)
    /// Stopped from the keyboard: nothing after it is to be run.
    case interrupted
  }

  let lesson: LessonFolder
  var result: Result
  var seconds = 0.0
  var pictures = 0
  /// The page, when there is one that shows what happened.
  var page: String?
}

/// Runs lessons with the same settings.
struct LessonRunner {
  let builder: Builder
  /// Each lesson writes to a folder of its name in here.
  let output: URL
  let timeLimit: Double
  /// Passed to every lesson.
  var arguments: [String] = []

  /// Statuses of a lesson that was asked to end: hang-up, Ctrl-C, termination.
  private static let interrupts: Set<Int32> = [128 + SIGHUP, 128 + SIGINT, 128 + SIGTERM]

  /// Runs a lesson to whatever end.
  ///
  /// - Parameter onCell: called with the number of the cell it is in, and how many there are.
  func run(_ lesson: LessonFolder, onCell: (Int, Int) -> Void = { _, _ in }) -> LessonRun {
    let program = builder.program(lesson)
    guard FileManager.default.isExecutableFile(atPath: program) else {
      return LessonRun(
        lesson: lesson,
        result: .trouble(Messages.notBuilt, reason: Messages.missingProgram(program)))
    }
    let folder = output.appendingPathComponent(lesson.name).path
    let progress = CellProgress(lesson.source)
    onCell(0, progress.count)
    let start = Date()
    var run = LessonRun(lesson: lesson, result: .finished)
    do {
      let ending = try LessonProcess.run(
        .init(
          executable: program, arguments: ["--output", folder] + arguments, timeLimit: timeLimit,
          isSilent: true)
      ) { event in
        if case .picture = event.content { run.pictures += 1 }
        if let cell = progress.cell(of: event) { onCell(cell, progress.count) }
      }
      run.result = Self.result(ending, of: lesson)
      if ending.folder != nil { run.page = folder + "/index.html" }
    } catch {
      run.result = .trouble(Messages.notBuilt, reason: describe(error))
    }
    run.seconds = Date().timeIntervalSince(start)
    return run
  }

  static func result(_ ending: LessonProcess.Ending, of lesson: LessonFolder) -> LessonRun.Result {
    // A lesson that trains takes Ctrl-C as a wish to train no longer, and ends well; the rest of the
    // lessons are not run all the same.
    if ending.wasInterrupted { return .interrupted }
    if ending.status == 0, ending.failure == nil { return .finished }
    if interrupts.contains(ending.status) { return .interrupted }
    if let failure = ending.failure {
      let line = failure.line.map { ", line \($0)" } ?? ""
      return .failed(inShort(failure.title) + line, reason: failure.message)
    }
    var reason = ending.errorText.trimmingCharacters(in: .whitespacesAndNewlines)
    if reason.hasPrefix(lesson.name + ": ") { reason.removeFirst(lesson.name.count + 2) }
    if reason.isEmpty { reason = "It ended with exit status \(ending.status) and no word." }
    return ending.status == 2
      ? .trouble("file trouble", reason: reason)
      : .failed("stopped with an error", reason: reason)
  }

  /// "The lesson crashed" as a table has room for it: "crashed".
  private static func inShort(_ title: String) -> String {
    let subject = "The lesson "
    return title.hasPrefix(subject) ? String(title.dropFirst(subject.count)) : title
  }
}

/// Which of a lesson's code cells an event comes from, counted from 1.
private struct CellProgress {
  private let source: LessonSource
  private let codeCells: [Int]

  init(_ source: LessonSource) {
    self.source = source
    codeCells = source.cells.indices.filter { source.cells[$0].kind == .code }
  }

  var count: Int { codeCells.count }

  func cell(of event: CellOutput) -> Int? {
    event.line.flatMap(source.codeCell(containing:)).flatMap { cell in
      codeCells.firstIndex(of: cell).map { $0 + 1 }
    }
  }
}
