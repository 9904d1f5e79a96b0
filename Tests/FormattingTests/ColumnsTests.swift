// Padding, cutting, tables and wrapping by the columns that characters take in a terminal.

import Testing

@testable import Formatting

@Suite struct ColumnsTests {
  @Test(arguments: [
    ("", 0), ("conv2D", 6), ("∗ → −∞ ⌊½⌋", 10), ("é", 1), ("e\u{301}", 1), ("█░▏⣿", 4),
    ("합성곱 신경망", 13), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("ㄱㄴ", 4), ("畳み込み", 8),
    ("ｶﾅ", 2), ("Ａ１", 4), ("（）", 4), ("🐻", 2), ("❤️", 2), ("👩‍🔬", 2), ("🇰🇷", 2), ("✓✗", 2),
    ("\u{1B}\t\u{200B}", 0),
  ])
  func displayWidths(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }

  @Test func padding() {
    #expect("필터".padded(to: 6) + "|" == "필터  |")
    #expect("필터".padded(to: 6, .right) == "  필터")
    #expect("filters".padded(to: 6) == "filters")
  }

  @Test(arguments: [
    ("filters", 7, "filters"), ("filters", 6, "filte…"), ("합성곱", 6, "합성곱"), ("합성곱", 5, "합성…"),
    ("합성곱", 4, "합…"), ("합성곱", 1, "…"),
  ])
  func cutting(text: String, width: Int, cut: String) {
    #expect(text.truncated(to: width) == cut)
    #expect(cut.displayWidth <= width)
  }

  @Test func cuttingWithoutAnEllipsis() {
    #expect("합성곱".truncated(to: 5, ellipsis: "") == "합성")
  }

  @Test func tables() {
    let rows = [["층", "수"], ["Dense", "9,900", " "], ["합성곱", "20"]]
    #expect(
      alignedColumns(rows) { $0 == 1 ? .right : .left } == [
        "층         수", "Dense   9,900", "합성곱     20",
      ])
    #expect(alignedColumns([], separator: " ") == [])
  }

  @Test func wrappingByColumns() {
    #expect("a bc  def\ng".wrapped(to: 4) == ["a bc", "def", "g"])
    #expect("필터 크기 3".wrapped(to: 9) == ["필터 크기", "3"])
    #expect("필터 크기 3".wrapped(to: 8) == ["필터", "크기 3"])
    #expect("unbreakable a".wrapped(to: 6, indent: 2) == ["  unbreakable", "  a"])
    #expect("".wrapped(to: 6, indent: 2) == ["  "])
  }

  @Test func wrappingByAnotherMeasure() {
    #expect("a b c d".wrapped { $0.count < 4 } == ["a b", "c d"])
  }

  @Test(arguments: [
    (0, 0, "░░░░"), (0, 8, "░░░░"), (3, 8, "█░░░"), (8, 8, "████"), (9, 8, "████"), (-1, 8, "░░░░"),
  ])
  func bars(done: Int, total: Int, bar: String) {
    #expect(progressBar(done, of: total, width: 4) == bar)
  }
}
