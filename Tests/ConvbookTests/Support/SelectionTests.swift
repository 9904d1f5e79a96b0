// Which lessons words mean, and what is said of words that mean none.

import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct SelectionTests {
  let folder: TemporaryFolder
  let curriculum: Curriculum

  init() throws {
    folder = try TemporaryFolder()
    for name in ["01-pixels", "07-padding-and-stride", "09-edge-filter", "10-pooling", "28-mine"] {
      try folder.write("//: # \(name)\n@main\n", to: "\(name)/Lesson.swift")
    }
    try folder.write("no lesson", to: "README.md")
    try folder.write("no lesson", to: "drafts/Draft.swift")
    curriculum = Curriculum(lessons: folder.url)
  }

  @Test(arguments: [
    (["9"], [9]), (["09"], [9]), (["edge-filter"], [9]), (["09-edge-filter"], [9]),
    (["Edge-Filter"], [9]), (["Lessons/09-edge-filter/"], [9]),
    (["7-11"], [7, 9, 10]), (["1", "9"], [1, 9]), (["9,1"], [9, 1]),
    (["9", "7-11", "09"], [9, 7, 10]), (["next"], [7]), (["all"], [1, 7, 9, 10, 28]),
    (["all", "9"], [1, 7, 9, 10, 28]),
  ])
  func words(_ words: [String], mean numbers: [Int]) throws {
    let next = curriculum.lessons.first { $0.number == 7 }
    let found = try Selection.lessons(words, in: curriculum, next: next)
    #expect(found.map(\.number) == numbers)
  }

  /// Verifying nothing would say that everything passed.
  @Test(arguments: [[""], [","], [" "], [" , ,"], ["\t\n"], ["9", ""], ["all", ","]])
  func anEmptySelectionIsWrongUsage(words: [String]) {
    let error = #expect(throws: CommandError.self) {
      try Selection.lessons(words, in: curriculum, next: nil)
    }
    #expect(error?.kind == .usage)
  }

  @Test func nextIsNothingWhenAllIsDone() throws {
    #expect(try Selection.lessons(["next"], in: curriculum, next: nil).isEmpty)
  }

  @Test(arguments: [
    ("edge-fliter", "edge-filter"), ("edge", "edge-filter"), ("poling", "pooling"),
    ("2-5", "There are 1, 7, 9-10, 28."), ("99", "There are 1, 7, 9-10, 28."),
    ("11-7", "write 7-11"), ("zzz", "There are"), ("99999999999999999999", "no lesson"),
    ("drafts", "no lesson"), ("-", "no lesson"), ("7-", "no lesson"), ("٣", "no lesson"),
  ])
  func unknown(_ word: String, says words: String) throws {
    let error = #expect(throws: CommandError.self) {
      try Selection.lessons([word], in: curriculum, next: nil)
    }
    #expect(error?.kind == .usage)
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test func partsHoldEveryLesson() {
    let inParts = curriculum.parts.flatMap { curriculum.lessons(of: $0) }
    #expect(inParts == curriculum.lessons)
  }
}

@Suite struct SuggestionsTests {
  @Test(arguments: [
    ("", "", 0), ("pool", "pool", 0), ("poll", "pool", 1), ("oplol", "polol", 1),
    ("kitten", "sitting", 3), ("abc", "", 3),
  ])
  func distance(_ left: String, _ right: String, is distance: Int) {
    #expect(editDistance(left, right) == distance)
    #expect(editDistance(right, left) == distance)
  }

  @Test func question() {
    let names = ["run", "list", "compare", "verify"]
    func question(_ word: String) -> String {
      Suggestions.question(for: word, in: names, after: "No.").english
    }
    #expect(question("rnu") == "No. Did you mean run?")
    #expect(question("xyzxyz") == "No.")
    #expect(question("") == "No.")
  }
}
