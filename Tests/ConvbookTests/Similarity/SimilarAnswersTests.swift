// Answers built alike are found whatever names they use; what everybody was given counts for
// nothing.

import Foundation
import LessonKit
import Testing

@testable import convbook

@Suite struct SimilarAnswersTests {
  static let loops = """
    func crossCorrelate(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
      var output: [[Float]] = []
      for y in 0...(input.count - filter.count) {
        var row: [Float] = []
        for x in 0...(input[0].count - filter[0].count) {
          var sum: Float = 0
          for i in filter.indices {
            for j in filter[0].indices { sum += input[y + i][x + j] * filter[i][j] }
          }
          row.append(sum)
        }
        output.append(row)
      }
      return output
    }
    """
  /// The same with other names, comments and spaces.
  static let renamed =
    loops.replacing("output", with: "result").replacing("sum", with: "total")
    .replacing(#/\brow\b/#, with: "line").replacing("  ", with: "\t") + "\n// mine alone\n"
  /// The same work, written otherwise.
  static let mapped = """
    func crossCorrelate(_ input: [[Float]], with filter: [[Float]]) throws -> [[Float]] {
      let places = (input.count - filter.count + 1, input[0].count - filter[0].count + 1)
      return (0..<places.0).map { y in
        (0..<places.1).map { x in
          zip(input[y..<(y + filter.count)], filter).map { line, weights in
            zip(line[x...], weights).map(*).reduce(0, +)
          }.reduce(0, +)
        }
      }
    }
    """

  private func submission(_ student: String, _ text: String) -> Submission {
    Submission(
      student: Student(name: student), origin: student, lesson: 5,
      sources: [("\(student).swift", Array(text.utf8))])
  }

  private func answers(
    _ texts: [(String, String)], given: [String] = []
  ) throws -> SimilarAnswers.Exercise {
    try #require(
      SimilarAnswers(texts.map { submission($0.0, $0.1) }, given: { _ in given }).exercises.first)
  }

  @Test func namesMakeNoDifference() throws {
    let found = try answers([
      ("anna", Self.loops), ("ben", Self.renamed), ("cleo", Self.mapped),
    ])
    #expect(found.pairs.map { [$0.first.student, $0.second.student] } == [["anna", "ben"]])
    #expect(found.pairs.first?.percent == 100)
    // Two of three pairs share next to nothing.
    #expect(found.median < SimilarAnswers.leastShare && found.compared == 3)
  }

  @Test func whatWasGivenCountsForNothing() throws {
    let found = try answers(
      [("anna", Self.loops), ("ben", Self.renamed)], given: [Self.loops])
    #expect(found.pairs.isEmpty && found.tooShort == 2)
  }

  /// What is cut off is counted, and whom it falls to is not decided by names.
  @Test func whatIsCutIsCounted() throws {
    // Two groups of alike answers, neither more than half of the class.
    let groups = [Self.loops, Self.mapped].enumerated().map { group, text in
      (0..<9).map { ("student \(group)\($0)", text) }
    }
    let found = try answers(groups.flatMap(\.self))
    let all = groups.map { $0.count * ($0.count - 1) / 2 }.reduce(0, +)
    #expect(all > SimilarAnswers.mostPairs && found.pairs.count == SimilarAnswers.mostPairs)
    #expect(found.more == all - found.pairs.count)
    let last = found.pairs.map { max($0.first.student, $0.second.student) }
    #expect(last != last.sorted())
    let similar = SimilarAnswers(
      groups.flatMap(\.self).map { submission($0.0, $0.1) }, given: { _ in [] })
    #expect(SimilarityPage(answers: similar).html.contains("\(found.more) more pairs share"))
    #expect(CSVText.rows(similar.csv).dropFirst().allSatisfy { $0.last == "\(found.more)" })
  }

  /// What more than half of a class writes is the usual way.
  @Test func theUsualWayCountsForNothing() throws {
    let found = try answers((0..<8).map { ("student \($0)", Self.loops) })
    #expect(found.pairs.isEmpty)
  }

  @Test func shortOnesAreNotCompared() throws {
    let found = try answers([("anna", "let a = 1"), ("ben", "let b = 2")])
    #expect(found.tooShort == 2 && found.compared == 0 && found.pairs.isEmpty)
  }

  /// A run of shared tokens of the guaranteed length is found wherever it begins.
  @Test(arguments: 0..<12) func aSharedRunIsFound(_ offset: Int) {
    let count = Fingerprints.gramLength + Fingerprints.windowLength - 1
    let signs = [
      "(", ")", "[", "]", "+", "-", "*", "/", "%", "<", ">", "&", "|", "^", "~", "?", ":",
    ]
    let shared = (0..<count).map { signs[($0 * 7) % signs.count] }.joined(separator: " ")
    let before = Array(repeating: "{", count: offset).joined(separator: " ")
    let one = Fingerprints(before + " " + shared + " } } } }")
    let other = Fingerprints("; ; ; ; ; " + shared + " , , , , ,")
    #expect(!one.hashes.isDisjoint(with: other.hashes))
  }

  @Test func thePageShowsBothAndAccusesNobody() throws {
    let alike = SimilarAnswers(
      [submission("anna", Self.loops), submission("ben <b>", Self.renamed)], given: { _ in [] })
    let html = SimilarityPage(answers: alike).html
    #expect(html.contains("<h3>anna</h3>") && html.contains("<h3>ben &lt;b&gt;</h3>"))
    #expect(html.contains("<mark>"))
    for word in ["cheat", "plagiar", "copied", "suspicious"] {
      #expect(!html.lowercased().contains(word))
    }
    let rows = CSVText.rows(alike.csv)
    #expect(rows[1] == ["5", "anna", "ben <b>", "100", "100", "0"])
  }

  /// The starter and the lesson's own code are what is left out.
  @Test func theStarterIsGiven() {
    let given = SimilarAnswers.given(5)
    #expect(given.contains { $0.contains("SlidingWindowExercise") && $0.contains("Unfinished") })
    #expect(given.contains { $0.contains("struct SlidingWindow") })
  }
}
