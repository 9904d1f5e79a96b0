// What a student handed in for one exercise.

import Foundation
import LessonKit

/// Who handed something in.
struct Student: Hashable {
  /// As a folder, a file or a list of the class gives it.
  var name: String
  /// The number by which a learning platform or a list of the class knows them.
  var id: String?
  var email: String?
}

/// A student's submission for one exercise, or the reason why it can't be graded.
struct Submission {
  var student: Student
  /// The path where it was found: "anna.zip/05/Exercise.swift".
  let origin: String
  /// The number of the lesson; nil when unknown.
  let lesson: Int?
  /// File names and their bytes; empty when it is refused.
  let sources: [(name: String, bytes: [UInt8])]
  /// The reason why it can't be graded; nil when it can.
  var refusal: Message?
}

/// What a student may hand in. It bounds the time and memory that one can take from the others.
struct SubmissionBudget {
  /// The maximum size of a source in bytes.
  static let largestSource = 256 << 10
  /// The maximum size of an archive in bytes.
  static let largestArchive = 64 << 20
  /// The maximum number of Swift files.
  static let mostFiles = 200
  /// The maximum size of all Swift files together in bytes.
  static let mostBytes = 4 << 20
  /// The maximum number of rows that a student gets for what can't be graded.
  static let mostRefusals = 10
  /// The depth of folders that are looked into.
  static let deepest = 8
}
