// What the argument parser says by itself, in the reader's language. It is told the words of
// commands and options, but has its own for headings and for errors.

import Formatting

enum ParserWords {
  /// The parser's lines, as it writes them; braces stand for what differs.
  private static let lines: [Message] = [
    "OVERVIEW: {words}", "USAGE: {words}", "ARGUMENTS:", "OPTIONS:", "SUBCOMMANDS:",
    "Error: {words}", "Help:  {words}", "Usage: {words}", "Show the version.",
    "Show help information.", "See '{command}' for detailed help.",
    "See '{command}' for more information.", "{words} (default: {value})", "{words} (default)",
    "Unknown option '{option}'. Did you mean '{other}'?", "Unknown option '{option}'",
    "Missing value for '{option}'", "Missing expected argument '{argument}'",
    "Missing required subcommand.", "Unexpected argument '{argument}'",
    "{count} unexpected arguments: '{arguments}'",
    "The value '{value}' is invalid for '{option}': {reason}",
    "The value '{value}' is invalid for '{option}'",
    "The option '{option}' does not take any value, but '{value}' was specified.",
  ]

  /// Returns a help text or an error of the parser in a language; as it is where nothing is known
  /// of a line.
  static func translated(_ text: String, in catalogue: Catalogue = .current) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let indent = line.prefix { $0 == " " }
      return indent + columns(String(line.dropFirst(indent.count)), in: catalogue)
    }.joined(separator: "\n")
  }

  /// Translates a name and what stands behind it in a column of its own.
  private static func columns(_ line: String, in catalogue: Catalogue) -> String {
    guard let gap = line.firstMatch(of: #/[^ :](?<space>\s{2,})/#) else {
      return self.line(line, in: catalogue)
    }
    let name = String(line[..<gap.output.space.startIndex])
    let translated = self.line(name, in: catalogue)
    let width = max(name.displayWidth + gap.output.space.count, translated.displayWidth + 2)
    return translated.padded(to: width)
      + self.line(String(line[gap.range.upperBound...]), in: catalogue)
  }

  private static func line(_ line: String, in catalogue: Catalogue) -> String {
    for known in lines {
      guard let values = values(of: known.template, in: line) else { continue }
      let translated = values.mapValues { Message.Value.text(self.line($0, in: catalogue)) }
      return Message(template: known.template, values: translated).text(in: catalogue)
    }
    return line
  }

  /// Returns what stands for the braces of a template; nil when a line is another's.
  private static func values(of template: String, in line: String) -> [String: String]? {
    var values: [String: String] = [:]
    var rest = line[...]
    let parts = template.split(separator: "{", omittingEmptySubsequences: false)
    guard let start = parts.first, rest.hasPrefix(start) else { return nil }
    rest = rest.dropFirst(start.count)
    for (place, part) in parts.enumerated().dropFirst() {
      let halves = part.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
      let (name, next) = (String(halves[0]), halves.last ?? "")
      let isLast = place == parts.count - 1
      guard let end = isLast ? rest.rangeOfSuffix(next) : rest.firstRange(of: next),
        end.lowerBound > rest.startIndex
      else { return nil }
      values[name] = String(rest[..<end.lowerBound])
      rest = rest[end.upperBound...]
    }
    return rest.isEmpty ? values : nil
  }
}

extension Substring {
  /// Returns where it ends with a text; nil when it does not.
  fileprivate func rangeOfSuffix(_ text: Substring) -> Range<Index>? {
    hasSuffix(text) ? index(endIndex, offsetBy: -text.count)..<endIndex : nil
  }
}
