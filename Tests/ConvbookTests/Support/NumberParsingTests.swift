// What people type as numbers, sizes and paddings, and what can't be meant.

import LessonKit
import Testing

@testable import convbook

@Suite struct NumberParsingTests {
  @Test(arguments: [
    "32x32x3", "32,32,3", "(32, 32, 3)", "32 32 3", "32X32×3", "[32,32,3]", " 32 x 32 x 3 ",
    "1x32x32x3",
  ])
  func shapes(_ text: String) throws {
    #expect(try NumberParsing.shape(text) == [1, 32, 32, 3])
  }

  @Test func shapesWithBatchOrWithoutChannels() throws {
    #expect(try NumberParsing.shape("6x7") == [1, 6, 7, 1])
    #expect(try NumberParsing.shape("(10, 28, 28, 1)") == [10, 28, 28, 1])
  }

  @Test(arguments: [
    ("5", "1 number"), ("", "1 number"), ("1x2x3x4x5", "5 numbers"), ("axb", "“a”"),
    ("0x3x3", "at least 1"), ("32x-3x3", "at least 1"), ("3xx3", "“”"),
    ("99999999999999999999x3x3", "largest"), ("1.5x2x3", "“1.5”"), ("²x3x3", "“²”"),
  ])
  func badShapes(_ text: String, say words: String) {
    let error = #expect(throws: CommandError.self) { try NumberParsing.shape(text) }
    #expect(error?.kind == .usage)
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }

  @Test func pairs() throws {
    #expect(try NumberParsing.window("3") == [3, 3])
    #expect(try NumberParsing.window("3x5") == [3, 5])
    #expect(try NumberParsing.stride("(2, 1)") == [2, 1])
    for text in ["0", "-1", "1x2x3", "", "x", "3x", "1000001"] {
      #expect(throws: CommandError.self) { try NumberParsing.stride(text) }
    }
  }

  @Test(arguments: ["0,5", "0,1 0,8; 0,1 0,8", "-0,5", "1,5"])
  func decimalCommas(_ text: String) {
    #expect(NumberParsing.decimalCommaHint(text)?.english.contains("write") == true)
  }

  @Test(arguments: ["1,2,1", "0, 5", "1,2", "0.5", "-1 0 1; -1 0 1"])
  func commasThatSeparate(_ text: String) {
    #expect(NumberParsing.decimalCommaHint(text) == nil)
  }

  @Test func paddings() throws {
    #expect(try NumberParsing.padding("valid") == .valid)
    #expect(try NumberParsing.padding("SAME") == .same)
    #expect(try NumberParsing.padding("2") == .explicit(2))
    #expect(
      try NumberParsing.padding("1,2,3,4") == .explicit(top: 1, bottom: 2, left: 3, right: 4))
    for text in ["-1", "1,2", "1,2,3,-4", "", "smae", "1,,2,3", "99999999999999999999"] {
      #expect(throws: CommandError.self) { try NumberParsing.padding(text) }
    }
  }
}

@Suite struct LayerShapeTests {
  func text(
    _ size: String, _ windowSize: [Int], filters: Int?, stride: [Int] = [1, 1],
    padding: Padding = .valid
  ) throws -> String {
    try LayerShape(
      input: NumberParsing.shape(size), windowSize: windowSize, filters: filters, stride: stride,
      padding: padding, dilation: [1, 1]
    ).rows().map { "\($0.label): \($0.text)" }.joined(separator: "\n")
  }

  @Test func tenFiltersOnAColourPicture() throws {
    let text = try text("32x32x3", [5, 5], filters: 10, padding: .explicit(2))
    #expect(text.contains("output: (1, 32, 32, 10)"))
    #expect(text.contains("height  ⌊(32 + 2·2 − 5) / 1⌋ + 1 = 32"))
    #expect(text.contains("10 · (5·5·3) + 10 = 760"))
    #expect(text.contains("10 · (5·5·3) = 750"))
    #expect(text.contains("32·32·10 · (5·5·3) = 768,000"))
  }

  @Test func rowsLeftUnread() throws {
    let text = try text("6x6x1", [3, 3], filters: 1, stride: [2, 2])
    #expect(text.contains("output: (1, 2, 2, 1)"))
    #expect(text.contains("unread: last row unread"))
    #expect(text.contains("last column unread"))
  }

  @Test func poolingKeepsChannelsAndLearnsNothing() throws {
    let text = try text("427x638x8", [3, 3], filters: nil, stride: [3, 3])
    #expect(text.contains("output: (1, 142, 212, 8)"))
    #expect(text.contains("parameters: none"))
  }

  @Test func evenWindowUnderSame() throws {
    #expect(try text("8x8x1", [4, 4], filters: 1, padding: .same).contains("has no middle"))
  }

  @Test func numbersOfAnySizeDoNotTrap() throws {
    let largest = String(WindowGeometry.largest)
    let size = "\(largest)x\(largest)x\(largest)x\(largest)"
    #expect(
      try text(size, [1, 1], filters: WindowGeometry.largest, stride: [1, 1]).contains("about"))
  }

  @Test func windowLargerThanThePicture() {
    let error = #expect(throws: GeometryError.self) {
      try text("2x2x3", [5, 5], filters: 1)
    }
    #expect(error.map(CommandError.status(for:)) == 1)
  }
}
