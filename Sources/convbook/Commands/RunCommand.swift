// Builds lessons and runs each in a process of its own; whatever one of them does, the rest go on.

import Foundation
import LessonKit

/// `convbook run SELECTION…`.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Build and run lessons.",
    discussion: """
      Each lesson runs in a process of its own. One that fails, crashes or takes too long is \
      reported, its page says where it stopped, and the rest go on. The table of contents is \
      written to index.html in the output folder.

      Exit status: 0 when every lesson came to its end, 1 when one did not, 2 when a file was the \
      only trouble.

        swift run convbook run next
        swift run convbook run 9
        swift run convbook run 7-11 edge-filter --image me.jpg
      """)

  @Argument(help: Selection.help) var selection: [String] = []

  @Option(
    name: [.customShort("i"), .long],
    help: ArgumentHelp("A PNG or JPEG of your own, instead of the lessons'.", valueName: "file"))
  var image: String?

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp(
      "The folder for the pages, one folder in it for each lesson; Output by default.",
      valueName: "folder"))
  var output: String?

  @Flag(help: "Write every traced tensor as .npy, for NumPy.") var tensors = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seconds that a lesson may take.", valueName: "seconds"))
  var timeLimit = 60.0

  @Flag(help: "Run what was built last.") var skipBuild = false

  func validate() throws {
    guard !selection.isEmpty else { throw ValidationError(Messages.nothingSelected) }
    guard timeLimit > 0, timeLimit <= 86_400 else {
      throw ValidationError(
        "the time limit is \(number(timeLimit)) seconds; it must be more than 0, at most a day.")
    }
    if output == "" { throw ValidationError("--output needs the name of a folder.") }
  }

  func run() throws {
    let curriculum = Curriculum()
    let folder = output.map { URL(fileURLWithPath: $0) } ?? Project.output
    let lessons = try Selection.lessons(
      selection, in: curriculum, next: curriculum.next(in: folder))
    if lessons.isEmpty { return print(Messages.everythingIsDone) }
    if let image { _ = try Image(contentsOf: image) }
    let contents = curriculum.contentsPage(in: folder)
    try contents.prepare()

    let line = LiveLine()
    let builder = Builder()
    var complaints: [String: String] = [:]
    if !skipBuild {
      if !LiveLine.isPossible { print(Messages.building(lessons.count)) }
      complaints = try builder.build(lessons, line)
    }
    let runner = LessonRunner(
      builder: builder, output: folder, timeLimit: timeLimit,
      arguments: (image.map { ["--image", $0] } ?? []) + (tensors ? ["--tensors"] : []))
    let start = Date()
    let runs = Self.run(lessons, with: runner, complaints, line)
    try contents.write()
    Self.conclude(runs, of: lessons, seconds: Date().timeIntervalSince(start), folder)
    let status = LessonRun.Result.status(runs.map(\.result))
    if status != 0 { throw ExitCode(status) }
  }

  private static func run(
    _ lessons: [LessonFolder], with runner: LessonRunner, _ complaints: [String: String],
    _ line: LiveLine
  ) -> [LessonRun] {
    let table = RunTable(lessons, line)
    table.begin()
    var runs: [LessonRun] = []
    for lesson in lessons {
      let start = Date()
      let run =
        complaints[lesson.name].map {
          LessonRun(lesson: lesson, result: .failed(Messages.didNotCompile, reason: $0))
        }
        ?? runner.run(lesson) { cell, count in
          table.show(lesson, cell: cell, of: count, since: start)
        }
      table.add(run)
      runs.append(run)
      if run.result == .interrupted { break }
    }
    table.explain(runs)
    return runs
  }

  private static func conclude(
    _ runs: [LessonRun], of lessons: [LessonFolder], seconds: Double, _ folder: URL
  ) {
    let style = TerminalStyle.standardOutput
    if runs.last?.result == .interrupted { print("\n" + style.bad(Messages.interrupted)) }
    let finished = runs.count { $0.result == .finished }
    print("\n" + Messages.summary(finished: finished, of: lessons.count, seconds: seconds))
    print(Messages.openContents(Paths.short(folder.appendingPathComponent("index.html").path)))
  }
}
