// The texts of the exercise commands.

import Checks
import Foundation
import LessonKit

/// Messages of the exercise commands: check, hint, solution, reset and watch.
enum ExerciseMessages {
  static let unfinished = "still to be written"
  static func right(_ cases: Int) -> String {
    cases == 1 ? "right" : "right in all \(cases) cases"
  }

  static func difference(_ difference: Difference) -> String {
    switch difference {
    case .kind: "it returns something of another kind"
    case .shape(let yours, let expected) where yours.count == 1 && expected.count == 1:
      "it returns \(count(yours[0])), \(expected[0]) are expected"
    case .shape(let yours, let expected):
      "it returns the shape \(describe(yours)), \(describe(expected)) is expected"
    case .notANumber(let index):
      "it returns NaN, which is no number" + place(index)
    case .number(let index, let yours, let expected, let differing, let of):
      "\(precise(yours, expected).0)\(place(index)) is not \(precise(yours, expected).1)"
        + (of > 1 ? "; \(differing) of \(of) numbers differ" : "")
    case .text: "the words differ"
    }
  }

  /// Formats two numbers with enough digits to distinguish them.
  static func precise(_ yours: Double, _ expected: Double) -> (String, String) {
    let short = (number(yours), number(expected))
    return short.0 == short.1 ? ("\(yours)", "\(expected)") : short
  }

  private static func place(_ index: [Int]) -> String {
    index.isEmpty ? "" : " at [\(index.map(String.init).joined(separator: ", "))]"
  }

  private static func count(_ count: Int) -> String {
    count == 0 ? "no numbers" : plural(count, "number")
  }

  static func failure(_ response: Response) -> String {
    switch response {
    case .answer, .unfinished: unfinished
    case .threw(let words): "it threw an error: \(words)"
    case .trapped(let message, let line):
      "it was stopped" + (line.map { " in line \($0)" } ?? "") + ": "
        + message.replacing("Fatal error: ", with: "")
        + (message.contains("Segmentation fault")
          ? " Does a function call itself without end?" : "")
    case .killed(let signal): "it was ended by a signal: \(signal)"
    case .exited(let status):
      "it left the program, with exit status \(status), instead of returning an answer"
    case .tookTooLong(let seconds):
      "it did not come to an end within \(number(seconds)) s; is there a loop that never ends?"
    case .tookTooMuchMemory(let megabytes): "it wanted more than \(megabytes) MB of memory"
    case .printedTooMuch(let megabytes): "it printed more than \(megabytes) MB"
    case .notStarted: "its program could not be started"
    case .garbled: "something that is no answer came out of it"
    }
  }

  static func stoppedLater(_ response: Response) -> String {
    "In a later case " + failure(response)
  }

  static let allPassed =
    "Every exercise has passed. Check one again by its number, or all with “all”."
  static func passed(_ passed: Int, of count: Int) -> String {
    "\(passed) of \(plural(count, "exercise")) passed."
  }

  static let yours = "yours"
  static let expected = "expected"
  static let called = "called with"
  static let printed = "It printed:"
  static func picture(_ path: String) -> String { "as a picture: \(path)" }
  static func compiling(_ lesson: LessonFolder) -> String { "Compiling exercise \(lesson.number)…" }
  static func running(_ lesson: LessonFolder) -> String { "Checking exercise \(lesson.number)…" }
  static func compilerTookTooLong(_ seconds: Double) -> String {
    "The compiler did not come to an end within \(number(seconds)) s. Is there a very long "
      + "expression? Cut it into several with names of their own."
  }

  static func heading(_ lesson: Int, _ title: String) -> String { "Exercise \(lesson): \(title)" }
  static func passed(next: LessonFolder?) -> String {
    "Done." + (next.map { " Next: swift run convbook check \($0.number)" } ?? "")
  }
  static func solutionToo(_ lesson: Int) -> String {
    "Compare it with ours: swift run convbook solution \(lesson)"
  }
  static func file(_ path: String) -> String { "Your file: \(path)" }
  static func hintToo(_ lesson: Int) -> String { "Stuck? swift run convbook hint \(lesson)" }
  static func missingFile(_ path: String, _ lesson: Int) -> String {
    "\(path): not found. “swift run convbook reset \(lesson)” writes the exercise anew."
  }
  static func hint(_ number: Int, of count: Int) -> String { "Hint \(number) of \(count)" }
  static func moreHints(_ lesson: Int) -> String { "One more: swift run convbook hint \(lesson)" }
  static let noMoreHints = "That was the last hint; “hint \u{2026} --again” begins with the first."
  static func notPassedYet(_ lesson: Int) -> String {
    "exercise \(lesson) has not passed a check yet; its solution is shown when it has. "
      + "“swift run convbook hint \(lesson)” helps on the way."
  }
  static func resetQuestion(_ path: String) -> String {
    "Replace \(path) by the exercise as it was? A copy of yours is kept. [y/N] "
  }
  static let notReset = "Nothing was changed."
  static let alreadyFresh = "It is as it was; there is nothing to reset."
  static func reset(_ path: String) -> String { "\(path) is as it was." }
  static func kept(_ path: String) -> String { "Your version: \(path)" }
  static let resetNeedsYes =
    "there is no terminal to ask in; say --yes to replace the file (a copy is kept)."
  static let watchNeedsTerminal = "watch needs a terminal; “check” checks once."
  static func watching(_ path: String) -> String {
    "Watching \(path), twice a second."
  }
  static let onlyThisFile = "Only this file is watched; q ends that."
  static let noNext = "That was the last exercise."
  static func hintsSeen(_ count: Int) -> String {
    "  \(plural(count, "hint")) seen"
  }
  static func passedInWatch(_ lesson: Int) -> String {
    "Done. n goes on to the next one; \(solutionToo(lesson))"
  }
  static let keys = "n next   h hint   r run again   l list   q quit"
}
