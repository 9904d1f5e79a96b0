// Paragraphs in lines that fit.

extension StringProtocol {
  /// Wraps the text between words to lines of a number of columns; a longer word has its own line.
  ///
  /// - Parameters:
  ///   - width: the most columns that a line takes, its indent included.
  ///   - indent: the spaces before each line.
  /// - Returns: at least one line.
  package func wrapped(to width: Int, indent: Int = 0) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return wrapped { $0.displayWidth <= width - indent }.map { margin + $0 }
  }

  /// Wraps the text between words to lines that fit by some measure; the first word of a line is
  /// not measured.
  ///
  /// - Returns: at least one line.
  package func wrapped(where fits: (String) -> Bool) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in split(whereSeparator: \.isWhitespace) {
      let longer = line.isEmpty ? String(word) : line + " " + word
      if line.isEmpty || fits(longer) {
        line = longer
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return lines + [line]
  }
}
