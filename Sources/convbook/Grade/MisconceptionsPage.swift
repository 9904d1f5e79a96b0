// The page of what a class believes. It names nobody and needs no file beside it, so that it can be
// shown to the class.

import Foundation
import LessonKit

/// The misconceptions of a class as a page.
struct MisconceptionsPage {
  let misconceptions: ClassMisconceptions
  /// The folder of the pictures of answers.
  let pictures: URL

  var html: String {
    let title = text("What the class believes")
    var body = "<h1>\(title)</h1>\n"
    let again = misconceptions.toTeachAgain
    if misconceptions.overall.isEmpty {
      body += "<p>\(text("No misconception was recognised in these answers."))</p>\n"
    } else {
      body += "<h2>\(text("To teach again"))</h2>\n"
      if again.isEmpty {
        let percent = Int(ClassMisconceptions.teachAgain.share * 100)
        let none: Message = "No misconception is held by \(percent) percent of the class or more."
        body += "<p>\(none)</p>\n"
      } else {
        body += "<ul>\n" + again.map(Self.item).joined() + "</ul>\n"
      }
      body += "<section><h2>\(text("Over the course"))</h2>\n"
      body += table(misconceptions.overall, hasExercises: true) + "</section>\n"
    }
    for (exercise, rows) in misconceptions.byExercise where !rows.isEmpty {
      let heading = ExerciseFolder.heading(ofLesson: exercise)
      body += "<section id=\"exercise-\(exercise)\"><h2>\(escaped(heading))</h2>\n"
      body += table(rows, hasExercises: false)
      for row in rows { body += example(row) }
      body += "</section>\n"
    }
    return HTMLDocument(
      title: title, metadata: [.name("convbook:version", content: Edition.version)],
      styles: ClassPage.css + Self.css,
      body: "<div class=\"layout class\"><main>\n\(body)</main></div>"
    ).html
  }

  private static let css = """
    .class .share { width: 40%; min-width: 8rem; }
    .class .share span { display: block; height: .8rem; min-width: 1px;
      background: var(--accent); }
    .class td.words { white-space: normal; }
    """

  private static func item(_ row: ClassMisconceptions.Row) -> String {
    let lessons = row.exercises.map(String.init).joined(separator: ", ")
    let count = row.holders.count
    let words: Message =
      row.exercises.count == 1
      ? "“\(row.title)”: \(count) of \(row.students) students; lesson \(lessons)"
      : "“\(row.title)”: \(count) of \(row.students) students; lessons \(lessons)"
    return "<li>\(escaped(words))</li>\n"
  }

  /// A bar chart whose numbers are a table.
  private func table(_ rows: [ClassMisconceptions.Row], hasExercises: Bool) -> String {
    let place = hasExercises ? text("exercises") : text("functions")
    var html = "<div class=\"scroll\"><table><thead><tr>"
    for head in [text("misconception"), place, text("students"), text("share of the class")] {
      html += "<th scope=\"col\">\(head)</th>"
    }
    html += "<th aria-hidden=\"true\"></th></tr></thead><tbody>\n"
    for row in rows {
      let places = hasExercises ? row.exercises.map(String.init) : row.functions
      html += "<tr><td class=\"words\">\(escaped(row.title))</td>"
      html += "<td class=\"words\">\(escaped(places.joined(separator: ", ")))</td>"
      html += "<td>\(escaped(text("\(row.holders.count) of \(row.students)")))</td>"
      html += "<td>\(row.percent) %</td>"
      html += "<td class=\"share\" aria-hidden=\"true\"><span style=\"width: \(row.percent)%\">"
      html += "</span></td></tr>\n"
    }
    return html + "</tbody></table></div>\n"
  }

  private func example(_ row: ClassMisconceptions.Row) -> String {
    let picture = row.example.picture.flatMap {
      FunctionVerdict.address(ofPicture: $0, in: pictures)
    }
    let count = row.holders.count
    let footer = Message(
      count, "An answer of the one student who holds it.",
      "An answer of one of the \(count) students who hold it.")
    return FunctionVerdict(function: row.example, picture: picture).html(
      footer: "<p class=\"who\">\(escaped(footer))</p>")
  }
}
