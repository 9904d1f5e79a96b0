// Reruns lessons and compares their traces and pictures with the committed references.

import Foundation
import LessonKit

/// `convbook verify [SELECTION…]`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: text("Hold lessons against their reference traces and pictures."),
    discussion: text(
      """
      Lessons run into a temporary folder. The trace is held against expected-trace.json beside \
      the lesson, the pictures against Images/Expected. Shapes and whole numbers must be equal; \
      other numbers may differ by \(number(TraceDifference.numberTolerance * 100)) %; \
      \(PictureTolerance.description). A missing or additional picture is a difference.

      Exit status: 0 when everything is as it was, 1 when something differs or a lesson fails, 2 \
      when a file was the only trouble.
      """))

  @Argument(help: Selection.help) var selection: [String] = []
  @OptionGroup var running: RunningOptions

  @Flag(
    help: .message("Write the references instead of comparing with them. Refused when CI is set."))
  var record = false

  func run() throws {
    if record, !(ProcessInfo.processInfo.environment["CI"] ?? "").isEmpty {
      throw CommandError(
        .no,
        "references are never written where CI is set: run verify --record on your own machine, "
          + "look at the pictures, and commit them.")
    }
    setenv(Notebook.Settings.guessCheckVariable, "1", 1)
    let curriculum = Curriculum()
    let lessons = try Selection.lessons(
      selection.isEmpty ? ["all"] : selection, in: curriculum,
      next: curriculum.next(in: Project.output))
    if lessons.isEmpty { return print(Messages.everythingIsDone) }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("convbook-verify-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var keepsFolder = false
    defer { if !keepsFolder { try? FileManager.default.removeItem(at: folder) } }

    // The references use drawn data, which every machine has.
    setenv("CONVBOOK_DATA", "drawn", 1)
    let line = StatusLine()
    let session = try running.session(lessons, output: folder, line)
    let table = RunTable(lessons, line)
    table.begin()
    var runs: [LessonRun] = []
    var closePictures = 0
    for lesson in lessons {
      var run = session.run(lesson, table)
      if run.result == .finished { run.result = try judge(run, &closePictures) }
      table.add(run)
      runs.append(run)
      if run.result == .interrupted { break }
    }
    table.explain(runs)
    let good = runs.count { $0.result == .finished }
    keepsFolder = good < runs.count && !record
    let summary: Message =
      record
      ? "References of \(good) of \(lessons.count) lessons written. Look at them, commit them."
      : "\(good) of \(lessons.count) lessons are as they were."
    print("\n\(summary)")
    if closePictures > 0 {
      print(
        text(
          "Of their pictures \(closePictures) are not equal, but close: "
            + "\(PictureTolerance.description)."))
    }
    if keepsFolder { print(text("What came out is kept in \(folder.path)")) }
    let status = LessonRun.Result.status(runs.map(\.result))
    if status != 0 { throw ExitCode(status) }
  }

  /// Compares or records the trace and pictures of a finished lesson.
  private func judge(_ run: LessonRun, _ closePictures: inout Int) throws -> LessonRun.Result {
    guard let page = run.page else {
      return .failed("wrote no page", reason: text("The lesson did not say where its page is."))
    }
    let reference = Reference(
      run.lesson, found: URL(fileURLWithPath: page).deletingLastPathComponent())
    if record {
      try reference.record()
      return .finished
    }
    let (result, close) = reference.judge()
    closePictures += close
    return result
  }
}
