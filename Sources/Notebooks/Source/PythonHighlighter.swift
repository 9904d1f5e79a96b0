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

  private static func token(_ rest: Substring) -> (Substring, kind: String?) {
    if let comment = rest.prefixMatch(of: /#[^\n]*/) { return (comment.0, "comment") }
    if let string = rest.prefixMatch(of: /"[^"\n]*"|'[^'\n]*'/) { return (string.0, "string") }
    if let number = rest.prefixMatch(of: /[0-9][0-9_.]*(?:e-?[0-9]+)?/) {
      return (number.0, "number")
    }
    if let word = rest.prefixMatch(of: /[\p{L}_][\p{L}0-9_]*/) {
      return (word.0, keywords.contains(word.0) ? "keyword" : nil)
    }
    return (rest.prefix(1), nil)
  }
}
