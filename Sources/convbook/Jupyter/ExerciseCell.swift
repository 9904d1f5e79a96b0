// Exercises in a notebook: a cell that answers one is checked when it is run.

import Checks
import Foundation
import LessonKit
import Processes

/// What a cell has to do with exercises.
enum ExerciseCell {
  /// It answers an exercise.
  case answer(ExerciseFolder)
  /// It checks the answer that was run last, for points.
  case check(ExerciseFolder, points: Double)

  /// Begins the line of a cell that checks an answer: `// Check exercise 9 for 2 points`.
  static func checkingLine(_ lesson: Int, points: Int) -> String {
    "// Check exercise \(lesson) for \(points) points"
  }

  /// Finds out what a cell has to do with exercises; nil for nothing.
  init?(_ code: String, _ lessons: [LessonFolder]) {
    if let match = code.prefixMatch(of: #/\s*// Check exercise (\d+) for ([\d.]+) points/#) {
      let exercise = lessons.first { "\($0.number)" == match.1 }.flatMap(ExerciseFolder.init)
      guard let exercise, let points = Double(match.2) else { return nil }
      self = .check(exercise, points: points)
      return
    }
    let answer = AnswerSource(name: "", text: code)
    guard answer.hasMain, let check = answer.checks.first,
      let exercise = lessons.lazy.compactMap(ExerciseFolder.init)
        .first(where: { $0.check.protocolName == check.protocolName })
    else { return nil }
    self = .answer(exercise)
  }
}

/// What was found of an answer that stands in a cell.
struct CheckedCell: Sendable {
  /// The report.
  let text: String
  /// The paths of pictures by the functions that gave them.
  let pictures: [String: String]
  /// The share of the functions that are right.
  let share: Double

  /// Checks an answer.
  ///
  /// - Parameters:
  ///   - folder: where pictures are written.
  ///   - stopper: gives the check up from another thread.
  /// - Throws: `CommandError` without a compiler; the error of the file system;
  ///   `CancellationError` when it was given up.
  init(
    _ answer: String, of exercise: ExerciseFolder, in folder: URL, stopper: ProgramStopper
  ) throws {
    let session = ExerciseSession(
      progress: ExerciseProgress(), line: StatusLine(isSilent: true), style: .plain,
      pictures: folder, stopper: stopper)
    let report = try session.check(exercise, cell: answer)
    let words = ReportText(exercise: exercise, style: .plain, namesPictures: false)
    let lines = words.lines(report)
    text = lines.joined(separator: "\n") + "\n"
    pictures = report.pictures
    share = Double(report.passed) / Double(max(report.results.count, 1))
  }
}
