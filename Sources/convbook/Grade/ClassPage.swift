// Everyone's answers on one page: who passed, and what came out, the same answers together.

import Foundation
import LessonKit

/// The page of a class.
struct ClassPage {
  let grades: [Grade]

  /// Students who gave one and the same answer to a function.
  struct Group {
    let function: Grade.Function
    /// With the library's function that each calls instead of writing it.
    var students: [(name: String, calls: String?)]
  }

  /// The page. Its pictures lie in `pictures/` beside it.
  ///
  /// - Parameter folder: where they are, to find the ones that are alike.
  func html(picturesIn folder: URL) -> String {
    let exercises = Set(grades.compactMap(\.exercise)).sorted()
    var body = "<h1>\(text("The class"))</h1>\n"
    if let seed = grades.first?.seed {
      body += "<p>\(text("The cases were drawn from the seed \(String(seed))."))</p>\n"
    }
    body += table(exercises) + legend
    body += "<p><a href=\"misconceptions.html\">\(text("What the class believes"))</a> "
    body += "\(text("(no names on it: it can be shown to the class)"))</p>\n"
    for exercise in exercises {
      let heading = ExerciseFolder.heading(ofLesson: exercise)
      body += "<section id=\"exercise-\(exercise)\"><h2>\(escaped(heading))</h2>\n"
      for group in groups(of: exercise, picturesIn: folder) { body += Self.html(group) }
      body += "</section>\n"
    }
    let refused = grades.filter { $0.status == .refused || $0.status == .didNotCompile }
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

  /// The style sheet, CSS; the other pages of a class have it too.
  static let css = """
    :root { --library: #8a5200; }
    @media (prefers-color-scheme: dark) { :root { --library: #f2bf5e; } }
    .layout.class { grid-template-columns: minmax(0, 1fr); }
    .layout.class > main { grid-column: 1; justify-self: center; width: fit-content;
      max-width: 100%; min-width: min(66rem, 100%); }
    .class section { max-width: 66rem; }
    .class table { border-collapse: separate; border-spacing: 0; font: .875rem/1.4 var(--sans); }
    .class th, .class td { padding: .3rem .45rem; border-bottom: 1px solid var(--line); \
    text-align: left; white-space: nowrap; position: relative; }
    .class tr > :first-child { position: sticky; left: 0; z-index: 1; background: var(--paper);
      padding-left: 0; max-width: 14rem; overflow: hidden; text-overflow: ellipsis; }
    .class sub, .class sup { font-size: .75em; line-height: 1; }
    .scroll { overflow-x: auto; }
    .legend { font: .875rem/1.5 var(--sans); color: var(--soft); }
    .legend > span { white-space: nowrap; margin-right: 1.2em; }
    .library { color: var(--library); font-weight: 600; }
    """ + FunctionVerdict.css

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
          html += Self.cell(grade)
        } else {
          html += "<td>–</td>"
        }
      }
      html += "</tr>\n"
    }
    return html + "</tbody></table></div>\n"
  }

  /// A mark that is no wider than the number above; its words under the pointer, and read aloud.
  private static func cell(_ grade: Grade) -> String {
    var words = [grade.status.words.text]
    if grade.functions.count > 1 {
      words.append(text("\(grade.score) of \(grade.outOf) functions"))
    }
    words += grade.calls.map { [text("calls the library's \($0)")] } ?? []
    let line = grade.message.text.prefix { $0 != "\n" }.prefix(200)
    let title = escaped((words + [String(line)]).filter { !$0.isEmpty }.joined(separator: "; "))
    return "<td class=\"\(style(grade.status))\" title=\"\(title)\">"
      + "<span aria-hidden=\"true\">\(mark(grade.status))"
      + "\(grade.calls == nil ? "" : library)</span>"
      + "<span class=\"aloud\">\(escaped(words.joined(separator: ", ")))</span></td>"
  }

  private static let library = "<sup class=\"library\">L</sup>"

  private static func style(_ status: Grade.Status) -> String { status == .passed ? "ok" : "no" }

  private static func mark(_ status: Grade.Status) -> String {
    let (sign, letter) = status.mark
    return sign + (letter.isEmpty ? "" : "<sub>\(letter)</sub>")
  }

  /// What the marks mean that are in the table.
  private var legend: String {
    var parts = Grade.Status.allCases.filter { status in
      grades.contains { $0.exercise != nil && $0.status == status }
    }.map {
      "<span><span class=\"\(Self.style($0))\">\(Self.mark($0))</span> "
        + "\(escaped($0.words.text))</span>"
    }
    if grades.contains(where: { $0.calls != nil }) {
      parts.append(
        "<span>\(Self.library) \(escaped(text("calls the library instead of writing it")))</span>")
    }
    return "<p class=\"legend\">\(parts.joined(separator: " "))</p>\n"
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
          groups[key] = Group(function: function, students: [])
        }
        groups[key]?.students.append((grade.student, grade.calls))
      }
    }
    func rank(_ group: Group) -> (String, Int, Int, String) {
      let function = group.function
      return (
        function.name, function.hasPassed ? 0 : 1, -group.students.count, function.message.english
      )
    }
    return order.compactMap { groups[$0] }.sorted { rank($0) < rank($1) }
  }

  private static func html(_ group: Group) -> String {
    let names = group.students.sorted { $0.name < $1.name }.map { student in
      escaped(student.name)
        + (student.calls.map {
          " <span class=\"library\">(\(escaped(text("calls the library's \($0)"))))</span>"
        } ?? "")
    }
    let count = Message(
      names.count, "\(names.count) student", "\(names.count) students")
    let footer = "<p class=\"who\"><b>\(count.text)</b>: \(names.joined(separator: ", "))</p>"
    let picture = group.function.picture.map { "pictures/" + $0 }
    return FunctionVerdict(function: group.function, picture: picture).html(footer: footer)
  }
}
