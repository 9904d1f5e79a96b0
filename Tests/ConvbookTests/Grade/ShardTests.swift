// Shards by student, and merged results that are those of one run.

import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite(.serialized) struct ShardTests {
  @Test(arguments: ["3", "0/8", "9/8", "a/b", "1/0", "3/8/2", "-1/8"])
  func whatIsNoPartIsRefused(_ text: String) { #expect(Shard(argument: text) == nil) }

  /// Everybody is in just one part, and the parts are not far from equal.
  @Test(arguments: [1, 2, 8]) func everybodyIsInOnePart(_ count: Int) throws {
    let students = (0..<400).map { "student \($0)" }
    let parts = try (1...count).map { try #require(Shard(argument: "\($0)/\(count)")) }
    for student in students { #expect(parts.count { $0.contains(student) } == 1) }
    for part in parts {
      let size = students.count(where: part.contains)
      #expect(size > 400 / count / 2 && size < 400 / count * 2 + 1)
    }
  }

  /// The grades of three parts, merged, are those of one run, without anything graded again.
  @Test func mergedPartsAreOneRun() throws {
    let folder = try TemporaryFolder()
    let right = ExerciseCommandTests.loops
    let turned =
      "let filter = Array(filter.reversed().map { Array($0.reversed()) })\n" + right
    for (number, body) in [right, turned, "return []", right, turned, right].enumerated() {
      try folder.write(
        ExerciseCommandTests.source(body + "\n// \(number)"), to: "class/student \(number).swift")
    }
    let common = ["grade", folder.path("class"), "--seed", "11", "--output"]
    let whole = try Run(common + [folder.path("whole")])
    #expect(whole.status == 0, "\(whole.errors)")
    for part in 1...3 {
      let run = try Run(common + [folder.path("part\(part)"), "--shard", "\(part)/3"])
      #expect(run.status == 0, "\(run.errors)")
    }
    let merged = try Run(
      ["grade", folder.path("class"), "--output", folder.path("merged")]
        + (1...3).flatMap { ["--merge", folder.path("part\($0)")] })
    #expect(merged.output.contains("6 submissions in") && merged.output.contains("6 of them"))
    for file in ["misconceptions.csv", "points.csv", "course.csv", "canvas.csv", "moodle.csv"] {
      let texts = try ["whole", "merged"].map {
        try String(contentsOfFile: folder.path("\($0)/\(file)"), encoding: .utf8)
      }
      #expect(texts[0] == texts[1], "\(file)")
    }
    // All but the seconds.
    let rows = try ["whole", "merged"].map { name in
      let text = try String(contentsOfFile: folder.path("\(name)/grades.csv"), encoding: .utf8)
      return CSVText.rows(text).map { $0.enumerated().filter { $0.offset != 8 }.map(\.element) }
    }
    #expect(rows[0] == rows[1] && rows[0].count == 7)
    // Another seed does not compare.
    let other = try Run(
      common.prefix(2) + [
        "--seed", "12", "--output", folder.path("other"), "--merge",
        folder.path("part1"),
      ])
    #expect(other.status == 2 && other.errors.contains("the seed 11"))
    // Grades are kept, unless they are asked for anew.
    let again = try Run(common + [folder.path("whole"), "--regrade", "--json"])
    let grades = try JSONDecoder().decode([Grade].self, from: Data(again.output.utf8))
    #expect(grades.count == 6)
  }

  @Test func partsNeedASeed() throws {
    let run = try Run(["grade", "nowhere", "--shard", "1/2"])
    #expect(run.status == 64 && run.errors.contains("--seed"))
  }
}
