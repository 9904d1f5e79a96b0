// The texts of the exercise commands.

import Checks
import Foundation
import LessonKit

/// Messages of the exercise commands: check, hint, solution, reset and watch.
enum ExerciseMessages {
  static let unfinished: Message = "still to be written"
  static func leftover(_ line: Int) -> Message {
    "still to be written, says line \(line): delete its “throw Unfinished()” now that there is code"
  }
  static func libraryCall(_ name: String, _ line: Int?) -> Message {
    line.map {
      "Line \($0) calls \(name), which is the library's own answer. The exercise is to write it "
        + "yourself."
    }
      ?? """
      It calls \(name), which is the library's own answer. The exercise is to write it yourself.
      """
  }
  static func right(_ cases: Int) -> Message {
    cases == 1 ? "right" : "right in all \(cases) cases"
  }

  /// What is said of several functions at once.
  static func right(_ cases: Int, of functions: Int) -> Message {
    "\(functions) functions, right in all \(cases) cases"
  }

  static func difference(_ difference: Difference) -> Message {
    switch difference {
    case .kind: return "it returns something of another kind"
    case .shape(let yours, let expected) where yours.count == 1 && expected.count == 1:
      let (found, wanted) = (yours[0], expected[0])
      return found == 0
        ? "it returns no numbers, \(wanted) are expected"
        : Message(
          found, "it returns \(found) number, \(wanted) are expected",
          "it returns \(found) numbers, \(wanted) are expected")
    case .shape(let yours, let expected):
      return "it returns the shape \(yours), \(expected) is expected"
    case .ragged(let row, let length, let first):
      return "its rows are of different lengths: row 0 has \(first), row \(row) has \(length)"
    case .notANumber(let index):
      return index.isEmpty
        ? "it returns NaN, which is no number"
        : "it returns NaN, which is no number at \(place(index))"
    case .number(let index, let yours, let expected, let differing, let of):
      let (wrong, right) = precise(yours, expected)
      let found: Message = index.isEmpty ? Message(wrong) : "\(wrong) at \(place(index))"
      return of > 1
        ? "\(found) is not \(right); \(differing) of \(of) numbers differ"
        : "\(found) is not \(right)"
    case .text: return "the words differ"
    }
  }

  /// Formats two numbers with enough digits to distinguish them.
  static func precise(_ yours: Double, _ expected: Double) -> (String, String) {
    let pairs = (4...17).lazy.map { digits in
      (
        number(yours, significantDigits: digits), number(expected, significantDigits: digits)
      )
    }
    return pairs.first { $0 != $1 } ?? (number(yours), number(expected))
  }

  private static func place(_ index: [Int]) -> String {
    "[\(index.map(String.init).joined(separator: ", "))]"
  }

  static func failure(_ response: Response) -> Message {
    switch response {
    case .answer, .unfinished: unfinished
    case .threw(let words): "it threw an error: \(words)"
    case .trapped(let message, let line): stopped(message, line)
    case .killed(let signal): "it was ended by a signal: \(signal)"
    case .exited(let status):
      "it left the program, with exit status \(status), instead of returning an answer"
    case .tookTooLong(let seconds):
      "it did not come to an end within \(seconds) s; is there a loop that never ends?"
    case .usedUpTime(let seconds): "the \(seconds) s that one student may take are used up"
    case .usedUpProcessor(let seconds):
      """
      its calls took more than \(seconds) s of the processor's time; are there loops that never end?
      """
    case .tookTooMuchMemory(let megabytes): "it wanted more than \(megabytes) MB of memory"
    case .printedTooMuch(let megabytes): "it printed more than \(megabytes) MB"
    case .startedTooManyThreads(let limit): "it started more than \(limit) threads"
    case .answeredTooMuch(let kilobytes):
      "it returned more than \(kilobytes) KB, far more than a right answer has"
    case .notStarted: "its program could not be started"
    case .garbled: "something that is no answer came out of it"
    }
  }

  private static func stopped(_ message: String, _ line: Int?) -> Message {
    let words = message.replacing("Fatal error: ", with: "")
    let stopped: Message =
      line.map { "it was stopped in line \($0): \(words)" } ?? "it was stopped: \(words)"
    return message.contains("Segmentation fault")
      ? "\(stopped) Does a function call itself without end?" : stopped
  }

  /// Says what a mistake explains, and where it is not the only one.
  static func likeness(_ likeness: ProblemResult.Likeness) -> Message {
    """
    In the case “\(likeness.explained)” yours is what this gives: “\(likeness.mistake.title)”. In \
    the case “\(likeness.unexplained)” something else happens as well.
    """
  }

  static func stoppedLater(_ response: Response) -> Message {
    "In a later case \(failure(response))"
  }

  static let allPassed: Message =
    "Every exercise has passed. Check one again by its number, or all with “all”."
  static func passed(_ passed: Int, of count: Int) -> Message {
    Message(
      count, "\(passed) of \(count) exercise passed.", "\(passed) of \(count) exercises passed.")
  }

  static let yours: Message = "yours"
  static let expected: Message = "expected"
  static func called(_ name: String) -> Message { "\(name), called with" }
  static let printed: Message = "It printed:"
  static func picture(_ path: String) -> Message { "as a picture: \(path)" }
  static func compiling(_ lesson: LessonFolder) -> Message {
    "Compiling exercise \(lesson.number)…"
  }
  static func running(_ lesson: LessonFolder) -> Message { "Checking exercise \(lesson.number)…" }
  static func compilerTookTooLong(_ seconds: Double) -> Message {
    "The compiler did not come to an end within \(seconds) s. Is there a very long "
      + "expression? Cut it into several with names of their own."
  }

  static func heading(_ lesson: Int, _ title: String) -> Message { "Exercise \(lesson): \(title)" }
  static func passed(next: LessonFolder?) -> Message {
    next.map { "Done. Next: swift run convbook check \($0.number)" } ?? "Done."
  }
  static func solutionToo(_ lesson: Int) -> Message {
    "Compare it with ours: swift run convbook solution \(lesson)"
  }
  static func file(_ path: String) -> Message { "Your file: \(path)" }
  static func formerAnswer(_ former: Curriculum.FormerAnswer) -> Message {
    let file = shortPath(former.file.path)
    let folder = shortPath(former.lesson.exercise.path)
    return "\(file) is yours, and its lesson is now \(former.lesson.name): mv \(file) \(folder)/"
  }
  static func hintToo(_ lesson: Int) -> Message { "Stuck? swift run convbook hint \(lesson)" }
  static func missingFile(_ path: String, _ lesson: Int) -> Message {
    "\(path): not found. “swift run convbook reset \(lesson)” writes the exercise anew."
  }
  static func hint(_ number: Int, of count: Int) -> Message { "Hint \(number) of \(count)" }
  static func moreHints(_ lesson: Int) -> Message { "One more: swift run convbook hint \(lesson)" }
  static let noMoreHints: Message =
    "That was the last hint; “hint \u{2026} --again” begins with the first."
  static func notPassedYet(_ lesson: Int) -> Message {
    "exercise \(lesson) has not passed a check yet; its solution is shown when it has. "
      + "“swift run convbook hint \(lesson)” helps on the way."
  }
  static func resetQuestion(_ path: String) -> Message {
    "Replace \(path) by the exercise as it was? A copy of yours is kept. [y/N] "
  }
  static let notReset: Message = "Nothing was changed."
  static let alreadyFresh: Message = "It is as it was; there is nothing to reset."
  static func reset(_ path: String) -> Message { "\(path) is as it was." }
  static func kept(_ path: String) -> Message { "Your version: \(path)" }
  static let resetNeedsYes: Message =
    "there is no terminal to ask in; say --yes to replace the file (a copy is kept)."
  static let watchNeedsTerminal: Message = "watch needs a terminal; “check” checks once."
  static func watching(_ path: String) -> Message { "Watching \(path), twice a second." }
  static func deleted(_ path: String) -> Message {
    "\(path) is gone. It is checked as soon as it is there again."
  }
  static let noFurtherHint: Message = "There are no further hints."
  static let onlyThisFile: Message = "Only this file is watched; q ends that."
  static let noNext: Message = "That was the last exercise."
  static func hintsSeen(_ count: Int) -> Message {
    Message(count, "  \(count) hint seen", "  \(count) hints seen")
  }
  static func passedInWatch(_ lesson: Int) -> Message {
    "Done. n goes on to the next one; \(solutionToo(lesson))"
  }
  static let keys: Message = "n next   h hint   r run again   l list   q quit"
}
