// Local response normalization: by hand, as AlexNet has it, numerical gradients.

import Networks
import Tensors
import Testing

@Suite struct LocalResponseNormalizationTests {
  /// Channels 1, 2, 3: with radius 1 the sums of squares are 5, 14 and 13.
  @Test func handWorked() {
    var layer = LocalResponseNormalization(radius: 1, bias: 1, alpha: 1, beta: 1)
    let output = layer.forward(Tensor([[1, 2, 3]]))
    #expect(output.isClose(to: Tensor([[1.0 / 6, 2.0 / 15, 3.0 / 14]]), tolerance: 1e-7))
  }

  /// Without neighbours a channel of x becomes x / (2 + 10⁻⁴ · x²)^¾.
  @Test func asInAlexNet() {
    var layer = LocalResponseNormalization()
    let output = layer.forward(Tensor([[100, 0, 0, 50, 0, 0, 0]]))
    #expect(abs(output[0, 0] - 100 * 0.43869134) < 1e-3)
    // Channel 1 is 0 and stays 0, whatever its neighbours are.
    #expect(output[0, 1] == 0 && output[0, 4] == 0)
    // Other pixels do not count.
    let apart = layer.forward(Tensor([[[100], [50]]]))
    #expect(apart[0, 0, 0] == output[0, 0])
  }

  @Test(arguments: [(1, 1, 3, 7, 2), (2, 2, 1, 3, 5), (1, 1, 2, 1, 2), (1, 2, 1, 4, 0)])
  func gradientsAsTried(batch: Int, height: Int, width: Int, channels: Int, radius: Int) {
    var generator = SeededGenerator(seed: 193)
    let input = Tensor.random(
      normal: 0, standardDeviation: 2, shape: [batch, height, width, channels], using: &generator)
    let layer = LocalResponseNormalization(radius: radius, bias: 1, alpha: 0.5, beta: 0.75)
    for check in gradientChecks(of: layer, at: input, step: 0.02, using: &generator) {
      #expect(check.relativeError <= 1e-3, "\(check.name)")
    }
  }

  @Test func ends() async {
    var layer = LocalResponseNormalization(alpha: 1)
    #expect(layer.forward(Tensor([[1e30]])).scalar == 0)
    #expect(layer.forward(Tensor([[.nan]])).scalar.isNaN)
    #expect(layer.forward(.zeros(2, 0)).shape == [2, 0])
    await #expect(processExitsWith: .failure) { _ = LocalResponseNormalization(bias: 0) }
  }
}
