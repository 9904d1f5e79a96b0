// Formats a report for a terminal: a line for each function with its errors below.

import Checks
import Foundation
import LessonKit

/// Formats reports as lines of text.
struct ReportText {
  let exercise: ExerciseFolder
  let style: TerminalStyle

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
    if report.status == .unfinished { lines += task.map { $0.isEmpty ? "" : "  " + $0 } }
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

  /// The task in the reader's language, where that is not the language of the student's file, which
  /// begins with it.
  private var task: [String] {
    let paragraphs = exercise.task?.paragraphs ?? []
    let texts = paragraphs.map { Message(template: $0).text }
    guard texts != paragraphs else { return [] }
    return texts.flatMap { [""] + $0.wrapped(to: min(style.width, 90) - 4) }
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
    if let mistake = result.mistake {
      lines += mistake.explanation.text.wrapped(to: width)
      if let sum = shown.workedExample { lines += sum.text.wrapped(to: width) }
    } else if let likeness = result.likeness {
      lines += ExerciseMessages.likeness(likeness).text.wrapped(to: width)
      lines += likeness.mistake.explanation.text.wrapped(to: width)
    }
    lines += ["", ExerciseMessages.called(style.accent(shown.name.text)).text]
    let names = exercise.task?.functions.first { $0.name == result.name }?.parameters ?? []
    lines += ValueText.columns(
      shown.arguments.enumerated().map { place, value in
        (place < names.count ? names[place] : "", ValueText.lines(value))
      }
    ).map { "  " + $0 }
    lines.append("")
    let expected = (ExerciseMessages.expected.text, ValueText.lines(shown.expected))
    let answers =
      (shown.yours.map { [(ExerciseMessages.yours.text, ValueText.lines($0))] } ?? []) + [expected]
    lines += ValueText.columns(answers.map { (heading: $0.0, lines: $0.1) }).map { "  " + $0 }
    if result.mistake != nil, let difference = shown.difference {
      lines += ["", ExerciseMessages.difference(difference).text]
    }
    if shown.yours != nil, let stop = result.stop {
      lines += ExerciseMessages.stoppedLater(stop).text.wrapped(to: width)
    }
    if let picture = report.pictures[result.name] {
      lines.append(style.faint(ExerciseMessages.picture(shortPath(picture)).text))
    }
    return lines + [""]
  }
}
