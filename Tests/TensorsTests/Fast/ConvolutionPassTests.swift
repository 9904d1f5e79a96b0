// A convolution fused with ReLU and pooling, forward and backward, against plain loops.

import Testing

@testable import Tensors

@Suite struct ConvolutionPassTests {
  struct Settings: CustomTestStringConvertible {
    let input: [Int], filters: [Int], stride: Int, dilation: Int, padding: Padding
    let fusion: ConvolutionPass.Fusion
    let geometry: WindowGeometry

    var testDescription: String {
      "\(describe(input)) ∗ \(describe(filters)), \(geometry.settings), \(fusion)"
    }

    init?(winograd: Bool, using generator: inout SeededGenerator) {
      func draw(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
      let channels = winograd ? draw(8...20) : [1, 2, 3, 7][draw(0...3)]
      let count = winograd ? draw(8...20) : [1, 3, 16, 30][draw(0...3)]
      // Above ten pictures there are several in a group.
      input = [[0, 1, 2, 3, 11][draw(0...4)], draw(1...11), draw(1...11), channels]
      filters = winograd ? [3, 3, channels, count] : [draw(1...5), draw(1...4), channels, count]
      stride = winograd ? 1 : draw(1...3)
      dilation = winograd ? 1 : draw(1...2)
      // Of much padding whole tiles lie outside of the picture.
      func edge() -> Padding.Edge { .init(before: draw(0...9), after: draw(0...9)) }
      padding = [.valid, .same, .explicit(draw(0...7)), .edges([edge(), edge()])][draw(0...3)]
      fusion = [.none, .relu, .reluAndMaxPool][draw(0...2)]
      guard
        let geometry = try? WindowGeometry(
          input: [input[1], input[2]], windowSize: [filters[0], filters[1]], stride: stride,
          padding: padding, dilation: dilation)
      else { return nil }
      self.geometry = geometry
    }
  }

  static func settings(winograd: Bool, seed: UInt64, count: Int) -> [Settings] {
    var generator = SeededGenerator(seed: seed)
    var drawn: [Settings] = []
    while drawn.count < count {
      if let settings = Settings(winograd: winograd, using: &generator) { drawn.append(settings) }
    }
    return drawn
  }

  /// Loops only: the output, and the gradients of filters, bias and input.
  static func plain(
    _ input: Tensor, _ filters: Tensor, _ bias: Tensor, _ settings: Settings,
    gradient: (Tensor) -> Tensor
  ) -> [Tensor] {
    let convolved = plainConv2D(
      input, filters, bias: bias, stride: settings.stride, padding: settings.padding,
      dilation: settings.dilation)
    let rectified = settings.fusion == .none ? convolved : convolved.map { $0 < 0 ? 0 : $0 }
    let output =
      settings.fusion == .reluAndMaxPool && rectified.shape[1] > 0 && rectified.shape[2] > 0
      ? plainMaxPool2D(rectified, windowSize: 2, padding: .same) : rectified
    let outputGradient = gradient(output)
    // Back through pooling (to the first of equals) and ReLU.
    var slope = Tensor(shape: convolved.shape, repeating: 0)
    for place in indices(output.shape) {
      let (n, y, x, k) = (place[0], place[1], place[2], place[3])
      var largest = [n, y, x, k]
      if settings.fusion == .reluAndMaxPool {
        largest = [n, 2 * y, 2 * x, k]
        for wy in 2 * y..<min(2 * y + 2, convolved.shape[1]) {
          for wx in 2 * x..<min(2 * x + 2, convolved.shape[2])
          where convolved[n, wy, wx, k] > convolved[n, largest[1], largest[2], k] {
            largest = [n, wy, wx, k]
          }
        }
      }
      let (wn, wy, wx, wk) = (largest[0], largest[1], largest[2], largest[3])
      if settings.fusion == .none || convolved[wn, wy, wx, wk] > 0 {
        slope[wn, wy, wx, wk] = outputGradient[n, y, x, k]
      }
    }
    var (filterGradient, biasGradient) = (
      Tensor(shape: filters.shape, repeating: 0), Tensor(shape: bias.shape, repeating: 0)
    )
    var inputGradient = Tensor(shape: input.shape, repeating: 0)
    let (vertical, horizontal) = (settings.geometry.axes[0], settings.geometry.axes[1])
    for place in indices(slope.shape) {
      let (n, oy, ox, k) = (place[0], place[1], place[2], place[3])
      let value = slope[n, oy, ox, k]
      if value == 0 { continue }
      biasGradient.scalars[k] += value
      for fy in 0..<vertical.windowSize {
        for fx in 0..<horizontal.windowSize {
          let y = vertical.start(of: oy) + fy * vertical.dilation
          let x = horizontal.start(of: ox) + fx * horizontal.dilation
          guard y >= 0, x >= 0, y < vertical.input, x < horizontal.input else { continue }
          for c in 0..<input.shape[3] {
            filterGradient[fy, fx, c, k] += value * input[n, y, x, c]
            inputGradient[n, y, x, c] += value * filters[fy, fx, c, k]
          }
        }
      }
    }
    return [output, filterGradient, biasGradient, inputGradient]
  }

  static func indices(_ shape: [Int]) -> [[Int]] {
    shape.reduce([[]]) { places, length in
      places.flatMap { place in (0..<length).map { place + [$0] } }
    }
  }

  /// Draws numbers, runs both, and returns how far apart they are, relative to the largest.
  static func differences(
    _ settings: Settings, whole: Bool, using generator: inout SeededGenerator
  ) -> [Float] {
    func draw(_ shape: [Int]) -> Tensor {
      whole
        ? .random(integers: -3..<4, shape: shape, using: &generator)
        : .random(normal: 0, standardDeviation: 1, shape: shape, using: &generator)
    }
    let (input, filters) = (draw(settings.input), draw(settings.filters))
    let bias = draw([settings.filters[3]])
    let pass = ConvolutionPass(
      input: input.shape, filters: filters.shape, geometry: settings.geometry,
      fusion: settings.fusion)
    let (output, saved) = pass.forward(input, filters, bias: bias)
    let gradient = draw(output.shape)
    let gradients = pass.backward(gradient, filters, saved, needsInputGradient: true)
    let expected = plain(input, filters, bias, settings) { plainOutput in
      #expect(plainOutput.shape == output.shape, "\(settings.testDescription)")
      return gradient
    }
    #expect(
      pass.forward(input, filters, prepared: pass.prepare(filters), bias: bias).output == output)
    let without = pass.backward(gradient, filters, saved, needsInputGradient: false)
    #expect(without.input == nil)
    #expect(without.filters.isClose(to: gradients.filters, tolerance: 1e-4))
    return zip([output, gradients.filters, gradients.bias, gradients.input!], expected).map {
      $0.count == 0 ? 0 : ($0 - $1).absolute.max() / max(1, $1.absolute.max())
    }
  }

  @Test func directIsExactOnWholeNumbers() {
    var generator = SeededGenerator(seed: 61)
    for settings in Self.settings(winograd: false, seed: 62, count: 200) {
      let differences = Self.differences(settings, whole: true, using: &generator)
      #expect(differences == [0, 0, 0, 0], "\(settings.testDescription)")
    }
  }

  /// Winograd convolution rounds more. Its error stays below a ten-thousandth of the largest
  /// number.
  @Test func winogradIsClose() {
    var generator = SeededGenerator(seed: 63)
    var worst: Float = 0
    for settings in Self.settings(winograd: true, seed: 64, count: 60) {
      // If two numbers of a window are nearly equal, rounding may decide which is the maximum, and
      // the gradients differ: pooling is checked on integers, whose sums hardly round.
      let whole = settings.fusion != .none
      let differences = Self.differences(settings, whole: whole, using: &generator)
      if whole {
        #expect(differences[0] < 1e-4, "\(settings.testDescription): \(differences)")
      } else {
        worst = max(worst, differences.max()!)
        #expect(differences.allSatisfy { $0 < 1e-4 }, "\(settings.testDescription): \(differences)")
      }
    }
    #expect(worst < 1e-5, "the worst relative error is \(worst)")
  }

  /// One picture, shared by all threads, and the same picture nine times, each thread with its own.
  @Test(arguments: [
    ([12, 9, 130], [3, 3, 130, 140]), ([30, 31, 16], [3, 3, 16, 24]),
    ([33, 30, 5], [5, 4, 5, 70]), ([9, 7, 6], [2, 4, 6, 144]), ([15, 14, 20], [3, 3, 20, 150]),
  ]) func onePictureAndMany(picture: [Int], filters: [Int]) {
    var generator = SeededGenerator(seed: 66)
    let one = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [1] + picture, using: &generator)
    let filters = Tensor.random(normal: 0, standardDeviation: 1, shape: filters, using: &generator)
    let bias = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [filters.shape[3]], using: &generator)
    let convolved = plainConv2D(one, filters, bias: bias, padding: .same)
    for fusion in [ConvolutionPass.Fusion.none, .relu, .reluAndMaxPool] {
      func run(_ input: Tensor) -> (output: Tensor, gradient: Tensor) {
        let geometry = convolutionGeometry(
          "conv2D", input.shape, filters.shape, bias: nil, stride: 1, padding: .same, dilation: 1)
        let pass = ConvolutionPass(
          input: input.shape, filters: filters.shape, geometry: geometry, fusion: fusion)
        let (output, saved) = pass.forward(input, filters, bias: bias)
        let reusing = ConvolutionPass(
          input: input.shape, filters: filters.shape, geometry: geometry, fusion: fusion,
          reusesFilters: true)
        for (pass, name) in [(pass, "once"), (reusing, "reused")] {
          let prepared = pass.forward(input, filters, prepared: pass.prepare(filters), bias: bias)
          #expect(prepared.output == pass.forward(input, filters, bias: bias).output, "\(name)")
          #expect(prepared.output.isClose(to: output, tolerance: 1e-4), "\(name)")
        }
        return (
          output, pass.backward(output, filters, saved, needsInputGradient: true).input ?? .zeros(0)
        )
      }
      let (alone, nine) = (run(one), run(.concatenated(Array(repeating: one, count: 9))))
      var expected = convolved
      if fusion != .none { expected = expected.map { $0 < 0 ? 0 : $0 } }
      if fusion == .reluAndMaxPool {
        expected = plainMaxPool2D(expected, windowSize: 2, padding: .same)
      }
      let size = expected.absolute.max()
      #expect((alone.output - expected).absolute.max() < 1e-5 * size)
      #expect((nine.output[8...] - expected).absolute.max() < 1e-5 * size)
      let slope = alone.gradient.absolute.max()
      #expect((alone.gradient - nine.gradient[4..<5]).absolute.max() < 1e-4 * slope)
    }
  }

  @Test func winogradIsTakenForLargerLayers() {
    func pass(_ filters: [Int], stride: Int = 1, reuses: Bool = false) -> ConvolutionPass {
      let input = [2, 9, 9, filters[2]]
      return ConvolutionPass(
        input: input, filters: filters,
        geometry: convolutionGeometry(
          "conv2D", input, filters, bias: nil, stride: stride, padding: .same, dilation: 1),
        reusesFilters: reuses)
    }
    let hasWinograd = SIMDBackend.name != "plain"
    #expect(!pass([3, 3, 128, 256]).usesWinograd)
    #expect(pass([3, 3, 128, 256], reuses: true).usesWinograd == hasWinograd)
    #expect(pass([3, 3, 16, 16]).usesWinograd == hasWinograd)
    #expect(!pass([3, 3, 1, 16]).usesWinograd)
    #expect(!pass([5, 5, 16, 16]).usesWinograd)
    #expect(!pass([3, 3, 16, 16], stride: 2).usesWinograd)
  }

  /// An infinity or a NaN reaches only the outputs of its windows, as in plain loops.
  @Test(arguments: [Float.infinity, -.infinity, .nan, 3e38], [10, 31])
  func winogradLeavesOddNumbersWhereTheyBelong(odd: Float, width: Int) {
    var generator = SeededGenerator(seed: 65)
    let shape = [3, 21, width, 8]
    var input = Tensor.random(normal: 0, standardDeviation: 1, shape: shape, using: &generator)
    let filters = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [3, 3, 8, 11], using: &generator)
    input[1, 4, 5, 3] = odd
    let geometry = convolutionGeometry(
      "conv2D", shape, filters.shape, bias: nil, stride: 1, padding: .same, dilation: 1)
    for fusion in [ConvolutionPass.Fusion.none, .relu] {
      let pass = ConvolutionPass(
        input: shape, filters: filters.shape, geometry: geometry, fusion: fusion)
      let (output, saved) = pass.forward(input, filters, bias: nil)
      var plain = plainConv2D(input, filters, padding: .same)
      if fusion == .relu { plain = plain.map { $0 < 0 ? 0 : $0 } }
      #expect(
        zip(output.scalars, plain.scalars).allSatisfy { one, other in
          one.isFinite == other.isFinite && one.isNaN == other.isNaN
        })
      let gradients = pass.backward(output, filters, saved, needsInputGradient: true)
      #expect(gradients.filters.scalars.contains { !$0.isFinite })
      // Pictures without infinities and NaN have finite gradients.
      #expect(gradients.input![0].scalars.allSatisfy { $0.isFinite })
    }
  }
}
