// Several answers of one student to an exercise: which counts.

import Checks
import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct SecondAnswerTests {
  private static func starter(_ lesson: Int) throws -> String {
    let curriculum = Curriculum().lessons
    let own = try #require(curriculum.first { $0.number == lesson })
    return try #require(ExerciseFolder(own)?.task?.starter(lesson: lesson))
  }

  /// An answer that is no starter any more, and no other's.
  private static func begun(_ lesson: Int, _ number: Int = 0) throws -> String {
    let left = "throw Unfinished()  // Your code goes here."
    let text = try starter(lesson)
    let range = try #require(text.range(of: left))
    return text.replacingCharacters(in: range, with: "fatalError(\"\(number)\")")
  }

  private func found(_ files: [String: String], wanted: Set<Int>? = nil) throws -> [Submission] {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: "class/\(name)") }
    return try SubmissionFinder(wanted: wanted, output: folder.url.appendingPathComponent("out"))
      .submissions(in: folder.url.appendingPathComponent("class"))
  }

  private func taken(_ submissions: [Submission]) -> [String] {
    submissions.filter { $0.refusal == nil }.map(\.origin)
  }

  /// Whatever the exercise and the files' names: the exercise as it was given never wins.
  @Test(arguments: Checks.all.map(\.lesson)) func aStarterNeverWins(_ lesson: Int) throws {
    let (starter, begun) = try (Self.starter(lesson), Self.begun(lesson))
    for (first, second) in [
      ("anna/Exercise.swift", "anna/MyAnswer.swift"), ("anna/z.swift", "anna/Exercise.swift"),
      ("almanna_701_9702_Exercise-1.swift", "almanna_701_9701_Exercise.swift"),
      ("Bo Bell_503_assignsubmission_file_/A.swift", "Bo Bell_503_assignsubmission_file_/b.swift"),
    ] {
      let submissions = try found([first: starter, second: begun])
      #expect(taken(submissions) == [second])
      #expect(submissions.filter(\.isSuperseded).map(\.origin) == [first])
    }
    // Alone it is what was handed in.
    #expect(try taken(found(["anna/Exercise.swift": starter])).count == 1)
  }

  @Test(arguments: [
    (["alm_701_9701_Exercise.swift", "alm_701_9702_Exercise-1.swift"], 1),
    (["alm_701_9712_A.swift", "alm_701_9703_B-1.swift", "alm_701_9711_C-2.swift"], 0),
    (["anna/Exercise.swift", "anna/resubmission/Exercise.swift"], 1),
    (["anna/attempt 3/a.swift", "anna/attempt 12/a.swift", "anna/attempt 1/a.swift"], 1),
    (["anna/resubmission 2/a.swift", "anna/Resubmission/a.swift", "anna/a.swift"], 0),
  ])
  func theLastOneIsTaken(_ files: [String], _ place: Int) throws {
    let texts = try files.indices.map { try Self.begun(7, $0) }
    let submissions = try found(Dictionary(uniqueKeysWithValues: zip(files, texts)))
    #expect(taken(submissions) == [files[place]])
    #expect(submissions.count { $0.isSuperseded } == files.count - 1)
  }

  /// Where nothing tells, none is graded, and both are named.
  @Test func withoutAnOrderNoneIsGraded() throws {
    let submissions = try found([
      "anna/a.swift": Self.begun(7, 1), "anna/b.swift": Self.begun(7, 2),
      "anna/c.swift": Self.starter(7), "ben/a.swift": Self.begun(7),
    ])
    #expect(taken(submissions) == ["ben/a.swift"])
    for submission in submissions where submission.student.name == "anna" {
      let words = try #require(submission.refusal).english
      #expect(submission.isSuperseded || (words.contains("a.swift") && words.contains("b.swift")))
    }
    #expect(submissions.filter(\.isSuperseded).map(\.origin) == ["anna/c.swift"])
  }

  /// The same text twice is no question.
  @Test func theSameAgainIsNoOther() throws {
    let text = try Self.begun(7)
    #expect(try taken(found(["anna/a.swift": text, "anna/copy/a.swift": text])).count == 1)
  }

  /// A submission for one exercise has its points once, whatever lies beside the answer.
  @Test func gradescopesPointsAreThereOnce() throws {
    var grades = ["a", "b"].map { name in
      Grade(
        student: "student", origin: name, exercise: 7, status: .refused, message: "two",
        functions: [], seconds: 0, key: "")
    }
    func most(_ grades: [Grade]) throws -> Double {
      let data = try GradeReports(grades: grades, missing: [7]).gradescope(grades)
      let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      let tests = try #require(object?["tests"] as? [[String: Any]])
      return tests.compactMap { $0["max_score"] as? Double }.reduce(0, +)
    }
    let once = try most([grades[0]])
    #expect(try most(grades) == once && once > 0)
    grades[1].isSuperseded = true
    grades[0].status = .passed
    grades[0].functions = [.init(name: "outputSize", hasPassed: true, message: "")]
    #expect(try most(grades) == most([grades[0]]))
  }

  // MARK: Nothing that is wanted

  @Test(arguments: [
    (["a.swift"], "9"), (["Exercise.swift", "sub/b.swift"], "9"),
  ])
  func anotherExercisesFileIsSaid(_ names: [String], _ answered: String) throws {
    let folder = try TemporaryFolder()
    for name in names { try folder.write(Self.begun(9), to: "class/\(name)") }
    let found = try SubmissionFinder(
      wanted: [5, 7], output: folder.url.appendingPathComponent("out"), isOneStudent: true
    ).submissions(in: folder.url.appendingPathComponent("class"))
    #expect(found.count == 1 && found[0].lesson == nil)
    let words = try #require(found[0].refusal).english
    #expect(words.contains("(\(answered))") && words.contains("5, 7"))
  }

  @Test func noFolderAndNoTextAreSaid() throws {
    let folder = try TemporaryFolder()
    let finder = SubmissionFinder(
      wanted: [5], output: folder.url.appendingPathComponent("out"), isOneStudent: true)
    let none = try finder.submissions(in: folder.url.appendingPathComponent("nowhere"))
    #expect(none.count == 1 && none[0].refusal != nil)
    try folder.write("  \n// nothing\n", to: "class/a.swift")
    try folder.write([0xff, 0xfe, 0x41], to: "class/b.swift")
    let words = try finder.submissions(in: folder.url.appendingPathComponent("class"))
      .compactMap(\.refusal?.english)
    #expect(words.contains { $0.hasPrefix("is empty") })
    #expect(words.contains { $0.contains("encoding UTF-8") })
  }
}
