// The page of a lesson that has not been run, so that the links to it lead somewhere: it says which
// command to type. Running the lesson replaces it.

/// Renders the page that stands where a lesson's page will be.
struct PlaceholderPage {
  let lesson: ContentsPage.Lesson
  let place: PageNavigation

  var html: String {
    let title = "\(lesson.number). \(escaped(lesson.title))"
    return """
      <!doctype html>
      <html lang="\(PageStrings.language)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      \(OutputFolder.generator)
      <meta name="color-scheme" content="light dark">
      <title>\(title) · \(PageStrings.book)</title>
      \(PageAsset.styleElement([.page]))
      </head>
      <body>
      <header class="bar">
      <a class="book" href="../index.html">\(PageStrings.book)</a>
      <span class="here">\(title)</span>
      \(place.arrows)</header>
      <div class="layout">
      <main id="lesson">
      <h1>\(title)</h1>
      <p>\(Markdown.inline(lesson.summary[...]))</p>
      <p>\(PageStrings.stateNotRun) <code>\(escaped(lesson.command))</code></p>
      <p>\(PageStrings.thenReload)</p>
      \(place.turn)</main>
      </div>
      </body>
      </html>

      """
  }
}
