// Lessons compiled outside `swift build`: what is run, and when something else has to build them.

import Foundation
import LessonKit
import Processes
import TestSupport
import Testing

@testable import convbook

// One after the other: each runs the compiler.
@Suite(.serialized) struct LessonCompilationTests {
  private let folder: TemporaryFolder
  private let builder: Builder

  init() throws {
    folder = try TemporaryFolder()
    builder = Builder(
      programs: .builtProducts, compiledLessons: folder.url.appendingPathComponent("lessons"))
  }

  /// Writes a lesson of one statement.
  private func lesson(_ statement: String) throws -> LessonFolder {
    try folder.write(
      """
      //: # 90. Odd
      import LessonKit
      @main
      struct Odd: Lesson {
        static let source = #filePath
        @OptionGroup var options: LessonOptions
        func run(_ page: Notebook) throws {
          \(statement)
        }
      }
      """, to: "Lessons/90-odd/Odd.swift")
    // What a student wrote is no part of the lesson.
    try folder.write("not Swift", to: "Lessons/90-odd/Exercise/Exercise.swift")
    return try #require(LessonFolder(folder.url.appendingPathComponent("Lessons/90-odd")))
  }

  private func failures(_ lesson: LessonFolder) -> [String] {
    LessonCompilation(builder, builder.library, lessons: 1)
      .failures([lesson], StatusLine(isSilent: true)).map(\.name)
  }

  private func run(_ lesson: LessonFolder) -> LessonRun {
    LessonRunner(
      builder: builder, output: folder.url.appendingPathComponent("Output"), timeLimit: 60,
      arguments: ["--quiet"]
    ).run(lesson)
  }

  /// A lesson of two files: a crash and an error in the part are shown under the part's cell.
  @Test(
    arguments: [
      ("preconditionFailure(\"odd\")", "crashed, Half.swift, line 5"),
      ("struct Odd: Error {}; throw Odd()", "stopped with an error"),
      ("page.say(\"done\")", nil),
    ] as [(String, String?)])
  func partsAreCompiledRunAndShown(_ statement: String, failure: String?) throws {
    let lesson = try lesson("try half(page)")
    try folder.write(
      """
      //: ## A half
      extension Odd {
        func half(_ page: Notebook) throws {
          //: Half of it
          \(statement)
          page.trace("half", value: 0.5)
        }
      }
      """.replacing("extension", with: "import Foundation; import LessonKit; extension"),
      to: "Lessons/90-odd/Half.swift")
    #expect(failures(lesson) == [])
    let run = run(lesson)
    if let failure {
      guard case .failed(let title, _) = run.result else {
        Issue.record("\(run.result)")
        return
      }
      #expect(title.english == failure)
    } else {
      #expect(run.result == .finished)
    }
    let output = folder.url.appendingPathComponent("Output/90-odd")
    let page = try String(
      contentsOf: output.appendingPathComponent("index.html"), encoding: .utf8)
    let heading = try #require(page.range(of: "<h2 id=\"a-half\">"))
    let file = try #require(page.range(of: "<p class=\"file\">Half.swift</p>"))
    let statement = try #require(page.range(of: "Half of it"))
    #expect(file.lowerBound < heading.lowerBound && heading.lowerBound < statement.lowerBound)
    if let stopped = page.range(of: "id=\"stopped\"") {
      #expect(failure != nil && statement.lowerBound < stopped.lowerBound)
      #expect(page[stopped.upperBound...].contains(", Half.swift, line 5</strong>"))
    } else {
      #expect(failure == nil)
    }
    let notebook = try String(
      contentsOf: output.appendingPathComponent("notebook.ipynb"), encoding: .utf8)
    #expect(notebook.contains("`Half.swift`"))
    #expect(LessonRecord(in: output)?.source.hash == lesson.source.hash)
  }

  @Test func aLessonIsWhatItsTextSays() throws {
    for number in [1, 2, 1] {
      let lesson = try lesson(
        """
        guard String(reflecting: Self.self).hasPrefix("_0_odd.") else { return }
          #if DEBUG && SWIFT_PACKAGE
            page.trace("number", value: \(number))
          #endif
        """)
      #expect(failures(lesson) == [])
      #expect(builder.program(lesson) == folder.path("lessons/90-odd"))
      let run = run(lesson)
      #expect(run.result == .finished)
      let trace = try String(
        contentsOf: folder.url.appendingPathComponent("Output/90-odd/trace.json"), encoding: .utf8)
      #expect(trace.contains("\"value\":\(number)"), "\(trace)")
    }
  }

  @Test func aCrashTellsTheLineOfTheLesson() throws {
    let lesson = try lesson("preconditionFailure(\"odd\")")
    #expect(failures(lesson) == [])
    guard case .failed(let title, let reason) = run(lesson).result else {
      Issue.record("the crash counts as no failure")
      return
    }
    #expect(title.english == "crashed, line 8" && reason == "Fatal error: odd")
  }

  @Test func whatDoesNotCompileIsLeftToSwiftBuild() throws {
    let lesson = try lesson("let number: Int = \"text\"")
    #expect(failures(lesson) == ["90-odd"])
  }

  /// `--skip-build` runs what was built last, but no program of an older library.
  @Test func theNewestProgramIsRun() throws {
    let lesson = try lesson("")
    let programs = folder.url.appendingPathComponent("debug")
    let builder = Builder(programs: programs)
    let built = programs.appendingPathComponent("90-odd")
    let compiled = programs.appendingPathComponent("lessons/90-odd")
    func write(_ file: URL, age: Double) throws {
      try folder.write("", to: String(file.path.dropFirst(folder.url.path.count + 1)))
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -age)], ofItemAtPath: file.path)
    }
    #expect(builder.program(lesson) == built.path)
    try write(builder.library.file, age: 30)
    try write(compiled, age: 20)
    #expect(builder.program(lesson) == compiled.path)
    try write(built, age: 10)
    #expect(builder.program(lesson) == built.path)
    try write(compiled, age: 5)
    #expect(builder.program(lesson) == compiled.path)
    try write(builder.library.file, age: 0)
    #expect(builder.program(lesson) == built.path)
  }
}
