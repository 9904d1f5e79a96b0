// What a student packs is what `grade` reads.

import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct HandInTests {
  /// An exercise whose file lies in a folder of its own.
  private func exercise(_ text: String?, in folder: TemporaryFolder) throws -> ExerciseFolder {
    let lesson = try #require(LessonFolder(folder.url.appendingPathComponent("05-sliding-window")))
    if let text { try folder.write(text, to: "05-sliding-window/Exercise/Exercise.swift") }
    return try #require(ExerciseFolder(lesson))
  }

  @Test func gradeReadsWhatIsPacked() throws {
    let folder = try TemporaryFolder()
    let text = ExerciseCommandTests.source(ExerciseCommandTests.loops)
    let own = try HandIn(exercise(text, in: folder))
    try folder.write([UInt8](HandIn.archive([own])), to: "class/anna.zip")
    let found = try SubmissionFinder(wanted: nil, output: folder.url).submissions(
      in: folder.url.appendingPathComponent("class"))
    #expect(found.map(\.lesson) == [5] && found.map(\.student.name) == ["anna"])
    #expect(found.first?.sources.first?.bytes == Array(text.utf8))
    let zip = try ZipArchive([UInt8](HandIn.archive([own])))
    let entry = try #require(zip.entries.first { $0.name.hasSuffix("convbook.json") })
    let description = try JSONDecoder().decode(
      HandIn.Description.self, from: Data(zip.contents(of: entry, limit: 10_000)))
    #expect(description == own.description && description.convbook == Edition.version)
    #expect(description.files.keys.sorted() == ["Exercise.swift"])
    // The seed that check draws from for this very answer.
    #expect(description.seed == String(ExerciseSession.seed(of: [Data(text.utf8)])))
  }

  @Test func whatIsUntouchedIsNotPacked() throws {
    let folder = try TemporaryFolder()
    let starter = try #require(ExerciseFolder(Curriculum().lessons[4])).starter()
    #expect(throws: CommandError.self) { try HandIn(exercise(starter, in: folder)) }
    let empty = try TemporaryFolder()
    #expect(throws: CommandError.self) { try HandIn(exercise(nil, in: empty)) }
  }
}
