// The page that is handed back to a student: every exercise with its verdicts, the sums behind them
// and the pictures. One file that needs no other, and names nobody else.

import Foundation
import LessonKit

/// The page of one student.
struct FeedbackPage {
  let student: String
  /// The student's own grades.
  let grades: [Grade]
  /// The student's points in a course; nil for none.
  let points: CoursePoints.Row?
  /// The folder of the pictures of answers.
  let pictures: URL

  /// What the record of the folder of these pages calls them.
  static let name = "feedback"

  /// Writes a page for each student to a folder.
  ///
  /// - Throws: `OutputRefusal` when a file is in the way that no run wrote.
  static func write(
    _ reports: GradeReports, _ points: CoursePoints? = nil, pictures: URL, to folder: URL
  ) throws {
    let output = try OutputFolder(folder.path, name: name, files: [])
    let names = GradeReports.folders(of: Set(reports.grades.map(\.student)))
    for (student, grades) in reports.byStudent {
      let page = FeedbackPage(
        student: student, grades: grades, points: points?.rows.first { $0.student == student },
        pictures: pictures)
      try output.write(Data(page.html.utf8), to: "\(names[student] ?? "_").html")
    }
    try output.finish()
  }

  var html: String {
    let title = text("Exercises of \(student)")
    var body = "<h1>\(escaped(title))</h1>\n" + summary
    for grade in grades.sorted(by: {
      ($0.exercise ?? 99, $0.origin) < ($1.exercise ?? 99, $1.origin)
    }) {
      body += section(grade)
    }
    return HTMLDocument(
      title: title, metadata: [.name("convbook:version", content: Edition.version)],
      styles: ClassPage.css,
      body: "<div class=\"layout class\"><main>\n\(body)</main></div>"
    ).html
  }

  private var summary: String {
    let exercises = Set(grades.compactMap(\.exercise))
    let passed = Set(grades.filter { $0.status == .passed }.compactMap(\.exercise)).count
    let words = Message(
      exercises.count, "\(passed) of \(exercises.count) exercise passed.",
      "\(passed) of \(exercises.count) exercises passed.")
    var html = exercises.isEmpty ? "" : "<p>\(escaped(words))</p>\n"
    if let percent = points?.percent {
      html += "<p>\(escaped(text("The course so far: \(percent) percent.")))</p>\n"
    }
    return html
  }

  /// The points of an exercise, and what came off.
  private func points(ofExercise number: Int?) -> String {
    guard let entry = points?.entries.first(where: { $0.exercise == number }) else { return "" }
    let all = CourseReports.decimal(entry.outOf)
    let points = entry.points.map { text("\(CourseReports.decimal($0)) of \(all) points") }
    // Why it was not graded follows by itself.
    let notes = entry.notes.filter { $0 != entry.refusal }
    let lines = [points].compactMap(\.self) + notes.map(\.text)
    return "<p>\(lines.map { escaped($0) }.joined(separator: "<br>"))</p>\n"
  }

  private func section(_ grade: Grade) -> String {
    let heading =
      grade.exercise.map(ExerciseFolder.heading(ofLesson:)) ?? "A file without an exercise"
    let style = grade.status == .passed ? "ok" : "no"
    var html = "<section><h2>\(escaped(heading))</h2>\n"
    html += "<p class=\"\(style)\">\(grade.status.mark.sign) \(escaped(grade.status.words))</p>\n"
    html += "<p class=\"who\">\(escaped(text("From \(grade.origin)")))</p>\n"
    html += points(ofExercise: grade.exercise)
    if let name = grade.calls {
      html += "<p class=\"library\">"
      html += "\(escaped(text("Calls the library's \(name) instead of writing it."))) </p>\n"
    }
    switch grade.status {
    case .refused, .didNotCompile: html += "<pre>\(escaped(grade.message))</pre>\n"
    default:
      for function in grade.functions {
        let picture = function.picture.flatMap {
          FunctionVerdict.address(ofPicture: $0, in: pictures)
        }
        html += FunctionVerdict(function: function, picture: picture).html()
      }
    }
    if grade.status != .passed, let exercise = grade.exercise {
      let command = "swift run convbook hint \(exercise)"
      html += "<p>\(escaped(text("A hint, a step further each time:"))) "
      html += "<code>\(command)</code></p>\n"
    }
    return html + "</section>\n"
  }
}
