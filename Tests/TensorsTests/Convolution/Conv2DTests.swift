// Convolution against numbers worked by hand, and the fast version against the plain loops.

import Testing

@testable import Tensors

@Suite struct Conv2DTests {
  /// A matrix as the one picture, one channel that `conv2D` takes.
  static func picture(_ rows: [[Float]]) -> Tensor {
    Tensor(rows).reshaped(1, rows.count, rows[0].count, 1)
  }

  /// A matrix as one filter of one channel.
  static func filter(_ rows: [[Float]]) -> Tensor {
    Tensor(rows).reshaped(rows.count, rows[0].count, 1, 1)
  }

  static let bookInput: [[Float]] = [[1, 2, 3, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 3, 0, 1]]
  static let exercise: [[Float]] = [[1, 5, 2, 0], [0, 3, 7, 1], [4, 0, 1, 6], [2, 8, 0, 3]]
  static let filter: [[Float]] = [[2, 0, 1], [0, 1, 2], [1, 0, 2]]

  /// Lesson 5: the right answer and every misconception, and lesson 6: the turned filter.
  @Test(
    arguments: [
      (bookInput, Tensor(filter), [[15, 16], [6, 15]]),
      (bookInput, Tensor(filter).rotated180, [[11, 12], [10, 11]]),
      (bookInput, Tensor(filter).transposed, [[11, 12], [10, 11]]),
      (exercise, Tensor(filter), [[27, 31], [11, 34]]),
      (exercise, Tensor(filter).rotated180, [[13, 35], [17, 22]]),
      (exercise, Tensor(filter).transposed, [[13, 31], [25, 22]]),
      (exercise, Tensor(filter).flipped(axes: [1]), [[17, 24], [26, 25]]),
      (exercise, Tensor(filter).flipped(axes: [0]), [[31, 20], [20, 37]]),
    ] as [([[Float]], Tensor, [[Float]])])
  func handWorked(input: [[Float]], filter: Tensor, expected: [[Float]]) {
    let filters = filter.reshaped(3, 3, 1, 1)
    let picture = Self.picture(input)
    #expect(conv2D(picture, filters).squeezed == Tensor(expected))
    #expect(plainConv2D(picture, filters).squeezed == Tensor(expected))
  }

  /// Lesson 5: the bias 3 on every output.
  @Test func biasIsAddedToEveryOutput() {
    let (picture, filter) = (Self.picture(Self.bookInput), Self.filter(Self.filter))
    for output in [
      conv2D(picture, filter, bias: Tensor([3])), plainConv2D(picture, filter, bias: Tensor([3])),
    ] {
      #expect(output.squeezed == Tensor([[18, 19], [9, 18]]))
    }
  }

  /// Lesson 8: one filter spans all channels and sums them; each filter makes one channel.
  @Test func channelsAreSummedAndFiltersMakeChannels() {
    #expect(
      conv2D(Tensor.zeros(1, 32, 32, 3), Tensor.zeros(5, 5, 3, 10), padding: .explicit(2)).shape
        == [1, 32, 32, 10])
    var generator = SeededGenerator(seed: 9)
    let photo = Tensor.random(integers: 0..<256, shape: [2, 6, 7, 3], using: &generator)
    let filters = Tensor.random(integers: -2..<3, shape: [3, 3, 3, 4], using: &generator)
    var sum = Tensor(0)
    for channel in 0..<3 {
      sum += conv2D(photo.channel(channel), filters.sliced(channel...channel, axis: 2))
    }
    #expect(conv2D(photo, filters) == sum)
  }

  @Test(
    arguments: [
      (1, 1, .valid, 1, "stride 1, valid"), (2, 2, .same, 1, "stride 2, same"),
      (1, 1, .explicit(1), 1, "stride 1, padding 1"), (2, 1, .valid, 1, "stride (2, 1), valid"),
      (1, 1, .valid, 2, "stride 1, valid, dilation 2"),
      (1, 1, .explicit(top: 1, bottom: 1, left: 2, right: 2), 1, "stride 1, padding (1, 2)"),
      (
        1, 1, .explicit(top: 0, bottom: 1, left: 2, right: 2), 1, "stride 1, padding (0 + 1, 2 + 2)"
      ),
    ] as [(Int, Int, Padding, Int, String)])
  func saysHowItWasMade(down: Int, right: Int, padding: Padding, dilation: Int, detail: String) {
    let output = conv2D(
      Tensor.zeros(1, 9, 9, 2), Tensor.zeros(3, 3, 2, 4), stride: [down, right], padding: padding,
      dilation: dilation)
    #expect(output.provenance?.name == "conv2D" && output.provenance?.symbol == "∗")
    #expect(
      output.provenance?.operands == [
        .init("input", [1, 9, 9, 2]), .init("filters", [3, 3, 2, 4]),
      ])
    #expect(output.provenance?.detail.english == detail)
    #expect(output.provenance?.geometry?.output == Array(output.shape[1...2]))
  }

  /// Lesson 9: the edge filter on the photo.
  @Test func edgesOfThePhoto() {
    let photo = Tensor.zeros(1, 429, 640, 3)
    let edges = conv2D(photo.channel(0), Self.filter([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]))
    #expect(edges.shape == [1, 427, 638, 1])
  }
}
