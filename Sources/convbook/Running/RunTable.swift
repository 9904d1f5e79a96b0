// Prints the table of runs: lesson, result, time, pictures. On a terminal a progress line below
// shows the running lesson.

import Foundation
import LessonKit

/// Prints the rows, and then the failures.
final class RunTable {
  private let style = TerminalStyle.standardOutput
  private let line: StatusLine
  private let titles: [String: String]
  private let titleWidth: Int
  private let resultWidth: Int

  init(_ lessons: [LessonFolder], _ line: StatusLine) {
    self.line = line
    // Reads the source files once.
    let titles = Dictionary(
      lessons.map { ($0.name, $0.title) }, uniquingKeysWith: { first, _ in first })
    self.titles = titles
    // The number takes 5 characters, time and pictures 10 each.
    resultWidth = max(14, min(26, style.width - 43))
    let room = max(16, style.width - 27 - resultWidth)
    titleWidth = min(titles.values.map(\.displayWidth).max() ?? 0, room)
  }

  func begin() {
    let columns = Messages.columns
    print(
      style.faint(
        "     " + left(columns.lesson.text, titleWidth) + "  "
          + left(columns.result.text, resultWidth)
          + columns.time.text.padded(to: 10, .right) + columns.pictures.text.padded(to: 10, .right))
    )
  }

  /// Shows the current cell of a lesson.
  func show(_ lesson: LessonFolder, cell: Int, of count: Int, since start: Date) {
    let head = head(lesson)
    line.show {
      let seconds = duration(Date().timeIntervalSince(start))
      return
        "\(head)\(progressBar(cell, of: count))  \(Messages.cell(cell, of: count))  \(seconds)"
    }
  }

  /// Prints a finished row.
  func add(_ run: LessonRun) {
    line.clear()
    let result =
      switch run.result {
      case .finished: style.good(left("✓ \(Messages.finished)", resultWidth))
      case .failed(let words, _), .trouble(let words, _):
        style.bad(left("✗ \(words)", resultWidth))
      case .interrupted: style.bad(left("✗ \(Messages.interruptedRun)", resultWidth))
      }
    let time = run.seconds > 0 ? duration(run.seconds) : "–"
    let pictures = run.seconds > 0 ? String(run.pictures) : "–"
    print(head(run.lesson) + result + time.padded(to: 10, .right) + pictures.padded(to: 10, .right))
    fflush(nil)
  }

  /// Prints the reason of every run that did not finish.
  func explain(_ runs: [LessonRun]) {
    let unfinished = runs.filter { $0.result != .finished && $0.result != .interrupted }
    guard !unfinished.isEmpty else { return }
    print("\n" + style.bold(Messages.wrong.text))
    var lastReason = ""
    for run in unfinished {
      guard case .failed(let words, let reason) = run.result.asFailure else { continue }
      print("\n  \(style.bold(run.lesson.name))  \(style.bad(words.text))")
      // Several lessons can fail to compile for the same reason.
      if reason != lastReason {
        for line in reason.split(separator: "\n", omittingEmptySubsequences: false).prefix(60) {
          print("  " + line)
        }
      } else {
        print("  \(Messages.asAbove)")
      }
      lastReason = reason
      if let page = run.page { print("  \(Messages.page(shortPath(page)))") }
    }
  }

  private func head(_ lesson: LessonFolder) -> String {
    String(lesson.number).padded(to: 3, .right) + "  "
      + left(titles[lesson.name] ?? lesson.name, titleWidth) + "  "
  }

  private func left(_ text: String, _ width: Int) -> String {
    text.truncated(to: width).padded(to: width)
  }
}

extension LessonRun.Result {
  /// The result with `trouble` as `failed`.
  fileprivate var asFailure: Self {
    if case .trouble(let words, let reason) = self { .failed(words, reason: reason) } else { self }
  }

  /// Returns the exit status of a run: 1 when a lesson failed, else 2 when a file error occurred.
  static func status(_ results: [Self]) -> Int32 {
    if results.contains(.interrupted) { return 128 + SIGINT }
    var status: Int32 = 0
    for result in results {
      switch result {
      case .finished, .interrupted: break
      case .trouble: if status == 0 { status = 2 }
      case .failed: status = 1
      }
    }
    return status
  }
}
