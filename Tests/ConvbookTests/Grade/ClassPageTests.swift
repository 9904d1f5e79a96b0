// The page of a class: short marks that need no colour, and the case that shows what is wrong.

import Checks
import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct ClassPageTests {
  private func grade(_ student: String, _ exercise: Int, _ status: Grade.Status) -> Grade {
    Grade(
      student: student, origin: "", exercise: exercise, status: status, message: "said",
      functions: [], seconds: 0, key: "", seed: 7)
  }

  private func page(_ grades: [Grade]) -> String {
    ClassPage(grades: grades).html(picturesIn: URL(fileURLWithPath: "/"))
  }

  /// Every status looks different without colours, is in the legend, and is read aloud.
  @Test func marksNeedNoColour() {
    let all = Grade.Status.allCases
    #expect(Set(all.map { $0.mark.sign + $0.mark.letter }).count == all.count)
    let html = page(all.enumerated().map { grade("anna", $0 + 1, $1) })
    for status in all {
      #expect(html.contains("<span class=\"aloud\">\(status.words.text)</span>"))
      #expect(html.contains("</span> \(status.words.text)</span>"))
    }
  }

  /// A table of all exercises is not wider for their words.
  @Test func cellsAreShort() throws {
    let html = page(Checks.all.map { grade("anna", $0.lesson, .didNotCompile) })
    let cells = html.matches(of: #/<td[^>]*><span aria-hidden="true">(.*?)<\/span>/#)
    #expect(cells.count == Checks.all.count)
    for cell in cells { #expect(cell.1.replacing(#/<[^>]*>/#, with: "").count <= 3) }
  }

  @Test func theSeedComesFirst() throws {
    let html = page([grade("anna", 5, .passed)])
    let seed = try #require(html.firstRange(of: "drawn from the seed 7"))
    #expect(seed.lowerBound < (try #require(html.firstRange(of: "<table>"))).lowerBound)
  }

  /// Right in the first cases and wrong in a later one: that one is shown, with what is expected.
  @Test func theCaseThatFailsIsShown() throws {
    let folder = try TemporaryFolder()
    let body = "if input.count != 4 { return [[12.25]] }"
    try folder.write(
      ExerciseCommandTests.source(body + "\n" + ExerciseCommandTests.loops), to: "class/a.swift")
    let run = try Run([
      "grade", folder.path("class"), "--output", folder.path("out"), "--seed", "1", "--json",
    ])
    let grades = try JSONDecoder().decode([Grade].self, from: Data(run.output.utf8))
    let function = try #require(grades.first?.functions.first)
    try #require(!function.hasPassed, "\(function.message)")
    #expect(function.answer?.english.contains("12.25") == true)
    let expected = try #require(function.expected).english
    #expect(expected != function.answer?.english)
    #expect(function.testCase?.english.isEmpty == false && function.picture != nil)
    let html = try String(contentsOfFile: folder.path("out/index.html"), encoding: .utf8)
    #expect(html.contains("<code>\(escaped(expected))</code>"))
    // Yours and expected side by side are wider than one of them.
    let picture = try Image(
      contentsOf: folder.path("out/pictures/\(try #require(function.picture))"))
    #expect(picture.width > 120)
  }
}
