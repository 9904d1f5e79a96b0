import LessonKit
import Testing

@testable import convbook

@Suite struct JSONTextTests {
  private static let korean: Catalogue = {
    var file = CatalogueFile()
    file.entries = [
      .init(id: "passed", translations: ["통과"]),
      .init(id: "right in all {1} cases", translations: ["{1}개 모두 맞음"]),
    ]
    var catalogue = Catalogue(language: "ko")
    catalogue.add(file)
    return catalogue
  }()

  private static let grade = Grade(
    student: "anna", origin: "anna.swift", exercise: 5, status: .passed,
    message: ExerciseMessages.right(3),
    functions: [
      .init(name: "crossCorrelate", hasPassed: false, message: ExerciseMessages.right(3))
    ], seconds: 1, key: "")

  /// What other programs read is English, what people read is in their language.
  @Test func programsReadEnglish() throws {
    try Catalogue.$current.withValue(Self.korean) {
      #expect(Self.grade.status.words.text == "통과")
      #expect(Self.grade.message.text == "3개 모두 맞음")
      #expect(try JSONText.of(Self.grade).contains("\"message\" : \"right in all 3 cases\""))
      let reports = GradeReports(grades: [Self.grade])
      #expect(reports.csv.contains("right in all 3 cases"))
      #expect(reports.junit.contains("<failure message=\"right in all 3 cases\">"))
      let results = String(decoding: try reports.gradescope([Self.grade]), as: UTF8.self)
      #expect(results.contains("right in all 3 cases") && !results.contains("맞음"))
    }
  }

  @Test func onOneLine() throws {
    #expect(try JSONText.of(["a": 1], isIndented: false) == "{\"a\":1}")
  }
}
