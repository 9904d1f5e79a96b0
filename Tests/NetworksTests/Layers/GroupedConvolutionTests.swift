// Filters that read some of the channels: against one convolution whose other weights are zeros.

import Networks
import Tensors
import Testing

@Suite struct GroupedConvolutionTests {
  /// Two groups, and LeNet-5's kind: lists that overlap and differ in length.
  static let readings = [[[0, 1], [2, 3]], [[0, 1, 2], [3], [0, 3]], [[2, 0]]]

  static func layer(
    reading lists: [[Int]], using generator: inout SeededGenerator
  ) -> GroupedConvolution {
    GroupedConvolution(
      lists.map { channels in
        .init(
          reading: channels,
          Convolution(
            filters: 2, filterSize: 3, channels: channels.count, stride: 2, padding: .explicit(1),
            bias: .normal(standardDeviation: 1), using: &generator))
      })
  }

  @Test(arguments: readings) func isOneConvolutionWithZeros(lists: [[Int]]) {
    var generator = SeededGenerator(seed: 224)
    var layer = Self.layer(reading: lists, using: &generator)
    var weights = Tensor.zeros(3, 3, 4, 2 * lists.count)
    for (index, group) in layer.groups.enumerated() {
      let own = group.convolution.weights.value
      for y in 0..<3 {
        for x in 0..<3 {
          for (place, channel) in group.channels.enumerated() {
            for k in 0..<2 { weights[y, x, channel, 2 * index + k] = own[y, x, place, k] }
          }
        }
      }
    }
    let bias = Tensor.concatenated(layer.groups.map(\.convolution.bias.value))
    let input = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [2, 5, 6, 4], using: &generator)
    let expected = conv2D(input, weights, bias: bias, stride: 2, padding: .explicit(1))
    #expect(layer.forward(input).isClose(to: expected, tolerance: 1e-5))
    #expect(layer.outputShape(for: input.shape) == expected.shape)
    #expect(
      layer.multiplications(for: [1, 5, 6, 4])
        == 3 * 3 * layer.groups.reduce(0) { $0 + $1.convolution.weights.value.count })
  }

  @Test(arguments: readings) func gradients(lists: [[Int]]) {
    var generator = SeededGenerator(seed: 225)
    let layer = Self.layer(reading: lists, using: &generator)
    let input = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [1, 4, 5, 4], using: &generator)
    let checks = gradientChecks(of: layer, at: input, step: 0.5, using: &generator)
    #expect(checks.count == 1 + 2 * lists.count)
    for check in checks { #expect(check.relativeError < 1e-4, "\(check)") }
  }

  @Test func parametersComeBack() {
    var generator = SeededGenerator(seed: 226)
    var layer = Self.layer(reading: [[0], [0, 1]], using: &generator)
    #expect(layer.parameters.map(\.name) == ["0.weights", "0.bias", "1.weights", "1.bias"])
    layer.parameters = layer.parameters.map { parameter in
      var changed = parameter
      changed.value = parameter.value + 1
      return changed
    }
    #expect(layer.groups[1].convolution.bias.value == layer.parameters[3].value)
  }

  @Test func mistakesStop() async {
    await #expect(processExitsWith: .failure) {
      _ = GroupedConvolution.Group(reading: [0, 1], Convolution(weights: .zeros(1, 1, 3, 1)))
    }
    await #expect(processExitsWith: .failure) {
      _ = GroupedConvolution([.init(reading: [4], Convolution(weights: .zeros(1, 1, 1, 1)))])
        .outputShape(for: [1, 2, 2, 4])
    }
  }
}
