// The frame of the pages beside the lessons, and where they are written.

import Formatting
import Foundation
import Tensors

/// A page of the book that is no lesson.
struct BookPage {
  let title: Message
  /// The way up to the folder of the contents page: "" or "../".
  let toBook: String
  /// The page's file in English: "glossary.html".
  let file: String
  /// Links for the header, HTML.
  var navigation = ""
  let body: String

  var html: String {
    let language = Catalogue.current.language
    return HTMLDocument(
      title: "\(title) · \(PageStrings.book)", assets: [.page, .book],
      body: """
        <a class="skip" href="#book">\(BookStrings.skip)</a>
        <header class="bar">
        <a class="book" href="\(toBook)\(RecordFile.pageName(in: language))">\(PageStrings.book)</a>
        <span class="here">\(escaped(title))</span>
        <div class="ways">\(navigation)\(LanguageLinks.html(Catalogue.languages, file: file))\
        </div></header>
        <div class="layout">
        <main id="book" class="book-page">
        <h1>\(escaped(title))</h1>
        \(body)
        </main>
        </div>
        <footer><p>\(BookStrings.footer)</p></footer>
        """
    ).html
  }
}

/// Writes the pages that the contents page leads to.
struct BookPages {
  let book: Book
  /// The lessons by their names.
  let lessons: [String: ContentsPage.Lesson]
  /// The output folder.
  let folder: URL
  private let records: LessonRecords

  init(book: Book, lessons: [String: ContentsPage.Lesson], folder: URL) {
    (self.book, self.lessons, self.folder) = (book, lessons, folder)
    records = LessonRecords(folder: folder)
  }

  /// The pages by their English files below the output folder, each in the language of
  /// `Catalogue.current`.
  var pages: [(file: String, html: () -> String)] {
    var pages: [(file: String, html: () -> String)] = []
    if let glossary = book.glossary {
      pages.append((Self.glossary, { GlossaryPage(glossary: glossary, lessons: lessons).html }))
    }
    if let primer = book.primer {
      pages.append((Self.primer, { PrimerPage(primer: primer).html }))
    }
    if let notes = book.notes {
      for document in notes.documents {
        pages.append(
          (
            Self.notes(document.name),
            { NotesPage(document, of: notes, lessons: lessons, records: records).html }
          ))
      }
    }
    return pages
  }

  /// The glossary's file in the output folder.
  static let glossary = "glossary.html"
  /// The primer's file in the output folder.
  static let primer = "primer.html"
  /// Returns a document's file in the output folder: "notes/003.html".
  static func notes(_ document: String) -> String { "notes/\(document).html" }

  /// Writes the pages in each language. A file of that name that this project did not write is left
  /// alone.
  func write(in catalogues: [Catalogue]) throws {
    let pages = pages
    // Several documents lead to one lesson, whose record is read once.
    let names = (book.notes?.documents ?? []).flatMap(\.sections).flatMap(\.places).map(\.lesson)
    let cited = Set(names).sorted()
    _ = parallelMap(cited.count) { records[cited[$0]] }
    let all = pages.flatMap { page in catalogues.map { (page, $0) } }
    let results = parallelMap(all.count) { index in
      Result { try write(all[index].0.file, all[index].0.html, in: all[index].1) }
    }
    for result in results { try result.get() }
  }

  private func write(_ name: String, _ html: () -> String, in catalogue: Catalogue) throws {
    let file = folder.appendingPathComponent(RecordFile.name(name, in: catalogue.language))
    let isThere = FileManager.default.fileExists(atPath: file.path)
    guard !isThere || OutputFolder.isOurPage(file.path) else { return }
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    let html = Catalogue.$current.withValue(catalogue) { html() }
    try Data(html.utf8).write(to: file, options: .atomic)
  }

  /// The links on the contents page, as HTML; empty without any page.
  var links: String {
    var links = (book.notes?.documents ?? []).map {
      (Self.notes($0.name), "\($0.name): \($0.title)" as Message)
    }
    if book.glossary != nil { links.append((Self.glossary, BookStrings.glossary)) }
    if book.primer != nil { links.append((Self.primer, BookStrings.primer)) }
    guard !links.isEmpty else { return "" }
    let items = links.map {
      "<li><a href=\"\(RecordFile.name($0.0))\">\(escaped($0.1))</a></li>\n"
    }
    return """
      <nav class="parts more" aria-label="\(BookStrings.more)"><ul>
      \(items.joined())</ul></nav>
      """
  }
}

extension ContentsPage.Lesson {
  /// Returns the way to its page, in the language that is written where the lesson is translated to
  /// it, from a page that lies below the output folder.
  ///
  /// - Parameter way: the way up to the output folder: "" or "../".
  func pageBelow(_ way: String) -> String { way + neighbour.link.dropFirst("../".count) }
}
