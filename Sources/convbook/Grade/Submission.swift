// What a student handed in for one exercise.

import Foundation
import LessonKit

/// Who handed something in.
struct Student: Hashable, Codable {
  /// As a folder, a file or a list of the class gives it.
  var name: String
  /// The student number, as a list of the class has it.
  var id: String?
  var email: String?
  /// What a learning platform counts its users by: the same digits may be another's `id`.
  var platformNumber: PlatformNumber?
  /// The name by which the student logs in, if a list has it.
  var login: String?
}

/// A student's submission for one exercise, or the reason why it can't be graded.
struct Submission {
  var student: Student
  /// The path where it was found: "anna.zip/05/Exercise.swift".
  let origin: String
  /// The number of the lesson; nil when unknown.
  var lesson: Int?
  /// File names and their bytes; empty when it is refused.
  let sources: [(name: String, bytes: [UInt8])]
  /// The reason why it can't be graded; nil when it can.
  var refusal: Message?
  /// Whether that is that the list of the class leaves open whose it is.
  var isDisputed = false
  /// The students of the list whose it may be.
  var claimants: [Student] = []
  /// Whether another answer of the student's to the exercise counts in its place.
  var isSuperseded = false
  /// When it was handed in, as the learning platform says; never the date of a file.
  var handedIn: Date?
  /// Whether the learning platform says that it was late.
  var isMarkedLate = false
  /// Where it stands among what the student handed in, as the learning platform counts; nil when
  /// it does not.
  var order: Int?

  /// Refuses it, because the list of the class leaves open whose it is. What a list could be joined
  /// by is left out, so that no grade of nobody's becomes someone's.
  mutating func dispute(_ words: Message, between claimants: [Student]) {
    (refusal, isDisputed, self.claimants) = (words, true, claimants)
    student = Student(name: student.name)
  }
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
