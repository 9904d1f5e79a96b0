// Average pooling to a given size: windows by hand, values of PyTorch, numerical gradients.

import Networks
import Tensors
import Testing

@Suite struct AdaptiveAveragePoolingTests {
  @Test func globalAverage() {
    var layer = AdaptiveAveragePooling(to: 1)
    let input = Tensor(shape: [1, 2, 2, 2], scalars: [1, 10, 2, 20, 3, 30, 6, 60])
    #expect(layer.forward(input) == Tensor(shape: [1, 1, 1, 2], scalars: [3, 30]))
    #expect(
      layer.backward(Tensor(shape: [1, 1, 1, 2], scalars: [4, 8]))
        == Tensor(shape: [1, 2, 2, 2], scalars: [1, 2, 1, 2, 1, 2, 1, 2]))
  }

  /// Five into three: windows 0..<2, 1..<4, 3..<5, as torch.nn.AdaptiveAvgPool2d((3, 1)) has them.
  @Test func windowsMayOverlap() {
    var layer = AdaptiveAveragePooling(to: [3, 1])
    let output = layer.forward(Tensor([1, 2, 3, 4, 5]).reshaped(1, 5, 1, 1))
    #expect(output.isClose(to: Tensor([1.5, 3, 4.5]).reshaped(1, 3, 1, 1), tolerance: 1e-6))
    let gradient = layer.backward(Tensor([6, 6, 6]).reshaped(1, 3, 1, 1))
    #expect(gradient.isClose(to: Tensor([3, 5, 2, 5, 3]).reshaped(1, 5, 1, 1), tolerance: 1e-5))
  }

  /// Fewer pixels than outputs: some are read twice.
  @Test func growing() {
    var layer = AdaptiveAveragePooling(to: [1, 3])
    #expect(
      layer.forward(Tensor([2, 4]).reshaped(1, 1, 2, 1)) == Tensor([2, 3, 4]).reshaped(1, 1, 3, 1))
  }

  @Test(arguments: [[1, 1], [2, 3], [4, 6], [3, 4]]) func gradients(output: [Int]) {
    var generator = SeededGenerator(seed: 223)
    let input = Tensor.random(integers: -9..<10, shape: [2, 4, 6, 3], using: &generator)
    let checks = gradientChecks(
      of: AdaptiveAveragePooling(to: output), at: input, step: 1, using: &generator)
    for check in checks { #expect(check.relativeError < 1e-5, "\(check)") }
  }

  @Test func mistakesStop() async {
    await #expect(processExitsWith: .failure) { _ = AdaptiveAveragePooling(to: 0) }
    await #expect(processExitsWith: .failure) {
      _ = AdaptiveAveragePooling(to: 1).outputShape(for: [1, 4])
    }
  }
}
