// Exercises in a notebook: a cell that answers one is checked when it is run.

import Checks
import Foundation
import LessonKit

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

extension ExerciseFolder {
  /// Checks an answer that stands in a cell.
  ///
  /// - Parameter folder: where its file is written for the compiler.
  /// - Returns: the report, and its text.
  /// - Throws: `CommandError` without a compiler; the error of the file system.
  func check(_ answer: String, in folder: URL) throws -> (report: ExerciseReport, text: String) {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("Exercise.swift")
    try Data(answer.utf8).write(to: file)
    let session = ExerciseSession(
      progress: ExerciseProgress(), line: StatusLine(isSilent: true), style: .plain)
    let report = try session.check(self, file: file)
    let text = ReportText(exercise: self, style: .plain).lines(report).joined(separator: "\n")
    return (report, text + "\n")
  }
}
