// Highlights Swift source as HTML: keywords, types, strings, numbers, comments. It reads tokens
// without parsing; unknown tokens stay plain.

import Formatting

/// Highlights Swift source with the classes of the page's style sheet.
enum SwiftHighlighter {
  private static let keywords: Set<Substring> = [
    "Any", "Self", "any", "as", "async", "await", "break", "case", "catch", "class",
    "continue", "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough",
    "false", "fileprivate", "final", "for", "func", "guard", "if", "import", "in",
    "init", "inout", "internal", "is", "lazy", "let", "mutating", "nil", "nonmutating",
    "override", "private", "protocol", "public", "repeat", "rethrows",
    "return", "self", "some", "static", "struct", "subscript", "super", "switch", "throw", "throws",
    "true", "try", "typealias", "unowned", "var", "weak", "where", "while",
  ]

  /// Returns source as HTML for `<pre><code>`.
  static func html(_ source: String) -> String {
    var result = ""
    var rest = source[...]
    var before: Character?
    while let first = rest.first {
      let token: Substring
      let kind: String?
      if rest.hasPrefix("//") {
        token = rest.prefix { $0 != "\n" }
        kind = "comment"
      } else if rest.hasPrefix("/*") {
        token = rest[..<(rest.firstRange(of: "*/")?.upperBound ?? rest.endIndex)]
        kind = "comment"
      } else if rest.hasPrefix("#\"") || rest.hasPrefix("##"),
        let raw = rest.prefixMatch(of: /#+"(?:[^"\n])*"#+/)
      {
        token = raw.0
        kind = "string"
      } else if rest.hasPrefix("\"\"\"") {
        let inside = rest.dropFirst(3)
        let end = inside.firstRange(of: "\"\"\"")?.upperBound ?? rest.endIndex
        token = rest[..<end]
        kind = "string"
      } else if first == "\"" {
        token = string(rest)
        kind = "string"
      } else if first.isNumber {
        token = rest.prefix { $0.isNumber || $0 == "_" || $0 == "." }
        kind = "number"
      } else if first.isLetter || first == "_" || first == "@" || first == "#" || first == "$" {
        token = rest.prefix { $0.isLetter || $0.isNumber || "_@#$".contains($0) }
        kind =
          first == "@" || first == "#"
            || isKeyword(token, before: before, after: rest[token.endIndex...].first)
          ? "keyword" : first.isUppercase ? "type" : nil
      } else {
        token = rest.prefix(1)
        kind = nil
      }
      let text = escaped(token)
      result += kind.map { "<span class=\"\($0)\">\(text)</span>" } ?? text
      if token.last?.isWhitespace != true || token == "\n" { before = token.last }
      rest = rest[token.endIndex...]
    }
    return result
  }

  /// Returns whether a word is a keyword in its context: `for` is not in `summary(for: digit)`, nor
  /// `default` in `.default`.
  private static func isKeyword(_ word: Substring, before: Character?, after: Character?) -> Bool {
    guard keywords.contains(word) else { return false }
    if before == "." { return word == "self" || word == "init" }
    return after != ":" || (word == "default" && before.map { "\n{}".contains($0) } ?? true)
  }

  /// Returns a string literal up to its closing quote, with interpolations that contain quotes.
  private static func string(_ text: Substring) -> Substring {
    var index = text.index(after: text.startIndex)
    var depth = 0
    while index < text.endIndex, text[index] != "\n" {
      let character = text[index]
      let next = text.index(after: index)
      if character == "\\", next < text.endIndex {
        if text[next] == "(" { depth += 1 }
        index = text.index(after: next)
        continue
      }
      if depth > 0 {
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
      } else if character == "\"" {
        return text[..<next]
      }
      index = next
    }
    return text[..<index]
  }
}
