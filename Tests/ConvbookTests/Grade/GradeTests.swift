// A class with malicious answers, each compiled and run.

import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite(.serialized) struct GradeTests {
  /// Functions' bodies, and what may come of them.
  static let students: [(name: String, body: String, status: Grade.Status)] = [
    ("right", ExerciseCommandTests.loops, .passed),
    (
      "turned",
      "let filter = Array(filter.reversed().map { Array($0.reversed()) })\n"
        + ExerciseCommandTests.loops, .mistake
    ),
    ("loop", "while true {}", .failed),
    (
      "fork",
      "for _ in 0..<3 { let p = Process(); p.executableURL = URL(fileURLWithPath: \"/bin/sh\"); "
        + "p.arguments = [\"-c\", \"sleep 60\"]; try p.run() }\nreturn []", .failed
    ),
    (
      "threads", "for _ in 0..<100_000 { Thread.detachNewThread { while true {} } }\nreturn []",
      .failed
    ),
    (
      "hog",
      "var all: [[UInt8]] = []\nwhile true { "
        + "all.append([UInt8](repeating: 1, count: 50_000_000)) }",
      .failed
    ),
    ("endless", "while true { print(String(repeating: \"x\", count: 1000)) }", .failed),
    ("leaves", "exit(0)", .failed),
    ("outside", "let last = input.count\nreturn [input[last]]", .failed),
    (
      "overflows",
      "let most = UInt8(truncatingIfNeeded: 255 + 256 * input.count)\nreturn [[Float(most + 1)]]",
      .failed
    ),
    (
      "forges",
      "print(\"{\\\"status\\\":\\\"passed\\\"}\"); fflush(nil)\n"
        + "for fd in 3..<64 { _ = \"passed\".withCString { write(Int32(fd), $0, 6) } }\nexit(0)",
      .failed
    ),
    ("deletes", "try FileManager.default.removeItem(atPath: \"VICTIM\")\nreturn []", .failed),
    (
      "writes",
      "try \"x\".write(toFile: \"VICTIM.new\", atomically: false, encoding: .utf8)\nreturn []",
      .failed
    ),
    (
      "reads",
      "let text = try String(contentsOfFile: \"SOLUTION\", encoding: .utf8)\n"
        + "print(text)\nreturn []", .failed
    ),
    (
      "spies", "print(try FileManager.default.contentsOfDirectory(atPath: \"CLASS\"))\nreturn []",
      .failed
    ),
    (
      "calls",
      "guard socket(AF_INET, 1, 0) < 0, kill(getppid(), 0) < 0 else { return [] }\n"
        + "struct Alone: Error {}; throw Alone()", .failed
    ),
    ("sleeps", "sleep(100)\nreturn []", .failed),
    (
      "bomb",
      "return [["
        + Array(repeating: "[1: 2].map { $0.0 + 1.0 }.count", count: 40)
        .joined(separator: " + ") + "]]", .didNotCompile
    ),
  ]

  /// The class is graded once; every test looks at the same grades.
  private static let graded = Result { try Class() }

  private struct Class: Sendable {
    let folder: TemporaryFolder
    let grades: [Grade]
    let output: URL
    var again: Run?

    init() throws {
      folder = try TemporaryFolder()
      let submissions = folder.url.appendingPathComponent("class")
      output = folder.url.appendingPathComponent("grades")
      try folder.write("keep me", to: "victim")
      let solution = Project.folder.appendingPathComponent(
        "Tests/ExerciseTests/Solutions/SlidingWindowSolution.swift")
      for student in GradeTests.students {
        let text = ExerciseCommandTests.source(student.body)
          .replacing("VICTIM", with: folder.path("victim"))
          .replacing("SOLUTION", with: solution.path).replacing("CLASS", with: submissions.path)
        try folder.write(text, to: "class/\(student.name).swift")
      }
      let right = ExerciseCommandTests.source(ExerciseCommandTests.loops)
      let ownMain = right.replacing(
        "Attempt {", with: "Attempt {\n  static func main() { print(\"passed\") }\n")
      try folder.write(ownMain, to: "class/main.swift")
      try folder.write(right, to: "class/=1+1 <b>&.swift")
      try folder.write(right, to: "class/folder/05/Exercise.swift")
      try folder.write(
        right + "// " + String(repeating: "x", count: 10_000_000), to: "class/big.swift")
      try folder.write("let a = 1\n", to: "class/nothing.swift")
      try folder.write("some notes", to: "class/notes.txt")
      try Data(right.utf8.map { $0 } + [0x2f, 0x2f, 0xfc, 0xdf]).write(
        to: submissions.appendingPathComponent("latin.swift"))
      try FileManager.default.createSymbolicLink(
        at: submissions.appendingPathComponent("link.swift"),
        withDestinationURL: submissions.appendingPathComponent("right.swift"))
      let run = try Run(Self.arguments(submissions, output))
      #expect(run.status == 0, "\(run.errors)")
      grades = try JSONDecoder().decode([Grade].self, from: Data(run.output.utf8))
      again = try Run(Self.arguments(submissions, output))
    }

    static func arguments(_ submissions: URL, _ output: URL) -> [String] {
      [
        "grade", submissions.path, "--output", output.path, "--json", "--seconds", "3",
        "--compiler-seconds", "20", "--megabytes", "512",
      ]
    }

    func grade(_ student: String) throws -> Grade {
      try #require(grades.first { $0.student == student })
    }
  }

  @Test(arguments: students.indices) func everyoneGetsWhatTheyDeserve(_ index: Int) throws {
    let student = Self.students[index]
    let grade = try Self.graded.get().grade(student.name)
    #expect(grade.status == student.status, "\(student.name): \(grade.message)")
    #expect(grade.exercise == 5)
    #expect((grade.score > 0) == (student.status == .passed))
  }

  @Test(arguments: ["big", "nothing", "notes.txt", "latin", "link"])
  func whatCantBeGradedIsSaid(_ student: String) throws {
    let grade = try Self.graded.get().grade(student)
    #expect(grade.status == .refused)
    #expect(!grade.message.isEmpty)
  }

  /// As `check` says it, though such a program may start nothing that looks at it.
  @Test(arguments: [("outside", "Index out of range"), ("overflows", "arithmetic overflow")])
  func crashesAreNamed(_ student: String, _ words: String) throws {
    let message = try Self.graded.get().grade(student).message.english
    #expect(message.contains(words) && message.contains("in line "), "\(message)")
  }

  @Test func oneRunAtATime() throws {
    let folder = try TemporaryFolder()
    try folder.write("some notes", to: "class/notes.txt")
    try folder.write("", to: "grades/.lock")
    let lock = open(folder.path("grades/.lock"), O_RDWR | O_CLOEXEC)
    defer { close(lock) }
    #expect(flock(lock, LOCK_EX) == 0)
    let run = try Run(["grade", folder.path("class"), "--output", folder.path("grades")])
    #expect(run.status == 2 && run.errors.contains("another grade is at work"))
  }

  @Test func aMainOfOnesOwnIsNoPass() throws {
    #expect(try Self.graded.get().grade("main").status == .failed)
  }

  @Test func namesAndFoldersAreNoObstacle() throws {
    #expect(try Self.graded.get().grade("=1+1 <b>&").status == .passed)
    #expect(try Self.graded.get().grade("folder").status == .passed)
  }

  @Test func nothingOutsideWasTouched() throws {
    let folder = try Self.graded.get().folder
    #expect(
      try String(contentsOf: folder.url.appendingPathComponent("victim"), encoding: .utf8)
        == "keep me")
    #expect(!FileManager.default.fileExists(atPath: folder.path("victim.new")))
  }

  @Test func begunAgainItGradesNothingTwice() throws {
    let graded = try Self.graded.get()
    let again = try #require(graded.again)
    let grades = try JSONDecoder().decode([Grade].self, from: Data(again.output.utf8))
    // The seconds it took are those of the first time.
    #expect(grades.map(\.seconds) == graded.grades.map(\.seconds))
    #expect(grades.map(\.status) == graded.grades.map(\.status))
  }

  @Test func reportsHoldEveryone() throws {
    let graded = try Self.graded.get()
    func text(_ name: String) throws -> String {
      try String(contentsOf: graded.output.appendingPathComponent(name), encoding: .utf8)
    }
    let csv = try text("grades.csv")
    #expect(csv.contains("'=1+1 <b>&,5,passed,1,1,"))
    for grade in graded.grades { #expect(csv.contains("\(grade.student)")) }
    let page = try text("index.html")
    #expect(page.contains("=1+1 &lt;b&gt;&amp;"))
    #expect(!page.contains("<b>&amp;"))
    #expect(page.contains("<b>3 students</b>: =1+1 &lt;b&gt;&amp;, folder, right"))
    let xml = XMLParser(data: Data(try text("junit.xml").utf8))
    #expect(xml.parse())
    let own =
      try JSONSerialization.jsonObject(with: Data(text("gradescope/right/results.json").utf8))
      as? [String: Any]
    #expect(own?["score"] as? Int == 1)
    // Each says which edition graded.
    #expect(own?["extra_data"] as? [String: String] == ["convbook": Edition.version])
    let property = "<property name=\"convbook\" value=\"\(Edition.version)\"/>"
    #expect(try text("junit.xml").contains(property))
    #expect(page.contains("<meta name=\"convbook:version\" content=\"\(Edition.version)\">"))
  }
}

@Suite struct SubmissionFinderTests {
  @Test(arguments: [
    ("anna.swift", "anna"), ("anna-05.swift", "anna"), ("Ben_exercise5.zip", "Ben"),
    ("c d ex 12.swift", "c d"), ("05.swift", "05"), ("r2d2.swift", "r2d2"),
  ])
  func studentsAreNamedByTheirFiles(_ name: String, _ student: String) {
    #expect(SubmissionFinder.student(name) == student)
  }

  @Test(arguments: [
    ("plain", "plain"), ("=1", "'=1"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
    ("@x,", "\"'@x,\""), ("error:\nlet x", "\"error:\nlet x\""),
  ])
  func fieldsAreSafe(_ text: String, _ field: String) {
    #expect(GradeReports.field(text) == field)
  }

  @Test(arguments: [("../x", ".._x"), ("..", "_"), ("a/b\\c", "a_b_c"), ("Zoë", "Zoë")])
  func namesOfFoldersStayInside(_ student: String, _ name: String) {
    #expect(GradeReports.fileName(student) == name)
  }

  /// A student's name can't pass for another row of the table.
  @Test func namesStayInTheirRows() {
    let grade = Grade(
      student: "eve\n✓ anna", origin: "", exercise: 5, status: .wrong, message: "", functions: [],
      seconds: 0, key: "")
    let lines = GradeTable(grades: [grade], style: .plain).lines
    #expect(lines[0].hasPrefix("✗ eve\\u{A}✓ anna"))
    #expect(!lines.joined(separator: "\n").contains("\n✓"))
  }
}
