// The table of contents: an HTML page with a card for each lesson. Its bytes depend on the lessons,
// their pages and the exercise progress, not on the order of runs.

import Formatting
import Foundation

/// The table of contents, `Output/index.html`.
public struct ContentsPage: Sendable {
  /// A part of the book.
  public struct Part: Sendable {
    /// The letter, such as "B"; empty for lessons outside the book's parts.
    public var letter: String
    /// The title, such as "Convolution".
    public var title: Message
    /// The lessons in order.
    public var lessons: [Lesson]

    /// Creates a part.
    public init(letter: String, title: Message, lessons: [Lesson]) {
      self.letter = letter
      self.title = title
      self.lessons = lessons
    }
  }

  /// The progress of a lesson's exercise.
  public enum Exercise: Sendable {
    /// Not checked yet.
    case ahead
    /// Checked, not passed yet.
    case tried
    /// Passed.
    case passed
  }

  /// A lesson, run or not.
  public struct Lesson: Sendable {
    /// The folder's name, "09-edge-filter".
    public var name: String
    /// The lesson's number in the book.
    public var number: Int
    /// Its title, without the number.
    public var title: String
    /// The lesson in a sentence or two, Markdown.
    public var summary: String
    /// The command that runs it.
    public var command: String
    /// The words of the lesson for the search field.
    public var words: [String]
    /// The progress of its exercise; nil when it has none.
    public var exercise: Exercise?
    /// The week of the course and when the exercise is due; nil for none.
    public var courseNote: Message?

    /// Creates a lesson.
    public init(
      name: String, number: Int, title: String, summary: String, command: String,
      words: [String] = [], exercise: Exercise? = nil, courseNote: Message? = nil
    ) {
      self.name = name
      self.number = number
      self.title = title
      self.summary = summary
      self.command = command
      self.words = words
      self.exercise = exercise
      self.courseNote = courseNote
    }

    /// The title without its number, in the language that is written.
    var translatedTitle: String {
      let prefix = "\(number). "
      let title = Message(template: prefix + title).text
      return title.hasPrefix(prefix) ? String(title.dropFirst(prefix.count)) : title
    }

    var neighbour: PageNavigation.Neighbour { .init(name: name, title: "\(number). \(title)") }
  }

  private let parts: [Part]
  private let folder: URL
  private let book: Book?
  /// Whether a server shows it: then each lesson has a page.
  private var isLive = false
  /// The pages that there are when it is written, by the lesson's name.
  private var pages: [String: PageSummary] = [:]

  /// Creates the table of contents.
  /// - Parameters:
  ///   - parts: the parts of the book; those without lessons are omitted.
  ///   - folder: the output folder, with a folder for each lesson's page.
  ///   - book: what has pages beside the lessons; nil for none.
  public init(parts: [Part], folder: URL, book: Book? = nil) {
    self.parts = parts.filter { !$0.lessons.isEmpty }
    self.folder = folder
    self.book = book
  }

  /// Returns the table of contents with the pages that there are now.
  private func withPages() -> ContentsPage {
    var contents = self
    for lesson in parts.flatMap(\.lessons) {
      contents.pages[lesson.name] = PageSummary(folder: folder.appendingPathComponent(lesson.name))
    }
    return contents
  }

  /// The catalogues of other languages, with the texts of all lessons.
  private var languages: [Catalogue] {
    let names = parts.flatMap(\.lessons).map(\.name)
    return Catalogue.languages.map { language in
      names.reduce(into: Catalogue(language, lessons: [])) { $0.add(lesson: $1) }
    }
  }

  /// Creates the folder, and checks that only a page of this project would be replaced.
  ///
  /// - Throws: `OutputRefusal` when the folder can't be created or holds a page that this project
  ///   did not write.
  public func prepare() throws { try OutputFolder.claimPage(in: folder.path) }

  /// Writes the page, those beside the lessons, and a placeholder for each lesson that a page links
  /// to and that was not run.
  public func write() throws {
    try PageAsset.requireFiles()
    try withPages().writeFiles()
  }

  private func writeFiles() throws {
    let catalogues = [Catalogue.english] + languages
    for catalogue in catalogues {
      let html = Catalogue.$current.withValue(catalogue) { document }
      let name = RecordFile.pageName(in: catalogue.language)
      try Data(html.utf8).write(to: folder.appendingPathComponent(name), options: .atomic)
    }
    let lessons = parts.flatMap(\.lessons)
    let isRun = lessons.map { pages[$0.name] != nil }
    let bookPages = bookPages
    try bookPages?.write(in: catalogues)
    for index in lessons.indices where !isRun[index] {
      let around = [index - 1, index + 1].filter(lessons.indices.contains)
      // The pages of the documents lead to every lesson.
      guard bookPages != nil || around.contains(where: { isRun[$0] }) else { continue }
      let lessonFolder = folder.appendingPathComponent(lessons[index].name)
      // A page that this project did not write is kept, and one of a run that can't be read.
      guard OutputFolder.nameOfRun(in: lessonFolder.path) == nil,
        (try? OutputFolder.claimPage(in: lessonFolder.path)) != nil
      else { continue }
      let neighbours = Dictionary(
        uniqueKeysWithValues: around.filter { isRun[$0] }.map { ($0, lessons[$0].neighbour) })
      let navigation = PageNavigation(previous: neighbours[index - 1], next: neighbours[index + 1])
      for catalogue in catalogues {
        let language = catalogue.language
        let isTranslated = Catalogue.languages(of: lessons[index].name).contains(language)
        guard language == "en" || isTranslated else { continue }
        let html = Catalogue.$current.withValue(catalogue) {
          PlaceholderPage(lesson: lessons[index], navigation: navigation).html
        }
        try Data(html.utf8).write(
          to: lessonFolder.appendingPathComponent(RecordFile.pageName(in: language)),
          options: .atomic)
      }
    }
  }

  private var bookPages: BookPages? {
    book.map { BookPages(book: $0, lessons: lessonsByName, folder: folder) }
  }

  /// The lessons by their names.
  package var lessonsByName: [String: Lesson] {
    Dictionary(
      parts.flatMap(\.lessons).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The page as HTML.
  public var html: String { withPages().document }

  /// The page as a server shows it, as HTML.
  package var liveHTML: String {
    var contents = withPages()
    contents.isLive = true
    return contents.document
  }

  /// Returns a page that it leads to and that is no lesson, as HTML: "glossary.html",
  /// "notes/003.html"; nil when there is none of that name.
  package func bookPage(_ file: String) -> String? {
    bookPages?.pages.first { $0.file == file }?.html()
  }

  private var document: String {
    HTMLDocument(
      title: "\(PageStrings.book) · \(PageStrings.contents)",
      metadata: [.name("description", content: PageStrings.bookInASentence.text)],
      assets: [.page, .contents], bodyClass: "contents", body: body
    ).html
  }

  private var body: String {
    """
    <a class="skip" href="#lessons">\(PageStrings.skipToLessons)</a>
    <main id="lessons">
    <h1>\(PageStrings.book)</h1>
    \(LanguageLinks.html(Catalogue.languages))\
    <p>\(escaped(PageStrings.bookInASentence))</p>
    \(progress)
    \(partLinks)
    \(bookPages?.links ?? "")
    <form class="search" role="search"><input type="search" name="words" \
    aria-label="\(PageStrings.search)" placeholder="\(PageStrings.search)" autocomplete="off">\
    <output aria-live="polite"></output></form>
    \(parts.map(section).joined(separator: "\n"))
    </main>
    <footer><p>\(PageStrings.contentsFooter)</p></footer>
    """
  }

  /// The numbers of finished lessons and passed exercises, as progress bars and text.
  private var progress: String {
    let lessons = parts.flatMap(\.lessons)
    let exercises = lessons.compactMap(\.exercise)
    let run = lessons.count { pages[$0.name]?.isFinished ?? false }
    let passed = exercises.count { $0 == .passed }
    return bar(run, of: lessons.count, PageStrings.done(run, of: lessons.count).text)
      + (exercises.isEmpty
        ? ""
        : "\n"
          + bar(passed, of: exercises.count, PageStrings.passed(passed, of: exercises.count).text))
  }

  private func bar(_ value: Int, of all: Int, _ words: String) -> String {
    """
    <p class="progress"><progress max="\(all)" value="\(value)" aria-label="\(words)"></progress> \
    <span aria-hidden="true">\(words)</span></p>
    """
  }

  private var partLinks: String {
    guard parts.count > 1 else { return "" }
    let links = parts.map { part in
      "<li><a href=\"#\(anchor(part))\">\(heading(part))</a></li>\n"
    }
    return
      "<nav class=\"parts\" aria-label=\"\(PageStrings.parts)\"><ul>\n\(links.joined())</ul></nav>"
  }

  private func anchor(_ part: Part) -> String { slug("\(part.letter) \(part.title.english)") }

  private func heading(_ part: Part) -> String {
    let letter = part.letter.isEmpty ? "" : "<span class=\"letter\">\(escaped(part.letter))</span> "
    return letter + escaped(part.title)
  }

  private func section(_ part: Part) -> String {
    """
    <section aria-labelledby="\(anchor(part))">
    <h2 id="\(anchor(part))">\(heading(part))</h2>
    <ul class="cards">
    \(part.lessons.map(card).joined())</ul>
    </section>
    """
  }

  private func card(_ lesson: Lesson) -> String {
    let page = pages[lesson.name]
    let title = "<span class=\"count\">\(lesson.number)</span> \(escaped(lesson.translatedTitle))"
    let link = String(lesson.neighbour.link.dropFirst("../".count))
    return """
      <li class="card" data-words="\(escaped(lesson.words.joined(separator: " ")))">
      <div class="cover">\(cover(page?.cover, of: lesson))</div>
      <h3>\(page == nil && !isLive ? title : "<a href=\"\(escaped(link))\">\(title)</a>")</h3>
      <p>\(Markdown.inline(Message(template: lesson.summary).text[...]))</p>
      \(course(lesson))\(reading(page))\(state(page, lesson))
      </li>

      """
  }

  private func course(_ lesson: Lesson) -> String {
    lesson.courseNote.map { "<p class=\"reading course\">\(escaped($0))</p>\n" } ?? ""
  }

  /// How long it takes, and what comes before.
  private func reading(_ page: PageSummary?) -> String {
    guard let minutes = page?.minutes else { return "" }
    let before = page?.buildsOn ?? []
    let list = before.map(String.init).joined(separator: ", ")
    let words: Message =
      before.isEmpty
      ? PageStrings.readingTime(minutes) : PageStrings.readingTime(minutes, after: list)
    return "<p class=\"reading\">\(escaped(words))</p>\n"
  }

  private func state(_ page: PageSummary?, _ lesson: Lesson) -> String {
    let exercise = exercise(lesson)
    return switch page?.isFinished {
    case true:
      "<p class=\"state\">\(PageStrings.stateFinished)"
        + (LessonTimes(folder: folder).seconds(of: lesson.name).map { ", \(PageStrings.took($0))" }
          ?? "")
        + exercise + "</p>"
    case false: "<p class=\"state stopped\">\(PageStrings.stateStopped)\(exercise)</p>"
    case nil where isLive: "<p class=\"state\">\(exercise)</p>"
    case nil:
      "<p class=\"state\">\(PageStrings.stateNotRun) "
        + "<code>\(escaped(lesson.command))</code>\(exercise)</p>"
    }
  }

  private func exercise(_ lesson: Lesson) -> String {
    switch lesson.exercise {
    case .passed: "<span class=\"exercise passed\">\(PageStrings.exercisePassed)</span>"
    case .tried: "<span class=\"exercise\">\(PageStrings.exerciseTried)</span>"
    case .ahead, nil: ""
    }
  }

  /// Returns the cover: cropped to the card when it has the aspect ratio of a photo, else shown
  /// whole, and small ones enlarged pixel by pixel.
  private func cover(_ cover: PageSummary.Cover?, of lesson: Lesson) -> String {
    guard let cover else {
      return "<span class=\"none\" aria-hidden=\"true\">\(lesson.number)</span>"
    }
    let isPhotoShaped = (14 * cover.height...16 * cover.height).contains(10 * cover.width)
    let kind =
      cover.width < 200 || cover.height < 130
      ? " class=\"small\"" : isPhotoShaped ? "" : " class=\"whole\""
    return """
      <img src="\(escaped(lesson.name + "/" + cover.file))"\(kind) width="\(cover.width)" \
      height="\(cover.height)" alt="\(escaped(cover.alt))">
      """
  }
}
