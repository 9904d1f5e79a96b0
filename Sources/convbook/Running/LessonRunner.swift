// Runs lessons in child processes, and reports their results.

import Foundation
import LessonKit

/// The run of a lesson.
struct LessonRun {
  /// The result of a run.
  enum Result: Equatable {
    case finished
    /// Failed: the text for the table, and the reason.
    case failed(Message, reason: String)
    /// A file can't be read or written.
    case trouble(Message, reason: String)
    /// Interrupted by the user: later lessons are not run.
    case interrupted
  }

  let lesson: LessonFolder
  var result: Result
  var seconds = 0.0
  var pictures = 0
  /// The path of its page; nil when none was written.
  var page: String?
}

/// Runs lessons with the same settings.
struct LessonRunner {
  let builder: Builder
  /// The output folder, with a folder for each lesson.
  let output: URL
  let timeLimit: Double
  /// The arguments of every lesson.
  var arguments: [String] = []

  /// The exit statuses after SIGHUP, SIGINT and SIGTERM.
  private static let interrupts: Set<Int32> = [128 + SIGHUP, 128 + SIGINT, 128 + SIGTERM]

  /// Runs a lesson.
  ///
  /// - Parameter onCell: called with the number of the current cell and the number of cells.
  func run(_ lesson: LessonFolder, onCell: (Int, Int) -> Void = { _, _ in }) -> LessonRun {
    let program = builder.program(lesson)
    guard FileManager.default.isExecutableFile(atPath: program) else {
      return LessonRun(
        lesson: lesson,
        result: .trouble(Messages.notBuilt, reason: Messages.missingProgram(program).text))
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
        guard case .output(let output) = event else { return }
        if case .picture = output.content { run.pictures += 1 }
        if let cell = progress.cell(of: output) { onCell(cell, progress.count) }
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
    // A lesson that trains ends normally after Ctrl-C, but later lessons are not run.
    if ending.wasInterrupted { return .interrupted }
    if ending.status == 0, ending.failure == nil { return .finished }
    if interrupts.contains(ending.status) { return .interrupted }
    if let failure = ending.failure {
      var short = failure
      short.title = inShort(failure.title)
      return .failed(short.titleWithPlace, reason: failure.message.text)
    }
    var reason = ending.errorText.trimmingCharacters(in: .whitespacesAndNewlines)
    if reason.hasPrefix(lesson.name + ": ") { reason.removeFirst(lesson.name.count + 2) }
    if reason.isEmpty { reason = text("It ended with exit status \(ending.status) and no word.") }
    return ending.status == 2
      ? .trouble(Messages.fileTrouble, reason: reason)
      : .failed("stopped with an error", reason: reason)
  }

  /// Shortens a title for the table: "The lesson crashed" to "crashed".
  private static func inShort(_ title: Message) -> Message {
    switch title {
    case "The lesson crashed": "crashed"
    case "The lesson ended early": "ended early"
    case "The lesson stopped with an error": "stopped with an error"
    case "The lesson took too long": "took too long"
    case "The lesson was interrupted": "was interrupted"
    case "The lesson was killed": "was killed"
    default: title
    }
  }
}

/// Finds the code cell of an output, counted from 1.
private struct CellProgress {
  private let source: LessonSource
  private let codeCells: [Int]

  init(_ source: LessonSource) {
    self.source = source
    codeCells = source.cells.indices.filter { source.cells[$0].kind == .code }
  }

  var count: Int { codeCells.count }

  func cell(of output: CellOutput) -> Int? {
    output.place.flatMap(source.codeCell(containing:)).flatMap { cell in
      codeCells.firstIndex(of: cell).map { $0 + 1 }
    }
  }
}
