// What a class believes is counted by student, and shown without names.

import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct ClassMisconceptionsTests {
  static func grade(
    _ student: String, _ exercise: Int, _ function: String, mistake: String?,
    status: Grade.Status = .mistake
  ) -> Grade {
    Grade(
      student: student, origin: "\(student).swift", exercise: exercise, status: status,
      message: "said",
      functions: [
        .init(
          name: function, hasPassed: status == .passed, message: "said", mistake: mistake,
          explanation: "why", testCase: "a case", answer: "[1]", expected: "[2]")
      ], seconds: 0, key: String(student.reversed()), seed: 7)
  }

  /// Four of five hand in exercise 5, two of them turned the filter, one of those something more.
  static let grades = [
    grade("anna", 5, "crossCorrelate", mistake: "turned-180"),
    grade("ben", 5, "crossCorrelate", mistake: "turned-180+transposed-filter"),
    grade("cleo", 5, "crossCorrelate", mistake: nil, status: .wrong),
    grade("dora", 5, "crossCorrelate", mistake: nil, status: .passed),
    grade("emil", 5, "crossCorrelate", mistake: "turned-180", status: .refused),
    grade("anna", 6, "convolve", mistake: "turned-180"),
  ]

  @Test func studentsAreCountedAndNotAnswers() throws {
    let own = ClassMisconceptions(grades: Self.grades)
    let five = try #require(own.byExercise.first { $0.exercise == 5 }).rows
    #expect(five.map(\.identifier) == ["turned-180", "transposed-filter"])
    #expect(five.map(\.holders.count) == [2, 1])
    #expect(five.map(\.students) == [4, 4] && five.map(\.percent) == [50, 25])
    #expect(five[0].title.english == "You turned the filter by 180°")
    // The example has this mistake alone.
    #expect(five[0].example.mistake == "turned-180")
    #expect(own.toTeachAgain.map(\.identifier).contains("turned-180"))
    #expect(!own.toTeachAgain.contains { $0.identifier == "transposed-filter" })
  }

  @Test func everyRowIsInTheTable() throws {
    let rows = CSVText.rows(ClassMisconceptions(grades: Self.grades).csv)
    #expect(rows[0][2] == "misconception")
    #expect(
      rows.contains { $0[0] == "5" && $0[2] == "turned-180" && $0[4...] == ["2", "4", "50"] })
    #expect(rows.contains { $0[0] == "course" && $0[2] == "transposed-filter" })
  }

  @Test func thePageNamesNobody() throws {
    let html = MisconceptionsPage(
      misconceptions: ClassMisconceptions(grades: Self.grades), pictures: URL(fileURLWithPath: "/")
    ).html
    #expect(html.contains("2 of 4") && html.contains("You turned the filter by 180°"))
    for name in Set(Self.grades.map(\.student)) { #expect(!html.contains(name)) }
  }

  @Test func aPageToHandBackNeedsNothingAndNamesNobodyElse() throws {
    let folder = try TemporaryFolder()
    let picture = Image(height: 2, width: 3, channels: 1, pixels: [0, 1, 2, 3, 4, 5])
    try folder.write(try picture.pngData(), to: "pictures/a.png")
    var grades = Self.grades
    grades[0].functions[0].picture = "a.png"
    try FeedbackPage.write(
      GradeReports(grades: grades), pictures: folder.url.appendingPathComponent("pictures"),
      to: folder.url.appendingPathComponent("back"))
    let html = try String(contentsOfFile: folder.path("back/anna.html"), encoding: .utf8)
    #expect(html.contains("src=\"data:image/png;base64,"))
    let addresses = html.matches(of: #/(?:src|href)="([^"]*)"/#).map { String($0.1) }
    #expect(addresses.allSatisfy { $0.hasPrefix("data:") || $0.hasPrefix("#") }, "\(addresses)")
    for other in ["ben", "cleo", "dora", "emil"] { #expect(!html.contains(other)) }
    // Both exercises, and how to go on.
    #expect(html.contains("convbook hint 5") && html.contains("convbook hint 6"))
    #expect(FileManager.default.fileExists(atPath: folder.path("back/emil.html")))
  }
}
