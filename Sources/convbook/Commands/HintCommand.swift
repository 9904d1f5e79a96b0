// Shows hints, one more each time; the number is stored.

import Checks
import Formatting
import Foundation
import LessonKit

/// `convbook hint [SELECTION]`.
struct HintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hint", abstract: Formatting.text("Show the next hint for an exercise."),
    discussion: Formatting.text(
      "The hints already shown are repeated, and one more comes each time."))

  @Argument(help: .message("The exercise; the next one by default.", valueName: "exercise"))
  var selection: String?
  @Flag(help: .message("Begin with the first hint again.")) var again = false
  @Flag(help: .message("Print the hints as JSON.")) var json = false

  func run() throws {
    let progress = ExerciseProgress()
    guard
      let exercise = try Curriculum().exercises(selection.map { [$0] } ?? [], progress).first
    else { return print(ExerciseMessages.allPassed) }
    let hints = exercise.check.hints
    let record = try progress.change(exercise.lesson) { record in
      record.hints = again ? 1 : min(record.hints + 1, hints.count)
    }
    let shown = Array(hints.prefix(record.hints))
    if json {
      return print(
        try JSONText.of(Hints(exercise: exercise.lesson.number, hints: shown, of: hints.count)))
    }
    print(Self.text(shown, of: hints.count, exercise.lesson.number, .standardOutput))
  }

  private struct Hints: Encodable {
    let exercise: Int
    let hints: [Message]
    let of: Int
  }

  /// Returns the hints shown so far and how to get one more.
  static func text(_ shown: [Message], of count: Int, _ lesson: Int, _ style: TerminalStyle)
    -> String
  {
    let lines = shown.enumerated().map { place, hint in
      style.accent(ExerciseMessages.hint(place + 1, of: count).text) + "\n"
        + hint.text.split(separator: "\n", omittingEmptySubsequences: false)
        .flatMap { $0.isEmpty ? [""] : String($0).wrapped(to: min(style.width, 90)) }
        .joined(separator: "\n") + "\n"
    }
    return lines.joined(separator: "\n") + "\n"
      + style.faint(
        (shown.count < count ? ExerciseMessages.moreHints(lesson) : ExerciseMessages.noMoreHints)
          .text)
  }
}
