// Builds lessons and runs each in a process of its own; a failure does not stop the others.

import Foundation
import LessonKit

/// `convbook run SELECTION…`.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: text("Build and run lessons."),
    discussion: text(
      """
      Each lesson runs in a process of its own. One that fails, crashes or takes too long is \
      reported, its page says where it stopped, and the rest go on. The table of contents is \
      written to index.html in the output folder.

      Exit status: 0 when every lesson came to its end, 1 when one did not, 2 when a file was the \
      only trouble.

        swift run convbook run next
        swift run convbook run 9
        swift run convbook run 7-11 edge-filter --image me.jpg
      """))

  @Argument(help: Selection.help) var selection: [String] = []

  @Option(
    name: [.customShort("i"), .long],
    help: .message("A PNG or JPEG of your own, instead of the lessons'.", valueName: "file"))
  var image: String?

  @Option(
    name: [.customShort("o"), .long],
    help: .message(
      "The folder for the pages, one folder in it for each lesson; Output by default.",
      valueName: "folder"))
  var output: String?

  @Flag(help: .message("Write every traced tensor as .npy, for NumPy.")) var tensors = false

  @OptionGroup var pictures: PictureOptions
  @OptionGroup var running: RunningOptions

  func validate() throws {
    guard !selection.isEmpty else { throw ValidationError(Messages.nothingSelected.text) }
    if output == "" { throw ValidationError(text("--output needs the name of a folder.")) }
  }

  func run() throws {
    let curriculum = Curriculum()
    let folder = output.map { URL(fileURLWithPath: $0) } ?? Project.output
    let lessons = try Selection.lessons(
      selection, in: curriculum, next: curriculum.next(in: folder))
    if lessons.isEmpty { return print(Messages.everythingIsDone) }
    if let image { _ = try pictures.image(image) }
    let contents = curriculum.contentsPage(in: folder)
    try contents.prepare()

    let line = StatusLine()
    let session = try running.session(
      lessons, output: folder,
      arguments: (image.map { ["--image", $0] } ?? []) + (tensors ? ["--tensors"] : [])
        + pictures.arguments, line)
    let start = Date()
    let table = RunTable(lessons, line)
    table.begin()
    var runs: [LessonRun] = []
    for lesson in lessons {
      let run = session.run(lesson, table)
      table.add(run)
      runs.append(run)
      if run.result == .interrupted { break }
    }
    table.explain(runs)
    try contents.write()
    Self.conclude(runs, of: lessons, seconds: Date().timeIntervalSince(start), folder)
    let status = LessonRun.Result.status(runs.map(\.result))
    if status != 0 { throw ExitCode(status) }
  }

  private static func conclude(
    _ runs: [LessonRun], of lessons: [LessonFolder], seconds: Double, _ folder: URL
  ) {
    let style = TerminalStyle.standardOutput
    if runs.last?.result == .interrupted { print("\n" + style.bad(Messages.interrupted.text)) }
    let finished = runs.count { $0.result == .finished }
    print("\n\(Messages.summary(finished: finished, of: lessons.count, seconds: seconds))")
    print(Messages.openContents(shortPath(folder.appendingPathComponent("index.html").path)))
  }
}
