// The words of verdicts: numbers as people write them, counts of what they count.

import Checks
import LessonKit
import Testing

@testable import convbook

@Suite struct VerdictTextTests {
  /// Two numbers that differ are told apart, whatever they are, and written as people write them.
  @Test func differentNumbersLookDifferent() {
    for _ in 0..<1000 {
      let expected = Float(bitPattern: .random(in: 0 ... .max))
      let others: [Float] = [
        expected.nextUp, -expected, expected * 1.001, Float(bitPattern: .random(in: 0 ... .max)),
      ]
      let yours = others.randomElement() ?? 0
      guard yours != expected, yours.isFinite, expected.isFinite else { continue }
      let (wrong, right) = ExerciseMessages.precise(Double(yours), Double(expected))
      #expect(wrong != right, "\(yours) \(expected)")
      #expect(!(wrong + right).contains("e"), "\(wrong) \(right)")
    }
  }

  @Test func hugeNumbersAreWrittenAsPowers() {
    let difference = Difference.number(
      index: [0, 0], yours: 6.118315345628365e+16, expected: -1, differing: 9, of: 9)
    #expect(
      ExerciseMessages.difference(difference).english
        == "6.118·10¹⁶ at [0, 0] is not −1; 9 of 9 numbers differ")
  }

  /// What is said of a whole exercise counts the cases of all its functions.
  @Test func anExerciseCountsAllItsCases() throws {
    for check in Checks.all {
      var report = ExerciseReport(check: check)
      report.results = check.problems.map { problem in
        problem.evaluate(problem.cases.map { .answer($0.expected) })
      }
      let cases = report.results.reduce(0) { $0 + $1.cases }
      #expect(report.status == .passed)
      #expect(report.message.english.contains("all \(cases) cases"), "\(report.message)")
    }
  }
}
