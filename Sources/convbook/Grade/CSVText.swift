// Comma-separated values, RFC 4180: written so that no spreadsheet computes with them, and read.

import Foundation

enum CSVText {
  /// Signs that begin a formula in spreadsheets, in every width.
  private static let formulaSigns = Set("=+-@|%＝＋－＠﹦﹢﹣﹫−".unicodeScalars)

  /// Returns a field that no spreadsheet takes for a formula.
  static func field(_ text: String) -> String {
    // What is not to be seen is passed over: some programs drop it before they look.
    let first = text.unicodeScalars.first { scalar in
      !scalar.properties.isDefaultIgnorableCodePoint && !scalar.properties.isWhitespace
        && ![.control, .format].contains(scalar.properties.generalCategory)
    }
    let beginsHidden = text.first == "\t" || text.first == "\r"
    let isFormula = first.map(formulaSigns.contains) ?? false
    let visible = text.filter { character in
      character == "\n" || !(character.asciiValue.map { $0 < 0x20 || $0 == 0x7f } ?? false)
    }
    let safe = (isFormula || beginsHidden ? "'" : "") + visible
    // Unicode scalars: of characters "\r\n" is one, which a lone "\n" does not equal.
    guard safe.unicodeScalars.contains(where: { "\",;\r\n".unicodeScalars.contains($0) }) else {
      return safe
    }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  /// Returns rows as text, fields separated by commas, with the line ends of RFC 4180.
  ///
  /// - Parameter isMarked: whether a byte order mark begins it if not all is ASCII. Excel takes it
  ///   for another encoding without one; Moodle's import drops it.
  static func text(_ rows: [[String]], isMarked: Bool = true) -> String {
    let text = rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
    return isMarked && !text.utf8.allSatisfy { $0 < 0x80 } ? "\u{FEFF}" + text : text
  }

  /// Returns rows of fields. The separator is the comma, or the semicolon or tab if the first line
  /// has more of them.
  static func rows(_ text: String) -> [[String]] {
    let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    let head = text.prefix { !$0.isNewline }
    let separator =
      [",", ";", "\t"].map { Character($0) }
      .max { first, second in
        head.count { $0 == first } < head.count { $0 == second }
      } ?? ","
    var rows: [[String]] = []
    var (row, field) = ([String](), "")
    var isQuoted = false
    var wasQuote = false
    for character in text {
      if isQuoted {
        if character != "\"" { field.append(character) } else { isQuoted = false }
        wasQuote = character == "\""
        continue
      }
      switch character {
      case "\"":
        // A quote behind a quote is one of the field.
        if wasQuote { field.append("\"") }
        isQuoted = true
      case separator:
        row.append(field)
        field = ""
      case _ where character.isNewline:
        rows.append(row + [field])
        (row, field) = ([], "")
      default: field.append(character)
      }
      wasQuote = false
    }
    if !field.isEmpty || !row.isEmpty { rows.append(row + [field]) }
    return rows.filter { $0.contains { !$0.isEmpty } }
  }
}
