import Foundation
import Processes
import TestSupport
import Testing

@testable import LessonKit
@testable import Notebooks

/// The primer's two sides, run: both print the same.
@Suite struct PrimerTests {
  static let forms = Book(lessons: Project.lessons).primer?.forms ?? []

  /// Returns all of one side as a program that names each form before what it prints.
  static func program(_ lines: (Primer.Form) -> [String]) -> String {
    forms.filter { $0.anchor != "main" }
      .flatMap { ["print(\"== \($0.anchor)\")"] + lines($0) }.joined(separator: "\n") + "\n"
  }

  static func run(_ command: [String]) throws -> String {
    let run = try ProcessOutput.run(["/usr/bin/env"] + command, timeLimit: 300)
    #expect(run.status == 0, "\(command): \(run.errors)")
    return run.output
  }

  /// Compiles and runs a Swift file.
  static func outputOfSwift(_ file: URL, _ options: [String] = []) throws -> String {
    let program = file.deletingPathExtension().path
    _ = try run(["swiftc", "-swift-version", "6", file.path, "-o", program] + options)
    return try run([program])
  }

  static let hasPython: Bool =
    (try? ProcessOutput.run(["/usr/bin/env", "python3", "--version"]))?.status == 0

  @Test func bothSidesPrintTheSame() throws {
    let folder = try TemporaryFolder()
    let main = try #require(Self.forms.first { $0.anchor == "main" })
    let swift = try folder.write(Self.program(\.swift), to: "all/main.swift")
    let program = try folder.write(main.swift.joined(separator: "\n"), to: "one/Program.swift")
    let ours =
      try Self.outputOfSwift(swift)
      + Self.outputOfSwift(program, ["-parse-as-library"])
    #expect(ours.components(of: "== ") == Self.forms.count - 1)
    guard Self.hasPython else { return }
    let python = try folder.write(
      Self.program(\.python) + main.python.joined(separator: "\n"), to: "all.py")
    #expect(try Self.run(["python3", python.path]) == ours)
  }

  @Test func everyFormIsExplainedAndFoundInCode() throws {
    #expect(Set(Self.forms.map(\.anchor)).count == Self.forms.count)
    let code = Curriculum().lessons.flatMap(\.source.cells).filter { $0.kind == .code }
      .map(\.text).joined(separator: "\n")
    for form in Self.forms {
      #expect(!form.says.isEmpty && !form.swift.isEmpty && !form.python.isEmpty)
      for keyword in form.keywords ?? [] {
        // What no lesson uses need not be explained.
        let isUsed = code.contains(keyword)
        #expect(isUsed, "\(form.anchor): no lesson has “\(keyword)”")
        #expect(
          SwiftHighlighter.html(keyword) == "<span class=\"keyword\">\(keyword)</span>")
      }
      #expect(form.keywords != nil || form.plain != nil || form.strings != nil, "\(form.anchor)")
    }
  }
}
