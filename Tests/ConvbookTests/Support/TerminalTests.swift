// The commands of the exercises in a terminal, with keys, as a student has them.

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
    try terminal.wait(for: "right in all 3 cases")
    terminal.type("q")
    #expect(terminal.status() == 0)
    #expect(terminal.isAsAShellHasIt)
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
