// What a submission was given, as it is kept between runs and written to every report.

import Foundation
import LessonKit

/// One submission graded.
struct Grade: Codable, Sendable {
  /// How it stands.
  enum Status: String, Codable, CaseIterable, Sendable {
    case passed
    case unfinished
    case mistake
    case wrong
    case failed
    case didNotCompile
    /// There was nothing that could be graded.
    case refused
  }

  /// One function of the exercise.
  struct Function: Codable, Sendable {
    var name: String
    var hasPassed: Bool
    /// What was found, in a line.
    var message: Message
    /// The identifier of the mistake that was recognised.
    var mistake: String?
    var explanation: Message?
    /// The case that shows what is wrong, with what it was called with; nil when nothing is.
    var testCase: Message?
    /// What it answered to that case, or to the first, in words.
    var answer: Message?
    /// What is expected of that case.
    var expected: Message?
    /// The first difference between the two, where the message is something else.
    var difference: Message?
    /// Answer, and what is expected, as a picture: a file in the folder of pictures.
    var picture: String?
  }

  /// A name that no other student has.
  var student: String
  /// The number and the address by which a list or a platform knows them.
  var id: String?
  var email: String?
  var origin: String
  var exercise: Int?
  var status: Status
  /// What was found, in a line or with the compiler's words.
  var message: Message
  var functions: [Function]
  /// The library's function that it calls instead of writing it.
  var calls: String?
  /// Seconds it took to compile and to ask.
  var seconds: Double
  /// What it was made of; the same again need not be graded again.
  var key: String
  /// What its cases were drawn from.
  var seed: UInt64 = 0

  /// When it was handed in, as the learning platform says; nil when it does not.
  var handedIn: Date?
  /// Whether the learning platform says that it was late.
  var isMarkedLate: Bool?
  /// Whether it is left open whose it is.
  var isDisputed: Bool?
  /// The students of the list whose it may be.
  var claimants: [Student]?
  /// Whether another answer of the student's to the exercise counts in its place.
  var isSuperseded: Bool?
  /// The number by which a learning platform knows the student.
  var platformNumber: PlatformNumber?

  /// Functions that passed, of how many; none of one where there is nothing to count.
  var score: Int { functions.count { $0.hasPassed } }
  var outOf: Int { max(1, functions.count) }
}

extension Grade.Status {
  init(_ status: ExerciseReport.Status) {
    self =
      switch status {
      case .passed: .passed
      case .unfinished: .unfinished
      case .mistake: .mistake
      case .wrong: .wrong
      case .failed: .failed
      case .didNotCompile: .didNotCompile
      }
  }

  /// For a narrow table: no two look the same, whatever the colour.
  var mark: (sign: String, letter: String) {
    switch self {
    case .passed: ("✓", "")
    case .unfinished: ("…", "")
    case .mistake: ("✗", "m")
    case .wrong: ("✗", "w")
    case .failed: ("✗", "n")
    case .didNotCompile: ("✗", "c")
    case .refused: ("✗", "r")
    }
  }

  /// For a table.
  var words: Message {
    switch self {
    case .passed: "passed"
    case .unfinished: "unfinished"
    case .mistake: "known mistake"
    case .wrong: "wrong"
    case .failed: "no answer"
    case .didNotCompile: "did not compile"
    case .refused: "not graded"
    }
  }
}
