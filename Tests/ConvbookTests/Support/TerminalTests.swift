// The commands of the exercises in a terminal, with keys, as a student has them.

import Checks
import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite(.serialized) struct TerminalTests {
  private func terminal(_ arguments: [String], _ folder: TemporaryFolder) throws -> Terminal {
    try Terminal(arguments, environment: ["CONVBOOK_PROGRESS": folder.path("progress")])
  }

  @Test func watchChecksWhatIsSaved() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      ExerciseCommandTests.source("throw Unfinished()"), to: "Exercise.swift")
    let terminal = try terminal(["watch", "5", "--file", file.path], folder)
    let first = try terminal.wait(for: "q quit")
    #expect(first.contains("still to be written"))
    #expect(first.contains("twice a second"))
    #expect(!terminal.isAsAShellHasIt)

    terminal.type("h")
    try terminal.wait(for: "Hint 1 of")
    terminal.type("h")
    try terminal.wait(for: "Hint 2 of")
    try terminal.wait(for: "q quit")

    try folder.write(ExerciseCommandTests.source("return \"x\""), to: "Exercise.swift")
    let error = try terminal.wait(for: "q quit")
    #expect(error.contains("cannot convert return expression"))
    #expect(!error.contains("Exercise 5"))

    try folder.write(
      ExerciseCommandTests.source(
        "let filter = Array(filter.reversed().map { Array($0.reversed()) })\n"
          + ExerciseCommandTests.loops), to: "Exercise.swift")
    try terminal.wait(for: "You turned the filter by 180°")
    try terminal.wait(for: "q quit")

    terminal.type("r")
    try terminal.wait(for: "You turned the filter by 180°")
    try terminal.wait(for: "q quit")

    try folder.write(ExerciseCommandTests.source(ExerciseCommandTests.loops), to: "Exercise.swift")
    try terminal.wait(for: "right in all 9 cases")
    terminal.type("q")
    #expect(terminal.status() == 0)
    #expect(terminal.isAsAShellHasIt)
  }

  /// A save or a key does not wait for the end of a run.
  @Test func aSaveStopsTheRun() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(
      ExerciseCommandTests.source("sleep(100)\nreturn []"), to: "Exercise.swift")
    let terminal = try terminal(["watch", "5", "--file", file.path], folder)
    try terminal.wait(for: "Checking exercise 5…")
    try folder.write(ExerciseCommandTests.source(ExerciseCommandTests.loops), to: "Exercise.swift")
    let found = try terminal.wait(for: "q quit", seconds: 9)
    #expect(found.contains("right in all 9 cases"), "\(found)")

    try folder.write(ExerciseCommandTests.source("sleep(99)\nreturn []"), to: "Exercise.swift")
    try terminal.wait(for: "Checking exercise 5…")
    terminal.type("h")
    try terminal.wait(for: "Hint 1 of", seconds: 9)
    try terminal.wait(for: "Checking exercise 5…")
    terminal.type("q")
    #expect(terminal.status(seconds: 9) == 0)
  }

  @Test func aDeletedFileIsSaid() throws {
    let folder = try TemporaryFolder()
    let text = ExerciseCommandTests.source("throw Unfinished()")
    let file = try folder.write(text, to: "Exercise.swift")
    let terminal = try terminal(["watch", "5", "--file", file.path], folder)
    try terminal.wait(for: "q quit")
    try FileManager.default.removeItem(at: file)
    try terminal.wait(for: "is gone")
    try terminal.wait(for: "q quit")
    try folder.write(text, to: "Exercise.swift")
    try terminal.wait(for: "still to be written")
    let hints = try #require(Checks.check(ofLesson: 5)).hints.count
    for _ in 0..<hints { terminal.type("h") }
    try terminal.wait(for: "That was the last hint")
    terminal.type("h")
    try terminal.wait(for: "no further hints")
    terminal.type("q")
    #expect(terminal.status() == 0)
  }

  /// What a student prints, throws or names a file is shown, never obeyed.
  @Test func escapesAreShown() throws {
    let folder = try TemporaryFolder()
    let escape = "\u{1B}[31m\u{1B}]0;x\u{7}"
    let shown = "\\u{1B}[31m\\u{1B}]0;x\\u{7}"
    let file = try folder.write(
      ExerciseCommandTests.source(
        "print(\"\\u{1B}[31m\\u{1B}]0;x\\u{7}printed\"); return [[1]]"),
      to: "E\(escape).swift")
    let terminal = try terminal(["watch", "5", "--file", file.path], folder)
    let first = try terminal.wait(for: "q quit")
    #expect(first.contains("\(shown)printed"))
    #expect(first.contains("E\(shown).swift"))
    #expect(!first.contains(escape))
    try folder.write(
      ExerciseCommandTests.source("let a = \"\(escape)\" + 1; return []"), to: "E\(escape).swift")
    let second = try terminal.wait(for: "q quit")
    #expect(second.contains("error: ") && !second.contains(escape) && second.contains(shown))
    terminal.type("q")
    #expect(terminal.status() == 0)
  }

  @Test func theNextExerciseIsAKeyAway() throws {
    let folder = try TemporaryFolder()
    let terminal = try terminal(["watch", "5"], folder)
    try terminal.wait(for: "Watching Lessons/05")
    try terminal.wait(for: "q quit")
    terminal.type("n")
    let next = try #require(StarterTests.exercises.first { $0.lesson.number > 5 })
    try terminal.wait(for: "Watching Lessons/\(next.lesson.name)")
    terminal.type("l")
    try terminal.wait(for: "q quit")
    // The end of input, as when the window is closed.
    terminal.type("\u{4}")
    #expect(terminal.status() == 0)
    #expect(terminal.isAsAShellHasIt)
  }

  @Test(arguments: [("n\n", false), ("\n", false), ("y\n", true)])
  func resetAsks(_ answer: String, _ isReplaced: Bool) throws {
    let folder = try TemporaryFolder()
    let mine = ExerciseCommandTests.source(ExerciseCommandTests.loops)
    let file = try folder.write(mine, to: "Exercise.swift")
    let terminal = try terminal(["reset", "5", "--file", file.path], folder)
    try terminal.wait(for: "[y/N]")
    terminal.type(answer)
    #expect(terminal.status() == (isReplaced ? 0 : 1))
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect((text == mine) == !isReplaced)
    #expect(text.contains("throw Unfinished()") == isReplaced)
    if isReplaced {
      let kept = folder.path("progress/kept/05-sliding-window-1.swift")
      #expect(try String(contentsOfFile: kept, encoding: .utf8) == mine)
    }
  }
}
