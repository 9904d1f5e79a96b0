// The exercise of an open lesson: the student's file, checks, hints and the solution, all as the
// commands have them, so that these go on working beside the page.

import Checks
import Formatting
import Foundation
import LessonKit

/// An exercise that a page shows.
struct LiveExercise: Sendable {
  /// What a page shows besides the last verdict.
  struct State: Encodable, Sendable {
    let title: Message
    /// The paragraphs of the task where the student's file does not have them in this language.
    let task: [String]
    /// The student's file, as the terminal names it.
    let file: String
    let text: String
    let hasPassed: Bool
    let checks: Int
    /// The hints that were seen.
    let hints: [Message]
    let hintCount: Int
    /// How many exercises have passed, of all.
    let progress: Message
  }

  /// What decides the state.
  struct Source: Equatable {
    let text: String
    let record: ExerciseRecord
  }

  private let folder: ExerciseFolder

  /// Opens the exercise of a lesson; nil when it has none.
  init?(_ lesson: LessonFolder) {
    guard let folder = ExerciseFolder(lesson), folder.task != nil else { return nil }
    self.folder = folder
  }

  /// The student's file: under another name where it was given one.
  private var file: URL {
    let sources = folder.sources
    return sources.contains(folder.file) ? folder.file : sources.first ?? folder.file
  }

  /// What the student's file and progress are now; the text is the task's where there is no file.
  var source: Source {
    let text = try? String(contentsOf: file, encoding: .utf8)
    return Source(
      text: text ?? (try? folder.starter()) ?? "",
      record: ExerciseProgress().record(of: folder.lesson))
  }

  /// Returns what a page shows.
  func state(_ source: Source) -> State {
    let hints = folder.check.hints
    let all = ExerciseList(Curriculum(), ExerciseProgress())
    return State(
      title: ExerciseMessages.heading(folder.lesson.number, folder.title),
      task: folder.translatedTask, file: shortPath(file.path), text: source.text,
      hasPassed: source.record.hasPassed, checks: source.record.checks,
      hints: Array(hints.prefix(source.record.hints)), hintCount: hints.count,
      progress: ExerciseMessages.passed(all.passed, of: all.exercises.count))
  }

  /// The size of a text in bytes that is taken.
  private static let longestText = 1 << 20

  /// Writes the student's file.
  ///
  /// - Parameter former: the file's text as the page knows it.
  /// - Returns: whether the file had that text; otherwise it stays as it is.
  func write(_ text: String, over former: String) throws -> Bool {
    guard text.utf8.count <= Self.longestText else {
      throw CommandError(.usage, "an answer is at most \(Self.longestText >> 10) KB long.")
    }
    let now = source.text
    guard now == former || now == text else { return false }
    try folder.write(text, to: file)
    return true
  }

  /// Checks the student's file, as `convbook check` does, in a thread of its own.
  func check() async throws -> LiveVerdict {
    try await ExerciseSession.inOwnThread { [folder] in
      let session = ExerciseSession(
        progress: ExerciseProgress(), line: StatusLine(isSilent: true), style: .plain)
      return LiveVerdict(try session.check(folder), folder.task)
    }
  }

  /// Shows one more hint.
  func seeHint() throws { try ExerciseProgress().seeHint(of: folder) }

  /// Writes the file as it was; a copy of the student's is kept.
  func putBack() throws { _ = try folder.putBack(file, ExerciseProgress()) }

  /// Returns the solution.
  ///
  /// - Throws: `CommandError` as long as the exercise has not passed.
  func solution() throws -> String { try folder.solutionText(ExerciseProgress()) }
}

/// The report of a check, as a page shows it.
struct LiveVerdict: Encodable, Sendable {
  /// A heading with lines of equal width.
  struct Block: Encodable, Sendable {
    let heading: String
    let text: String

    init(_ block: ValueText.Block) {
      heading = block.heading
      text = block.lines.joined(separator: "\n")
    }
  }

  /// What was found of a function.
  struct Function: Encodable, Sendable {
    let name: String
    let status: ExerciseReport.Status
    let message: Message
    let explanation: [Message]
    let called: Message?
    let arguments: [Block]
    let answers: [Block]
    let remarks: [Message]
    /// The student's answer beside the expected one, as a data URL.
    let picture: String?
  }

  let status: ExerciseReport.Status
  /// What stood in the way of a program.
  let compiler: Message?
  let functions: [Function]
  /// Says that the library answers instead of the student.
  let call: Message?
  let printed: String

  init(_ report: ExerciseReport, _ task: ExerciseTask?) {
    status = report.status
    compiler = report.compilerDiagnostics
    call = report.libraryCall.map { ExerciseMessages.libraryCall($0.name, $0.line) }
    printed = report.status == .passed ? "" : report.printed
    functions = report.results.map { result in
      // Small and replaced by the next check: no address of its own.
      let picture = report.pictures[result.name].flatMap(FileManager.default.contents(atPath:))
      return Function(
        name: result.name, status: result.status, message: report.message(result),
        explanation: result.explanation,
        called: result.shown.map { ExerciseMessages.called($0.name.text) },
        arguments: result.arguments(task).map(Block.init),
        answers: result.answers.map(Block.init), remarks: result.remarks,
        picture: picture.map { "data:image/png;base64,\($0.base64EncodedString())" })
    }
  }
}
