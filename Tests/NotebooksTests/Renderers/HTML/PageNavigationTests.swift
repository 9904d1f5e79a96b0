import Formatting
import Foundation
import TestSupport
import Testing

@testable import Notebooks

@Suite struct PageNavigationTests {
  private let source = LessonSource(swift: "//: # 2. Two\nlet a = 1\n//: ## More\nlet b = 2\n")

  private func html(_ navigation: PageNavigation) -> String {
    var record = LessonRecord(name: "02-two", source: source)
    record.outcome = .finished
    record.navigation = navigation
    return PageRenderer(record).html
  }

  @Test func aPageInTheProjectLeadsToItsNeighboursAndItsLines() {
    let page = html(
      PageNavigation(
        previous: .init(name: "01-one", title: "1. One"),
        next: .init(name: "03-three", title: "3. Three"), source: "../../Lessons/02-two/Two.swift"))
    for link in [
      "rel=\"prev\" href=\"../01-one/index.html\"", "rel=\"next\" href=\"../03-three/index.html\"",
    ] {
      // At the top and at the end.
      #expect(page.components(of: link) == 2)
    }
    #expect(page.contains("<a href=\"../../Lessons/02-two/Two.swift\">Two.swift, line 2</a>"))
    #expect(page.contains("Two.swift, line 4</a>"))
  }

  @Test func aPageOfItsOwnLeadsNowhere() {
    let page = html(PageNavigation())
    #expect(!page.contains("rel=\"prev\"") && !page.contains("rel=\"next\""))
    #expect(!page.contains(".swift, line"))
  }

  /// Contents over three lessons of which one was run.
  @Test func lessonsBesideOneThatWasRunSayHowToRunThem() throws {
    let temporary = try TemporaryFolder()
    let folder = temporary.url.appendingPathComponent("contents")
    let names = ["01-one", "02-two", "03-three", "04-four"]
    let contents = ContentsPage(
      parts: [
        .init(
          letter: "A", title: "All",
          lessons: names.enumerated().map { index, name in
            .init(
              name: name, number: index + 1, title: "T\(index)", summary: "S",
              command: "run \(index + 1)")
          })
      ], folder: folder)
    try contents.prepare()
    var record = LessonRecord(name: "02-two", source: source)
    record.outcome = .finished
    let own = folder.appendingPathComponent("02-two")
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    try record.write(to: own.path)
    try contents.write()

    func page(_ name: String) throws -> String {
      try String(contentsOf: folder.appendingPathComponent("\(name)/index.html"), encoding: .utf8)
    }
    #expect(try page("01-one").contains("<code>run 1</code>"))
    #expect(try page("03-three").contains("rel=\"prev\" href=\"../02-two/index.html\""))
    #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("04-four").path))
    // It is no lesson's page: the lesson still counts as not run, and running it may replace it.
    #expect(PageSummary(folder: folder.appendingPathComponent("01-one")) == nil)
    #expect(OutputFolder.isOurPage(folder.path + "/01-one/index.html"))
    #expect(PageSummary(folder: own)?.isFinished == true)

    // In no language may such a page be in its way.
    let notRun = folder.appendingPathComponent("03-three")
    for language in Catalogue.languages {
      let name = RecordFile.pageName(in: language)
      try Data(contentsOf: notRun.appendingPathComponent("index.html"))
        .write(to: notRun.appendingPathComponent(name))
    }
    var third = LessonRecord(name: "03-three", source: source)
    (third.outcome, third.languages) = (.finished, Catalogue.languages)
    try third.write(to: notRun.path)
    #expect(Catalogue.languages.contains("ko") && PageSummary(folder: notRun)?.isFinished == true)

    // So is a page of a run whose record another edition wrote in another form.
    let other = folder.appendingPathComponent("01-one")
    try FileManager.default.removeItem(at: other)
    try record.write(to: other.path)
    let written = try page("01-one")
    let manifest = other.appendingPathComponent("record.json")
    let text = try String(contentsOf: manifest, encoding: .utf8)
    try Data(text.replacing("\"isFinished\"", with: "\"ended\"").utf8).write(to: manifest)
    #expect(PageSummary(folder: other) == nil)
    try contents.write()
    #expect(try page("01-one") == written)

    // A page that somebody else put there is left alone.
    let foreign = folder.appendingPathComponent("03-three/index.html")
    try Data("<p>mine</p>".utf8).write(to: foreign)
    try contents.write()
    #expect(try page("03-three") == "<p>mine</p>")
  }
}
