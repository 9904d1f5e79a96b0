// What a student reads of all exercises together, and of those that could not be graded.

import Foundation
import LessonKit
import Testing

@testable import convbook

@Suite struct FeedbackPageTests {
  private func grade(_ exercise: Int, _ status: Grade.Status, _ message: Message = "") -> Grade {
    Grade(
      student: "anna", origin: "a\(exercise).swift", exercise: exercise, status: status,
      message: message, functions: [], seconds: 0, key: "")
  }

  private func page(_ grades: [Grade], _ course: Course?) throws -> String {
    let points = try CoursePoints(grades: grades, course: course, roster: nil)
    return FeedbackPage(
      student: "anna", grades: grades, points: points.rows.first,
      pictures: URL(fileURLWithPath: "/")
    ).html
  }

  /// What was handed in counts, graded or not, and each exercise once.
  @Test func allThatWasHandedInCounts() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20 {
      let passed = Int.random(in: 0...4, using: &generator)
      let refused = Int.random(in: 1...4, using: &generator)
      var grades = (0..<passed).map { grade(4 + $0, .passed) }
      grades += (0..<refused).map { grade(10 + $0, .refused, "is a link") }
      // A starter beside an answer.
      grades += grades.prefix(passed).map { grade($0.exercise ?? 0, .refused, "is as given") }
      let html = try page(grades.shuffled(using: &generator), nil)
      let all = passed + refused
      #expect(html.contains("\(passed) of \(all) exercise\(all == 1 ? "" : "s") passed"))
    }
  }

  /// Why it was not graded stands there once.
  @Test(arguments: ["is a link", "is not UTF-8 text"]) func aReasonIsSaidOnce(
    _ reason: String
  ) throws {
    let html = try page([grade(5, .refused, Message(reason))], nil)
    #expect(html.components(separatedBy: reason).count == 2)
    #expect(html.contains("0 of 1 points"))
  }
}
