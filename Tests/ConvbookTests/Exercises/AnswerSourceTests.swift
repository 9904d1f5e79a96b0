// What the text of an answer tells before it is compiled, and what is made of the compiler's words.

import Checks
import Foundation
import LessonKit
import Processes
import TestSupport
import Testing

@testable import convbook

@Suite struct AnswerSourceTests {
  private func source(_ text: String) -> AnswerSource { AnswerSource(name: "a.swift", text: text) }

  @Test(arguments: [
    ("struct A: SlidingWindowExercise, Attempt {}", [5]),
    ("@main final class A: Attempt, LessonKit.SlidingWindowExercise {}", [5]),
    ("typealias Both = SlidingWindowExercise & Attempt\n@main struct A: Both {}", [5]),
    ("protocol Mine: SlidingWindowExercise {}\nstruct A: Mine, Attempt {}", [5]),
    ("@main struct A {}\nextension A: SlidingWindowExercise, Attempt {}", [5]),
    ("struct A<T>: SlidingWindowExercise where T: Equatable {}", [5]),
    ("// PaddingAndStrideExercise\nstruct A: SlidingWindowExercise {}", [5]),
    ("/* struct B: PaddingAndStrideExercise /* */ {} */ struct A: SlidingWindowExercise {}", [5]),
    ("let a = \"struct B: PaddingAndStrideExercise {}\"\nstruct A: SlidingWindowExercise {}", [5]),
    ("let a = #\"\"\"\n\"struct B: PaddingAndStrideExercise {}\n\"\"\"#\n", []),
    ("let a: any SlidingWindowExercise.Type = 1", []),
    ("struct A: SlidingWindowExercise {}\n@main struct B: PaddingAndStrideExercise {}", [7]),
    ("struct A: SlidingWindowExercise {}\nstruct B: PaddingAndStrideExercise {}", [5, 7]),
    ("struct SlidingWindowExercise {}", []), ("", []),
  ])
  func theConformanceTellsTheExercise(_ text: String, _ lessons: [Int]) {
    #expect(source(text).checks.map(\.lesson) == lessons)
  }

  @Test(arguments: [
    ("@_section(\".init_array\") let a = 1", 1), ("\n@_cdecl(\"x\") func a() {}", 2),
    ("@c func a() {}", 1), ("import Checks", 1), ("@testable import LessonKit", 1),
    ("import struct Checks.ExerciseCheck", 1),
    // For a reader of strings this is one string.
    ("let a = /\"\"\"/\n@_section(\"x\") let b = 1\nlet c = /\"\"\"/", 2),
    ("_ = /\"\"\"/\nimport Checks\n// \"\"\"", 2), ("f(/\"\"\"/)\n@c func a() {}\n// \"\"\"", 2),
    ("_ = /\"\"\"/\n@c(write) public func a() {}\n// \"\"\"", 2),
    ("_ = 4 /2; let s = \"\"\"\n/\"\"\"\n@ c (write) func a() {}", 3),
    ("// \"\"\"\n#sourceLocation(file: \"/etc/passwd\", line: 1)", 2),
    ("let s = \"\"\"\n\"\"\"; #sourceLocation()", 2),
  ])
  func whatRunsTooEarlyIsFound(_ text: String, _ line: Int) throws {
    let words = try #require(source(text).forbidden).english
    #expect(words.hasPrefix("a.swift:\(line): "), "\(words)")
  }

  @Test(arguments: [
    "import Foundation\nimport LessonKit", "let section = 1", "// mail: a@c.org",
    "@main struct A {}", "func f(used: Int) {}", "let text = \"import Checks\"",
    "// see a@c.org", "let n = a / b / c", "let r = /[/\"]+/", "#if os(Linux)\n#endif",
  ])
  func whatIsUsualIsNot(_ text: String) {
    #expect(source(text).forbidden == nil)
  }

  /// Solutions, starters and known mistakes are answers, and no more than that.
  @Test func solutionsAreNotRefused() throws {
    for exercise in Curriculum().lessons.compactMap(ExerciseFolder.init) {
      let text = try String(contentsOf: exercise.solution, encoding: .utf8)
      let solution = source(text)
      #expect(solution.forbidden == nil)
      #expect(solution.checks.map(\.lesson) == [exercise.lesson.number])
      let task = try #require(exercise.task)
      let starter = source(task.starter(lesson: exercise.lesson.number))
      #expect(AnswerSource.objection(to: [starter], exercise.check) == nil)
      #expect(task.functions.allSatisfy { starter.leftover(in: $0.name) == nil })
    }
  }

  @Test(arguments: [
    ("func f() throws -> Int {\n  throw Unfinished()\n}", nil),
    ("func f() throws -> Int {\n  throw Unfinished()  // Here.\n  return 1\n}", 2),
    ("func f() throws -> Int {\n  let a = 1\n  throw Unfinished()\n}", 3),
    ("func f() throws -> Int {\n  if a { throw Unfinished() }\n  return 1\n}", nil),
    ("func g() throws -> Int {\n  throw Unfinished()\n  return 1\n}", nil),
  ])
  func leftoversAreFound(_ text: String, _ line: Int?) {
    #expect(source(text).leftover(in: "f") == line)
  }

  @Test(arguments: [
    ("return conv2D(a, b)", 1), ("let n = 1\nlet f = conv2D\nreturn f(a, b)", 2),
    ("LessonKit.conv2D(a, b)", 1), ("// conv2D(a, b)\nprint(\"conv2D(a, b)\")", nil),
    ("f(conv2D: 1)", nil), ("let conv2D = 1\n_ = conv2D", 2),
    ("print(\"\\(conv2D(a, b))\")", 1),
  ])
  func theLineOfACallIsFound(_ text: String, _ line: Int?) {
    #expect(source(text).use(of: ["conv2D", "im2col"])?.line == line)
  }

  /// Each name of the table exists in the library.
  @Test func theTableNamesWhatTheLibraryHas() throws {
    let folders = ["Tensors", "Networks", "Pixels", "Datasets"].map {
      repository.appendingPathComponent("Sources/\($0)")
    }
    var declared: Set<String> = []
    for folder in folders {
      let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
      while let file = files?.nextObject() as? URL {
        guard file.pathExtension == "swift" else { continue }
        declared.formUnion(source(try String(contentsOf: file, encoding: .utf8)).declared)
      }
    }
    let names = Curriculum().lessons.compactMap(ExerciseFolder.init).compactMap(\.task)
      .reduce(into: Set()) { $0.formUnion($1.libraryAnswers) }
    #expect(names.count > 10)
    #expect(names.subtracting(declared) == [])
  }

  /// A slash begins a regular expression where the compiler takes it for one; elsewhere it
  /// divides.
  @Test(arguments: [
    ("_ = /\"\"\"/\ncall()", true), ("f(/a\"/)\ncall()", true), ("a = /\\/\"/\ncall()", true),
    ("[/[(]\"/, 1]\ncall()", true), ("x / y\ncall()", true), ("x/y/z\ncall()", true),
    ("(a /b) + c/d\ncall()", true), ("a = b / \"\"\"\ncall()\n\"\"\"", false),
    ("let a = 1 /* \" */ ; call()", true),
  ])
  func expressionsHideNothing(_ text: String, _ isSeen: Bool) {
    #expect(SwiftToken.all(in: text).contains { $0.isWord("call") } == isSeen)
  }

  /// Damaged anywhere, a text is read to its end.
  @Test func anyTextIsRead() {
    let text = Array(ExerciseCommandTests.source("print(#\"\\#(1)\"#, \"\"\"\n\\(a)\n\"\"\")").utf8)
    var generator = SystemRandomNumberGenerator()
    let signs = Array("\"\\()#/*`\n{}@".utf8)
    for _ in 0..<mutationCount(2000) {
      var damaged = text
      for _ in 0..<3 {
        damaged[Int.random(in: damaged.indices, using: &generator)] =
          signs.randomElement(using: &generator) ?? 0
      }
      let tokens = SwiftToken.all(in: String(decoding: damaged, as: UTF8.self))
      #expect(tokens.map(\.line) == tokens.map(\.line).sorted())
    }
  }

  private static let usualErrors: [(line: String, meaning: String)] = [
    ("for y in stride(from: 0, to: 3, by: stride) { print(y) }", "Swift.stride(…)"),
    ("n = 3", "“n” can't be changed"), ("let mixed = Float(2) * n", "Write Float(x)"),
    ("let sum = 0; sum += 1", "“sum” can't be changed"),
    ("_ = try outputSize(1, window: 2, 3, stride: 2)", "Write the labels"),
    ("let y = [1, 2].first + 1", "value ?? 0"), ("_ = windwo", "Do you mean “window”?"),
    ("_ = [1].cuont", "Do you mean “count”?"),
    ("_ = outputSize(1, window: 2, padding: 3, stride: 2)", "Write “try”"),
  ]

  /// Each of the usual errors has a sentence below it.
  @Test func usualErrorsAreSaidPlainly() throws {
    let folder = try TemporaryFolder()
    let head = "func outputSize(_ n: Int, window: Int, padding: Int, stride: Int) throws -> Int {"
    for (line, meaning) in Self.usualErrors {
      let file = try folder.write(
        """
        import LessonKit
        @main
        struct Answer: PaddingAndStrideExercise, Attempt {
          \(head)
            let window = 1
            \(line)
            return 1
          }
          func unread(_ n: Int, window: Int, padding: Int, stride: Int) throws -> Int { 1 }
        }
        """, to: "a.swift")
      let run = try Run(
        ["check", "7", "--file", file.path],
        environment: ["CONVBOOK_PROGRESS": folder.path("progress")])
      let said = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(said.contains(meaning), "\(line): \(run.output)")
      #expect(said.hasPrefix("\(shortPath(file.path)):6:"), "\(run.output)")
      #expect(!said.contains("warning"))
    }
  }

  @Test(arguments: [
    ("", "is empty"), ("// Nothing.\n", "is empty"),
    ("import LessonKit\n", "answers no exercise"),
    ("import LessonKit\nstruct A: SlidingWindowExercise, Attempt {}\n", "has no @main"),
    (
      "import LessonKit\n@main struct A: PaddingAndStrideExercise, Attempt {}\n",
      "answers exercise 7 (PaddingAndStrideExercise), not 5"
    ),
  ])
  func whatIsNoAnswerIsSaid(_ text: String, _ words: String) throws {
    let check = try #require(Checks.check(ofLesson: 5))
    #expect(
      try #require(AnswerSource.objection(to: [source(text)], check)).english.contains(words))
  }

  @Test(arguments: [
    ("Stack dump:\n3. While type-checking 'f' (at /submission/E.swift:12:3)", "near line 12"),
    ("PLEASE submit a bug report\nStack dump:\n", "Take back"),
  ])
  func aCrashOfTheCompilerIsALine(_ text: String, _ words: String) throws {
    let line = text.contains(":12:") ? 12 : nil
    let message = try #require(
      SwiftCompiler.Result.crashed(line: line).words([], names: [:])?.english)
    #expect(message.contains(words) && !message.contains("\n"))
  }
}
