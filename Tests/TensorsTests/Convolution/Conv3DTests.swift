// Convolution along three axes: by hand, and the fast version against the plain loops.

import Testing

@testable import Tensors

@Suite struct Conv3DTests {
  /// A cube of 0 to 26 under a cube of ones: 2×2×2 corners sum to 8 times their middle.
  @Test func handWorked() {
    let cube = Tensor(shape: [1, 3, 3, 3, 1], scalars: (0..<27).map(Float.init))
    let ones = Tensor.ones(2, 2, 2, 1, 1)
    let expected: [[[Float]]] = [[[52, 60], [76, 84]], [[124, 132], [148, 156]]]
    for convolve in [conv3D, plainConv3D] {
      #expect(convolve(cube, ones, nil, 1, .valid, 1).squeezed == Tensor(expected))
      #expect(convolve(cube, ones, Tensor([1]), 1, .valid, 1).squeezed == Tensor(expected) + 1)
    }
  }

  /// Each axis of a setting goes where it belongs, and the filter is not turned.
  @Test func axesAreNotExchanged() {
    let cube = Tensor(shape: [1, 3, 3, 3, 1], scalars: (0..<27).map(Float.init))
    let one = Tensor.ones(1, 1, 1, 1, 1)
    #expect(conv3D(cube, one, stride: [2, 1, 3]).scalars == [0, 3, 6, 18, 21, 24])
    let step = Tensor([-1, 1])
    #expect(conv3D(cube, step.reshaped(2, 1, 1, 1, 1)).scalars == Array(repeating: 9, count: 18))
    #expect(conv3D(cube, step.reshaped(1, 2, 1, 1, 1)).scalars == Array(repeating: 3, count: 18))
    #expect(conv3D(cube, step.reshaped(1, 1, 2, 1, 1)).scalars == Array(repeating: 1, count: 18))
  }

  /// Lesson 11: a filter as deep as the volume makes one slice, the same as conv2D with the slices
  /// for channels.
  @Test func depthCollapses() {
    var generator = SeededGenerator(seed: 112)
    let volume = Tensor.random(integers: -9..<10, shape: [2, 4, 6, 5, 1], using: &generator)
    let filters = Tensor.random(integers: -9..<10, shape: [4, 3, 3, 1, 2], using: &generator)
    let collapsed = conv3D(volume, filters)
    #expect(collapsed.shape == [2, 1, 4, 3, 2])
    #expect(
      collapsed.provenance?.geometry?.explanation.first?.english
        == "depth   ⌊(4 + 2·0 − 4) / 1⌋ + 1 = 1")
    let picture = volume.transposed(permutation: 0, 2, 3, 1, 4).reshaped(2, 6, 5, 4)
    let flat = filters.transposed(permutation: 1, 2, 0, 3, 4).reshaped(3, 3, 4, 2)
    #expect(collapsed.reshaped(2, 4, 3, 2) == conv2D(picture, flat))
  }

  @Test func saysHowItWasMade() {
    let output = conv3D(Tensor.zeros(1, 5, 9, 8, 2), Tensor.zeros(2, 3, 3, 2, 4), padding: .same)
    #expect(output.shape == [1, 5, 9, 8, 4])
    #expect(output.provenance?.name == "conv3D" && output.provenance?.symbol == "∗")
    #expect(output.provenance?.geometry?.axes.map(\.name) == ["depth", "height", "width"])
    #expect(output.provenance?.multiplications == 5 * 9 * 8 * 4 * (2 * 3 * 3 * 2))
  }

  @Test func agreesExactlyOnWholeNumbers() {
    var generator = SeededGenerator(seed: 113)
    func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    func edge() -> Padding.Edge { .init(before: draw(0...2), after: draw(0...2)) }
    var compared = 0
    while compared < 200 {
      let (channels, count) = (draw(1...3), draw(1...3))
      let lengths = (0..<3).map { _ in draw(0...6) }
      let window = (0..<3).map { _ in draw(1...3) }
      let stride = (0..<3).map { _ in draw(1...3) }
      let dilation = (0..<3).map { _ in draw(1...2) }
      let paddings: [Padding] = [
        .valid, .same, .explicit(draw(0...2)), .edges([edge(), edge(), edge()]),
      ]
      let padding = paddings[draw(0...3)]
      let geometry = try? WindowGeometry(
        input: lengths, windowSize: window, stride: stride, padding: padding, dilation: dilation)
      if geometry == nil { continue }
      compared += 1
      let input = Tensor.random(
        integers: -9..<10, shape: [draw(0...2)] + lengths + [channels], using: &generator)
      let filters = Tensor.random(
        integers: -9..<10, shape: window + [channels, count], using: &generator)
      let bias = Tensor.random(integers: -9..<10, shape: [count], using: &generator)
      let (fast, plain) = (
        conv3D(input, filters, bias: bias, stride: stride, padding: padding, dilation: dilation),
        plainConv3D(
          input, filters, bias: bias, stride: stride, padding: padding, dilation: dilation)
      )
      #expect(fast == plain, "\(input.shape) \(filters.shape) \(fast.provenance?.detail ?? "")")
      #expect(fast.provenance == plain.provenance)
    }
  }
}
