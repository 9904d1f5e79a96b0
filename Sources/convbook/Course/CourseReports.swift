// The points of a class as tables: for a spreadsheet, and as Canvas and Moodle import them.

import Foundation
import LessonKit

/// Writes the points of a class.
struct CourseReports {
  /// The files, in the order in which they are written.
  static let files = ["points.csv", "course.csv", "canvas.csv", "moodle.csv"]

  let points: CoursePoints

  /// Writes all of them to a folder.
  func write(to folder: OutputFolder) throws {
    for (name, text) in zip(Self.files, [long, wide, canvas, moodle]) {
      try folder.write(Data(text.utf8), to: name)
    }
  }

  /// A row for each student and exercise, with what came off and why.
  var long: String {
    let head = [
      "student", "id", "e-mail", "exercise", "points", "out of", "handed in", "due", "days late",
      "free days", "notes",
    ]
    let course = points.course
    func time(_ date: Date?) -> String {
      date.map { CourseTime.text($0, in: course.timeZone) } ?? ""
    }
    let rows = points.rows.flatMap { row in
      row.entries.map { entry in
        [
          row.student, row.id ?? "", row.email ?? "", "\(entry.exercise)",
          Self.cell(entry.points), Self.decimal(entry.outOf), time(entry.handedIn),
          time(course.exercises[entry.exercise]?.due), "\(entry.daysLate)", "\(entry.freeDays)",
          entry.notes.map(\.english).joined(separator: "; "),
        ]
      }
    }
    return CSVText.text([head] + rows)
  }

  /// A row for each student, a column for each exercise, and the total in percent.
  var wide: String {
    let head =
      ["student", "id", "e-mail"] + points.exercises.map { "exercise \($0)" } + ["percent"]
    let rows = points.rows.map { row in
      [row.student, row.id ?? "", row.email ?? ""] + row.entries.map { Self.cell($0.points) }
        + [Self.cell(row.percent)]
    }
    return CSVText.text([head] + rows)
  }

  /// Canvas's gradebook: the columns that its import needs, the second row the possible points.
  /// Format: community.canvaslms.com, “How do I import grades in the Gradebook?”.
  var canvas: String {
    let head =
      ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
      + points.exercises.map { "Exercise \($0)" }
    let possible =
      ["    Points Possible", "", "", "", ""]
      + points.exercises.map { Self.decimal(points.course.exercises[$0]?.points ?? 0) }
    let rows = points.rows.map { row in
      [
        row.student, row.platformNumber?.on(.canvas) ?? "", row.id ?? "",
        row.login ?? row.email ?? "", "",
      ]
        + row.entries.map { Self.cell($0.points) }
    }
    // Nothing in Canvas's import drops a mark.
    return CSVText.text([head, possible] + rows, isMarked: false)
  }

  /// Moodle's import of a CSV file, which maps students by number or address and has a grade and a
  /// feedback for each item. Format: docs.moodle.org, “Grade import”.
  var moodle: String {
    // Where students have no names, Moodle's number is all that tells who they are.
    let hasNumbers = points.rows.contains { $0.platformNumber?.on(.moodle) != nil }
    let head =
      (hasNumbers ? ["Identifier"] : []) + ["ID number", "Full name", "Email address"]
      + points.exercises.flatMap { ["Exercise \($0)", "Exercise \($0) (feedback)"] }
    let rows = points.rows.map { row in
      var cells: [String] = []
      if hasNumbers {
        let number = row.platformNumber?.on(.moodle)
        cells.append(number.map { "Participant \($0)" } ?? "")
      }
      cells += [row.id ?? "", row.student, row.email ?? ""]
      for entry in row.entries {
        cells.append(Self.cell(entry.points))
        cells.append(entry.notes.map(\.english).joined(separator: "; "))
      }
      return cells
    }
    return CSVText.text([head] + rows)
  }

  /// A number, or a blank cell, which imports pass over.
  private static func cell(_ number: Double?) -> String { number.map(decimal) ?? "" }

  /// Whole numbers without a point, others with at most two decimals, whatever the language.
  static func decimal(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    if hundredths % 100 == 0 { return "\(hundredths / 100)" }
    let digits = String(format: "%.2f", Double(hundredths) / 100)
    return digits.hasSuffix("0") ? String(digits.dropLast()) : digits
  }
}
