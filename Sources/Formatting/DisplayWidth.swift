// How many columns of a terminal a text takes, and padding and cutting by columns. Hangul, Chinese
// characters, kana and emoji take two each.

/// On which side of its column a text stands.
package enum TextAlignment {
  case left, right
}

extension StringProtocol {
  /// The number of columns that the text takes in a terminal.
  ///
  /// Source: Unicode Standard Annex 11, East Asian Width: W and F are wide, ambiguous ones narrow.
  package var displayWidth: Int {
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return utf8.count }
    return reduce(0) { $0 + $1.displayWidth }
  }

  /// Fills the text up with spaces to a number of columns; a longer one stays as it is.
  package func padded(to width: Int, _ alignment: TextAlignment = .left) -> String {
    let space = String(repeating: " ", count: Swift.max(0, width - displayWidth))
    return alignment == .left ? self + space : space + self
  }

  /// Cuts the text to a number of columns, and puts an ellipsis in place of what is cut off.
  package func truncated(to width: Int, ellipsis: String = "…") -> String {
    guard displayWidth > width else { return String(self) }
    var (result, room) = ("", width - ellipsis.displayWidth)
    for character in self {
      room -= character.displayWidth
      guard room >= 0 else { break }
      result.append(character)
    }
    return result + ellipsis
  }

  /// Removes the spaces at the end.
  package var trimmingTrailingSpaces: String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}

extension Character {
  /// 0 for control characters, 2 for wide characters, else 1. A cluster is as wide as its first
  /// scalar: what follows is combined with it.
  fileprivate var displayWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    switch first.properties.generalCategory {
    case .control, .format, .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    // U+FE0F asks for a character as an emoji: "❤️".
    let isEmoji = first.properties.isEmojiPresentation || unicodeScalars.contains("\u{FE0F}")
    return isEmoji || first.isEastAsianWide ? 2 : 1
  }
}

extension Unicode.Scalar {
  /// The blocks whose characters are wide; emoji outside of them are told by their own property.
  private static let wideBlocks: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // Hangul jamo that begin a syllable
    0x2329...0x232A,  // angle brackets
    0x2E80...0x303E,  // radicals, punctuation
    0x3041...0xA4CF,  // kana, Hangul letters, Chinese characters, Yi
    0xA960...0xA97C, 0xAC00...0xD7A3,  // Hangul
    0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B,  // compatibility, vertical forms
    0xFF01...0xFF60, 0xFFE0...0xFFE6,  // full-width forms
    0x16FE0...0x18DF2, 0x1AFF0...0x1B2FB, 0x1D300...0x1D376,  // Tangut, kana, tally marks
    0x1F200...0x1F265, 0x20000...0x3FFFD,  // enclosed and rare Chinese characters
  ]

  fileprivate var isEastAsianWide: Bool {
    value >= 0x1100 && Self.wideBlocks.contains { $0.contains(value) }
  }
}
