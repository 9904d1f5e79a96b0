// The check of an exercise: test cases, expected answers, known misconceptions and hints.

import Exercises
import Formatting

/// The check of one exercise.
package struct ExerciseCheck: Sendable {
  /// The lesson's number: 5.
  package let lesson: Int
  /// The protocol a student's type conforms to: "SlidingWindowExercise".
  package let protocolName: String
  /// Hints, each a step further than the one before.
  package let hints: [Message]
  /// One check for each function to write, in the order of the protocol's problems.
  package let problems: [ProblemCheck]
  /// Seconds a function may take to answer one case.
  package let timeLimit: Double

  package init(
    lesson: Int, _ protocolName: String, timeLimit: Double = 10, hints: [Message],
    _ problems: ProblemCheck...
  ) {
    self.lesson = lesson
    self.protocolName = protocolName
    self.timeLimit = timeLimit
    self.hints = hints
    self.problems = problems
  }

  private init(_ other: ExerciseCheck, _ problems: [ProblemCheck]) {
    lesson = other.lesson
    protocolName = other.protocolName
    hints = other.hints
    timeLimit = other.timeLimit
    self.problems = problems
  }

  /// Returns the check with drawn cases behind those that it shows.
  ///
  /// - Parameters:
  ///   - count: how many are drawn for each function.
  ///   - seed: decides which; the same seed draws the same ones.
  package func drawing(_ count: Int, seed: UInt64) -> ExerciseCheck {
    ExerciseCheck(
      self,
      problems.map { $0.drawing(count, seed: mixed(seed, with: "\(lesson) \($0.name)")) })
  }
}
