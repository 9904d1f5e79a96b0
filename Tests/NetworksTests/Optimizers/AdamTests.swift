// Adam, by hand; against Keras and PyTorch see RecordedTrainingTests.

import Networks
import Tensors
import Testing

@Suite struct AdamTests {
  /// While the gradient stays the same, mean and root of the square are equal once corrected: each
  /// step is as long as the rate, however large or small the gradient.
  @Test(arguments: [1e-3, 1, 1000] as [Float])
  func stepsAreAsLongAsTheRate(gradient: Float) {
    var optimizer = Adam(learningRate: 0.25)
    var layer = ParameterList([Parameter("weights", Tensor([10, 10]))])
    for step in 1...4 {
      layer.list[0].gradient = Tensor([gradient, -gradient])
      optimizer.update(&layer)
      let distance = 0.25 * Float(step)
      #expect(
        layer.list[0].value.isClose(to: Tensor([10 - distance, 10 + distance]), tolerance: 1e-3))
    }
  }

  @Test func weightDecayIsApartFromTheGradient() {
    var optimizer = Adam(learningRate: 0.5, weightDecay: 0.2)
    var layer = ParameterList([Parameter("weights", Tensor([10, -10]))])
    layer.list[0].gradient = Tensor([0, 0])
    optimizer.update(&layer)
    #expect(layer.list[0].value == Tensor([9, -9]))
  }
}
