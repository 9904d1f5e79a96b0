// Archives of a whole class, as a learning platform gives them to a teacher.

import Checks
import Foundation
import TestSupport
import Testing

@testable import convbook

@Suite struct ClassArchiveTests {
  private static func answer(_ lesson: Int) throws -> [UInt8] {
    let check = try #require(Checks.check(ofLesson: lesson))
    let text = "import LessonKit\n@main struct Answer: \(check.protocolName), Attempt {}\n"
    return Array(text.utf8)
  }

  private static let moodle = [
    "Anna Alm_501_assignsubmission_file_/Exercise.swift",
    "김민준_502_assignsubmission_file_/week/Exercise.swift",
  ]
  private static let canvas = ["almanna_501_9501_Exercise.swift", "bellbo_LATE_502_9502_a.swift"]

  private func finder(_ folder: TemporaryFolder) -> SubmissionFinder {
    SubmissionFinder(wanted: nil, output: folder.url.appendingPathComponent("out"))
  }

  private func archive(_ names: [String], more: [String] = []) throws -> [UInt8] {
    var zip = CraftedZip()
    for name in names { zip.add(name, try Self.answer(7)) }
    for name in more { zip.add(name, [0, 1, 2]) }
    return zip.bytes
  }

  private func people(_ submissions: [Submission]) -> Set<String> {
    Set(submissions.map { "\($0.student.name) \($0.student.platformNumber?.number ?? "")" })
  }

  /// What an archive holds is found as if it were a folder, also in the folder that a Mac or
  /// Gradescope puts around it, and where the archive lies in a folder.
  @Test(arguments: [moodle, canvas], ["", "Exercise 7/"])
  func anArchiveIsReadAsAFolder(_ names: [String], _ outer: String) throws {
    let folder = try TemporaryFolder()
    for name in names { try folder.write(Self.answer(7), to: "class/\(name)") }
    let bytes = try archive(
      names.map { outer + $0 }, more: ["__MACOSX/\(outer)._a.swift", "\(outer).DS_Store"])
    try folder.write(bytes, to: "archive.zip")
    let whole = try finder(folder).submissions(in: folder.url.appendingPathComponent("class"))
    let zipped = try finder(folder).submissions(
      in: folder.url.appendingPathComponent("archive.zip"))
    #expect(people(zipped) == people(whole) && people(whole).count == names.count)
    #expect(Set(zipped.map(\.origin)) == Set(whole.map(\.origin)))
    guard outer.isEmpty else { return }
    try folder.write(bytes, to: "download/Course-Exercise 7.zip")
    let lying = try finder(folder).submissions(in: folder.url.appendingPathComponent("download"))
    #expect(people(lying) == people(whole))
  }

  /// An archive of one student's stays that student's.
  @Test func aStudentsArchiveIsNoClass() throws {
    let folder = try TemporaryFolder()
    try folder.write(archive(["07/Exercise.swift", "05/notes.txt"]), to: "class/anna.zip")
    let found = try finder(folder).submissions(in: folder.url.appendingPathComponent("class"))
    #expect(found.map(\.student.name) == ["anna"])
  }

  /// In the folder that Moodle makes for a student, an archive is read as a loose one is; a damaged
  /// one and one that holds another are told, and hide nothing beside them.
  @Test func archivesInFoldersAreRead() throws {
    let folder = try TemporaryFolder()
    let inner = try archive(["Exercise.swift"])
    var nested = CraftedZip()
    nested.add("inner.zip", inner)
    let place = "class/Anna Alm_501_assignsubmission_file_"
    try folder.write(inner, to: "\(place)/exercise-07.zip")
    try folder.write(nested.bytes, to: "class/ben/nested.zip")
    try folder.write(nested.bytes, to: "class/cleo.zip")
    try folder.write(Array(inner.prefix(60)), to: "class/dora/broken.zip")
    try folder.write(Self.answer(5), to: "class/dora/Exercise.swift")
    let found = try finder(folder).submissions(in: folder.url.appendingPathComponent("class"))
    let good = found.filter { $0.refusal == nil }
    #expect(Set(good.map { "\($0.student.name) \($0.lesson ?? 0)" }) == ["Anna Alm 7", "dora 5"])
    for name in ["ben", "cleo"] {
      let own = found.filter { $0.student.name == name }
      #expect(own.compactMap(\.refusal?.english).contains { $0.contains("inner.zip") })
    }
    #expect(found.contains { $0.student.name == "dora" && $0.refusal != nil })
  }

  @Test func aDamagedArchiveIsAnError() throws {
    let folder = try TemporaryFolder()
    try folder.write([0x50, 0x4b, 3, 4], to: "class.zip")
    #expect(throws: CommandError.self) {
      try finder(folder).submissions(in: folder.url.appendingPathComponent("class.zip"))
    }
  }

  /// More than all hand-ins together may hold, however well it is packed.
  @Test func anArchiveThatUnpacksToTooMuchIsRefused() throws {
    let folder = try TemporaryFolder()
    var zip = CraftedZip()
    let much = [UInt8](repeating: 0x20, count: SubmissionBudget.largestArchive)
    for number in 0...(ClassArchive.mostBytes / much.count) {
      zip.add("almanna_501_95\(number)0_a.swift", much, claimedSize: 1)
    }
    let archive = try ZipArchive(zip.bytes)
    #expect(throws: ZipArchive.Refusal.self) {
      try ClassArchive.unpack(archive, to: folder.url.appendingPathComponent("x"))
    }
  }
}
