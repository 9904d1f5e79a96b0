import Foundation
import Testing

@testable import LessonKit
@testable import Notebooks

/// The standard terms: each occurs in prose, first where the glossary says, and its link leads to
/// its entry.
@Suite struct GlossaryTests {
  static let book = Book(lessons: Project.lessons)
  static let lessons = Curriculum().lessons

  /// The terms that the prose of a lesson links.
  static func terms(in lesson: LessonFolder) -> [String] {
    Catalogue.$current.withValue(.english) {
      let links = ProseLinks(book, lesson: lesson.name)
      for cell in lesson.source.cells where cell.kind == .prose {
        _ = Markdown(text: cell.text).html(links: links)
      }
      return links.found.map(\.term)
    }
  }

  @Test func everyTermIsFirstUsedWhereItSays() throws {
    var first: [String: String] = [:]
    for lesson in Self.lessons {
      for term in Self.terms(in: lesson) where first[term] == nil { first[term] = lesson.name }
    }
    let glossary = try #require(Self.book.glossary)
    for term in glossary.terms {
      #expect(first[term.term] == term.first, "“\(term.term)”: its “first” in glossary.json")
    }
  }

  @Test func everyTermIsTaughtInALessonAndHasAnEntry() throws {
    let glossary = try #require(Self.book.glossary)
    let entries = Dictionary(
      Curriculum().contentsPage(in: Project.output).lessonsByName.map { ($0, $1) },
      uniquingKeysWith: { first, _ in first })
    let page = GlossaryPage(glossary: glossary, lessons: entries).html
    for term in glossary.terms {
      #expect(entries[term.lesson] != nil && entries[term.first] != nil, "\(term.term)")
      #expect(!term.definition.isEmpty && !term.korean.isEmpty, "\(term.term)")
      #expect(page.components(of: "<dt id=\"\(term.anchor)\">") == 1, "\(term.term)")
    }
    let names = glossary.terms.map { $0.term.lowercased() }
    #expect(names == names.sorted() && Set(names).count == names.count)
    // No spelling belongs to two terms.
    let spellings = glossary.terms.flatMap(\.spellings).map { $0.lowercased() }
    #expect(Set(spellings).count == spellings.count)
  }

  /// In the lesson where the book first uses a term it is bold; elsewhere it is a link only, and
  /// the second time it is plain.
  @Test func aTermIsBoldWhereItIsNewAndLinkedOnce() throws {
    let term = try #require(Self.book.glossary?.terms.first { $0.term == "stride" })
    func html(_ lesson: String) -> String {
      Markdown(text: "A stride, `stride`, a stride. ## stride\n\n## A stride")
        .html(links: ProseLinks(Self.book, lesson: lesson))
    }
    let link = "<a class=\"term\" href=\"../glossary.html#stride\""
    #expect(html(term.first).contains("<strong>\(link)"))
    #expect(!html("99-other").contains("<strong>"))
    #expect(html("99-other").components(of: link) == 1)
    #expect(html("99-other").contains("<h2 id=\"a-stride\">A stride</h2>"))
  }

  @Test(arguments: ["strident", "a-stride", "stride-two", "bestride"])
  func partsOfWordsAreNoTerms(_ word: String) {
    let html = Markdown(text: word).html(links: ProseLinks(Self.book, lesson: "99-other"))
    #expect(html == "<p>\(word)</p>")
  }

  /// Terms of several words are found across the end of a line.
  @Test(arguments: ["feature\nmap", "Feature maps", "**receptive\nfield**"])
  func wordsMayBeWrapped(_ words: String) {
    let html = Markdown(text: words).html(links: ProseLinks(Self.book, lesson: "99-other"))
    #expect(html.contains("class=\"term\""))
  }
}
