// Gradient descent, by hand; against Keras and PyTorch see RecordedTrainingTests.

import Networks
import Tensors
import Testing

@Suite struct SGDTests {
  /// Three steps with the gradient 1 at 10.
  @Test(
    arguments: [
      (SGD(learningRate: 0.5), [9.5, 9, 8.5]),
      (SGD(learningRate: 0.5, momentum: 0.5), [9.5, 8.75, 7.875]),
      // The gradient is 1 + value / 5: 3, then 1 + 8.5 / 5 = 2.7, then 1 + 7.15 / 5 = 2.43.
      (SGD(learningRate: 0.5, weightDecay: 0.2), [8.5, 7.15, 5.935]),
    ] as [(SGD, [Float])])
  func byHand(optimizer: SGD, expected: [Float]) {
    var optimizer = optimizer
    var layer = ParameterList([Parameter("weights", Tensor([10]))])
    for value in expected {
      layer.list[0].gradient = Tensor([1])
      optimizer.update(&layer)
      #expect(abs(layer.list[0].value.scalar - value) < 1e-5)
    }
  }
}
