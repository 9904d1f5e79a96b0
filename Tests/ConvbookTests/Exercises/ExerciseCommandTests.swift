// The exercises' commands, run as a student runs them, with a progress folder of the test's own.

import Checks
import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

// One after the other: each case runs the compiler, and dozens of those at once need more memory
// than a machine may have.
@Suite(.serialized) struct ExerciseCommandTests {
  static let answers: [(name: String, body: String, status: String, words: String)] = [
    ("right", "\(loops)", "passed", "right in all 9 cases"),
    ("unfinished", "throw Unfinished()", "unfinished", "still to be written"),
    (
      "turned", "let filter = Array(filter.reversed().map { Array($0.reversed()) })\n\(loops)",
      "mistake", "You turned the filter by 180°"
    ),
    ("shape", "return [[1]]", "wrong", "it returns the shape (1, 1), (2, 2) is expected"),
    ("empty", "return []", "wrong", "it returns the shape (0, 0), (2, 2) is expected"),
    (
      "number", "return [[27, 31], [11, 35]]", "wrong",
      "35 at [1, 1] is not 34; 1 of 4 numbers differ"
    ),
    (
      "nan", "return [[27, .nan], [11, 34]]", "wrong",
      "it returns NaN, which is no number at [0, 1]"
    ),
    ("ragged", "return [[1, 2], [3]]", "wrong", "rows are of different lengths"),
    ("threw", "struct Oops: Error {}; throw Oops()", "failed", "it threw an error: Oops()"),
    ("trap", "return [input[7]]", "failed", "it was stopped in line 6: Index out of range"),
    ("exit", "print(\"passed\"); exit(0)", "failed", "it left the program, with exit status 0"),
    ("compile", "return \"x\"", "didNotCompile", "cannot convert return expression"),
  ]

  static let loops = """
    return (0...(input.count - filter.count)).map { y in
        (0...(input[0].count - filter[0].count)).map { x in
          var sum: Float = 0
          for i in filter.indices { for j in filter[i].indices { sum += input[y + i][x + j] * \
          filter[i][j] } }
          return sum
        }
      }
    """

  static func source(_ body: String) -> String {
    """
    import Foundation
    import LessonKit
    @main
    struct Answer: SlidingWindowExercise, Attempt {
      func crossCorrelate(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
        \(body)
      }
    }
    """
  }

  private struct Report: Decodable {
    struct Function: Decodable {
      let message: String
      let mistake: String?
    }
    let exercise: Int
    let status: String
    let functions: [Function]
    let compiler: String?
  }

  private func run(_ arguments: [String], _ folder: TemporaryFolder) throws -> Run {
    try Run(arguments, environment: ["CONVBOOK_PROGRESS": folder.path("progress")])
  }

  @Test(arguments: answers.indices) func checkSaysWhatItFound(_ index: Int) throws {
    let answer = Self.answers[index]
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.source(answer.body), to: "\(answer.name).swift")
    let run = try run(["check", "5", "--file", file.path, "--json"], folder)
    #expect(run.status == (answer.status == "passed" ? 0 : 1), "\(run.errors)")
    let report = try #require(
      try JSONDecoder().decode([Report].self, from: Data(run.output.utf8)).first)
    #expect(report.exercise == 5)
    #expect(report.status == answer.status)
    let words = report.compiler ?? report.functions.first?.message ?? ""
    #expect(words.contains(answer.words), "\(words)")
    #expect(run.errors == "")
  }

  /// Several at once, as from a class that shares a machine, each with another answer to one
  /// exercise, and two with the same: everyone gets the verdict on their own.
  @Test func checksAtTheSameTimeKeepApart() async throws {
    let folder = try TemporaryFolder()
    let picked = ["right", "turned", "number", "compile", "right"]
    let answers = try picked.map { name in
      try #require(Self.answers.first { $0.name == name })
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, answer) in answers.enumerated() {
        let file = try folder.write(Self.source(answer.body), to: "\(index)/Exercise.swift")
        group.addTask {
          let run = try self.run(["check", "5", "--file", file.path, "--json"], folder)
          let report = try #require(
            try JSONDecoder().decode([Report].self, from: Data(run.output.utf8)).first)
          #expect(report.status == answer.status, "\(index): \(run.errors)")
          let words = report.compiler ?? report.functions.first?.message ?? ""
          #expect(words.contains(answer.words), "\(index): \(words)")
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func aCompileErrorIsTheCompilersOwn() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Self.source("return \"x\""), to: "a.swift")
    let run = try run(["check", "5", "--file", file.path], folder)
    #expect(run.status == 1)
    #expect(run.output.hasPrefix("\(shortPath(file.path)):6:"))
    #expect(!run.output.contains("Exercise 5"))
  }

  @Test func hintsComeOneByOne() throws {
    let folder = try TemporaryFolder()
    let hints = try #require(Checks.check(ofLesson: 5)).hints
    for count in 1...(hints.count + 1) {
      let run = try run(["hint", "5"], folder)
      #expect(run.output.components(separatedBy: "Hint ").count - 1 == min(count, hints.count))
      #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 90 })
    }
    #expect(
      try self.run(["hint", "5", "--again"], folder).output.contains("Hint 1 of \(hints.count)"))
  }

  @Test func theSolutionComesAfterAPass() throws {
    let folder = try TemporaryFolder()
    let before = try run(["solution", "5"], folder)
    #expect(before.status == 1)
    #expect(before.errors.contains("has not passed"))
    try ExerciseProgress(folder: folder.url.appendingPathComponent("progress"))
      .change(try #require(Curriculum().lessons.first { $0.number == 5 })) { $0.hasPassed = true }
    let after = try run(["solution", "5"], folder)
    #expect(after.status == 0)
    #expect(after.output.contains("struct SlidingWindowSolution"))
  }

  @Test func resetAsksWhereSomebodyCanAnswer() throws {
    let folder = try TemporaryFolder()
    let exercise = try #require(
      Curriculum().lessons.first { $0.number == 5 }.flatMap(ExerciseFolder.init))
    let text = try String(contentsOf: exercise.file, encoding: .utf8)
    let run = try run(["reset", "5"], folder)
    #expect(try String(contentsOf: exercise.file, encoding: .utf8) == text)
    let starter = try #require(exercise.task).starter(lesson: 5)
    #expect(run.status == (text == starter ? 0 : 64))
  }

  /// Many at once, as from several terminals: nothing is lost.
  /// What can't be kept is not replaced.
  @Test(arguments: ["folder", "pipe"]) func resetReplacesFilesOnly(kind: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("05.swift")
    if kind == "pipe" {
      try #require(mkfifo(path, 0o644) == 0)
    } else {
      try folder.write("mine", to: "05.swift/mine")
    }
    let run = try run(["reset", "5", "--yes", "--file", path], folder)
    #expect(run.status == 2)
    #expect(run.errors.contains("is no file"), "\(run.errors)")
    #expect(FileKind(at: path) == (kind == "pipe" ? .special : .folder))
  }

  @Test func progressIsChangedByOneAtATime() async throws {
    let folder = try TemporaryFolder()
    let lesson = try #require(Curriculum().lessons.first)
    let progress = ExerciseProgress(folder: folder.url)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<40 {
        group.addTask { _ = try? progress.change(lesson) { $0.checks += 1 } }
      }
    }
    #expect(progress.record(of: lesson).checks == 40)
  }

  @Test func damagedProgressCountsAsNone() throws {
    let folder = try TemporaryFolder()
    let lesson = try #require(Curriculum().lessons.first)
    try folder.write("{", to: "progress/\(lesson.shortName).json")
    #expect(ExerciseProgress(folder: folder.url).record(of: lesson) == ExerciseRecord())
  }
}
