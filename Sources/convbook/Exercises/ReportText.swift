// Formats a report for a terminal: a line for each function with its errors below.

import Checks
import Foundation
import LessonKit

/// Formats reports as lines of text.
struct ReportText {
  let exercise: ExerciseFolder
  let style: TerminalStyle
  /// Whether the paths of pictures are told; not where the pictures themselves follow.
  var namesPictures = true

  /// Returns the full report.
  func lines(_ report: ExerciseReport) -> [String] {
    if let words = report.compilerDiagnostics {
      let width = min(style.width, 90)
      return words.text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
        // What the compiler quotes of a file stays as it is.
        line.hasPrefix("→ ") ? line.wrapped(to: width) : [String(line)]
      }
    }
    let heading = ExerciseMessages.heading(
      exercise.lesson.number, exercise.title)
    var lines = [style.bold(heading.text), ""]
    let width = report.results.map(\.name.displayWidth).max() ?? 0
    for result in report.results {
      let name = result.name.padded(to: width)
      lines.append("\(mark(result.status)) \(name)   \(report.message(result))")
      lines += details(result, report).map { $0.isEmpty ? "" : "  " + $0 }
    }
    if report.status == .unfinished {
      lines += exercise.translatedTask.flatMap { paragraph in
        // A list stands together.
        (paragraph.hasPrefix("- ") ? [] : [""]) + paragraph.wrapped(to: min(style.width, 90) - 4)
      }
      .map { $0.isEmpty ? "" : "  " + $0 }
    }
    if lines.last == "" { lines.removeLast() }
    if let call = report.libraryCall {
      let words = ExerciseMessages.libraryCall(call.name, call.line)
      lines += [""] + words.text.wrapped(to: min(style.width, 90))
    }
    if !report.printed.isEmpty, report.status != .passed {
      lines += ["", style.accent(ExerciseMessages.printed.text)]
      lines += report.printed.split(separator: "\n").prefix(12).map { "  " + $0 }
    }
    return lines
  }

  /// Returns the report in a line, with the compiler's diagnostics below.
  func summary(_ report: ExerciseReport) -> String {
    let title = exercise.title
    let found =
      report.status == .didNotCompile
      ? Messages.didNotCompile : report.message
    return "\(mark(report.status)) \(String(exercise.lesson.number).padded(to: 2, .right))  "
      + title.padded(to: 36) + "  " + (report.status == .passed ? "" : found.text)
      + (report.compilerDiagnostics.map { "\n\($0.text)" } ?? "")
  }

  private func mark(_ status: ExerciseReport.Status) -> String {
    switch status {
    case .passed: style.good("✓")
    case .unfinished: style.accent("…")
    default: style.bad("✗")
    }
  }

  private func details(_ result: ProblemResult, _ report: ExerciseReport) -> [String] {
    guard let shown = result.shown else { return [] }
    var lines: [String] = []
    // Two characters of indent, and as many at the end.
    let width = min(style.width, 90) - 4
    lines += result.explanation.flatMap { $0.text.wrapped(to: width) }
    lines += ["", ExerciseMessages.called(style.accent(shown.name.text)).text]
    lines += ValueText.columns(result.arguments(exercise.task)).map { "  " + $0 }
    lines.append("")
    lines += ValueText.columns(result.answers).map { "  " + $0 }
    let remarks = result.remarks.flatMap { $0.text.wrapped(to: width) }
    if !remarks.isEmpty { lines += [""] + remarks }
    if namesPictures, let picture = report.pictures[result.name] {
      lines.append(style.faint(ExerciseMessages.picture(shortPath(picture)).text))
    }
    return lines + [""]
  }
}
