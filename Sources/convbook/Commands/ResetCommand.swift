// Resets an exercise to its initial file, and keeps a copy of the student's.

import Checks
import Foundation
import LessonKit

/// `convbook reset SELECTION`.
struct ResetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset", abstract: text("Put an exercise back to how it was; asks first."),
    discussion: text("Your version is kept in .convbook/kept. That you passed is not forgotten."))

  @Argument(help: .message("The exercise: 5, sliding-window.", valueName: "exercise"))
  var selection: String
  @Option(
    help: .message("Put another file back instead of your own.", valueName: "file"))
  var file: String?
  @Flag(name: .shortAndLong, help: .message("Don't ask.")) var yes = false
  @Flag(help: .message("Print what was done as JSON.")) var json = false

  func run() throws {
    let progress = ExerciseProgress()
    guard let exercise = try Curriculum().exercises([selection], progress).first else {
      return print(ExerciseMessages.allPassed)
    }
    let starter = try exercise.starter()
    let other = file.map { URL(fileURLWithPath: $0) }
    let file = other ?? exercise.file
    let path = shortPath(file.path)
    if (try? String(contentsOf: file, encoding: .utf8)) == starter {
      return try conclude(ExerciseMessages.alreadyFresh, kept: nil)
    }
    guard try yes || !FileManager.default.fileExists(atPath: file.path) || agreed(path) else {
      try conclude(ExerciseMessages.notReset, kept: nil)
      throw ExitCode(1)
    }
    let copy = try exercise.putBack(other, progress)
    try conclude(ExerciseMessages.reset(path), kept: copy)
  }

  private func agreed(_ path: String) throws -> Bool {
    guard isatty(STDIN_FILENO) == 1 else {
      throw CommandError(.usage, ExerciseMessages.resetNeedsYes)
    }
    print(ExerciseMessages.resetQuestion(path), terminator: "")
    fflush(nil)
    return ["y", "yes"].contains(readLine()?.trimmingCharacters(in: .whitespaces).lowercased())
  }

  private func conclude(_ words: Message, kept: URL?) throws {
    if json {
      var result = ["result": words.english]
      result["kept"] = kept?.path
      return print(try JSONText.of(result))
    }
    print(words)
    if let kept { print(ExerciseMessages.kept(shortPath(kept.path))) }
  }
}
