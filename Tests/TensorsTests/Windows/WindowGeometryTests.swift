// Output sizes against tables worked by hand and against counting, and what is said when a window
// can't be slid.

import TestSupport
import Testing

@testable import Tensors

@Suite struct WindowGeometryTests {
  /// Input, window, stride, padding, dilation and the output, one axis each: lessons 5 to 24.
  struct Row: CustomTestStringConvertible {
    let input: Int, window: Int, stride: Int, padding: Padding, dilation: Int, output: Int
    init(
      _ input: Int, _ window: Int, stride: Int = 1, _ padding: Padding = .valid, dilation: Int = 1,
      gives output: Int
    ) {
      (self.input, self.window, self.stride) = (input, window, stride)
      (self.padding, self.dilation, self.output) = (padding, dilation, output)
    }
    var testDescription: String {
      "\(input), window \(window), stride \(stride), \(padding), dilation \(dilation) → \(output)"
    }
  }

  @Test(arguments: [
    // Lesson 5 and 9.
    Row(6, 3, gives: 4), Row(4, 3, gives: 2), Row(429, 3, gives: 427), Row(640, 3, gives: 638),
    // Lesson 7.
    Row(4, 3, .explicit(1), gives: 4), Row(5, 3, .explicit(1), gives: 5),
    Row(7, 3, stride: 2, gives: 3), Row(28, 5, stride: 3, .explicit(2), gives: 10),
    Row(31, 5, stride: 3, .explicit(2), gives: 11), Row(6, 3, stride: 2, gives: 2),
    Row(32, 5, .explicit(2), gives: 32), Row(6, 3, stride: 2, .same, gives: 3),
    // Lesson 10, pooling.
    Row(427, 3, stride: 3, gives: 142), Row(638, 3, stride: 3, gives: 212),
    Row(4, 2, stride: 2, gives: 2),
    // Lessons 12, 16, 17: 28 → 14 → 7 → 4 and 28 → 24 → 12.
    Row(7, 5, gives: 3), Row(28, 2, stride: 2, .same, gives: 14),
    Row(7, 2, stride: 2, .same, gives: 4),
    Row(28, 5, gives: 24), Row(24, 2, stride: 2, gives: 12),
    // Lesson 22, AlexNet: 227 → 55 → 27 → 13 → 6, and 224, which floors 54.25.
    Row(227, 11, stride: 4, gives: 55), Row(55, 3, stride: 2, gives: 27),
    Row(27, 5, .explicit(2), gives: 27), Row(27, 3, stride: 2, gives: 13),
    Row(13, 3, stride: 2, gives: 6), Row(224, 11, stride: 4, gives: 54),
    // Dilation: a window of 3 spread by 2 reaches 5.
    Row(7, 3, dilation: 2, gives: 3), Row(5, 3, dilation: 2, gives: 1),
    Row(10, 3, stride: 2, .same, dilation: 3, gives: 5),
    // Uneven padding, strides beyond the window, and the smallest inputs.
    Row(6, 3, stride: 2, .edges([.init(before: 0, after: 1)]), gives: 3),
    Row(10, 2, stride: 4, gives: 3), Row(1, 1, gives: 1), Row(1, 3, .same, gives: 1),
    Row(7, 1, stride: 4, .same, gives: 2), Row(0, 3, .same, gives: 0),
    Row(0, 2, .explicit(1), gives: 1),
  ])
  func outputSizes(row: Row) throws {
    let geometry = try WindowGeometry(
      input: [row.input], windowSize: [row.window], stride: row.stride, padding: row.padding,
      dilation: row.dilation)
    #expect(geometry.output == [row.output])
  }

  /// TensorFlow's rule: an odd row goes to the bottom and right.
  @Test(arguments: [
    (7, 3, 2, 1, 1), (28, 2, 2, 0, 0), (7, 2, 2, 0, 1), (6, 3, 2, 0, 1), (5, 4, 1, 1, 2),
    (4, 2, 1, 0, 1), (10, 1, 3, 0, 0),
  ])
  func samePadding(input: Int, window: Int, stride: Int, before: Int, after: Int) throws {
    let geometry = try WindowGeometry(
      input: [input], windowSize: [window], stride: stride, padding: .same)
    #expect(geometry.axes[0].padding == .init(before: before, after: after))
  }

  @Test func settingsForEachAxis() throws {
    let geometry = try WindowGeometry(
      input: [9, 12], windowSize: [3, 2], stride: [2, 1],
      padding: .explicit(top: 1, bottom: 0, left: 0, right: 3), dilation: [1, 4])
    #expect(geometry.axes.map(\.name) == ["height", "width"])
    #expect(geometry.output == [4, 11])
    #expect(geometry.axes[0].start(of: 0) == -1 && geometry.axes[1].start(of: 10) == 10)
    #expect(try WindowGeometry(input: [5, 6, 7], windowSize: [2, 3, 4]).output == [4, 4, 4])
    #expect(
      try WindowGeometry(input: [5, 6, 7], windowSize: [2, 3, 4]).axes.map(\.name)
        == ["depth", "height", "width"])
    #expect(try WindowGeometry(input: [9], windowSize: [2]).axes[0].name == "length")
  }

  @Test(
    arguments: [
      (
        [4, 9], [5, 3], 1, Padding.valid, 1,
        "the window is 5 high but the input only 4: use padding of at least 1, a smaller window "
          + "or a larger input"
      ),
      (
        [9, 2], [3, 7], 1, .explicit(1), 1,
        "the window is 7 wide but the padded input only 4: use padding of at least 3, a smaller "
          + "window or a larger input"
      ),
      (
        [4, 4], [3, 3], 1, .valid, 2,
        "the window of 3, dilated by 2, is 5 high but the input only 4: use padding of at least 1, "
          + "a smaller window, less dilation or a larger input"
      ),
      (
        [4, 4], [3, 3], 0, .valid, 1,
        "the stride along height is 0, it must be at least 1: the window must move"
      ),
      (
        [4, 4], [3, 3], -2, .same, 1,
        "the stride along height is -2, it must be at least 1: the window must move"
      ),
      (
        [4, 4], [3, 0], 1, .valid, 1,
        "the window's width is 0, it must be at least 1: a window holds at least one number"
      ),
      (
        [4, 4], [3, 3], 1, .explicit(-1), 1,
        "the padding along height is -1, it must be at least 0: to cut rows off, slice the input"
      ),
      (
        [4, 4], [3, 3], 1, .valid, 0,
        "the dilation along height is 0, it must be at least 1: 1 is a window without gaps"
      ),
      (
        [-4, 4], [3, 3], 1, .same, 1,
        "the input's height is -4, it must be at least 0: a length can't be negative"
      ),
      (
        [4, 4], [3], 1, .valid, 1,
        "the window is given for 1 axis, but the window slides along 2: give one number for all or "
          + "2, one each"
      ),
      (
        [4, 4], [3, 3], Int.max, .valid, 1,
        "the stride along height is 9223372036854775807, more than the largest that is taken, "
          + "1000000000"
      ),
    ] as [([Int], [Int], Int, Padding, Int, String)])
  func errorMessages(
    input: [Int], window: [Int], stride: Int, padding: Padding, dilation: Int, message: String
  ) {
    let error = #expect(throws: GeometryError.self) {
      try WindowGeometry(
        input: input, windowSize: window, stride: stride, padding: padding, dilation: dilation)
    }
    #expect(error?.description == message)
  }

  /// Any numbers give a geometry or an error; nothing traps, also not the explanation.
  @Test func anyNumbersAreAnswered() {
    var generator = SeededGenerator(seed: 41)
    let odd = [
      Int.min, -1, 0, 1, 2, 3, 1000, WindowGeometry.largest, WindowGeometry.largest + 1, 1 << 40,
      .max,
    ]
    func draw() -> Int { odd.randomElement(using: &generator) ?? 0 }
    for _ in 0..<sampleSize(3000) {
      let padding: Padding = [
        .valid, .same, .explicit(draw()), .edges([.init(before: draw(), after: draw())]),
      ][Int.random(in: 0..<4, using: &generator)]
      let geometry = try? WindowGeometry(
        input: [draw()], windowSize: [draw()], stride: draw(), padding: padding, dilation: draw())
      guard let geometry else { continue }
      #expect(geometry.output[0] >= 0)
      #expect(geometry.explanation.count == 1 && geometry.notes.count < 5)
    }
  }
}
