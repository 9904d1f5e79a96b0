// An exercise as an assignment of nbgrader: its notebook, and the settings of a course.

import Foundation
import LessonKit
import Notebooks

/// An exercise as an assignment of nbgrader.
struct NbgraderAssignment {
  let exercise: ExerciseFolder
  /// The points that a right answer gets.
  let points: Int

  /// The name of the assignment: "exercise-09".
  var name: String {
    let number = exercise.lesson.number
    return "exercise-" + (number < 10 ? "0" : "") + "\(number)"
  }

  /// The notebook's path in the folder of the course.
  var path: String { "source/\(name)/\(name).ipynb" }

  /// Returns what a course in Swift needs besides nbgrader's own settings. A course that has
  /// settings already gets these lines into its own file.
  ///
  /// - Parameter exercises: those that may become assignments.
  static func configuration(_ exercises: [ExerciseFolder]) -> String {
    let seconds = exercises.map { ExerciseSession.longest($0.check) }.max() ?? 0
    return """
      c = get_config()
      # What stands for a solution in the students' notebooks: nbgrader knows no Swift.
      c.ClearSolutions.code_stub = {"swift": "\(stub)"}
      # The check ends what does not come to an end, and grades the other functions. In nbgrader's
      # own 30 seconds it could not, of an exercise with many functions.
      c.Execute.timeout = \(seconds)

      """
  }

  /// What stands for a solution in a student's notebook.
  private static let stub = "throw Unfinished()  // Your code goes here."

  /// Returns the notebook of the teacher, which nbgrader makes the students' of.
  ///
  /// - Throws: `CommandError` when the task can't be read.
  func notebook() throws -> String {
    // Between the delimiters a teacher may write a solution; students get what stands there now.
    let answer = try exercise.starter().split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { line -> [String] in
        guard line.contains("throw Unfinished()") else { return [String(line)] }
        let margin = line.prefix { $0 == " " }
        return ["\(margin)// BEGIN SOLUTION", String(line), "\(margin)// END SOLUTION"]
      }.joined(separator: "\n").trimmingCharacters(in: .newlines)
    let lesson = exercise.lesson
    let prose = text(
      """
      # Exercise \(lesson.number): \(exercise.title)

      Write your answer into the cell below, in place of “throw Unfinished()”, and run it with \
      Shift-Return: what is right is told below it, and what to think about where something is \
      not. The last cell gives the points.
      """)
    let check = ExerciseCell.checkingLine(lesson.number, points: points)
    return try JSONText.of(
      JupyterNotebook(cells: [
        .init(id: "task", text: prose, grading: .init("task", isLocked: true)),
        .init(
          id: "answer", text: answer, code: .init(),
          grading: .init("answer", isSolution: true)),
        .init(
          id: "check", text: check, code: .init(),
          grading: .init("check", isLocked: true, points: points)),
      ])) + "\n"
  }
}
