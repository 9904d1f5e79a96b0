// The teacher's page of a lesson, for a browser, for paper and for a terminal.

import Foundation
import LessonKit

/// The teacher's page of one lesson.
struct TeachingPage {
  let lesson: LessonFolder
  let notes: TeachingNotes
  let shares: MisconceptionShares

  private var title: Message { "\(lesson.number). \(lesson.title)" }

  private var minutes: Message {
    """
    \(notes.minutes.lesson) minutes for the lesson, \(notes.minutes.exercise) for the exercise
    """
  }

  private func translated(_ texts: [String]) -> [String] {
    texts.map { Message(template: $0).text }
  }

  /// What the misconceptions are called, who held them, and what helps.
  private var misconceptions: [(title: String, share: String?, help: String)] {
    notes.misconceptions.map { own in
      let known = notes.known(own, in: lesson.number)
      let share = shares[lesson.number, own.mistake].map {
        text("\($0.students) of \($0.outOf) held it")
      }
      return (known?.title.text ?? own.mistake, share, Message(template: own.help).text)
    }
  }

  var html: String {
    var body = "<h1>\(escaped(title))</h1>\n<p>\(escaped(minutes))</p>\n"
    body += Self.list(text("Ask before it is run"), translated(notes.ask).map { escaped($0) })
    body += Self.list(
      text("Misconceptions to expect"),
      misconceptions.map { own in
        let share = own.share.map { " (\(escaped($0)))" } ?? ""
        return "<b>\(escaped(own.title))</b>\(share)<br>\(escaped(own.help))"
      })
    body += Self.list(text("On the projector"), translated(notes.projector).map { escaped($0) })
    let live = "swift run convbook live \(lesson.number)"
    body += "<p>\(escaped(text("To present it, and change it before the class:"))) "
    body += "<code>\(live)</code></p>\n"
    return HTMLDocument(
      title: title.text, metadata: [.name("convbook:version", content: Edition.version)],
      styles: ClassPage.css,
      body: "<div class=\"layout class\"><main>\n\(body)</main></div>"
    ).html
  }

  private static func list(_ heading: String, _ items: [String]) -> String {
    let html = items.map { "<li>\($0)</li>\n" }.joined()
    return "<section><h2>\(escaped(heading))</h2>\n<ul>\n\(html)</ul></section>\n"
  }

  /// The page as lines of a terminal.
  func lines(_ style: TerminalStyle) -> [String] {
    func list(_ heading: String, _ items: [String]) -> [String] {
      ["", style.bold(heading)]
        + items.flatMap { item in
          ("• " + item).wrapped(to: min(style.width, 80) - 2).enumerated().map { index, line in
            index == 0 ? line : "  " + line
          }
        }
    }
    return [style.bold(title.text), minutes.text]
      + list(text("Ask before it is run"), translated(notes.ask))
      + list(
        text("Misconceptions to expect"),
        misconceptions.map { own in
          own.title + (own.share.map { " (\($0))" } ?? "") + ": " + own.help
        })
      + list(text("On the projector"), translated(notes.projector))
  }
}
