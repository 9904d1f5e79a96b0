// The page of a lesson that has not been run, so that the links to it lead somewhere: it says which
// command to type. Running the lesson replaces it.

import Formatting

/// Renders the page that stands where a lesson's page will be.
struct PlaceholderPage {
  let lesson: ContentsPage.Lesson
  let place: PageNavigation

  var html: String {
    let title = "\(lesson.number). \(lesson.title)"
    return HTMLDocument(
      title: "\(title) · \(PageStrings.book)", assets: [.page],
      body: """
        <header class="bar">
        <a class="book" href="../index.html">\(PageStrings.book)</a>
        <span class="here">\(escaped(title))</span>
        \(place.arrows)</header>
        <div class="layout">
        <main id="lesson">
        <h1>\(escaped(title))</h1>
        <p>\(Markdown.inline(lesson.summary[...]))</p>
        <p>\(PageStrings.stateNotRun) <code>\(escaped(lesson.command))</code></p>
        <p>\(PageStrings.thenReload)</p>
        \(place.turn)</main>
        </div>
        """
    ).html
  }
}
