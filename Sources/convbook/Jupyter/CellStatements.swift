// The statements of a cell, as far as a notebook's program depends on them: where they begin, what
// kind they are, and which brackets stay open.

import Foundation
import Processes

/// The statements of a cell's text, by its lines.
struct CellStatements {
  /// A statement that begins and ends outside of brackets.
  struct Statement {
    /// Its lines, from 0.
    var lines: Range<Int>
    var tokens: [SwiftToken]

    /// Its first word that is no attribute and no modifier; nil without one.
    var keyword: String? {
      var rest = tokens[...]
      while let first = rest.first {
        if first.isSymbol("@") {
          rest = rest.dropFirst(2)
          if rest.first?.isSymbol("(") == true {
            rest = rest.drop { !$0.isSymbol(")") }.dropFirst()
          }
        } else if first.kind == .word, Self.modifiers.contains(first.text) {
          rest = rest.dropFirst()
        } else {
          return first.kind == .word ? first.text : nil
        }
      }
      return nil
    }

    private static let modifiers: Set = [
      "public", "private", "fileprivate", "internal", "open", "final", "static", "lazy", "weak",
      "mutating", "nonmutating", "nonisolated", "indirect", "infix", "prefix", "postfix", "package",
    ]

    /// Whether it declares what may stand outside of functions alone, or as well: imports, types,
    /// extensions, operators.
    var declaresForFile: Bool {
      let words: Set = [
        "import", "extension", "protocol", "struct", "class", "enum", "actor", "typealias",
        "operator", "precedencegroup",
      ]
      return keyword.map(words.contains) ?? false
    }

    /// Whether it is an expression whose value can be shown: no declaration, no assignment, none of
    /// the statements that begin with a keyword, and no call of the page.
    var isExpression: Bool {
      guard let first = tokens.first, !first.isSymbol("@"), !first.isSymbol("#"),
        tokens.last?.isSymbol(";") == false
      else { return false }
      let words = tokens.prefix(2).map(\.text)
      if Self.keywords.contains(first.text) && first.kind == .word { return false }
      // `try page.show(…)`; labels of loops.
      if words.contains("page") || words.last == ":" { return false }
      return !isAssignment
    }

    private var isAssignment: Bool {
      var depth = 0
      for (index, token) in tokens.enumerated() where token.kind == .symbol {
        if "([{".contains(token.text) { depth += 1 }
        if ")]}".contains(token.text) { depth -= 1 }
        guard depth == 0, token.text == "=", index > 0 else { continue }
        let before = tokens[index - 1].text
        let after = index + 1 < tokens.count ? tokens[index + 1].text : ""
        if !["=", "!", "<", ">"].contains(before), after != "=" { return true }
      }
      return false
    }

    private static let keywords: Set = [
      "let", "var", "func", "struct", "class", "enum", "actor", "protocol", "extension",
      "typealias", "import", "for", "while", "repeat", "do", "if", "guard", "switch", "return",
      "throw", "defer", "break", "continue", "fallthrough", "operator", "precedencegroup", "init",
      "deinit", "subscript", "case", "default", "async", "public", "private", "fileprivate",
      "internal", "open", "final", "static", "lazy", "weak", "mutating", "nonisolated", "indirect",
      "infix", "prefix", "postfix", "package",
    ]
  }

  /// The lines of the text.
  let lines: [String]
  /// The statements outside of brackets that begin on a line of their own.
  private(set) var statements: [Statement] = []
  /// How many more brackets the text opens than it closes.
  private(set) var depth = 0

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let tokens = SwiftToken.all(in: text)
    var before: SwiftToken?
    for token in tokens {
      let line = token.line - 1
      let isNewLine = before.map { $0.line < token.line } ?? true
      // An attribute on a line of its own belongs to what follows.
      let isAttributed =
        statements.last.map { $0.tokens.first?.isSymbol("@") == true && $0.keyword == nil } ?? false
      if depth == 0, isNewLine, !isAttributed, !Self.continues(before, token) {
        close(before: line)
        statements.append(Statement(lines: line..<lines.count, tokens: []))
      }
      if !statements.isEmpty { statements[statements.count - 1].tokens.append(token) }
      if token.kind == .symbol {
        if "([{".contains(token.text) { depth += 1 }
        if ")]}".contains(token.text) { depth -= 1 }
      }
      before = token
    }
    close(before: lines.count)
  }

  /// Ends the last statement before a line. What stands between, comments and the words of its
  /// pictures, is part of it.
  private mutating func close(before line: Int) {
    guard let last = statements.last else { return }
    statements[statements.count - 1].lines = last.lines.lowerBound..<line
  }

  /// Whether a token that begins a line goes on with what stands above.
  private static func continues(_ before: SwiftToken?, _ token: SwiftToken) -> Bool {
    guard let before else { return false }
    let words: Set = ["else", "catch", "where", "as", "is", "in"]
    if token.kind == .word, words.contains(token.text) { return true }
    if token.kind == .symbol, ".?:+-*/%&|^<>=),]}{".contains(token.text) { return true }
    return before.kind == .symbol && "=+-*/%&|^<,?:.@".contains(before.text)
      || before.isWord("try") || before.isWord("in")
  }

  /// The line, from 0, behind the last one with code of a statement: comments may follow.
  func endOfCode(of statement: Statement) -> Int {
    min(
      (statement.tokens.last.map { token in
        token.line + (token.kind == .literal ? token.text.count { $0 == "\n" } : 0)
      }) ?? statement.lines.upperBound, statement.lines.upperBound)
  }
}
