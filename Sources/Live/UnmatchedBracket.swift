// Brackets that have no partner: the compiler reports what follows from one, often elsewhere.

import Processes

/// A bracket without its partner.
package struct UnmatchedBracket: Equatable {
  /// "(", "]".
  package let bracket: String
  /// The line of the text, from 1.
  package let line: Int
  /// Which of the line's brackets of this kind it is, from 0.
  private let number: Int

  /// Whether it is opened and never closed; else it closes what was not opened.
  package var isOpening: Bool { Self.partners[bracket] != nil }

  private static let partners = ["(": ")", "[": "]", "{": "}"]

  /// Returns the first bracket of a text that has no partner: where one of another kind closes it,
  /// or at the end the innermost that is still open. Brackets in strings and comments don't count.
  package static func first(in text: String) -> UnmatchedBracket? {
    var open: [UnmatchedBracket] = []
    var counts: [String: Int] = [:]
    for token in SwiftToken.all(in: text) where token.kind == .symbol {
      let own = UnmatchedBracket(
        bracket: token.text, line: token.line,
        number: counts["\(token.text)\(token.line)", default: 0])
      counts["\(token.text)\(token.line)", default: 0] += 1
      if partners[token.text] != nil {
        open.append(own)
      } else if partners.values.contains(token.text) {
        guard let last = open.popLast() else { return own }
        if partners[last.bracket] != token.text { return last }
      }
    }
    return open.last
  }

  /// Returns its line of a text, and a mark below it, as the compiler writes them.
  package func marked(in text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.indices.contains(line - 1) else { return "" }
    let places = lines[line - 1].enumerated().filter { String($0.element) == bracket }
    // Brackets in strings are none: where there are such, the line is told without a mark.
    let count = SwiftToken.all(in: text).count { $0.line == line && $0.isSymbol(bracket) }
    guard places.count == count, places.indices.contains(number) else {
      return String(lines[line - 1])
    }
    return "\(lines[line - 1])\n\(String(repeating: " ", count: places[number].offset))^"
  }
}
