// Writes exercises as assignments of nbgrader.

import Foundation
import LessonKit

/// `convbook classroom nbgrader`.
struct ClassroomNbgrader: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nbgrader", abstract: text("Write exercises as assignments of nbgrader."),
    discussion: text(
      """
      Writes source/exercise-NN/exercise-NN.ipynb for each exercise into the folder of a course, \
      and nbgrader_config.py where there is none. A student runs the cell with the answer and sees \
      what is right and which misconception stands behind what is not; the cell below gives the \
      points. Then as with any assignment:

        nbgrader generate_assignment exercise-09
        nbgrader autograde exercise-09 && nbgrader generate_feedback exercise-09
      """))

  @Argument(help: .message("The exercises: 5, 7-11.", valueName: "exercises"))
  var selection: [String]

  @Option(
    name: [.customShort("o"), .long],
    help: .message("The folder of the course; this one by default.", valueName: "folder"))
  var output = "."

  @Option(in: 1...1000, help: "The points of an exercise.") var points = 10

  func run() throws {
    let curriculum = Curriculum()
    let lessons = try Selection.lessons(selection, in: curriculum, next: nil)
    let course = URL(fileURLWithPath: (output as NSString).expandingTildeInPath)
    for exercise in try curriculum.exercises(of: lessons) {
      let assignment = NbgraderAssignment(exercise: exercise, points: points)
      let file = course.appendingPathComponent(assignment.path)
      guard !FileManager.default.fileExists(atPath: file.path) else {
        throw CommandError(
          .trouble, "\(file.path): is there already; move it away to have it written anew.")
      }
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(assignment.notebook().utf8).write(to: file)
      print(shortPath(file.path))
    }
    let configuration = course.appendingPathComponent("nbgrader_config.py")
    if !FileManager.default.fileExists(atPath: configuration.path) {
      try Data(
        NbgraderAssignment.configuration(try curriculum.exercises(of: curriculum.lessons)).utf8
      ).write(to: configuration)
      print(shortPath(configuration.path))
    }
  }
}
