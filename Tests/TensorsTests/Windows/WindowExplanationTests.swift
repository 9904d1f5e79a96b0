// The lines a trace prints, letter by letter.

import Testing

@testable import Tensors

@Suite struct WindowExplanationTests {
  @Test func theSumOfEachAxis() throws {
    #expect(
      try WindowGeometry(input: [429, 640], windowSize: [3, 3]).explanation.map(\.english) == [
        "height  ⌊(429 + 2·0 − 3) / 1⌋ + 1 = 427",
        "width   ⌊(640 + 2·0 − 3) / 1⌋ + 1 = 638",
      ])
    #expect(
      try WindowGeometry(input: [28, 31], windowSize: [5, 5], stride: 3, padding: .explicit(2))
        .explanation.map(\.english) == [
          "height  ⌊(28 + 2·2 − 5) / 3⌋ + 1 = 10", "width   ⌊(31 + 2·2 − 5) / 3⌋ + 1 = 11",
        ])
    #expect(
      try WindowGeometry(input: [7, 8], windowSize: [3, 3], stride: 2, padding: .same).explanation
        .map(\.english)
        == ["height  ⌈7 / 2⌉ = 4", "width   ⌈8 / 2⌉ = 4"])
    #expect(
      try WindowGeometry(
        input: [6], windowSize: [3], stride: 2, padding: .edges([.init(before: 0, after: 1)])
      ).explanation.map(\.english) == ["length  ⌊(6 + 0 + 1 − 3) / 2⌋ + 1 = 3"])
    #expect(
      try WindowGeometry(input: [7], windowSize: [3], dilation: 2).explanation.map(\.english) == [
        "length  ⌊(7 + 2·0 − 5) / 1⌋ + 1 = 3, reach 2·(3 − 1) + 1 = 5"
      ])
  }

  @Test func nothingToNote() throws {
    #expect(try WindowGeometry(input: [429, 640], windowSize: [3, 3]).notes.isEmpty)
    #expect(try WindowGeometry(input: [7, 7], windowSize: [3, 3], stride: 2).notes.isEmpty)
    #expect(
      try WindowGeometry(input: [7], windowSize: [3], stride: 2, padding: .same).notes.isEmpty)
  }

  @Test func whatStaysUnread() throws {
    // Lesson 7: 6×6, 3×3, stride 2.
    #expect(
      try WindowGeometry(input: [6, 6], windowSize: [3, 3], stride: 2).notes.map(\.english)
        == ["last row unread", "last column unread"])
    #expect(
      try WindowGeometry(input: [8, 11], windowSize: [3, 3], stride: [3, 3]).notes.map(\.english)
        == ["2 rows at the bottom unread", "2 columns on the right unread"])
    #expect(
      try WindowGeometry(input: [3, 3, 9], windowSize: [1, 1, 2], stride: [2, 2, 4]).notes.map(
        \.english) == [
          "1 of 3 slices inside unread: the stride 2 is longer than the window's reach 1",
          "1 of 3 rows inside unread: the stride 2 is longer than the window's reach 1",
          "3 columns on the right unread",
          "2 of 9 columns inside unread: the stride 4 is longer than the window's reach 2",
        ])
    #expect(
      try WindowGeometry(input: [9], windowSize: [3], stride: 2, dilation: 2).notes.map(\.english)
        == ["4 of 9 positions inside unread: stride 2 and dilation 2 keep to the same positions"])
  }

  @Test func unevenPadding() throws {
    #expect(
      try WindowGeometry(input: [5, 5], windowSize: [4, 3], padding: .same).notes.map(\.english)
        == [
          "same pads the height by 1 above and 2 below: a window 4 long has no middle, "
            + "TensorFlow puts the odd one below"
        ])
    #expect(
      try WindowGeometry(input: [6, 6], windowSize: [3, 3], stride: [1, 2], padding: .same).notes
        .map(\.english)
        == [
          "same pads the width by 0 on the left and 1 on the right: an odd total, "
            + "TensorFlow puts the odd one on the right"
        ])
    #expect(
      try WindowGeometry(input: [6], windowSize: [2], padding: .explicit(2)).notes.map(\.english)
        == ["some windows along length see nothing but padding"])
  }
}
