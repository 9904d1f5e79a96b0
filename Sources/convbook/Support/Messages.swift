// The texts of the home screen and the runner.

import LessonKit

/// The texts of the home screen and the runner.
enum Messages {
  static let book = "Convbook"
  static let bookInShort = "the convolutional neural network, from the first pixel to ResNet"
  static let stoppedLastTime = "stopped last time"
  static let runsAll = "run them all"
  static let lessonHelp = "a lesson's own flags"
  static let allCommands = "everything else"

  static let exercisePassed = "exercise ✓"
  static func nextExercise(_ number: Int) -> String { "do exercise \(number), checked as you save" }

  static func runsNext(_ title: String) -> String { "run what comes next: \(title)" }
  static func noLessons(in folder: String) -> String { "There are no lessons in \(folder)." }
  static func openContents(_ path: String) -> String {
    "The pages: \(path)  " + "(open it in a browser: \(openCommand) \(path))"
  }

  static let everythingIsDone = """
    Every lesson has been run to its end. Run one again by its number, or all with “run all”.
    """
  static let nothingSelected = "name a lesson: 9, edge-filter, 7-11, next or all."

  static func building(_ count: Int) -> String {
    count == 1 ? "Building the lesson…" : "Building \(count) lessons…"
  }
  static let didNotCompile = "did not compile"
  static let notBuilt = "is not built"
  static let finished = "done"
  static let columns = (lesson: "lesson", result: "result", time: "time", pictures: "pictures")
  static let wrong = "What went wrong"
  static let asAbove = "The same as above."

  static func cell(_ index: Int, of count: Int) -> String { "cell \(index) of \(count)" }
  static func page(_ path: String) -> String { "The page shows where: \(path)" }
  static func missingProgram(_ path: String) -> String {
    "there is no program at \(path). Leave out --skip-build, so that it is built."
  }
  static func summary(finished: Int, of count: Int, seconds: Double) -> String {
    let lessons = plural(count, "lesson")
    return finished == count
      ? "\(lessons) run in \(duration(seconds))."
      : "\(finished) of \(lessons) came to the end, in \(duration(seconds))."
  }
  static let interrupted = "Interrupted; the lessons after this one were not run."

  private static var openCommand: String {
    #if os(macOS)
      "open"
    #else
      "xdg-open"
    #endif
  }
}
