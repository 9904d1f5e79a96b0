// What a check holds, as a hash: a grade is kept as long as the check asks the same, expects the
// same and knows the same mistakes, on whatever machine and whenever the program was built.

import Checks
import Foundation
import LessonKit
import Processes

/// The hashes of checks, each computed once. The lock guards them.
final class CheckDigests: @unchecked Sendable {
  private let lock = NSLock()
  private let drawnCases: Int
  private let seed: UInt64
  private var digests: [Int: String] = [:]

  /// - Parameters:
  ///   - drawnCases: how many cases are drawn for each function.
  ///   - seed: what they are drawn from.
  init(drawnCases: Int, seed: UInt64) { (self.drawnCases, self.seed) = (drawnCases, seed) }

  /// Returns the hash of a lesson's check; empty without one.
  func digest(ofLesson lesson: Int?) -> String {
    guard let lesson, let check = Checks.check(ofLesson: lesson) else { return "" }
    return lock.withLock {
      if let known = digests[lesson] { return known }
      let digest = SHA256.hexadecimal(Data(Self.bytes(check.drawing(drawnCases, seed: seed))))
      digests[lesson] = digest
      return digest
    }
  }

  private static func bytes(_ check: ExerciseCheck) -> [UInt8] {
    var bytes = Array("\(check.lesson) \(check.protocolName) \(check.timeLimit)\n".utf8)
    for problem in check.problems {
      bytes += Array("\(problem.name) \(problem.tolerance)\n".utf8)
      for testCase in problem.cases {
        bytes += Array(testCase.name.english.utf8)
        for value in testCase.arguments + [testCase.expected] { value.append(to: &bytes) }
      }
      for mistake in problem.mistakes {
        let words = [mistake.title.english, mistake.explanation.english, mistake.trapMessage ?? ""]
        bytes += Array("\(mistake.identifier)\n\(words.joined(separator: "\n"))\n".utf8)
        for answer in mistake.answers {
          if let answer { answer.append(to: &bytes) } else { bytes.append(0) }
        }
      }
    }
    return bytes
  }
}
