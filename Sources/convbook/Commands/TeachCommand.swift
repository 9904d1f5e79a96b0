// The teacher's page of a lesson.

import Foundation
import LessonKit

/// `convbook teach SELECTION`.
struct TeachCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "teach", abstract: text("Show the teacher's page of a lesson."),
    discussion: text(
      """
      For each lesson: how long it takes in class, what to ask before it is run, which \
      misconceptions to expect, and what to show on the projector. The pages are written to \
      Output/teaching; of one lesson the terminal shows it, too.

        swift run convbook teach 5
        swift run convbook teach all --grades Grades
      """))

  @Argument(help: Selection.help) var selection: [String] = []
  @Option(
    help: .message(
      "Results of grade, such as last year's, for how many held which misconception.",
      valueName: "folder"))
  var grades: [String] = []
  @Option(
    name: [.customShort("o"), .long],
    help: .message("The folder for the pages; Output/teaching by default.", valueName: "folder"))
  var output: String?

  func run() throws {
    let words = selection.isEmpty ? ["all"] : selection
    let lessons = try Selection.lessons(words, in: Curriculum(), next: nil)
    let shares = try MisconceptionShares(folders: grades)
    let pages = try lessons.compactMap { lesson in
      try TeachingNotes(of: lesson).map { TeachingPage(lesson: lesson, notes: $0, shares: shares) }
    }
    guard let first = pages.first else {
      throw CommandError(
        .no, "none of these lessons has a \(TeachingNotes.fileName) with notes for teachers.")
    }
    try PageAsset.requireFiles()
    let folder =
      output.map { URL(fileURLWithPath: $0) } ?? Project.output.appendingPathComponent("teaching")
    let files = try OutputFolder(folder.path, name: "teaching", files: [])
    for page in pages {
      try files.write(Data(page.html.utf8), to: "\(page.lesson.name).html")
    }
    try files.finish()
    if pages.count == 1 {
      let style = TerminalStyle.standardOutput
      print(first.lines(style).joined(separator: "\n"))
    }
    let shown = folder.appendingPathComponent("\(first.lesson.name).html").path
    print("\n" + text("The page: \(shortPath(shown))"))
  }
}
