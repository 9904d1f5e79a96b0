// Mutants of a solution: its text with one sign, bound or index exchanged.

import Foundation
import LessonKit

/// A solution with one token exchanged.
struct Mutant: Sendable {
  let lesson: Int
  /// The type's name in the solution: "SlidingWindowSolution".
  let typeName: String
  /// The line as it was, without its indent.
  let line: String
  /// What was exchanged: "+ → -".
  let change: String
  /// The whole solution, changed.
  let text: String

  /// What the list of survivors calls it.
  var name: String { "\(typeName): \(line): \(change)" }

  /// All mutants of a solution.
  static func all(of text: String, lesson: Int, typeName: String) -> [Mutant] {
    var lines = text.components(separatedBy: "\n")
    let names = Set(text.matches(of: #/\b[a-z]\w*\b/#).map { String($0.output) })
    var mutants: [Mutant] = []
    for (number, line) in lines.enumerated() {
      let words = line.trimmingCharacters(in: .whitespaces)
      guard !["import", "struct", "func", "private func", "//"].contains(where: words.hasPrefix)
      else { continue }
      for (range, token) in tokens(of: line) {
        for other in replacements(of: token, names) {
          lines[number] = line.replacingCharacters(in: range, with: other)
          mutants.append(
            Mutant(
              lesson: lesson, typeName: typeName, line: words,
              change:
                "\(token) → \(other) at "
                + "\(line.distance(from: line.startIndex, to: range.lowerBound))",
              text: lines.joined(separator: "\n")))
        }
      }
      lines[number] = line
    }
    return mutants
  }

  private static func tokens(of line: String) -> [(Range<String.Index>, String)] {
    line.matches(of: #/\.\.<|\.\.\.|\+=|-=|[<>]=?| [-+*\/] |\b\d+\b|\b[a-zA-Z]\w*\b/#)
      .filter { $0.output != "->" }
      .map { ($0.range, String($0.output)) }
  }

  private static let operators: [String: [String]] = [
    "..<": ["..."], "...": ["..<"], "+=": ["-=", "="], "-=": ["+="], "<": ["<="], ">": [">="],
    "<=": ["<"], ">=": [">"], " + ": [" - "], " - ": [" + "], " * ": [" + "], " / ": [" * "],
    "max": ["min"], "min": ["max"], "true": ["false"], "false": ["true"],
  ]

  /// Names that stand for the same in the other direction.
  private static let twins = [
    ("y", "x"), ("i", "j"), ("height", "width"), ("rows", "columns"), ("row", "column"),
    ("first", "second"), ("down", "right"), ("upper", "lower"), ("window", "stride"),
    ("red", "green"), ("padding", "stride"), ("bestRow", "bestColumn"), ("batch", "filters"),
  ]

  private static func replacements(of token: String, _ names: Set<String>) -> [String] {
    if let number = Int(token) { return number == 0 ? ["1"] : ["\(number - 1)", "\(number + 1)"] }
    if let others = operators[token] { return others }
    return twins.flatMap { one, other in
      token == one && names.contains(other)
        ? [other] : token == other && names.contains(one) ? [one] : []
    }
  }
}
