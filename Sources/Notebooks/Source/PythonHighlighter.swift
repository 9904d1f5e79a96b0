// Highlights Python source as HTML: keywords, strings, numbers, comments; the rest stays plain.

import Formatting

/// Highlights Python source with the classes of the page's style sheet.
enum PythonHighlighter {
  private static let keywords: Set<Substring> = [
    "False", "None", "True", "and", "as", "assert", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is",
    "lambda", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
  ]

  /// Returns source as HTML for `<pre><code>`.
  static func html(_ source: String) -> String {
    var result = ""
    var rest = source[...]
    while !rest.isEmpty {
      let (token, kind) = token(rest)
      let text = escaped(token)
      result += kind.map { "<span class=\"\($0)\">\(text)</span>" } ?? text
      rest = rest[token.endIndex...]
    }
    return result
  }

  /// By hand, character by character: regular expressions take ten times as long.
  private static func token(_ rest: Substring) -> (Substring, kind: String?) {
    switch rest.first {
    case "#": return (rest.prefix { $0 != "\n" }, "comment")
    case let quote? where quote == "\"" || quote == "'":
      let body = rest.dropFirst().prefix { $0 != quote && $0 != "\n" }
      let isClosed = rest[body.endIndex...].first == quote
      return isClosed ? (rest[...body.endIndex], "string") : (rest.prefix(1), nil)
    case let digit? where digit.isASCII && digit.isNumber:
      var number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "_" || $0 == "." }
      if rest[number.endIndex...].first == "e" {
        let power = rest[number.endIndex...].dropFirst()
        let digits = power.drop { $0 == "-" }.prefix { $0.isASCII && $0.isNumber }
        if !digits.isEmpty { number = rest[..<digits.endIndex] }
      }
      return (number, "number")
    case let letter? where isOfWords(letter):
      let word = rest.prefix { isOfWords($0) || $0.isNumber }
      return (word, keywords.contains(word) ? "keyword" : nil)
    default:
      let other = rest.prefix { !isOfWords($0) && !$0.isNumber && !"#\"'".contains($0) }
      return (other.isEmpty ? rest.prefix(1) : other, nil)
    }
  }

  private static func isOfWords(_ character: Character) -> Bool {
    character.isLetter || character == "_"
  }
}
