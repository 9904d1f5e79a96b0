// Grades as files for other programs: CSV for a spreadsheet, JUnit XML for a build server,
// Gradescope's results for an autograder.

import Foundation
import LessonKit

/// Writes the reports.
struct GradeReports {
  /// What the record of their folder calls them.
  static let name = "grades"
  /// The files that a class has, whoever is in it.
  static let files = ["index.html", "grades.csv", "junit.xml"]

  let grades: [Grade]

  /// One row for each submission. RFC 4180.
  var csv: String {
    let head = [
      "student", "exercise", "status", "score", "out of", "mistakes", "message", "submission",
      "seconds", "seed",
    ]
    let rows = grades.map { grade in
      [
        grade.student, grade.exercise.map(String.init) ?? "", grade.status.rawValue,
        "\(grade.score)", "\(grade.outOf)",
        grade.functions.compactMap(\.mistake).joined(separator: " "),
        grade.message.english, grade.origin, "\((grade.seconds * 100).rounded() / 100)",
        "\(grade.seed)",
      ]
    }
    return ([head] + rows).map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A field that no spreadsheet takes for a formula.
  static func field(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
    let safe = (isFormula ? "'" : "") + text.filter { $0 == "\n" || !$0.isControl }
    // Unicode scalars: of characters "\r\n" is one, which a lone "\n" does not equal.
    guard safe.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else {
      return safe
    }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  /// A suite for each student, a case for each function.
  var junit: String {
    var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    let all = grades.map { max(1, $0.functions.count) }.reduce(0, +)
    xml += "<testsuites tests=\"\(all)\" failures=\"\(all - grades.map(\.score).reduce(0, +))\">\n"
    for (student, grades) in byStudent {
      let cases = grades.flatMap(Self.cases)
      let seconds = grades.map(\.seconds).reduce(0, +)
      xml += "  <testsuite name=\"\(escaped(student))\" tests=\"\(cases.count)\""
      xml += " failures=\"\(cases.count { $0.failure != nil })\" time=\"\(Self.time(seconds))\">\n"
      xml += "    <properties><property name=\"convbook\" value=\"\(Edition.version)\"/>"
      xml += "</properties>\n"
      for item in cases {
        xml += "    <testcase classname=\"\(escaped(item.group))\" name=\"\(escaped(item.name))\""
        if let failure = item.failure {
          xml += ">\n      <failure message=\"\(escaped(failure))\">\(escaped(item.details))"
          xml += "</failure>\n    </testcase>\n"
        } else {
          xml += "/>\n"
        }
      }
      xml += "  </testsuite>\n"
    }
    return xml + "</testsuites>\n"
  }

  private typealias Case = (group: String, name: String, failure: String?, details: String)

  private static func cases(_ grade: Grade) -> [Case] {
    let group = grade.exercise.map { "exercise \($0)" } ?? "no exercise"
    if grade.functions.isEmpty {
      return [(group, grade.origin, "\(grade.status.words.english): \(grade.message.english)", "")]
    }
    return grade.functions.map { function in
      let found = function.message.isEmpty ? grade.status.words : function.message
      let details =
        function.explanation ?? (grade.status == .didNotCompile ? grade.message : "")
      return (group, function.name, function.hasPassed ? nil : found.english, details.english)
    }
  }

  private static func time(_ seconds: Double) -> String { "\((seconds * 1000).rounded() / 1000)" }

  /// Students in order, each with their grades.
  var byStudent: [(String, [Grade])] {
    Dictionary(grouping: grades, by: \.student).sorted { $0.key < $1.key }.map {
      ($0.key, $0.value)
    }
  }

  /// Gradescope's `results.json` of one student; format: gradescope-autograders.readthedocs.io.
  static func gradescope(_ grades: [Grade]) throws -> Data {
    struct Test: Encodable {
      let name: String
      let score: Int
      let maxScore: Int
      let status: String
      let output: String
      enum CodingKeys: String, CodingKey {
        case name, score, status, output
        case maxScore = "max_score"
      }
    }
    struct Results: Encodable {
      let score: Int
      let executionTime: Int
      let output: String
      let tests: [Test]
      /// What Gradescope keeps and shows to nobody.
      let extraData: [String: String]
      enum CodingKeys: String, CodingKey {
        case score, output, tests
        case extraData = "extra_data"
        case executionTime = "execution_time"
      }
    }
    let tests = grades.flatMap { grade in
      cases(grade).map { item in
        Test(
          name: "\(item.group): \(item.name)", score: item.failure == nil ? 1 : 0, maxScore: 1,
          status: item.failure == nil ? "passed" : "failed",
          output: [item.failure, item.details].compactMap(\.self).filter { !$0.isEmpty }
            .joined(separator: "\n\n"))
      }
    }
    let results = Results(
      score: tests.map(\.score).reduce(0, +),
      executionTime: Int(grades.map(\.seconds).reduce(0, +).rounded(.up)),
      output: "Convbook: \(tests.count { $0.score == 1 }) of \(tests.count) passed.", tests: tests,
      extraData: ["convbook": Edition.version, "seed": grades.first.map { "\($0.seed)" } ?? ""])
    return Data(try JSONText.of(results).utf8)
  }

  /// Writes all of them to a folder.
  ///
  /// - Throws: `OutputRefusal` when a file is in the way that no run of `grade` wrote.
  func write(to folder: OutputFolder) throws {
    try folder.write(Data(csv.utf8), to: "grades.csv")
    try folder.write(Data(junit.utf8), to: "junit.xml")
    for (student, grades) in byStudent {
      try folder.write(
        Self.gradescope(grades), to: "gradescope/\(Self.fileName(student))/results.json")
    }
  }

  /// A student's name as the name of a folder.
  static func fileName(_ student: String) -> String {
    let safe = String(student.map { $0.isLetter || $0.isNumber || "-_. ".contains($0) ? $0 : "_" })
    let short = String(safe.prefix(80))
    return short.allSatisfy({ $0 == "." }) ? "_" : short
  }
}

extension Character {
  /// A control character of ASCII.
  fileprivate var isControl: Bool { asciiValue.map { $0 < 0x20 || $0 == 0x7f } ?? false }
}
