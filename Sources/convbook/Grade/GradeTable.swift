// The grades of a class as a table for a terminal.

import LessonKit

/// Formats grades as a table for a terminal.
struct GradeTable {
  let grades: [Grade]
  let style: TerminalStyle
  /// The width of the terminal; nil without one, where nothing is cut off.
  var width: Int?
  /// The maximum number of rows.
  private static let mostRows = 60

  var lines: [String] {
    let names = grades.map { printable($0.student, inOneLine: true) }
    let nameWidth = min(24, names.map(\.displayWidth).max() ?? 0)
    var lines = zip(names, grades).prefix(Self.mostRows).map { name, grade in
      let name = name.truncated(to: nameWidth).padded(to: nameWidth)
      let mark = grade.status == .passed ? style.good("✓") : style.bad("✗")
      let exercise = grade.exercise.map { $0 < 10 ? " \($0)" : "\($0)" } ?? " –"
      let call = grade.calls.map { text("calls the library's \($0)") + "  " } ?? ""
      let found = call + (grade.message.text.split(separator: "\n").first.map(String.init) ?? "")
      let words = grade.status.words.text.padded(to: 15)
      let cut = width.map { found.truncated(to: max(10, $0 - nameWidth - 25)) } ?? found
      return "\(mark) \(name)  \(exercise)  \(words)  \(cut)"
    }
    if grades.count > Self.mostRows {
      lines.append(style.faint(text("… and \(grades.count - Self.mostRows) more in grades.csv")))
    }
    lines.append("")
    for exercise in Set(grades.map(\.exercise)).sorted(by: { ($0 ?? 0) < ($1 ?? 0) }) {
      let own = grades.filter { $0.exercise == exercise }
      let counts = Grade.Status.allCases.compactMap { status in
        let count = own.count { $0.status == status }
        return count > 0 ? "\(count) \(status.words.text)" : nil
      }
      lines.append(
        text(exercise.map { "exercise \($0)" } ?? "no exercise").padded(to: 14)
          + counts.joined(separator: ", "))
    }
    return lines
  }
}
