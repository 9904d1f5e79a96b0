// Renders the placeholder of a lesson that has not been run: a link target with the command that
// runs the lesson, which replaces it.

import Formatting

/// Renders the placeholder of a lesson's page.
struct PlaceholderPage {
  let lesson: ContentsPage.Lesson
  let navigation: PageNavigation

  var html: String {
    let language = Catalogue.current.language
    let title = "\(lesson.number). \(lesson.translatedTitle)"
    return HTMLDocument(
      title: "\(title) · \(PageStrings.book)", assets: [.page],
      body: """
        <header class="bar">
        <a class="book" href="../\(RecordFile.pageName(in: language))">\(PageStrings.book)</a>
        <span class="here">\(escaped(title))</span>
        \(navigation.arrows)<div class="controls">\
        \(LanguageLinks.html(Catalogue.languages(of: lesson.name)))</div></header>
        <div class="layout">
        <main id="lesson">
        <h1>\(escaped(title))</h1>
        <p>\(Markdown.inline(Message(template: lesson.summary).text[...]))</p>
        <p>\(PageStrings.stateNotRun) <code>\(escaped(lesson.command))</code></p>
        <p>\(PageStrings.thenReload)</p>
        \(navigation.turn)</main>
        </div>
        """
    ).html
  }
}
