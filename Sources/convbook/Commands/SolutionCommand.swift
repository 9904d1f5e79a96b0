// Shows the solution of an exercise that has passed.

import Checks
import Foundation
import LessonKit

/// `convbook solution SELECTION`.
struct SolutionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solution",
    abstract: text("Show our solution of an exercise that you have passed."))

  @Argument(help: .message("The exercise: 5, sliding-window.", valueName: "exercise"))
  var selection: String
  @Flag(help: .message("Print it as JSON.")) var json = false

  func run() throws {
    let progress = ExerciseProgress()
    guard let exercise = try Curriculum().exercises([selection], progress).first else {
      return print(ExerciseMessages.allPassed)
    }
    let text = try exercise.solutionText(progress)
    if json {
      print(try JSONText.of(["exercise": "\(exercise.lesson.number)", "solution": text]))
    } else {
      print(text, terminator: "")
    }
  }
}
