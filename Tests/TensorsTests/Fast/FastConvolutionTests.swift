// The fast convolution against the plain loops, over random sizes and settings.

import Testing

@testable import Tensors

@Suite struct FastConvolutionTests {
  /// Settings drawn from a seed, with a window that fits.
  struct Settings: CustomTestStringConvertible {
    let input: [Int]
    let filters: [Int]
    let stride: [Int]
    let dilation: [Int]
    let padding: Padding

    var testDescription: String {
      "\(describe(input)) ∗ \(describe(filters)), stride \(stride), "
        + "dilation \(dilation), \(padding)"
    }

    init?(using generator: inout SeededGenerator) {
      func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
      func edge() -> Padding.Edge { .init(before: draw(0...3), after: draw(0...3)) }
      let channels = [1, 1, 2, 3, 5, 8, 17][draw(0...6)]
      let count = [1, 1, 2, 3, 7, 8, 9, 20][draw(0...7)]
      input = [draw(0...3), draw(0...14), draw(0...14), channels]
      filters = [draw(1...5), draw(1...5), channels, count]
      stride = [draw(1...4), draw(1...4)]
      dilation = [draw(1...3), draw(1...3)]
      padding = [.valid, .same, .explicit(draw(0...4)), .edges([edge(), edge()])][draw(0...3)]
      let geometry = try? WindowGeometry(
        input: [input[1], input[2]], windowSize: [filters[0], filters[1]], stride: stride,
        padding: padding, dilation: dilation)
      if geometry == nil { return nil }
    }
  }

  static func settings(seed: UInt64, count: Int) -> [Settings] {
    var generator = SeededGenerator(seed: seed)
    var drawn: [Settings] = []
    while drawn.count < count {
      if let settings = Settings(using: &generator) { drawn.append(settings) }
    }
    return drawn
  }

  /// Small whole numbers are summed without rounding, so not one bit may differ.
  @Test func agreesExactlyOnWholeNumbers() {
    var generator = SeededGenerator(seed: 1)
    for settings in Self.settings(seed: 2, count: 1500) {
      let input = Tensor.random(integers: -9..<10, shape: settings.input, using: &generator)
      let filters = Tensor.random(integers: -9..<10, shape: settings.filters, using: &generator)
      let bias = Tensor.random(integers: -9..<10, shape: [settings.filters[3]], using: &generator)
      let fast = conv2D(
        input, filters, bias: bias, stride: settings.stride, padding: settings.padding,
        dilation: settings.dilation)
      let plain = plainConv2D(
        input, filters, bias: bias, stride: settings.stride, padding: settings.padding,
        dilation: settings.dilation)
      #expect(fast == plain, "\(settings.testDescription)")
      #expect(fast.provenance == plain.provenance)
    }
  }

  @Test func agreesOnFractions() {
    var generator = SeededGenerator(seed: 3)
    for settings in Self.settings(seed: 4, count: 300) {
      let input = Tensor.random(
        normal: 0, standardDeviation: 1, shape: settings.input, using: &generator)
      let filters = Tensor.random(
        normal: 0, standardDeviation: 1, shape: settings.filters, using: &generator)
      let fast = conv2D(
        input, filters, stride: settings.stride, padding: settings.padding,
        dilation: settings.dilation)
      let plain = plainConv2D(
        input, filters, stride: settings.stride, padding: settings.padding,
        dilation: settings.dilation)
      #expect(fast.isClose(to: plain, tolerance: 1e-4), "\(settings.testDescription)")
    }
  }

  /// Infinities and NaN spread to the same places, padding included (0 · ∞ is NaN).
  @Test func agreesOnInfinitiesAndNaN() {
    var generator = SeededGenerator(seed: 5)
    let odd: [Float] = [.infinity, -.infinity, .nan]
    for settings in Self.settings(seed: 6, count: 600) {
      var input = Tensor.random(integers: -2..<3, shape: settings.input, using: &generator)
      var filters = Tensor.random(integers: -2..<3, shape: settings.filters, using: &generator)
      for value in odd where Bool.random(using: &generator) && input.count > 0 {
        input.scalars[Int.random(in: 0..<input.count, using: &generator)] = value
      }
      if let value = odd.randomElement(using: &generator), Bool.random(using: &generator) {
        filters.scalars[Int.random(in: 0..<filters.count, using: &generator)] = value
      }
      let fast = conv2D(
        input, filters, stride: settings.stride, padding: settings.padding,
        dilation: settings.dilation)
      let plain = plainConv2D(
        input, filters, stride: settings.stride, padding: settings.padding,
        dilation: settings.dilation)
      #expect(fast.isClose(to: plain, tolerance: 0), "\(settings.testDescription)")
    }
  }

  /// Larger than a band, a panel and a block, so that the results of several are joined.
  @Test(arguments: [
    ([1, 61, 67, 3], [5, 5, 3, 9]), ([2, 23, 29, 70], [3, 3, 70, 11]),
    ([1, 300, 7, 1], [3, 3, 1, 2]),
    ([1, 9, 9, 9000], [3, 3, 9000, 1]), ([1, 200, 300, 1], [3, 5, 1, 1]),
  ])
  func agreesAcrossStrips(input: [Int], filters: [Int]) {
    var generator = SeededGenerator(seed: 7)
    let input = Tensor.random(integers: -3..<4, shape: input, using: &generator)
    let filters = Tensor.random(integers: -3..<4, shape: filters, using: &generator)
    #expect(
      conv2D(input, filters, padding: .same) == plainConv2D(input, filters, padding: .same))
  }

  /// Padding and gaps far larger than the picture: the padded rows, gigabytes, are never made.
  @Test(arguments: [
    ([2, 9, 7, 2], 3000, 1, Padding.explicit(8000)), ([1, 9, 7, 1], 20_000, 1, .explicit(40_000)),
    ([2, 9, 7, 2], 1, 5000, .same), ([1, 9, 7, 1], 1, 500_000, .same),
  ])
  func agreesWherePaddingDominates(input: [Int], stride: Int, dilation: Int, padding: Padding) {
    var generator = SeededGenerator(seed: 4)
    let pictures = Tensor.random(uniform: -8..<8, shape: input, using: &generator)
      .map { $0.rounded() }
    let filters = Tensor.random(uniform: -8..<8, shape: [3, 3, input[3], 2], using: &generator)
      .map { $0.rounded() }
    let fast = conv2D(pictures, filters, stride: stride, padding: padding, dilation: dilation)
    let plain = plainConv2D(
      pictures, filters, stride: stride, padding: padding, dilation: dilation)
    #expect(fast == plain)
  }
}
