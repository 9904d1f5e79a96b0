// What a teacher needs to know of a lesson: Lessons/<lesson>/teaching.json.

import Checks
import Foundation
import LessonKit

/// The notes for the teacher of one lesson.
struct TeachingNotes: Decodable, Equatable {
  /// Minutes in class.
  struct Minutes: Decodable, Equatable {
    let lesson: Int
    let exercise: Int
  }

  /// A misconception to expect, one of those that the check recognises, and what helps.
  struct Misconception: Decodable, Equatable {
    let function: String
    let mistake: String
    let help: String
  }

  let minutes: Minutes
  /// What to ask before the lesson is run.
  let ask: [String]
  let misconceptions: [Misconception]
  /// What to show on the projector.
  let projector: [String]

  static let fileName = "teaching.json"

  /// Reads the notes of a lesson; nil when it has none.
  ///
  /// - Throws: `CommandError` when they can't be read, or name what the check does not know.
  init?(of lesson: LessonFolder) throws(CommandError) {
    let file = lesson.folder.appendingPathComponent(Self.fileName)
    guard let data = try? Data(contentsOf: file) else { return nil }
    do { self = try JSONDecoder().decode(Self.self, from: data) } catch {
      throw CommandError(
        .trouble,
        "\(shortPath(file.path)): can't be read; it needs minutes, ask, misconceptions and "
          + "projector. \("\(error)")")
    }
    for own in misconceptions where known(own, in: lesson.number) == nil {
      throw CommandError(
        .trouble,
        "\(shortPath(file.path)): the check of exercise \(lesson.number) knows no mistake "
          + "“\(own.mistake)” of \(own.function).")
    }
  }

  /// Returns the misconception as the check knows it.
  func known(_ own: Misconception, in lesson: Int) -> KnownMistake? {
    Checks.check(ofLesson: lesson)?.problems.first { $0.name == own.function }?.mistakes
      .first { $0.identifier == own.mistake }
  }
}

/// How many held which misconception, as `grade` counted them.
struct MisconceptionShares {
  /// The students who held one, and those who answered.
  struct Count: Equatable {
    var students = 0
    var outOf = 0
  }

  /// By exercise and identifier.
  private var counts: [String: Count] = [:]

  /// Adds up the results of classes.
  ///
  /// - Throws: `CommandError` when a folder holds no misconceptions.csv that can be read.
  init(folders: [String]) throws(CommandError) {
    for folder in folders {
      let file = URL(fileURLWithPath: folder).appendingPathComponent("misconceptions.csv")
      guard let text = try? String(contentsOf: file, encoding: .utf8) else {
        throw CommandError(
          .trouble, "\(file.path): can't be read; name a folder that “grade --output” wrote.")
      }
      for row in CSVText.rows(text).dropFirst() where row.count >= 6 {
        guard let exercise = Int(row[0]), let students = Int(row[4]), let all = Int(row[5]) else {
          continue
        }
        counts["\(exercise) \(row[2])", default: Count()].students += students
        counts["\(exercise) \(row[2])", default: Count()].outOf += all
      }
    }
  }

  subscript(exercise: Int, mistake: String) -> Count? { counts["\(exercise) \(mistake)"] }
}
