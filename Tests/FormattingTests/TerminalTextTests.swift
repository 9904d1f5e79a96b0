// Text from outside never commands a terminal.

import Testing

@testable import Formatting

@Suite struct TerminalTextTests {
  @Test(arguments: [
    ("plain, 한국어, é, 🙂\n\ttab", "plain, 한국어, é, 🙂\n\ttab"),
    ("a\u{1B}[31mb", "a\\u{1B}[31mb"), ("\u{7}\u{8}\r", "\\u{7}\\u{8}\\u{D}"),
    ("\u{9B}31m\u{7F}", "\\u{9B}31m\\u{7F}"), ("x\u{202E}gpj.exe", "x\\u{202E}gpj.exe"),
    ("\u{1B}]0;title\u{7}", "\\u{1B}]0;title\\u{7}"), ("\0", "\\u{0}"),
  ])
  func controlCharactersAreShown(text: String, expected: String) {
    #expect(printable(text) == expected)
  }

  @Test func aNameStaysInItsLine() {
    #expect(printable("anna\n✓ eve\t5", inOneLine: true) == "anna\\u{A}✓ eve\\u{9}5")
    #expect(printable("plain, é", inOneLine: true) == "plain, é")
  }

  @Test(arguments: [
    ("\u{1B}[1;31mred\u{1B}[0m", "\u{1B}[1;31mred\u{1B}[0m"),
    ("\u{1B}[2J\u{1B}[31m", "\\u{1B}[2J\u{1B}[31m"), ("\u{1B}[31", "\\u{1B}[31"),
    ("\u{1B}[31;\u{1B}c", "\\u{1B}[31;\\u{1B}c"), ("\u{1B}", "\\u{1B}"),
  ])
  func coloursStayWhereTheyMay(text: String, expected: String) {
    #expect(printable(text, keepsColours: true) == expected)
  }

  /// Whatever is drawn, nothing that commands is left, and nothing else is lost.
  @Test(arguments: 0..<200)
  func drawnTexts(_: Int) {
    var generator = SystemRandomNumberGenerator()
    let pieces: [Unicode.Scalar] =
      (0...0xA0).compactMap { Unicode.Scalar(UInt32($0)) } + ["\u{202E}", "\u{2066}", "가", "é"]
    var text = String.UnicodeScalarView()
    for _ in 0..<60 { text.append(pieces.randomElement(using: &generator)!) }
    let shown = printable(String(text))
    #expect(
      shown.unicodeScalars.allSatisfy {
        $0 == "\n" || $0 == "\t" || ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value))
      })
    #expect(printable(shown) == shown)
  }
}
