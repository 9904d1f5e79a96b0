// Every lesson has notes for its teacher, and what they expect is what its check recognises.

import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct TeachingNotesTests {
  @Test(arguments: Curriculum().lessons) func everyLessonHasNotes(_ lesson: LessonFolder) throws {
    // Reading them holds each misconception against the check.
    let notes = try #require(try TeachingNotes(of: lesson))
    #expect(notes.ask.count >= 2 && notes.projector.count >= 2 && notes.misconceptions.count >= 2)
    #expect((10...120).contains(notes.minutes.lesson) && (5...60).contains(notes.minutes.exercise))
    let page = TeachingPage(
      lesson: lesson, notes: notes, shares: try MisconceptionShares(folders: []))
    for text in notes.ask + notes.projector { #expect(page.html.contains(escaped(text))) }
    #expect(page.lines(.plain).joined(separator: " ").contains(notes.ask[0].prefix(20)))
  }

  /// Headings of the lesson that the notes name are on its page.
  @Test(arguments: Curriculum().lessons) func quotedHeadingsExist(_ lesson: LessonFolder) throws {
    let notes = try #require(try TeachingNotes(of: lesson))
    let names = try FileManager.default.contentsOfDirectory(atPath: lesson.folder.path)
    let text = try names.filter { $0.hasSuffix(".swift") }.map {
      try String(contentsOf: lesson.folder.appendingPathComponent($0), encoding: .utf8)
    }.joined()
    for line in notes.projector {
      guard let quoted = line.prefixMatch(of: #/“([^”]+)”/#)?.1 else { continue }
      let pattern = "//: ## \(quoted)", deeper = "//: ### \(quoted)"
      #expect(text.contains(pattern) || text.contains(deeper), "\(lesson.name): \(quoted)")
    }
  }

  @Test func sharesOfSeveralClassesAreAdded() throws {
    let folder = try TemporaryFolder()
    let head = "exercise,function,misconception,title,students,out of,percent\r\n"
    try folder.write(
      head + "course,f,turned-180,t,9,9,100\r\n5,f,turned-180,t,3,10,30\r\n",
      to: "a/misconceptions.csv")
    try folder.write(head + "5,f,turned-180,t,2,20,10\r\n", to: "b/misconceptions.csv")
    let shares = try MisconceptionShares(folders: [folder.path("a"), folder.path("b")])
    #expect(shares[5, "turned-180"] == .init(students: 5, outOf: 30))
    #expect(shares[6, "turned-180"] == nil)
    #expect(throws: CommandError.self) { try MisconceptionShares(folders: [folder.path("c")]) }
  }
}
