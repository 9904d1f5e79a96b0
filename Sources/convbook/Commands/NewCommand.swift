// Creates a lesson: a small working example with all files that run, check and verify need.

import Foundation
import LessonKit
import Processes

/// `convbook new NAME`.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: text("Begin a lesson of your own, with its exercise."),
    discussion: text(
      """
      Writes the lesson, its exercise with a check and a misconception, its solution for the \
      tests, \
      and adds it to Package.swift and the tables; then runs it once and records its references. \
      What stands in it is an example to write over.

        swift run convbook new row-means
      """))

  @Argument(help: .message("Its name: row-means, “Row means”.", valueName: "name"))
  var name: String
  @Option(in: NewLesson.numbers, help: "Its number; the next one that is free by default.")
  var number: Int?
  @Flag(help: .message("Write the files, and don't build, run or record anything.")) var skipBuild =
    false

  func run() throws {
    let lesson = try NewLesson(name, number: number, in: Curriculum())
    try lesson.write()
    for file in lesson.files { print("  \(file.path)") }
    print(text("and a line in Package.swift, Checks.swift, Answers.swift and both README.md.\n"))
    if !skipBuild { try record(lesson) }
    let commands: [(String, meaning: Message)] = [
      ("swift run \(lesson.name)", "runs it"),
      ("swift run convbook check \(lesson.number)", "checks its exercise"),
      ("swift run convbook verify \(lesson.number)", "holds it to its references"),
      ("swift run convbook verify \(lesson.number) --record", "after a change you meant"),
      ("swift test --filter ExerciseTests", "its solution passes, its mistakes are recognised"),
    ]
    for (command, meaning) in commands {
      print("  " + (command + "  ").padded(to: 38) + meaning.text)
    }
  }

  /// Builds the lesson and records its references for `verify`.
  private func record(_ new: NewLesson) throws {
    guard let lesson = Curriculum().lessons.first(where: { $0.name == new.name }) else {
      throw CommandError(.trouble, "Lessons/\(new.name): is not found after it was written.")
    }
    let line = StatusLine()
    let builder = Builder()
    if let words = try builder.build([lesson], line)[lesson.name] {
      throw CommandError(.trouble, "the new lesson does not compile:\n\(words)")
    }
    let convbook = Bundle.main.executablePath ?? CommandLine.arguments[0]
    let run = try ProcessOutput.run(
      [convbook, "verify", "\(new.number)", "--record", "--skip-build"],
      environment: ["CI": ""], timeLimit: 120)
    guard run.status == 0 else {
      throw CommandError(
        .trouble, "its references could not be recorded: \(run.output)\(run.errors)")
    }
  }
}
