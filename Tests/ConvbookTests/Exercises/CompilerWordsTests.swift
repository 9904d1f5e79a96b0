// What a student from Python is told where the compiler only misses a name.

import Foundation
import Processes
import Testing

@testable import convbook

@Suite struct CompilerWordsTests {
  /// - Returns: what is said below the compiler's words about the line.
  private func advice(_ line: String, error: String) -> String {
    let column = line.utf8.count - line.utf8.drop { $0 == 32 }.count + 1
    let text = "/a/B.swift:1:\(column): error: \(error)\n\(line)\n"
    let source = SwiftCompiler.Source(path: "/a/B.swift", bytes: Data(line.utf8))
    let words = CompilerWords(text, [source], names: [:]).message.text
    return words.split(separator: "\n").filter { $0.hasPrefix("→") }.joined()
  }

  @Test(arguments: [
    ("def", "func"), ("len", ".count"), ("range", "0..<n"), ("True", "true"), ("None", "nil"),
    ("elif", "else if"), ("np", "LessonKit"), ("str", "String("), ("not", "!"),
  ])
  func wordsOfPythonHaveTheirOwnAdvice(word: String, advised: String) {
    let said = advice("  \(word) (x)", error: "cannot find '\(word)' in scope")
    #expect(said.contains(advised), "\(said)")
    #expect(!said.contains("spelled"))
  }

  @Test(arguments: ["numpy", "torch", "matplotlib"])
  func modulesOfPythonAreNamed(module: String) {
    let said = advice("import \(module)", error: "no such module '\(module)'")
    #expect(said.contains("LessonKit"), "\(said)")
  }

  @Test func anAssignmentToANewNameNeedsLet() {
    #expect(advice("    x = 3", error: "cannot find 'x' in scope").contains("let x = …"))
    #expect(advice("  total=0.5", error: "cannot find 'total' in scope").contains("let total"))
    // Neither is a new name.
    for line in ["  if x == 3 {", "  x == 3", "  xs = x"] {
      let said = advice(line, error: "cannot find 'x' in scope")
      #expect(!said.isEmpty && !said.contains("let x"), "\(line): \(said)")
    }
  }
}
