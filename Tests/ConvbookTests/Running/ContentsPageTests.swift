// The table of contents over pages of every kind.

import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct ContentsPageTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func contents(_ output: URL) throws -> ContentsPage {
    try folder.write("//: # 1. A & B\n//: Say `x < 3`.\n@main\n", to: "Lessons/01-one/One.swift")
    try folder.write("//: # 5. Two\n//: Second.\n@main\n", to: "Lessons/05-two/Two.swift")
    try folder.write("//: # 12. Three\n@main\n", to: "Lessons/12-three/Three.swift")
    return Curriculum(lessons: folder.url.appendingPathComponent("Lessons"))
      .contentsPage(in: output)
  }

  /// A page as a lesson leaves it.
  func writePage(_ name: String, throwing error: String? = nil, in output: URL) throws {
    let page = try Notebook(
      name: name,
      sourcePath: folder.path("Lessons/\(name)/\(name == "01-one" ? "One" : "Two").swift"),
      settings: .init(folder: output.appendingPathComponent(name).path, isQuiet: true))
    page.show(
      Image(height: 2, width: 3, channels: 1, pixels: [0, 1, 2, 3, 4, 5]), "six",
      PictureWords("Six", alt: "\"6\""))
    if let error { try page.stop(message: error) } else { try page.finish() }
  }

  @Test func cardsForEveryState() throws {
    let output = folder.url.appendingPathComponent("Output")
    let page = try contents(output)
    try writePage("01-one", in: output)
    try writePage("05-two", throwing: "oh", in: output)
    try page.prepare()
    try page.write()
    let html = try String(
      contentsOf: output.appendingPathComponent("index.html"), encoding: .utf8)
    #expect(
      html.contains(#"<a href="01-one/index.html"><span class="count">1</span> A &amp; B</a>"#))
    #expect(html.contains("Say <code>x &lt; 3</code>."))
    #expect(
      html.contains(
        #"<img src="01-one/01-six.png" class="small" width="3" height="2" alt="&quot;6&quot;""#))
    #expect(html.contains("Stopped early"))
    #expect(html.contains("<code>swift run convbook run 12</code>"))
    #expect(!html.contains(#"href="12-three"#))
    try page.write()
    #expect(
      try String(contentsOf: output.appendingPathComponent("index.html"), encoding: .utf8) == html,
      "the same pages give the same bytes")
  }

  /// The course of the folder of lessons; without it the page says nothing of weeks.
  @Test func weeksAndDueDates() throws {
    let output = folder.url.appendingPathComponent("Output")
    try contents(output).prepare()
    try contents(output).write()
    let file = output.appendingPathComponent("index.html")
    #expect(try !String(contentsOf: file, encoding: .utf8).contains("reading course"))
    try folder.write(
      #"{"weeks": [{"lessons": [5]}], "exercises": {"5": {"due": "2026-10-19 12:00Z"}}}"#,
      to: "Lessons/course.json")
    try contents(output).write()
    let html = try String(contentsOf: file, encoding: .utf8)
    #expect(html.contains(#"<p class="reading course">Week 1, exercise due 2026-10-19 12:00</p>"#))
    #expect(html.split(separator: "reading course").count == 2)
  }

  @Test func exercisesThatPassed() throws {
    let output = folder.url.appendingPathComponent("Output")
    _ = try contents(output)
    for name in ["01-one", "05-two", "12-three"] {
      try folder.write("", to: "Lessons/\(name)/Exercise/Exercise.swift")
    }
    let progress = ExerciseProgress(folder: folder.url.appendingPathComponent("progress"))
    let curriculum = Curriculum(lessons: folder.url.appendingPathComponent("Lessons"))
    try progress.change(curriculum.lessons[0]) {
      $0.checks = 2
      $0.hasPassed = true
    }
    try progress.change(curriculum.lessons[1]) { $0.checks = 1 }
    let html = curriculum.contentsPage(in: output, progress: progress).html
    #expect(html.contains("1 of 3 exercises passed"))
    let cards = html.components(separatedBy: "<li class=\"card\"").dropFirst()
    #expect(
      cards.map { $0.contains("Exercise passed") ? 2 : $0.contains("Exercise begun") ? 1 : 0 }
        == [2, 1, 0])
  }

  @Test func doneAndNext() throws {
    let output = folder.url.appendingPathComponent("Output")
    _ = try contents(output)
    let curriculum = Curriculum(lessons: folder.url.appendingPathComponent("Lessons"))
    #expect(curriculum.next(in: output)?.number == 1)
    try writePage("01-one", in: output)
    #expect(curriculum.next(in: output)?.number == 5)
    try writePage("05-two", throwing: "oh", in: output)
    #expect(curriculum.next(in: output)?.number == 5, "a lesson that stopped is not done")
  }

  @Test func foreignPagesAreKept() throws {
    try folder.write("<title>Mine</title>", to: "Output/index.html")
    let page = try contents(folder.url.appendingPathComponent("Output"))
    #expect(throws: OutputRefusal.self) { try page.prepare() }
  }

  @Test func foreignPicturesBesideItAreKept() throws {
    let output = folder.url.appendingPathComponent("Output")
    let page = try contents(output)
    try page.prepare()
    try page.write()
    try folder.write("mine", to: "Output/01-mine.png")
    try page.prepare()
    #expect(FileManager.default.fileExists(atPath: folder.path("Output/01-mine.png")))
  }
}
