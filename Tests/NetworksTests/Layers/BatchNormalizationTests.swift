// Batch normalization: lesson 19's numbers, running statistics, numerical gradients.

import Networks
import Tensors
import Testing

@Suite struct BatchNormalizationTests {
  let column = Tensor([[1], [2], [3], [4]])

  /// Mean 2.5, variance 1.25 by n: ±1.5 / √1.25 and ±0.5 / √1.25.
  @Test func handWorked() {
    var layer = BatchNormalization(channels: 1, epsilon: 0)
    let expected = Tensor([[-1.3416408], [-0.4472136], [0.4472136], [1.3416408]])
    #expect(layer.forward(column).isClose(to: expected, tolerance: 1e-6))
    layer.gamma.value = Tensor([2])
    layer.beta.value = Tensor([10])
    #expect(layer.forward(column).isClose(to: expected * 2 + 10, tolerance: 1e-6))
  }

  /// Kept 0.75, and the variance of the batch divided by n − 1 = 5/3.
  @Test func runningStatistics() {
    var layer = BatchNormalization(channels: 1, momentum: 0.75, epsilon: 0)
    _ = layer.forward(column)
    #expect(layer.runningMean.value == Tensor([0.625]))
    #expect(layer.runningVariance.value.isClose(to: Tensor([0.75 + 1.25 / 3]), tolerance: 1e-6))
    // They converge to those of the data, and inference equals training.
    for _ in 0..<100 { _ = layer.forward(column) }
    #expect(layer.runningMean.value.isClose(to: Tensor([2.5]), tolerance: 1e-6))
    layer.mode = .inference
    let alone = layer.forward(Tensor([[4]]))
    #expect(alone.isClose(to: Tensor([[1.5 / Float(5.0 / 3).squareRoot()]]), tolerance: 1e-5))
    #expect(layer.forward(column).sliced(3..<4, axis: 0) == alone)
  }

  @Test func frozenStatistics() {
    var layer = BatchNormalization(channels: 1, epsilon: 0)
    layer.hasFrozenBuffers = true
    #expect(layer.forward(column) == column)
    #expect(layer.runningMean.value == Tensor([0]) && layer.runningVariance.value == Tensor([1]))
    layer.parameters[0].isTrainable = false
    layer.hasFrozenBuffers = false
    _ = layer.forward(column)
    #expect(layer.runningMean.value != Tensor([0]))
  }

  @Test(
    arguments: [
      ([2, 3, 3, 2], false), ([6, 3], false), ([3, 2, 1, 2], true), ([1, 4, 3, 1], false),
    ]
      as [([Int], Bool)])
  func gradientsAsTried(shape: [Int], frozen: Bool) {
    var generator = SeededGenerator(seed: 192)
    let input = Tensor.random(normal: 1, standardDeviation: 2, shape: shape, using: &generator)
    var layer = BatchNormalization(channels: shape[shape.count - 1])
    layer.hasFrozenBuffers = frozen
    for index in 0..<2 {
      layer.parameters[index].value = .random(
        normal: 1, standardDeviation: 1, shape: [shape[shape.count - 1]], using: &generator)
    }
    for check in gradientChecks(of: layer, at: input, step: 0.03, using: &generator) {
      #expect(check.relativeError <= 1e-3, "\(check.name)")
    }
  }

  /// One number, or equal ones: a variance of 0.
  @Test func withoutVariance() {
    var layer = BatchNormalization(channels: 2)
    #expect(layer.forward(Tensor([[7, -7]])) == Tensor([[0, 0]]))
    #expect(layer.backward(Tensor([[1, 1]])) == Tensor([[0, 0]]))
    #expect(layer.runningVariance.value.isClose(to: Tensor([0.9, 0.9])))
    #expect(layer.forward(.zeros(0, 2)).shape == [0, 2])
    #expect(layer.backward(.zeros(0, 2)).shape == [0, 2])
  }

  @Test func inANetwork() {
    var network = Network(Flatten(), BatchNormalization(channels: 3))
    #expect(network.buffers.map(\.name) == ["1.runningMean", "1.runningVariance"])
    _ = network.forward(Tensor([[1, 2, 3], [3, 2, 1]]))
    #expect(network.buffers[0].value.isClose(to: Tensor([0.2, 0.2, 0.2])))
    network.buffers[0].value = Tensor([1, 2, 3])
    #expect(network(Tensor([[1, 2, 3]])) == Tensor([[0, 0, 0]]))
    network.mode = .inference
    #expect(network.forward(Tensor([[1, 2, 3]])) == Tensor([[0, 0, 0]]))
  }

  @Test func mistakesStop() async {
    await #expect(processExitsWith: .failure) {
      var layer = BatchNormalization(channels: 2)
      _ = layer.forward(.zeros(4, 3))
    }
    await #expect(processExitsWith: .failure) {
      var layer = BatchNormalization(channels: 2)
      layer.buffers = [.init("runningMean", .zeros(2))]
    }
  }
}
