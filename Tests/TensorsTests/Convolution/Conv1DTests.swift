// Convolution along one axis: by hand, and the fast version against the plain loops.

import Testing

@testable import Tensors

@Suite struct Conv1DTests {
  static func sequence(_ values: [Float]) -> Tensor { Tensor(values).reshaped(1, values.count, 1) }
  static func filter(_ values: [Float]) -> Tensor { Tensor(values).reshaped(values.count, 1, 1) }

  /// Lesson 11: the ends see zeros. And its misconception: without padding the length is 3.
  @Test(
    arguments: [
      (.same, 1, 1, [0.75, 1, 1, 1, 0.75]), (.valid, 1, 1, [1, 1, 1]),
      (.explicit(2), 1, 1, [0.25, 0.75, 1, 1, 1, 0.75, 0.25]), (.same, 2, 1, [0.75, 1, 0.75]),
      (.valid, 1, 2, [1]), (.same, 1, 2, [0.75, 0.75, 1, 0.75, 0.75]),
      (.edges([.init(before: 0, after: 1)]), 1, 1, [1, 1, 1, 0.75]),
    ] as [(Padding, Int, Int, [Float])])
  func smoothing(padding: Padding, stride: Int, dilation: Int, expected: [Float]) {
    let (ones, filter) = (Self.sequence([1, 1, 1, 1, 1]), Self.filter([0.25, 0.5, 0.25]))
    for convolve in [conv1D, plainConv1D] {
      let output = convolve(ones, filter, nil, stride, padding, dilation)
      #expect(output.shape == [1, expected.count, 1])
      #expect(output.scalars == expected)
    }
  }

  /// The filter is not rotated: its last element multiplies the last number.
  @Test func correlates() {
    let impulse = Self.sequence([0, 0, 1, 0, 0])
    #expect(conv1D(impulse, Self.filter([1, 2, 3])).scalars == [3, 2, 1])
  }

  @Test func saysHowItWasMade() {
    let output = conv1D(Tensor.zeros(2, 7, 3), Tensor.zeros(3, 3, 4), stride: 2)
    #expect(output.shape == [2, 3, 4])
    #expect(
      output.provenance?.name == "conv1D" && output.provenance?.detail.english == "stride 2, valid")
    #expect(
      output.provenance?.operands == [.init("input", [2, 7, 3]), .init("filters", [3, 3, 4])])
    #expect(
      output.provenance?.geometry?.explanation.map(\.english) == [
        "length  ⌊(7 + 2·0 − 3) / 2⌋ + 1 = 3"
      ])
  }

  @Test func agreesExactlyOnWholeNumbers() {
    var generator = SeededGenerator(seed: 111)
    func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    var compared = 0
    while compared < 500 {
      let (channels, count) = (draw(1...4), draw(1...5))
      let (length, window) = (draw(0...15), draw(1...5))
      let (stride, dilation) = (draw(1...4), draw(1...3))
      let edge = Padding.Edge(before: draw(0...4), after: draw(0...4))
      let paddings: [Padding] = [.valid, .same, .explicit(draw(0...4)), .edges([edge])]
      let padding = paddings[draw(0...3)]
      let geometry = try? WindowGeometry(
        input: [length], windowSize: [window], stride: stride, padding: padding, dilation: dilation)
      if geometry == nil { continue }
      compared += 1
      let input = Tensor.random(
        integers: -9..<10, shape: [draw(0...2), length, channels], using: &generator)
      let filters = Tensor.random(
        integers: -9..<10, shape: [window, channels, count], using: &generator)
      let bias = Tensor.random(integers: -9..<10, shape: [count], using: &generator)
      let (fast, plain) = (
        conv1D(input, filters, bias: bias, stride: stride, padding: padding, dilation: dilation),
        plainConv1D(
          input, filters, bias: bias, stride: stride, padding: padding, dilation: dilation)
      )
      #expect(fast == plain, "\(input.shape) \(filters.shape) \(fast.provenance?.detail ?? "")")
      #expect(fast.provenance == plain.provenance)
    }
  }
}
