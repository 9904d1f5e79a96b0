// The texts of the home screen and the runner.

import LessonKit

/// The texts of the home screen and the runner.
enum Messages {
  static let bookInShort: Message =
    "the convolutional neural network, from the first pixel to ResNet"
  static func sharedNumber(_ first: LessonFolder, _ other: LessonFolder, free: Int) -> Message {
    """
    \(first.name) and \(other.name) have the same number. Give the second another one: rename \
    Lessons/\(other.name) to Lessons/\(free)-\(other.shortName), and the number in its title, in \
    Package.swift, in its check and in Tests/ExerciseTests/Answers.swift.
    """
  }
  static let stoppedLastTime: Message = "stopped last time"
  static let runsAll: Message = "run them all"
  static let lessonHelp: Message = "a lesson's own flags"
  static let allCommands: Message = "everything else"

  static let exercisePassed: Message = "exercise ✓"
  static func nextExercise(_ number: Int) -> Message {
    "do exercise \(number), checked as you save"
  }

  static func runsNext(_ title: String) -> Message { "run what comes next: \(title)" }
  static func noLessons(in folder: String) -> Message { "There are no lessons in \(folder)." }
  static func openContents(_ path: String) -> Message {
    "The pages: \(path)  (open it in a browser: \(openCommand) \(path))"
  }

  static let everythingIsDone: Message = """
    Every lesson has been run to its end. Run one again by its number, or all with “run all”.
    """
  static let nothingSelected: Message = "name a lesson: 9, edge-filter, 7-11, next or all."

  static func building(_ count: Int) -> Message {
    count == 1 ? "Building the lesson…" : "Building \(count) lessons…"
  }
  static let didNotCompile: Message = "did not compile"
  static let notBuilt: Message = "is not built"
  static let finished: Message = "done"
  static let interruptedRun: Message = "interrupted"
  static let fileTrouble: Message = "file trouble"
  static let columns: (lesson: Message, result: Message, time: Message, pictures: Message) = (
    lesson: "lesson", result: "result", time: "time", pictures: "pictures"
  )
  static let wrong: Message = "What went wrong"
  static let asAbove: Message = "The same as above."

  static func cell(_ index: Int, of count: Int) -> Message { "cell \(index) of \(count)" }
  static func page(_ path: String) -> Message { "The page shows where: \(path)" }
  static func missingProgram(_ path: String) -> Message {
    "there is no program at \(path). Leave out --skip-build, so that it is built."
  }
  static func summary(finished: Int, of count: Int, seconds: Double) -> Message {
    let time = duration(seconds)
    return finished == count
      ? Message(count, "\(count) lesson run in \(time).", "\(count) lessons run in \(time).")
      : Message(
        count, "\(finished) of \(count) lesson came to the end, in \(time).",
        "\(finished) of \(count) lessons came to the end, in \(time).")
  }
  static let interrupted: Message = "Interrupted; the lessons after this one were not run."

  private static var openCommand: String {
    #if os(macOS)
      "open"
    #else
      "xdg-open"
    #endif
  }
}
