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
      "smallThreads",
      "var kind = pthread_attr_t()\npthread_attr_init(&kind)\n"
        + "pthread_attr_setstacksize(&kind, 16384)\nfor _ in 0..<20_000 {\n"
        + "var thread = pthread_t()\n"
        + "pthread_create(&thread, &kind, { _ in while true {} }, nil) }\nwhile true {}",
      .failed
    ),
    (
      "fewThreads",
      "DispatchQueue.concurrentPerform(iterations: 50) { _ in usleep(1000) }\n"
        + ExerciseCommandTests.loops, .passed
    ),
    (
      "flood", "return [[Float]](repeating: [Float](repeating: 1, count: 1000), count: 1000)",
      .failed
    ),
    ("leftover", "throw Unfinished()\n" + ExerciseCommandTests.loops, .unfinished),
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
    ("killed", "raise(SIGKILL)\nreturn []", .failed),
    ("overtime", "raise(SIGXCPU)\nreturn []", .failed),
    ("sleeps", "sleep(100)\nreturn []", .failed),
    (
      "bomb",
      "return [["
        + Array(repeating: "[1: 2].map { $0.0 + 1.0 }.count", count: 40)
        .joined(separator: " + ") + "]]", .didNotCompile
    ),
    ("brackets", "return " + String(repeating: "(", count: 5000), .didNotCompile),
  ]

  /// What no answer may hold, below a right one.
  static let forbidden = [
    ("section", "@_section(\".init_array\") let early: Int = 1\n"),
    ("newSection", "@section(\".preinit_array\") let early: Int = 1\n"),
    ("interposed", "@_cdecl(\"getenv\") public func getenv(_ name: Int) -> Int { 0 }\n"),
    ("imports", "import Checks\n"), ("testable", "@testable import LessonKit\n"),
    ("hidden", "let a = /\"\"\"/\n@_section(\".init_array\") let b: Int = 1\nlet c = /\"\"\"/\n"),
  ]
  static let longName = String(repeating: "n", count: 240)

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
      for (name, text) in GradeTests.forbidden {
        try folder.write(right + text, to: "class/\(name).swift")
      }
      // The other exercise is named in a comment only.
      try folder.write("// No PaddingAndStrideExercise.\n" + right, to: "class/comment.swift")
      for name in ["group-1", "group-2", "student 12", "a:b", "a?b", longName] {
        try folder.write(right, to: "class/\(name).swift")
      }
      let ownMain = right.replacing(
        "Attempt {", with: "Attempt {\n  static func main() { print(\"passed\") }\n")
      try folder.write(ownMain, to: "class/main.swift")
      try folder.write(right, to: "class/=1+1 <b>&.swift")
      try folder.write(right, to: "class/folder/05/Exercise.swift")
      try folder.write(
        right + "// " + String(repeating: "x", count: 10_000_000), to: "class/big.swift")
      try folder.write("let a = 1\n", to: "class/nothing.swift")
      try folder.write("some notes", to: "class/Eva Ek_77_assignsubmission_file_notes.txt")
      try folder.write("name,points", to: "class/points.csv")
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

  @Test(arguments: forbidden.map(\.0)) func whatRunsTooEarlyIsRefused(_ student: String) throws {
    let grade = try Self.graded.get().grade(student)
    #expect(grade.status == .didNotCompile)
    #expect(grade.message.english.contains("\(student).swift:"), "\(grade.message)")
  }

  @Test(arguments: ["group-1", "group-2", "student 12", "a:b", "a?b", "comment", longName])
  func everyoneIsThemselves(_ student: String) throws {
    let graded = try Self.graded.get()
    #expect(try graded.grade(student).status == .passed)
    let folders = GradeReports.folders(of: Set(graded.grades.map(\.student)))
    #expect(Set(folders.values).count == folders.count)
    let results = "gradescope/\(try #require(folders[student]))/results.json"
    #expect(
      FileManager.default.fileExists(atPath: graded.output.appendingPathComponent(results).path))
  }

  @Test func leftoversAreTold() throws {
    let message = try Self.graded.get().grade("leftover").message.english
    #expect(message.contains("line 6") && message.contains("delete"), "\(message)")
  }

  @Test func aTableBesideTheClassIsNoStudent() throws {
    let graded = try Self.graded.get()
    #expect(!graded.grades.contains { $0.student.contains("points") })
    #expect(graded.again?.errors.contains("points.csv") == true)
  }

  @Test(arguments: ["big", "nothing", "Eva Ek", "latin", "link"])
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
    #expect(!message.contains("*"), "\(message)")
  }

  /// What ended at once did not run out of time.
  @Test(arguments: ["killed", "overtime"]) func aSignalIsCalledOne(_ student: String) throws {
    let message = try Self.graded.get().grade(student).message.english
    #expect(message.contains("signal") && !message.contains("come to an end"), "\(message)")
  }

  @Test func oneRunAtATime() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "class/a.swift")
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
    #expect(page.contains(" students</b>: =1+1 &lt;b&gt;&amp;, a:b, a?b, comment, fewThreads,"))
    let xml = XMLParser(data: Data(try text("junit.xml").utf8))
    #expect(xml.parse())
    let own =
      try JSONSerialization.jsonObject(with: Data(text("gradescope/right/results.json").utf8))
      as? [String: Any]
    #expect(own?["score"] as? Int == 1)
    // Each says which edition graded.
    let extra = own?["extra_data"] as? [String: String]
    #expect(extra?["convbook"] == Edition.version && UInt64(extra?["seed"] ?? "") != nil)
    let property = "<property name=\"convbook\" value=\"\(Edition.version)\"/>"
    #expect(try text("junit.xml").contains(property))
    #expect(page.contains("<meta name=\"convbook:version\" content=\"\(Edition.version)\">"))
  }
}
