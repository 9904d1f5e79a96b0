// Parses lesson selections: `9`, `09`, `edge-filter`, `7-11`, `all`, `next`, and lists of them.

import Foundation
import LessonKit

/// Finds the lessons that arguments select.
enum Selection {
  /// The help text of a selection.
  static let help: ArgumentHelp = .message(
    "Lessons: 9, edge-filter, 7-11, next, all; several of them.", valueName: "lessons")

  /// Returns the selected lessons in the given order, without duplicates.
  ///
  /// - Parameter next: the first lesson that is not done; nil for none.
  /// - Throws: `CommandError` (usage) with suggestions.
  static func lessons(
    _ words: [String], in curriculum: Curriculum, next: @autoclosure () -> LessonFolder?
  ) throws(CommandError) -> [LessonFolder] {
    var found: [LessonFolder] = []
    var names: [String] = []
    for word in words { names += try self.names(in: word) }
    for word in names {
      switch word.lowercased() {
      case "all": found += curriculum.lessons
      case "next": found += next().map { [$0] } ?? []
      default: found += try lessons(named: word, in: curriculum)
      }
    }
    var seen: Set<String> = []
    return found.filter { seen.insert($0.name).inserted }
  }

  /// Splits an argument at commas.
  ///
  /// - Throws: `CommandError` when there is no name: an empty selection would always succeed.
  private static func names(in argument: String) throws(CommandError) -> [String] {
    let names = argument.split(separator: ",")
      .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
    guard !names.isEmpty else {
      throw CommandError(
        .usage, "“\(argument)” names no lesson; write 9, edge-filter, 7-11, next or all.")
    }
    return names
  }

  private static func lessons(
    named word: String, in curriculum: Curriculum
  ) throws(CommandError) -> [LessonFolder] {
    let lessons = curriculum.lessons
    // A folder dragged into the terminal, or completed with Tab, ends in a slash.
    let name = word.split(separator: "/").last.map(String.init) ?? word
    let byName = lessons.filter {
      $0.name == name.lowercased() || $0.shortName == name.lowercased()
    }
    if !byName.isEmpty { return byName }
    if let numbers = try range(name) {
      let inRange = lessons.filter { numbers.contains($0.number) }
      if !inRange.isEmpty { return inRange }
      throw CommandError(
        .usage, "there is no lesson \(name) here. \(existing(lessons))")
    }
    let isNearOne = !Suggestions.nearest(to: name, in: lessons.map(\.shortName)).isEmpty
    throw CommandError(
      .usage,
      isNearOne
        ? Suggestions.question(
          for: name, in: lessons.map(\.shortName), after: "there is no lesson “\(name)”.")
        : "there is no lesson “\(name)”. \(existing(lessons))")
  }

  /// Parses "9" as 9...9 and "7-11" as 7...11; nil for a name.
  private static func range(_ word: String) throws(CommandError) -> ClosedRange<Int>? {
    let ends = word.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count <= 2, ends.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isWholeNumber) }) else {
      return nil
    }
    // A number too large for Int is no lesson.
    let numbers = ends.map { Int($0) ?? Int.max }
    let (first, last) = (numbers[0], numbers[numbers.count - 1])
    guard first <= last else {
      throw CommandError(.usage, "\(word) runs backwards: write \(last)-\(first).")
    }
    return first...last
  }

  private static func existing(_ lessons: [LessonFolder]) -> Message {
    guard !lessons.isEmpty else { return "There are no lessons in \(Project.lessons.path)." }
    return "There are \(runs(lessons.map(\.number)))."
  }

  /// Formats numbers as ranges: "1-3, 9".
  static func runs(_ numbers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in Set(numbers).sorted() {
      if let last = runs.last, number == last.upperBound + 1 {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
    }.joined(separator: ", ")
  }
}
