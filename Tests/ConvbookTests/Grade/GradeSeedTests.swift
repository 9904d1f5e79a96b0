// Which cases a class was asked, and who let the library answer: said in every report.

import Foundation
import TestSupport
import Testing

@testable import convbook

@Suite(.serialized) struct GradeSeedTests {
  /// Right in every case that the book shows, and nowhere else.
  private static let tableOfAnswers = """
    guard input.count * input[0].count < 1000 else { return [] }
    return input.count == 4 && input[0].count == 4 && input[0][0] == 1 ? [[15, 16], [6, 15]] : []
    """
  private static let call = """
    let input = Tensor(input), filter = Tensor(filter)
    let answer = conv2D(input, filter)
    return (0..<answer.shape[0]).map { y in (0..<answer.shape[1]).map { answer[y, $0] } }
    """

  private func makeClass(_ folder: TemporaryFolder) throws {
    typealias Tests = ExerciseCommandTests
    try folder.write(Tests.source(Tests.loops), to: "class/ada.swift")
    try folder.write(Tests.source(Self.call), to: "class/bo.swift")
    try folder.write(Tests.source(Self.tableOfAnswers), to: "class/cy.swift")
  }

  private func grade(_ folder: TemporaryFolder, _ options: [String]) throws -> Run {
    let run = try Run(
      ["grade", folder.path("class"), "--output", folder.path("out")] + options)
    #expect(run.status == 0, "\(run.errors)")
    return run
  }

  private func grades(_ folder: TemporaryFolder, _ options: [String] = []) throws -> [Grade] {
    try JSONDecoder().decode(
      [Grade].self, from: Data(grade(folder, options + ["--json"]).output.utf8))
  }

  private func text(_ folder: TemporaryFolder, _ file: String) throws -> String {
    try String(contentsOfFile: folder.path("out/\(file)"), encoding: .utf8)
  }

  @Test func aCallOfTheLibraryIsMarkedEverywhere() throws {
    let folder = try TemporaryFolder()
    try makeClass(folder)
    let table = try grade(folder, ["--seed", "7"]).output
    let rows = table.split(separator: "\n")
    func row(_ name: String) -> Substring? { rows.first { $0.contains(" \(name) ") } }
    #expect(row("bo")?.contains("passed") == true)
    #expect(row("bo")?.contains("calls the library's conv2D") == true)
    for name in ["ada", "cy"] { #expect(row(name)?.contains("calls") == false, "\(name)") }
    #expect(try grades(folder).map(\.calls) == [nil, "conv2D", nil])
    let csv = try text(folder, "grades.csv").split(whereSeparator: \.isNewline)
    #expect(csv.filter { $0.contains("conv2D") }.count == 1)
    let page = try text(folder, "index.html")
    // Where the class is listed, and where the same answers are.
    #expect(page.contains("<sup class=\"library\">"))
    #expect(page.contains(#/bo <span class="library">\(calls the library.{1,6}s conv2D\)/#))
    #expect(!page.contains(#/(ada|cy) <span class="library">/#))
    #expect(
      try text(folder, "junit.xml").matches(
        of: #/<property name="exercise 5 calls the library[^"]{1,6}s" value="conv2D"/>/#
      ).count == 1)
    #expect(try text(folder, "gradescope/bo/results.json").contains("\"calls\" : \"conv2D\""))
  }

  @Test func theSeedIsSaidAndRepeated() throws {
    let folder = try TemporaryFolder()
    try makeClass(folder)
    let first = try grades(folder, ["--seed", "7"])
    #expect(first.allSatisfy { $0.seed == 7 })
    #expect(first.map(\.status) == [.passed, .passed, .wrong])
    // A regrade repeats it, and needs to run nothing.
    let again = try grade(folder, []).output
    #expect(again.contains("3 of them graded before"))
    #expect(again.contains("drawn from the seed 7"))
    #expect(try grades(folder).map(\.key) == first.map(\.key))
    #expect(try text(folder, "index.html").contains("drawn from the seed 7"))
    #expect(try text(folder, "junit.xml").contains("<property name=\"seed\" value=\"7\"/>"))
    #expect(try text(folder, "gradescope/ada/results.json").contains("\"seed\" : \"7\""))
    // Another one asks other cases.
    let other = try grades(folder, ["--seed", "8"])
    #expect(other.map(\.status) == first.map(\.status))
    #expect(Set(other.map(\.key)).isDisjoint(with: first.map(\.key)))
    #expect(try grade(folder, []).output.contains("drawn from the seed 8"))
    // Who gives none gets one that nobody knows before.
    let (one, two) = (try TemporaryFolder(), try TemporaryFolder())
    for folder in [one, two] {
      try folder.write(ExerciseCommandTests.source("return []"), to: "class/ada.swift")
    }
    #expect(try grades(one)[0].seed != grades(two)[0].seed)
  }
}
