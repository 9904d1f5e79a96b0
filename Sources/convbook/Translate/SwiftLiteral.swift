// Reads a Swift string literal from the text of a file: its template, with numbered placeholders
// instead of interpolations, as `Message` makes it.

import Foundation

/// A string literal, or several joined by +.
struct SwiftLiteral: Equatable {
  /// The template: "{1} of {2} edges".
  private(set) var template = ""
  /// The interpolated expressions, in order.
  private(set) var expressions: [String] = []
  /// The offset in bytes behind its end.
  private(set) var end: Int

  /// Reads the literal that begins at an offset in bytes; nil when none begins there.
  init?(_ bytes: [UInt8], at start: Int) {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else { return nil }
    let isLong = Self.hasQuotes(bytes, at: start)
    end = start + (isLong ? 3 : 1)
    // Bytes of the text, and a mark for each expression: 0 does not occur in source files.
    var text: [UInt8] = []
    while true {
      guard end < bytes.count else { return nil }
      let byte = bytes[end]
      if isLong ? Self.hasQuotes(bytes, at: end) : byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        guard readEscape(bytes, into: &text) else { return nil }
      } else {
        text.append(byte)
        end += 1
      }
    }
    let margin = isLong ? Self.margin(bytes, before: end) : 0
    end += isLong ? 3 : 1
    let pieces = (isLong ? Self.withoutMargin(text, margin) : text)
      .split(separator: 0, omittingEmptySubsequences: false)
    for (index, piece) in pieces.enumerated() {
      template += (index > 0 ? "{\(index)}" : "") + String(decoding: piece, as: UTF8.self)
    }
  }

  /// Adds a literal behind a +; its placeholders are numbered on, as `Message` does.
  mutating func append(_ other: SwiftLiteral) {
    let offset = expressions.count
    template += other.template.replacing(#/\{([0-9]+)\}/#) { match in
      "{\((Int(match.1) ?? 0) + offset)}"
    }
    expressions += other.expressions
    end = other.end
  }

  /// Returns the offset of a literal that is added to this one with +; nil when none is.
  func next(_ bytes: [UInt8]) -> Int? {
    guard let plus = Self.skipSpace(bytes, from: end), bytes[plus] == UInt8(ascii: "+"),
      let next = Self.skipSpace(bytes, from: plus + 1), bytes[next] == UInt8(ascii: "\"")
    else { return nil }
    return next
  }

  /// Reads what follows a backslash: an expression, a line's end, or a character.
  private mutating func readEscape(_ bytes: [UInt8], into text: inout [UInt8]) -> Bool {
    guard end + 1 < bytes.count else { return false }
    let kind = bytes[end + 1]
    end += 2
    switch kind {
    case UInt8(ascii: "("):
      guard let close = Self.closing(bytes, from: end) else { return false }
      let expression = String(decoding: bytes[end..<close], as: UTF8.self)
      expressions.append(expression.split { $0.isWhitespace }.joined(separator: " "))
      text.append(UInt8(0))
      end = close + 1
    case UInt8(ascii: "\n"):
      // The line goes on; a mark of its own, because the margin is taken off later.
      text += [1, UInt8(ascii: "\n")]
    case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
    case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "u"):
      guard let close = bytes[end...].firstIndex(of: UInt8(ascii: "}")),
        let code = UInt32(String(decoding: bytes[(end + 1)..<close], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(code)
      else { return false }
      text += Array(String(scalar).utf8)
      end = close + 1
    default: text.append(kind)
    }
    return true
  }

  /// Returns the offset of the bracket that closes the one before `start`.
  private static func closing(_ bytes: [UInt8], from start: Int) -> Int? {
    var depth = 1
    var offset = start
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return offset }
      case UInt8(ascii: "\""):
        guard let literal = SwiftLiteral(bytes, at: offset) else { return nil }
        offset = literal.end
        continue
      default: break
      }
      offset += 1
    }
    return nil
  }

  private static func hasQuotes(_ bytes: [UInt8], at offset: Int) -> Bool {
    offset + 2 < bytes.count && bytes[offset...offset + 2].allSatisfy { $0 == UInt8(ascii: "\"") }
  }

  /// Returns the count of blanks in front of the closing quotes.
  private static func margin(_ bytes: [UInt8], before end: Int) -> Int {
    bytes[..<end].reversed().prefix { $0 == UInt8(ascii: " ") }.count
  }

  /// Takes the first and last line's end and the margin off the text of a long literal.
  private static func withoutMargin(_ text: [UInt8], _ margin: Int) -> [UInt8] {
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    lines = Array(lines.dropFirst().dropLast())
    var result: [UInt8] = []
    for (index, line) in lines.enumerated() {
      var line = line.dropFirst(line.starts(with: repeatElement(32, count: margin)) ? margin : 0)
      let goesOn = line.last == 1
      if goesOn { line.removeLast() }
      result += line
      if !goesOn, index < lines.count - 1 { result.append(UInt8(ascii: "\n")) }
    }
    return result
  }

  /// Returns the offset of the first byte that is neither blank nor comment.
  private static func skipSpace(_ bytes: [UInt8], from start: Int) -> Int? {
    var offset = start
    while offset < bytes.count {
      if [9, 10, 13, 32].contains(bytes[offset]) {
        offset += 1
      } else if bytes[offset...].starts(with: Array("//".utf8)) {
        guard let newline = bytes[offset...].firstIndex(of: 10) else { return nil }
        offset = newline
      } else {
        return offset
      }
    }
    return nil
  }
}
