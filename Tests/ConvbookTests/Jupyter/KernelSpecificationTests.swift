import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct KernelSpecificationTests {
  private let folder: TemporaryFolder
  private let specification: KernelSpecification

  init() throws {
    folder = try TemporaryFolder()
    specification = KernelSpecification(data: folder.url)
  }

  private func kernel() throws -> [String: Any] {
    let file = folder.url.appendingPathComponent("kernels/convbook/kernel.json")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
  }

  @Test func jupyterFindsAScriptThatIsThere() throws {
    #expect(!specification.isInstalled)
    try specification.install()
    #expect(specification.program == KernelSpecification.programOfThisBuild)
    let arguments = try #require(try kernel()["argv"] as? [String])
    #expect(arguments.count == 4 && arguments[0] == "python3")
    #expect(FileManager.default.fileExists(atPath: arguments[1]))
    #expect(arguments.suffix(2) == ["-f", "{connection_file}"])
    #expect(try kernel()["language"] as? String == "swift")
  }

  @Test func doctorTellsWhoseKernelItIs() throws {
    let program = KernelSpecification.programOfThisBuild
    #expect(EnvironmentCheck.jupyter([specification], here: program).state == .optional)
    try specification.install()
    #expect(EnvironmentCheck.jupyter([specification], here: program).state == .good)
    let other = EnvironmentCheck.jupyter([specification], here: "/elsewhere/convbook")
    #expect(other.state == .optional && other.message.text.contains("convbook"))
  }

  @Test func installTakesOnePlace() {
    #expect(throws: (any Error).self) {
      try JupyterInstallCommand.parse(["--user", "--prefix", "/opt"])
    }
  }
}

@Suite struct ExerciseCellTests {
  private let lessons = Curriculum().lessons

  private func exercise(_ number: Int) throws -> ExerciseFolder {
    try #require(lessons.first { $0.number == number }.flatMap(ExerciseFolder.init))
  }

  @Test(arguments: [5, 9, 17])
  func aStartersCellAnswersItsExercise(number: Int) throws {
    let cell = ExerciseCell(try exercise(number).starter(), lessons)
    guard case .answer(let found)? = cell else {
      Issue.record("\(String(describing: cell))")
      return
    }
    #expect(found.lesson.number == number)
  }

  @Test(
    arguments: [
      ("let a = 1", nil), ("struct Answer { }", nil), ("// Check exercise 99 for 2 points", nil),
      (ExerciseCell.checkingLine(9, points: 4), 4), ("// Check exercise 9 for 2.5 points\n", 2.5),
    ] as [(String, Double?)])
  func aCellChecksAnAnswerForPoints(text: String, points: Double?) {
    guard case .check(let exercise, let found)? = ExerciseCell(text, lessons) else {
      #expect(points == nil)
      return
    }
    #expect(exercise.lesson.number == 9 && found == points)
  }

  /// Else nbgrader ends a check in which several functions do not come to an end.
  @Test func nbgraderWaitsForTheEndOfEachCheck() throws {
    let exercises = lessons.compactMap(ExerciseFolder.init)
    let settings = NbgraderAssignment.configuration(exercises)
    let match = try #require(settings.firstMatch(of: #/c\.Execute\.timeout = (\d+)/#))
    let seconds = try #require(Double(match.1))
    for exercise in exercises {
      #expect(seconds > exercise.check.timeLimit * Double(exercise.check.problems.count))
    }
  }

  @Test func anAssignmentHasATaskAnAnswerAndACheck() throws {
    let assignment = NbgraderAssignment(exercise: try exercise(5), points: 3)
    #expect(assignment.path == "source/exercise-05/exercise-05.ipynb")
    let notebook = try #require(
      try JSONSerialization.jsonObject(with: Data(assignment.notebook().utf8)) as? [String: Any])
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    let metadata = cells.compactMap { ($0["metadata"] as? [String: Any])?["nbgrader"] }
      .compactMap { $0 as? [String: Any] }
    #expect(metadata.map { $0["grade_id"] as? String } == ["task", "answer", "check"])
    #expect(metadata.map { $0["solution"] as? Bool } == [false, true, false])
    #expect(metadata.map { $0["locked"] as? Bool } == [true, false, true])
    #expect(metadata[2]["grade"] as? Bool == true && metadata[2]["points"] as? Int == 3)
    let sources = cells.compactMap { ($0["source"] as? [String])?.joined() }
    // What nbgrader leaves of the teacher's answer is the student's file.
    let lines = sources[1].components(separatedBy: "\n")
    #expect(lines.filter { $0.contains("BEGIN SOLUTION") }.count == 1)
    let student = lines.filter { !$0.contains(" SOLUTION") }.joined(separator: "\n") + "\n"
    #expect(try student == exercise(5).starter())
    guard case .check? = ExerciseCell(sources[2], lessons) else {
      Issue.record("“\(sources[2])” checks nothing")
      return
    }
  }
}
