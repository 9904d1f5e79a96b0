// A document's page over a lesson that was run and one that was not.

import Foundation
import TestSupport
import Testing

@testable import Notebooks

@Suite struct NotesPageTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(
      """
      {"documents": [{"name": "000", "title": "A <notebook>", "sections": [
        {"section": "one & all", "claims": "It is 3.", "printed": "3 < 4",
         "errata": ["Three is four"], "places": [
          {"lesson": "01-one", "heading": "First", "picture": "square-{side}",
           "steps": [{"step": "sum", "occurrence": 2}, {"step": "gone"}, {"step": "shape"}]},
          {"lesson": "02-two", "heading": "Second", "steps": [{"step": "sum"}]},
          {"lesson": "README", "heading": "Two commands"}]}]},
        {"name": "001", "title": "Another", "sections": []}]}
      """, to: "Lessons/notes.json")
  }

  func contents() -> ContentsPage {
    ContentsPage(
      parts: [
        .init(
          letter: "A", title: "All",
          lessons: ["01-one", "02-two"].enumerated().map { index, name in
            .init(
              name: name, number: index + 1, title: "T\(index + 1)", summary: "S",
              command: "run \(index + 1)")
          })
      ], folder: folder.url.appendingPathComponent("Output"),
      book: Book(lessons: folder.url.appendingPathComponent("Lessons")))
  }

  func page(_ name: String) throws -> String {
    try String(contentsOf: folder.url.appendingPathComponent("Output/\(name)"), encoding: .utf8)
  }

  @Test func oursStandsBesideWhatWasPrinted() throws {
    try contents().prepare()
    var record = LessonRecord(
      name: "01-one",
      source: LessonSource(
        swift: "//: # 1. One\nlet a = 1\n//: ![Alt](square-{side} \"A square\")\n"))
    record.outcome = .finished
    record.outputs = [
      CellOutput(place: nil, content: .trace(.init(step: "sum", value: 1))),
      CellOutput(place: nil, content: .trace(.init(step: "sum", value: 2, detail: "metres"))),
      CellOutput(place: nil, content: .trace(.init(step: "shape", output: [5, 6]))),
      CellOutput(
        place: nil,
        content: .picture(
          .init(
            key: "square-7", file: "01-square-7.png", caption: "Seven", alt: "A square of 7",
            height: 7, width: 7, isCover: false))),
    ]
    let output = folder.url.appendingPathComponent("Output/01-one")
    try FileManager.default.createDirectory(at: output, withIntermediateDirectories: true)
    try record.write(to: output.path)
    try contents().write()

    let html = try page("notes/000.html")
    #expect(html.contains("one &amp; all</h2>") && html.contains("3 &lt; 4"))
    #expect(html.contains("<a href=\"../01-one/index.html#first\">Lesson 1, T1: First</a>"))
    #expect(
      html.contains("sum <span class=\"result\"><span class=\"value\">2</span></span> metres"))
    #expect(html.contains("shape <span class=\"result\"><span class=\"shape\">(5, 6)</span>"))
    #expect(!html.contains("gone"))
    #expect(html.contains("<img src=\"../01-one/01-square-7.png\""))
    #expect(html.contains("alt=\"A square of 7\""))
    // The other lesson was not run.
    #expect(html.contains("<code>run 2</code>"))
    #expect(html.contains("<a href=\"../28-errata/index.html#three-is-four\">Three is four</a>"))
    #expect(html.contains("README, Two commands"))
    #expect(html.contains("A &lt;notebook&gt;"))
    // It leads to every lesson, so each has a page.
    #expect(try page("02-two/index.html").contains("<code>run 2</code>"))
    #expect(try page("index.html").contains("<a href=\"notes/001.html\">001: Another</a>"))
    let before = html
    try contents().write()
    #expect(try page("notes/000.html") == before, "the same runs give the same bytes")
  }

  @Test func aForeignPageIsLeftAlone() throws {
    try contents().prepare()
    try folder.write("<p>mine</p>", to: "Output/notes/000.html")
    try contents().write()
    #expect(try page("notes/000.html") == "<p>mine</p>")
    #expect(try page("notes/001.html").contains("Another"))
  }
}
