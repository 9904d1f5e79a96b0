// Grades as files for other programs: CSV for a spreadsheet, JUnit XML for a build server,
// Gradescope's results for an autograder.

import Foundation
import LessonKit
import Processes

/// Writes the reports.
struct GradeReports {
  /// What the record of their folder calls them.
  static let name = "grades"
  /// The files that a class has, whoever is in it.
  static let files = [
    "index.html", "misconceptions.html", "misconceptions.csv", "grades.csv", "junit.xml",
  ]

  let grades: [Grade]
  /// What exercises are worth; without one each function is a point.
  var course: Course?
  /// The exercises that every student is expected to hand in.
  var missing: Set<Int> = []

  /// One row for each submission. RFC 4180.
  var csv: String {
    let head = [
      "student", "exercise", "status", "score", "out of", "mistakes", "message", "submission",
      "seconds", "id", "e-mail", "calls the library's", "seed", "platform's number",
    ]
    let rows = grades.map { grade in
      [
        grade.student, grade.exercise.map(String.init) ?? "", grade.status.rawValue,
        "\(grade.score)", "\(grade.outOf)",
        grade.functions.compactMap(\.mistake).joined(separator: " "),
        grade.message.english, grade.origin, "\((grade.seconds * 100).rounded() / 100)",
        grade.id ?? "", grade.email ?? "", grade.calls ?? "", "\(grade.seed)",
        grade.platformNumber?.number ?? "",
      ]
    }
    return CSVText.text([head] + rows)
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
      xml += "    <properties>" + Self.properties(grades) + "</properties>\n"
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

  /// What graded, what the cases were drawn from, and where the library was called instead.
  private static func properties(_ grades: [Grade]) -> String {
    var properties = [("convbook", Edition.version)]
    if let seed = grades.first?.seed { properties.append(("seed", "\(seed)")) }
    for grade in grades {
      guard let name = grade.calls, let exercise = grade.exercise else { continue }
      properties.append(("exercise \(exercise) calls the library's", name))
    }
    return properties.map { name, value in
      "<property name=\"\(escaped(name))\" value=\"\(escaped(value))\"/>"
    }.joined()
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
  func gradescope(_ grades: [Grade]) throws -> Data {
    struct Test: Encodable {
      let name: String
      let score: Double
      let maxScore: Double
      let status: String
      let output: String
      enum CodingKeys: String, CodingKey {
        case name, score, status, output
        case maxScore = "max_score"
      }
    }
    struct Results: Encodable {
      let score: Double
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
    let handedIn = Set(grades.compactMap(\.exercise))
    let absent = missing.subtracting(handedIn).sorted().map { exercise in
      Test(
        name: "exercise \(exercise)", score: 0, maxScore: points(of: exercise).exercise,
        status: "failed", output: "Nothing was handed in.")
    }
    let tests =
      grades.enumerated().flatMap { place, grade in
        Self.cases(grade).map { item in
          let most =
            isCounted(grade, before: grades[..<place], of: grades)
            ? grade.exercise.map { points(of: $0).function(item.name) } ?? 1 : 0
          return Test(
            name: "\(item.group): \(item.name)", score: item.failure == nil ? most : 0,
            maxScore: most,
            status: item.failure == nil ? "passed" : "failed",
            output: [item.failure, item.details].compactMap(\.self).filter { !$0.isEmpty }
              .joined(separator: "\n\n"))
        }
      } + absent
    let results = Results(
      score: tests.map(\.score).reduce(0, +),
      executionTime: Int(grades.map(\.seconds).reduce(0, +).rounded(.up)),
      output: "Convbook: \(tests.count { $0.status == "passed" }) of \(tests.count) passed.",
      tests: tests,
      extraData: [
        "convbook": Edition.version, "seed": grades.first.map { "\($0.seed)" } ?? "",
        "calls": grades.compactMap(\.calls).joined(separator: " "),
      ])
    return Data(try JSONText.of(results).utf8)
  }

  /// Whether a student's grade has points: each exercise has them once, however many files are
  /// refused for it.
  private func isCounted(
    _ grade: Grade, before: ArraySlice<Grade>, of grades: [Grade]
  ) -> Bool {
    guard grade.status == .refused else { return true }
    guard grade.isSuperseded != true else { return false }
    guard let exercise = grade.exercise else { return missing.isEmpty }
    return !before.contains { $0.exercise == exercise && $0.isSuperseded != true }
      && !grades.contains { $0.exercise == exercise && $0.status != .refused }
  }

  /// The points of an exercise, and of each of its functions.
  private func points(of exercise: Int) -> (exercise: Double, function: (String) -> Double) {
    let names = CoursePoints.functions[exercise] ?? []
    guard let own = course?.exercises[exercise] else {
      return (Double(max(1, names.count)), { _ in 1 })
    }
    let needed = names.count { own.optionalFunctions[$0] == nil }
    return (
      own.points,
      { name in
        // A refused answer is one test, which stands for the exercise.
        if !names.contains(name) { return own.points }
        return own.optionalFunctions[name] ?? own.points / Double(max(1, needed))
      }
    )
  }

  /// Writes all of them to a folder.
  ///
  /// - Parameter pictures: the folder of the pictures of answers.
  /// - Throws: `OutputRefusal` when a file is in the way that no run of `grade` wrote.
  func write(to folder: OutputFolder, pictures: URL) throws {
    let misconceptions = ClassMisconceptions(grades: grades)
    let page = MisconceptionsPage(misconceptions: misconceptions, pictures: pictures)
    try folder.write(
      Data(ClassPage(grades: grades).html(picturesIn: pictures).utf8), to: "index.html")
    try folder.write(Data(page.html.utf8), to: "misconceptions.html")
    try folder.write(Data(misconceptions.csv.utf8), to: "misconceptions.csv")
    try folder.write(Data(csv.utf8), to: "grades.csv")
    try folder.write(Data(junit.utf8), to: "junit.xml")
    let folders = Self.folders(of: Set(grades.map(\.student)))
    for (student, grades) in byStudent {
      try folder.write(
        gradescope(grades), to: "gradescope/\(folders[student] ?? "_")/results.json")
    }
  }

  /// The longest name of a folder in bytes.
  private static let longestName = 100

  /// A folder for each student that is no other's, however file systems compare names: the
  /// student's name if it can be one, else one like it with a part of its hash.
  static func folders(of students: Set<String>) -> [String: String] {
    let plain = Dictionary(grouping: students, by: { $0.lowercased() })
    var folders: [String: String] = [:]
    for student in students {
      let safe = safeName(student)
      let isAlone = plain[student.lowercased()]?.count == 1
      // Scalars: characters that are written in two ways are equal.
      let isSame = safe.unicodeScalars.elementsEqual(student.unicodeScalars)
      let hash = SHA256.hexadecimal(Data(student.utf8)).prefix(8)
      folders[student] = isSame && isAlone ? safe : "\(safe)-\(hash)"
    }
    return folders
  }

  private static func safeName(_ student: String) -> String {
    var safe = String(student.map { $0.isLetter || $0.isNumber || "-_. ".contains($0) ? $0 : "_" })
    while safe.utf8.count > longestName { safe.removeLast() }
    return safe.allSatisfy({ $0 == "." }) ? "_" : safe
  }
}
