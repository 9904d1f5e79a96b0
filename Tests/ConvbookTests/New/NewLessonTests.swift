// A new lesson's files, written into a copy of the files they change. That what is written builds,
// runs, checks and verifies is tried by .ci/run, with the whole project around it.

import Foundation
import LessonKit
import Live
import TestSupport
import Testing

@testable import convbook

@Suite struct NewLessonTests {
  static let changed = [
    "Package.swift", "README.md", "Lessons/README.md", "Sources/Checks/Checks.swift",
    "Tests/ExerciseTests/Answers.swift",
  ]

  /// A project with the files that a new lesson changes, and no others.
  private func project() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for path in Self.changed {
      let text = try String(
        contentsOf: Project.folder.appendingPathComponent(path), encoding: .utf8)
      try folder.write(text, to: path)
    }
    return folder
  }

  private func text(_ path: String, _ folder: TemporaryFolder) throws -> String {
    try String(contentsOfFile: folder.path(path), encoding: .utf8)
  }

  private func lesson(
    _ words: String, number: Int? = nil, _ folder: TemporaryFolder
  ) throws -> NewLesson {
    try NewLesson(words, number: number, in: Curriculum(), project: folder.url)
  }

  @Test func namesFollowFromTheWords() throws {
    let new = try lesson("Row means", number: 77, project())
    #expect(new.name == "77-row-means")
    #expect(new.typeName == "RowMeans")
    #expect(new.checkName == "rowMeans")
    #expect(new.title == "Row means")
    #expect(try lesson("own", project()).number > 27)
  }

  @Test(arguments: [
    ("", 77), ("---", 77), ("3d", 77), ("ok", 0), ("ok", 1000), ("ok", 5), ("sliding-window", 77),
    ("class", 77), ("self", 77), ("../evil", 77), ("a/b", 77), ("x.swift", 77), ("Größe", 77),
    ("checks", 77),
  ])
  func whatIsNoNameIsSaid(_ words: String, _ number: Int) throws {
    let folder = try project()
    #expect(throws: CommandError.self) { try lesson(words, number: number, folder) }
  }

  /// A reader's own version of lesson 9 becomes a lesson with its text, its data and its number.
  @Test func anEditedLessonBecomesALesson() throws {
    let folder = try project()
    let book = try #require(Curriculum().lessons.first { $0.number == 9 })
    let edited = EditedFiles(of: book, in: folder.url.appendingPathComponent("live"))
    let own = try #require(edited.bookText(of: "EdgeFilter.swift"))
    let manifest = try self.text("Package.swift", folder)
    try edited.write(own.replacing("[-1, 0, 1]", with: "[-2, 0, 2]"), to: nil)
    try lesson("my-edges", number: 77, folder).write(versionOf: edited)
    let text = try text("Lessons/77-my-edges/EdgeFilter.swift", folder)
    #expect(text.hasPrefix("//: # 77. My edges\n"))
    #expect(text.contains("[-2, 0, 2]"))
    #expect(try self.text("Lessons/77-my-edges/Guesses.swift", folder).contains("guesses"))
    #expect(try self.text("Lessons/77-my-edges/in_numpy.py", folder).contains("# %%"))
    #expect(try self.text("Package.swift", folder).contains("  \"77-my-edges\",\n"))
    // It can be taken away again, and is kept.
    let saved = try #require(
      LessonFolder(folder.url.appendingPathComponent("Lessons/77-my-edges")))
    let place = try #require(SavedLesson(saved, project: folder.url)).remove()
    #expect(try self.text("Package.swift", folder) == manifest)
    #expect(!FileManager.default.fileExists(atPath: saved.folder.path))
    #expect(FileManager.default.fileExists(atPath: place.path + "/EdgeFilter.swift"))
    #expect(SavedLesson(book, project: folder.url) == nil)
  }

  /// Each changed file has just one line more, or a table; nothing else in it moves.
  @Test func filesGetALineMore() throws {
    let folder = try project()
    let before = try Self.changed.map { try text($0, folder) }
    let new = try lesson("row-means", number: 77, folder)
    try new.write()
    for (path, before) in zip(Self.changed, before) {
      let lines = try text(path, folder).components(separatedBy: "\n")
      let added = lines.difference(from: before.components(separatedBy: "\n"))
      #expect(added.removals.isEmpty, "\(path)")
      #expect(added.insertions.count <= (path == "Lessons/README.md" ? 6 : 1), "\(path)")
      #expect(lines.contains { $0.contains("row-means") || $0.contains("rowMeans") }, "\(path)")
    }
    for file in new.files { #expect(try text(file.path, folder) == file.text) }
    let starter = try text("Lessons/77-row-means/Exercise/Exercise.swift", folder)
    #expect(starter.contains("struct Answer: RowMeansExercise, Attempt {"))
    #expect(starter.contains("throw Unfinished()"))
  }

  @Test func aSecondOneJoinsTheFirst() throws {
    let folder = try project()
    try lesson("first", number: 77, folder).write()
    try lesson("second", number: 78, folder).write()
    let table = try text("Lessons/README.md", folder)
    #expect(table.components(separatedBy: "## Lessons of your own").count == 2)
    let rows = table.split(separator: "\n").suffix(2)
    #expect(rows.map { $0.prefix(7) } == ["| [77-f", "| [78-s"])
  }

  /// When it can't be finished everything is as it was.
  @Test func nothingIsHalfDone() throws {
    let folder = try project()
    let new = try lesson("row-means", number: 77, folder)
    try new.write()
    #expect(throws: CommandError.self) { try new.write() }

    let other = try project()
    try other.write("in the way", to: "Tests/ExerciseTests/Mistakes")
    let before = try Self.changed.map { try text($0, other) }
    let second = try lesson("row-means", number: 77, other)
    #expect(throws: (any Error).self) { try second.write() }
    #expect(try Self.changed.map { try text($0, other) } == before)
    for file in second.files {
      #expect(!FileManager.default.fileExists(atPath: other.path(file.path)), "\(file.path)")
    }
  }
}
