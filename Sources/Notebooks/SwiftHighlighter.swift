// Swift source to HTML with its parts marked: keywords, types, strings, numbers, comments.
// It reads tokens, not grammar; what it doesn't know stays plain.

/// Marks up Swift source for the page's style sheet.
enum SwiftHighlighter {
  private static let keywords: Set<Substring> = [
    "as", "break", "case", "catch", "continue", "default", "defer", "do", "else", "enum",
    "extension",
    "false", "for", "func", "guard", "if", "import", "in", "init", "is", "let", "mutating", "nil",
    "private", "protocol", "public", "repeat", "return", "self", "some", "static", "struct",
    "switch",
    "throw", "throws", "true", "try", "var", "where", "while",
  ]

  /// The source as HTML, to stand inside `<pre><code>`.
  static func html(_ source: String) -> String {
    var result = ""
    var rest = source[...]
    while let first = rest.first {
      let token: Substring
      let kind: String?
      if rest.hasPrefix("//") {
        token = rest.prefix { $0 != "\n" }
        kind = "comment"
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
      } else if first.isLetter || first == "_" || first == "@" || first == "#" {
        token = rest.prefix { $0.isLetter || $0.isNumber || "_@#".contains($0) }
        kind =
          first == "@" || first == "#" || keywords.contains(token)
          ? "keyword" : first.isUppercase ? "type" : nil
      } else {
        token = rest.prefix(1)
        kind = nil
      }
      let text = escaped(token)
      result += kind.map { "<span class=\"\($0)\">\(text)</span>" } ?? text
      rest = rest[token.endIndex...]
    }
    return result
  }

  /// A string literal up to its closing quote, interpolations with their own quotes included.
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
