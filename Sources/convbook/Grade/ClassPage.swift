// Everyone's answers on one page: who passed, and what came out, the same answers together.

import Foundation
import LessonKit

/// The page of a class.
struct ClassPage {
  let grades: [Grade]

  /// Students who gave one and the same answer to a function.
  struct Group {
    let function: String
    let picture: String?
    let answer: Message
    let message: Message
    let explanation: Message?
    let hasPassed: Bool
    var students: [String]
  }

  /// The page. Its pictures lie in `pictures/` beside it.
  ///
  /// - Parameter folder: where they are, to find the ones that are alike.
  func html(picturesIn folder: URL) -> String {
    let exercises = Set(grades.compactMap(\.exercise)).sorted()
    var body = "<h1>\(text("The class"))</h1>\n" + table(exercises)
    for exercise in exercises {
      let title = Curriculum().lessons.first { $0.number == exercise }
        .flatMap(ExerciseFolder.init)?.title
      let heading: Message =
        title.map { ExerciseMessages.heading(exercise, $0) } ?? "Exercise \(exercise)"
      body += "<section id=\"exercise-\(exercise)\"><h2>\(escaped(heading.text))</h2>\n"
      for group in groups(of: exercise, picturesIn: folder) { body += Self.html(group) }
      body += "</section>\n"
    }
    let refused = grades.filter { $0.status == .refused || $0.status == .didNotCompile }
    if let seed = grades.first?.seed {
      body += "<p>\(text("The cases were drawn from the seed \(String(seed))."))</p>\n"
    }
    if !refused.isEmpty {
      body += "<section><h2>\(text("Not asked"))</h2>\n<ul>\n"
      for grade in refused {
        body += "<li><b>\(escaped(grade.student))</b>, \(escaped(grade.origin)): "
        body += "\(grade.status.words.text)"
        body += "<pre>\(escaped(String(grade.message.text.prefix(600))))</pre></li>\n"
      }
      body += "</ul></section>\n"
    }
    return HTMLDocument(
      title: text("The class"), metadata: [.name("convbook:version", content: Edition.version)],
      styles: Self.css,
      body: "<div class=\"layout class\"><main>\n\(body)</main></div>"
    ).html
  }

  private static let css = """
    .class { grid-template-columns: minmax(0, 66rem); }
    .class table { border-collapse: collapse; font: .9rem/1.4 var(--sans); }
    .class th, .class td { padding: .3rem .7rem; border-bottom: 1px solid var(--line); text-align: \
    left; }
    .scroll { overflow-x: auto; }
    .answer { display: grid; grid-template-columns: minmax(8rem, 20rem) minmax(0, 1fr); gap: \
    1.25rem;
      padding: 1rem 0; border-top: 1px solid var(--line); }
    .answer img { max-width: 100%; height: auto; image-rendering: pixelated; background: #fff; }
    .answer p { margin: .25rem 0; } .answer .who { font: .9rem/1.5 var(--sans); }
    .answer code { overflow-wrap: anywhere; }
    .ok { color: var(--accent); } .no { color: var(--wrong); }
    @media (max-width: 40rem) { .answer { grid-template-columns: minmax(0, 1fr); } }
    """

  private func table(_ exercises: [Int]) -> String {
    var html = "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">\(text("student"))</th>"
    for exercise in exercises {
      html += "<th scope=\"col\"><a href=\"#exercise-\(exercise)\">\(exercise)</a></th>"
    }
    html += "</tr></thead><tbody>\n"
    for (student, own) in GradeReports(grades: grades).byStudent {
      html += "<tr><th scope=\"row\">\(escaped(student))</th>"
      for exercise in exercises {
        let grade = own.filter { $0.exercise == exercise }.min {
          ($0.status == .refused ? 1 : 0) < ($1.status == .refused ? 1 : 0)
        }
        if let grade {
          let style = grade.status == .passed ? "ok" : "no"
          html += "<td class=\"\(style)\">\(grade.status == .passed ? "✓" : "✗") "
          html += grade.status.words.text
          html += grade.functions.count > 1 ? " \(grade.score)/\(grade.outOf)" : ""
          if let name = grade.calls {
            html += "<br>\(escaped(text("calls the library's \(name)")))"
          }
          html += "</td>"
        } else {
          html += "<td>–</td>"
        }
      }
      html += "</tr>\n"
    }
    return html + "</tbody></table></div>\n"
  }

  /// The same answer, found in the same way, once; most frequent first, right ones before wrong.
  func groups(of exercise: Int, picturesIn folder: URL) -> [Group] {
    var groups: [String: Group] = [:]
    var order: [String] = []
    for grade in grades where grade.exercise == exercise {
      for function in grade.functions where function.answer != nil || !function.message.isEmpty {
        let pixels = function.picture.flatMap {
          try? Data(contentsOf: folder.appendingPathComponent($0))
        }
        let key = [
          function.name, function.message.english, function.answer?.english ?? "",
          pixels.map { $0.base64EncodedString() } ?? "",
        ].joined(separator: "\u{0}")
        if groups[key] == nil {
          order.append(key)
          groups[key] = Group(
            function: function.name, picture: function.picture, answer: function.answer ?? "",
            message: function.message, explanation: function.explanation,
            hasPassed: function.hasPassed, students: [])
        }
        groups[key]?.students.append(grade.student)
      }
    }
    return order.compactMap { groups[$0] }.sorted {
      ($0.function, $0.hasPassed ? 0 : 1, -$0.students.count, $0.message.english)
        < ($1.function, $1.hasPassed ? 0 : 1, -$1.students.count, $1.message.english)
    }
  }

  private static func html(_ group: Group) -> String {
    let names = group.students.sorted()
    var html = "<article class=\"answer\"><div>"
    if let picture = group.picture {
      let alt = text("What \(group.function) returned: \(group.answer)")
      html += "<img src=\"pictures/\(escaped(picture))\" alt=\"\(escaped(alt))\">"
    } else {
      html += "<code>\(escaped(group.answer.text))</code>"
    }
    html += "</div><div><p><code>\(escaped(group.function))</code> "
    html +=
      "<span class=\"\(group.hasPassed ? "ok" : "no")\">\(escaped(group.message.text))</span></p>"
    if let explanation = group.explanation { html += "<p>\(escaped(explanation.text))</p>" }
    let count = Message(
      names.count, "\(names.count) student", "\(names.count) students")
    html += "<p class=\"who\"><b>\(count.text)</b>: "
    html += "\(escaped(names.joined(separator: ", ")))</p>"
    return html + "</div></article>\n"
  }
}
