// Writes what grading services need.

import Foundation
import LessonKit

/// `convbook classroom nbgrader`.
struct ClassroomCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classroom", abstract: text("Write what a class needs on grading services."),
    subcommands: [ClassroomNbgrader.self])
}
