// Solutions with one sign, bound or index exchanged must fall to the cases that are drawn.

import Checks
import Foundation
import LessonKit
import Processes
import TestSupport
import Testing

@Suite(.serialized) struct MutantTests {
  /// A sample, or all with CONVBOOK_CHECK_ALL=1; those of `survivors.txt` pass, with a reason.
  @Test func mutantsFall() throws {
    var mutants = try Self.mutants()
    if !checksAll {
      var generator = SeededGenerator(seed: 18)
      mutants = Array(mutants.shuffled(using: &generator).prefix(40))
    }
    let program = try MutantProgram(mutants)
    let known = try Self.survivors()
    var survivors: Set<String> = []
    for (number, mutant) in program.mutants.enumerated() {
      if try program.passes(number) { survivors.insert(mutant.name) }
    }
    print("\(program.mutants.count) mutants, \(survivors.count) survive")
    for name in survivors.sorted() where known[name] == nil { Issue.record("survives: \(name)") }
    if checksAll {
      for name in known.keys.sorted() where !survivors.contains(name) {
        Issue.record("does not survive any more: \(name)")
      }
    }
  }

  private static func mutants() throws -> [Mutant] {
    try Answers.all.sorted { $0.key < $1.key }.flatMap { lesson, answers in
      let name = "\(answers.solution)"
      let file = folder.appendingPathComponent("Solutions/\(name).swift")
      return Mutant.all(
        of: try String(contentsOf: file, encoding: .utf8), lesson: lesson, typeName: name)
    }
  }

  /// Reasons by name: two lines each, an empty one between.
  private static func survivors() throws -> [String: String] {
    let text = try String(
      contentsOf: folder.appendingPathComponent("survivors.txt"), encoding: .utf8)
    let entries = text.components(separatedBy: "\n\n").map { $0.split(separator: "\n") }
    return Dictionary(
      uniqueKeysWithValues: entries.filter { $0.count == 2 }.map {
        (String($0[0]), String($0[1]))
      })
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
}

private struct CompilerTookTooLong: Error { let seconds: Double }
private struct CompilerCrashed: Error { let line: Int? }

/// All mutants in one program; its argument says which answers.
private struct MutantProgram {
  /// Those that compile.
  let mutants: [Mutant]
  private let folder: TemporaryFolder
  private let program: CompiledProgram

  init(_ all: [Mutant]) throws {
    folder = try TemporaryFolder()
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")
    let compiler = SwiftCompiler(
      library: LessonLibrary(products: .builtProducts, sources: sources))
    let cache = ProgramCache(folder: folder.url.appendingPathComponent("cache"))
    var rest = all
    while true {
      let (text, ends) = Self.text(of: rest)
      switch try compiler.compile(
        [.init(path: "/Mutants.swift", bytes: Data(text.utf8))], cache: cache)
      {
      case .program(let program):
        (mutants, self.program) = (rest, program)
        return
      case .diagnostics(let diagnostics):
        // Those with an error in one of their lines are no programs.
        let lines = diagnostics.matches(of: #/Mutants\.swift:(\d+):\d+: error/#)
          .compactMap { Int($0.output.1) }
        let wrong = Set(lines.compactMap { line in ends.firstIndex { line <= $0 } })
        try #require(!wrong.isEmpty, "\(diagnostics.prefix(2000))")
        rest = rest.indices.filter { !wrong.contains($0) }.map { rest[$0] }
      case .tookTooLong(let seconds): throw CompilerTookTooLong(seconds: seconds)
      case .crashed(let line): throw CompilerCrashed(line: line)
      }
    }
  }

  /// The program's text, and the last line of each mutant.
  private static func text(of mutants: [Mutant]) -> (String, [Int]) {
    var text = ""
    var ends: [Int] = []
    var lines = 0
    for (number, mutant) in mutants.enumerated() {
      let own =
        mutant.text
        .replacing("struct \(mutant.typeName): ", with: "struct Mutant\(number): Attempt, ") + "\n"
      text += own
      lines += own.count { $0 == "\n" }
      ends.append(lines)
    }
    text += "@main enum Mutants {\n  static func main() {\n"
    text += "    switch CommandLine.arguments[1] {\n"
    for number in mutants.indices {
      text += "    case \"\(number)\": Mutant\(number).main()\n"
    }
    return (text + "    default: break\n    }\n  }\n}\n", ends)
  }

  /// Whether a mutant gives all right answers.
  func passes(_ number: Int) throws -> Bool {
    let mutant = mutants[number]
    guard let check = Checks.check(ofLesson: mutant.lesson)?.drawing(24, seed: 18) else {
      return true
    }
    var questions: [UInt8] = []
    for problem in check.problems {
      for testCase in problem.cases {
        questions += AnswerFrame.framed(AnswerFrame.question(problem.name, testCase.arguments))
      }
    }
    let input = try folder.write("", to: "questions")
    try Data(questions).write(to: input)
    let output = folder.url.appendingPathComponent("answers")
    let descriptors = (
      open(input.path, O_RDONLY), open(output.path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    )
    defer {
      close(descriptors.0)
      close(descriptors.1)
    }
    let process = try ChildProcess.start(
      [program.path, "\(number)"],
      environment: [AnswerFrame.variable: "1", "SWIFT_BACKTRACE": "enable=no"],
      input: descriptors.0, output: descriptors.1)
    _ = process.wait(timeLimit: 10)
    var bytes = [UInt8](try Data(contentsOf: output))[...]
    for problem in check.problems {
      for testCase in problem.cases {
        guard let count = bytes.popWhole(), var reply = bytes.pop(count),
          reply.popFirst() == AnswerFrame.Reply.answer.rawValue,
          let value = Value(reading: &reply),
          Difference(value, testCase.expected, tolerance: problem.tolerance) == nil
        else { return false }
      }
    }
    return true
  }
}
