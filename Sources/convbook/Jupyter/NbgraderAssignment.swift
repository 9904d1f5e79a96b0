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

  /// What a course in Swift needs besides nbgrader's own settings. A course that has settings
  /// already gets these lines into its own file.
  static let configuration = """
    c = get_config()
    # What stands for a solution in the students' notebooks: nbgrader knows no Swift.
    c.ClearSolutions.code_stub = {"swift": "\(stub)"}

    """

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
      Notebook(cells: [
        .init(kind: "markdown", id: "task", text: prose, nbgrader: .init(isLocked: true)),
        .init(kind: "code", id: "answer", text: answer, nbgrader: .init(isSolution: true)),
        .init(
          kind: "code", id: "check", text: check,
          nbgrader: .init(isGraded: true, isLocked: true, points: points)),
      ])) + "\n"
  }

  /// The parts of nbformat 4.5 that are written.
  private struct Notebook: Encodable {
    let cells: [Cell]
    let metadata = ["kernelspec": JupyterKernel.metadata]
    let nbformat = 4
    let nbformatMinor = 5

    enum CodingKeys: String, CodingKey {
      case cells, metadata, nbformat
      case nbformatMinor = "nbformat_minor"
    }
  }

  private struct Cell: Encodable {
    let kind: String
    let id: String
    let text: String
    var nbgrader: Grading

    enum CodingKeys: String, CodingKey {
      case kind = "cell_type"
      case id, source, metadata, outputs
      case executionCount = "execution_count"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(kind, forKey: .kind)
      try container.encode(id, forKey: .id)
      try container.encode(text, forKey: .source)
      var own = nbgrader
      own.name = id
      try container.encode(["nbgrader": own], forKey: .metadata)
      guard kind == "code" else { return }
      try container.encodeNil(forKey: .executionCount)
      try container.encode([String](), forKey: .outputs)
    }
  }

  /// What nbgrader knows of a cell, version 3 of its metadata.
  private struct Grading: Encodable {
    var name = ""
    var isGraded = false
    var isLocked = false
    var isSolution = false
    var points: Int?

    enum CodingKeys: String, CodingKey {
      case name = "grade_id"
      case isGraded = "grade"
      case isLocked = "locked"
      case isSolution = "solution"
      case points, task
      case version = "schema_version"
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(name, forKey: .name)
      try container.encode(isGraded, forKey: .isGraded)
      try container.encode(isLocked, forKey: .isLocked)
      try container.encode(isSolution, forKey: .isSolution)
      try container.encodeIfPresent(points, forKey: .points)
      try container.encode(false, forKey: .task)
      try container.encode(3, forKey: .version)
    }
  }
}
