// What a class believes: how many hold which misconception, by exercise and over the course, with
// one example of each and nobody's name.

import Checks
import Foundation
import LessonKit

/// The misconceptions that were recognised in a class's answers.
struct ClassMisconceptions {
  /// A misconception in one exercise, or over the course.
  struct Row {
    let identifier: String
    let title: Message
    let explanation: Message
    /// The exercises in which it was found, in order.
    let exercises: [Int]
    /// The functions in which it was found, in order.
    let functions: [String]
    /// The students who hold it.
    let holders: Set<String>
    /// The students who handed in one of the exercises.
    let students: Int
    /// An answer that shows it.
    let example: Grade.Function

    /// The part of the students who hold it, 0 to 1.
    var share: Double { students > 0 ? Double(holders.count) / Double(students) : 0 }
    /// The share as a percentage, without decimals.
    var percent: Int { Int((share * 100).rounded()) }
  }

  /// By exercise, the most frequent first.
  let byExercise: [(exercise: Int, rows: [Row])]
  /// Over all exercises, the most frequent first.
  let overall: [Row]

  /// The smallest share of a class, and number of students, for which something is taught again.
  static let teachAgain = (share: 0.2, students: 2)

  /// What so many hold that it is to be taught again.
  var toTeachAgain: [Row] {
    overall.filter {
      $0.share >= Self.teachAgain.share && $0.holders.count >= Self.teachAgain.students
    }
  }

  /// A mistake found in one function of one submission.
  private struct Finding {
    let exercise: Int
    let identifier: String
    let grade: Grade
    let function: Grade.Function
  }

  init(grades: [Grade]) {
    let answered = grades.filter { $0.exercise != nil && $0.status != .refused }
    var students: [Int: Set<String>] = [:]
    for grade in answered { students[grade.exercise ?? 0, default: []].insert(grade.student) }
    let findings = answered.flatMap { grade in
      grade.functions.flatMap { function in
        // Two mistakes at once are each one.
        (function.mistake?.split(separator: "+").map(String.init) ?? []).map {
          Finding(
            exercise: grade.exercise ?? 0, identifier: $0, grade: grade, function: function)
        }
      }
    }
    func rows(_ findings: [Finding]) -> [Row] {
      Dictionary(grouping: findings, by: Self.meaning).values.compactMap {
        Self.row($0, students: students)
      }.sorted {
        ($1.share, $0.exercises[0], $0.identifier) < ($0.share, $1.exercises[0], $1.identifier)
      }
    }
    byExercise = students.keys.sorted().map { exercise in
      (exercise, rows(findings.filter { $0.exercise == exercise }))
    }
    overall = rows(findings)
  }

  /// What the findings of one row share: exercises may have a misconception in common.
  private static func meaning(_ finding: Finding) -> [String] {
    [finding.identifier, known(finding)?.title.english ?? finding.function.message.english]
  }

  private static func known(_ finding: Finding) -> KnownMistake? {
    Checks.check(ofLesson: finding.exercise)?.problems
      .first { $0.name == finding.function.name }?.mistakes
      .first { $0.identifier == finding.identifier }
  }

  private static func row(_ findings: [Finding], students: [Int: Set<String>]) -> Row? {
    // By the key, which tells nobody's name: not always the first of the alphabet. An answer with
    // this mistake alone shows it best.
    func rank(_ finding: Finding) -> (Int, String) {
      (finding.function.mistake == finding.identifier ? 0 : 1, finding.grade.key)
    }
    guard let best = findings.min(by: { rank($0) < rank($1) }) else { return nil }
    let exercises = Set(findings.map(\.exercise)).sorted()
    let known = known(best)
    return Row(
      identifier: best.identifier, title: known?.title ?? best.function.message,
      explanation: known?.explanation ?? best.function.explanation ?? "", exercises: exercises,
      functions: Set(findings.map(\.function.name)).sorted(),
      holders: Set(findings.map(\.grade.student)),
      students: exercises.reduce(into: Set()) { $0.formUnion(students[$1] ?? []) }.count,
      example: best.function)
  }

  /// One row for each misconception, over the course and then by exercise. RFC 4180.
  var csv: String {
    let head = [
      "exercise", "function", "misconception", "title", "students", "out of", "percent",
    ]
    func fields(_ row: Row, _ exercise: String) -> [String] {
      [
        exercise, row.functions.joined(separator: " "), row.identifier, row.title.english,
        "\(row.holders.count)", "\(row.students)", "\(row.percent)",
      ]
    }
    let rows =
      overall.map { fields($0, "course") }
      + byExercise.flatMap { exercise, rows in rows.map { fields($0, "\(exercise)") } }
    return CSVText.text([head] + rows)
  }
}
