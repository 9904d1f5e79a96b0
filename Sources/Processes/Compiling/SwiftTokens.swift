// Splits Swift text into its words and symbols, so that what stands in comments and strings is not
// taken for code.

/// A word, number, symbol or literal of Swift's text.
package struct SwiftToken: Equatable, Sendable {
  package enum Kind: Sendable {
    /// A name or keyword, without backticks.
    case word
    /// One character that is neither: "{", "@", "+".
    case symbol
    /// A number, or a string or regular expression with its delimiters left out.
    case literal
  }

  package let kind: Kind
  package let text: String
  /// The number of its line, from 1.
  package let line: Int

  package func isWord(_ word: String) -> Bool { kind == .word && text == word }
  package func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }

  /// Returns the tokens of a text. The expressions in a string are tokens too; text that ends
  /// within a string or comment is read to its end.
  ///
  /// - Parameter readsBareExpressions: whether "/a/" is read as a regular expression, where the
  ///   compiler does so; else as divisions.
  package static func all(in text: String, readsBareExpressions: Bool = true) -> [SwiftToken] {
    var scanner = Scanner(bytes: Array(text.utf8), readsBareExpressions: readsBareExpressions)
    scanner.scan(untilParenthesis: false)
    return scanner.tokens
  }
}

private struct Scanner {
  let bytes: [UInt8]
  let readsBareExpressions: Bool
  var offset = 0
  var line = 1
  var tokens: [SwiftToken] = []

  init(bytes: [UInt8], readsBareExpressions: Bool) {
    (self.bytes, self.readsBareExpressions) = (bytes, readsBareExpressions)
  }

  private func byte(_ distance: Int = 0) -> UInt8 {
    offset + distance < bytes.count ? bytes[offset + distance] : 0
  }

  private func starts(with text: StaticString) -> Bool {
    text.withUTF8Buffer { text in
      offset + text.count <= bytes.count && text.indices.allSatisfy { byte($0) == text[$0] }
    }
  }

  private mutating func skip(_ count: Int = 1) {
    for _ in 0..<count where offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "\n") { line += 1 }
      offset += 1
    }
  }

  private mutating func add(_ kind: SwiftToken.Kind, from start: Int, to end: Int, _ line: Int) {
    let text = String(decoding: bytes[min(start, end)..<end], as: UTF8.self)
    tokens.append(SwiftToken(kind: kind, text: text, line: line))
  }

  /// Reads tokens up to the end, or up to the parenthesis that closes an expression in a string.
  mutating func scan(untilParenthesis isInString: Bool) {
    var depth = 0
    while offset < bytes.count {
      let (start, startLine) = (offset, line)
      switch byte() {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): skip()
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
        while offset < bytes.count, byte() != UInt8(ascii: "\n") { skip() }
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): skipComment()
      case UInt8(ascii: "/") where readsBareExpressions && bareExpressionEnd != nil:
        let end = bareExpressionEnd ?? offset
        add(.literal, from: start + 1, to: end, startLine)
        skip(end + 1 - start)
      case UInt8(ascii: "\""): readString(pounds: 0)
      case UInt8(ascii: "#"):
        var pounds = 0
        while byte(pounds) == UInt8(ascii: "#") { pounds += 1 }
        if byte(pounds) == UInt8(ascii: "\"") {
          skip(pounds)
          readString(pounds: pounds)
        } else if byte(pounds) == UInt8(ascii: "/") {
          skip(pounds + 1)
          readExpression(pounds: pounds)
        } else {
          skip()
          add(.symbol, from: start, to: offset, startLine)
        }
      case UInt8(ascii: "`"):
        skip()
        while offset < bytes.count, byte() != UInt8(ascii: "`"), byte() != UInt8(ascii: "\n") {
          skip()
        }
        add(.word, from: start + 1, to: offset, startLine)
        if byte() == UInt8(ascii: "`") { skip() }
      case let first where Self.isWord(first):
        while Self.isWord(byte()) { skip() }
        let isNumber = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
        add(isNumber ? .literal : .word, from: start, to: offset, startLine)
      case let symbol:
        if symbol == UInt8(ascii: "(") { depth += 1 }
        if symbol == UInt8(ascii: ")") {
          depth -= 1
          if isInString, depth < 0 { return skip() }
        }
        skip()
        add(.symbol, from: start, to: offset, startLine)
      }
    }
  }

  /// Letters, digits, the underscore, the dollar sign, and all beyond ASCII.
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }

  /// Comments may hold comments.
  private mutating func skipComment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        skip(2)
      } else if starts(with: "*/") {
        depth -= 1
        skip(2)
      } else {
        skip()
      }
    } while depth > 0 && offset < bytes.count
  }

  private func hasPounds(_ count: Int, at distance: Int) -> Bool {
    (0..<count).allSatisfy { byte(distance + $0) == UInt8(ascii: "#") }
  }

  /// Reads a string from its quotes on. One on a line ends with the line, closed or not.
  private mutating func readString(pounds: Int) {
    let isLong = starts(with: "\"\"\"")
    skip(isLong ? 3 : 1)
    let (start, startLine, place) = (offset, line, tokens.count)
    // It comes before the expressions in it.
    defer {
      if let literal = tokens.popLast() { tokens.insert(literal, at: place) }
    }
    while offset < bytes.count {
      if isLong ? starts(with: "\"\"\"") : byte() == UInt8(ascii: "\""),
        hasPounds(pounds, at: isLong ? 3 : 1)
      {
        add(.literal, from: start, to: offset, startLine)
        return skip((isLong ? 3 : 1) + pounds)
      }
      if !isLong, byte() == UInt8(ascii: "\n") { break }
      if byte() == UInt8(ascii: "\\"), hasPounds(pounds, at: 1) {
        skip(1 + pounds)
        if byte() == UInt8(ascii: "(") {
          skip()
          scan(untilParenthesis: true)
        } else {
          skip()
        }
      } else {
        skip()
      }
    }
    add(.literal, from: start, to: offset, startLine)
  }

  /// Where a regular expression without pounds ends that would begin here; nil for a division.
  ///
  /// As in the compiler's lexer: an expression begins where an operand is expected, with no space
  /// behind the slash, and ends on its line; a parenthesis that closes one from before ends the
  /// attempt.
  private var bareExpressionEnd: Int? {
    let before = offset > 0 ? bytes[offset - 1] : UInt8(ascii: "\n")
    guard " \t\r\n([{,;:!=+-*&|^~<>?".utf8.contains(before), !" \t\r\n".utf8.contains(byte(1))
    else { return nil }
    var (depth, isInSet) = (0, false)
    var place = offset + 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\n") {
      switch bytes[place] {
      case UInt8(ascii: "\\"): place += 1
      case UInt8(ascii: "["): isInSet = true
      case UInt8(ascii: "]"): isInSet = false
      case UInt8(ascii: "(") where !isInSet: depth += 1
      case UInt8(ascii: ")") where !isInSet:
        depth -= 1
        if depth < 0 { return nil }
      case UInt8(ascii: "/"): return place
      default: break
      }
      place += 1
    }
    return nil
  }

  /// Reads a regular expression between pounds.
  private mutating func readExpression(pounds: Int) {
    let (start, startLine) = (offset, line)
    while offset < bytes.count {
      if byte() == UInt8(ascii: "/"), hasPounds(pounds, at: 1) {
        add(.literal, from: start, to: offset, startLine)
        return skip(1 + pounds)
      }
      skip()
    }
  }
}
