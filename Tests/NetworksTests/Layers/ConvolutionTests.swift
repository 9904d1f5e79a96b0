// The convolution layer: forward equal to the plain convolution, gradients by hand and numerically.

import Tensors
import Testing

@testable import Networks

@Suite struct ConvolutionLayerTests {
  static let picture = Tensor([[1, 2, 0], [0, 1, 3], [2, 1, 1]]).reshaped(1, 3, 3, 1)
  static let filter = Tensor([[1, 2], [3, 4]]).reshaped(2, 2, 1, 1)

  /// By hand: 3×3 under 2×2, with four different output gradients.
  @Test func handWorked() {
    var layer = Convolution(weights: Self.filter, bias: Tensor([1]))
    #expect(layer.forward(Self.picture).squeezed == Tensor([[10, 18], [13, 15]]))
    let inputGradient = layer.backward(Tensor([[1, 0], [0, 10]]).reshaped(1, 2, 2, 1))
    // Each output's gradient is added to its four pixels; the middle one belongs to both.
    #expect(inputGradient.squeezed == Tensor([[1, 2, 0], [3, 14, 20], [0, 30, 40]]))
    // The patch under the first output, plus ten times the patch under the last.
    #expect(layer.weights.gradient.squeezed == Tensor([[11, 32], [10, 11]]))
    #expect(layer.bias.gradient == Tensor([11]))
  }

  /// Without stride, the input gradient is the output gradient, framed, under the turned filter.
  @Test func inputGradientIsAFullConvolution() {
    var generator = SeededGenerator(seed: 130)
    let filter = Tensor.random(integers: -4..<5, shape: [3, 2, 1, 1], using: &generator)
    let outputGradient = Tensor.random(integers: -4..<5, shape: [1, 4, 6, 1], using: &generator)
    var layer = Convolution(weights: filter)
    _ = layer.forward(Tensor.zeros(1, 6, 7, 1))
    let full = conv2D(
      outputGradient, filter.rotated180,
      padding: .explicit(top: 2, bottom: 2, left: 1, right: 1))
    #expect(layer.backward(outputGradient) == full)
  }

  struct Settings: CustomTestStringConvertible {
    let input: [Int]
    let weights: [Int]
    var stride = [1, 1]
    var padding = Padding.valid
    var dilation = [1, 1]
    var testDescription: String {
      "\(input) ∗ \(weights), stride \(stride), \(padding), dilation \(dilation)"
    }
  }

  static let settings = [
    Settings(input: [1, 4, 4, 1], weights: [3, 3, 1, 1]),
    Settings(input: [2, 5, 6, 3], weights: [3, 2, 3, 4]),
    Settings(input: [2, 5, 5, 2], weights: [3, 3, 2, 2], padding: .explicit(1)),
    Settings(input: [1, 6, 6, 1], weights: [3, 3, 1, 2], stride: [2, 2]),
    Settings(input: [1, 7, 6, 2], weights: [3, 4, 2, 1], stride: [3, 2], padding: .same),
    Settings(input: [1, 6, 7, 1], weights: [2, 2, 1, 2], stride: [1, 2], dilation: [3, 2]),
    Settings(
      input: [2, 3, 4, 2], weights: [2, 3, 2, 3], stride: [2, 1],
      padding: .explicit(top: 0, bottom: 2, left: 3, right: 1)),
    Settings(input: [3, 1, 1, 4], weights: [1, 1, 4, 2]),
    Settings(input: [1, 1, 5, 1], weights: [3, 3, 1, 1], stride: [1, 3], padding: .same),
    Settings(input: [0, 4, 4, 1], weights: [3, 3, 1, 2]),
  ]

  /// Linear in weights, bias and input: on whole numbers the differences are the gradients,
  /// exactly.
  @Test(arguments: settings)
  func gradientsAsTried(_ settings: Settings) {
    var generator = SeededGenerator(seed: 131)
    func whole(_ shape: [Int]) -> Tensor {
      .random(integers: -5..<6, shape: shape, using: &generator)
    }
    let layer = Convolution(
      weights: whole(settings.weights), bias: whole([settings.weights[3]]),
      stride: settings.stride, padding: settings.padding, dilation: settings.dilation)
    let checks = gradientChecks(of: layer, at: whole(settings.input), step: 1, using: &generator)
    #expect(checks.map(\.name) == ["input", "weights", "bias"])
    for check in checks { #expect(check.relativeError == 0, "\(check.name)") }
  }

  @Test(arguments: settings)
  func forwardAsPlain(_ settings: Settings) {
    var generator = SeededGenerator(seed: 132)
    let input = Tensor.random(integers: -9..<10, shape: settings.input, using: &generator)
    let weights = Tensor.random(integers: -9..<10, shape: settings.weights, using: &generator)
    let bias = Tensor.random(integers: -9..<10, shape: [settings.weights[3]], using: &generator)
    var layer = Convolution(
      weights: weights, bias: bias, stride: settings.stride, padding: settings.padding,
      dilation: settings.dilation)
    let output = layer.forward(input)
    let plain = plainConv2D(
      input, weights, bias: bias, stride: settings.stride, padding: settings.padding,
      dilation: settings.dilation)
    #expect(output == plain)
    #expect(output.provenance?.name == "Convolution")
    #expect(output.provenance?.geometry == plain.provenance?.geometry)
  }

  /// Lesson 8: 760 parameters.
  @Test func drawnWeights() {
    var generator = SeededGenerator(seed: 133)
    let layer = Convolution(
      filters: 10, filterSize: 5, channels: 3, padding: .explicit(2), using: &generator)
    #expect(layer.parameters.map(\.name) == ["weights", "bias"])
    #expect(layer.parameters.map(\.value.count).reduce(0, +) == 760)
    #expect(layer.bias.value == Tensor.zeros(10))
    let deviation = layer.weights.value.variance().squareRoot()
    #expect(abs(deviation - (2.0 / 75).squareRoot()) < 0.02)
  }

  /// The gradients of a batch are the sums over its pictures, and each backward starts from 0.
  @Test func gradientsOfABatch() {
    var generator = SeededGenerator(seed: 134)
    let input = Tensor.random(integers: -5..<6, shape: [3, 4, 5, 2], using: &generator)
    let outputGradient = Tensor.random(integers: -5..<6, shape: [3, 3, 4, 2], using: &generator)
    var layer = Convolution(
      weights: .random(integers: -5..<6, shape: [2, 2, 2, 2], using: &generator))
    _ = layer.forward(input)
    let together = layer.backward(outputGradient)
    let weightGradient = layer.weights.gradient
    var (parts, sum) = ([Tensor](), Tensor(0))
    for n in 0..<3 {
      _ = layer.forward(input[n].batched)
      parts.append(layer.backward(outputGradient[n].batched))
      sum += layer.weights.gradient
    }
    #expect(Tensor.concatenated(parts) == together)
    #expect(sum == weightGradient)
  }
}
