// Lessons that got another number: what a student passed, and an answer left in the old folder.

import Foundation
import TestSupport
import Testing

@testable import LessonKit

@Suite struct FormerNumbersTests {
  private func lesson(_ name: String, in folder: TemporaryFolder) throws -> LessonFolder {
    try #require(LessonFolder(folder.url.appendingPathComponent("Lessons/\(name)")))
  }

  /// Whatever number a lesson had, and whatever it has now.
  @Test(arguments: [
    ("24-transforms", "25-transforms"), ("99-own", "100-own"), ("07-a-b", "03-a-b"),
  ])
  func whatPassedHasPassed(former: String, now: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"{"checks":3,"hasPassed":true,"hints":1}"#, to: "progress/\(former).json")
    try folder.write(
      #"{"checks":1,"hasPassed":false,"hints":0}"#, to: "progress/\(former)-too.json")
    let record = ExerciseProgress(folder: folder.url).record(of: try lesson(now, in: folder))
    #expect(record.hasPassed && record.checks == 3 && record.hints == 1)
  }

  /// The record that is written now is read before those of earlier numbers.
  @Test func theNewRecordComesFirst() throws {
    let folder = try TemporaryFolder()
    let lesson = try lesson("25-transforms", in: folder)
    let progress = ExerciseProgress(folder: folder.url)
    try folder.write(#"{"checks":3,"hasPassed":true,"hints":1}"#, to: "progress/24-transforms.json")
    try folder.write(#"{"checks":4,"hasPassed":false,"hints":2}"#, to: "progress/transforms.json")
    #expect(progress.record(of: lesson).checks == 4)
    #expect(progress.file(lesson).lastPathComponent == "transforms.json")
  }

  /// A folder with an answer and no lesson is none; it is told with the lesson it belongs to.
  @Test func anAnswerLeftBehindIsFound() throws {
    let folder = try TemporaryFolder()
    for path in [
      "25-transforms/Transforms.swift", "25-transforms/Exercise/Exercise.swift",
      "24-transforms/Exercise/Exercise.swift", "24-transforms/Exercise/Helper.swift",
      "24-residual-networks/ResidualNetworks.swift",
    ] {
      try folder.write("@main\n", to: "Lessons/\(path)")
    }
    try folder.write("", to: "Lessons/23-residual-networks/.DS_Store")
    let curriculum = Curriculum(lessons: folder.url.appendingPathComponent("Lessons"))
    #expect(curriculum.lessons.map(\.name) == ["24-residual-networks", "25-transforms"])
    #expect(Set(curriculum.formerAnswers.map(\.lesson.name)) == ["25-transforms"])
    #expect(
      curriculum.formerAnswers.map { Array($0.file.pathComponents.suffix(3)) } == [
        ["24-transforms", "Exercise", "Exercise.swift"],
        ["24-transforms", "Exercise", "Helper.swift"],
      ])
    #expect(curriculum.sharingNumbers.isEmpty)
  }

  /// A lesson of the book and one of one's own with its number: whichever comes first by name.
  @Test(arguments: ["28-row-means", "28-apples"])
  func sharedNumbersAreFound(own: String) throws {
    let folder = try TemporaryFolder()
    for name in ["28-errata", own, "27-graphs"] {
      try folder.write("@main\n", to: "Lessons/\(name)/Lesson.swift")
    }
    try folder.write(
      #"{"parts":[{"letter":"A","title":"A","lessons":["27-graphs","28-errata"]}]}"#,
      to: "Lessons/curriculum.json")
    let shared = Curriculum(lessons: folder.url.appendingPathComponent("Lessons")).sharingNumbers
    #expect(shared.map(\.first.name) == ["28-errata"])
    #expect(shared.map(\.other.name) == [own])
  }
}
