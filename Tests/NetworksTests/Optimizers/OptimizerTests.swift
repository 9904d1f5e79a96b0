// What all optimizers share: frozen parameters stay, and an optimizer belongs to one network.

import Networks
import Tensors
import Testing

@Suite struct OptimizerTests {
  static let optimizers: [any Optimizer] = [
    SGD(learningRate: 0.5, momentum: 0.9, weightDecay: 0.1),
    Adam(learningRate: 0.5, weightDecay: 0.1),
  ]

  @Test(arguments: 0..<2)
  func frozenParametersStay(index: Int) {
    var optimizer = Self.optimizers[index]
    var dense = Dense(weights: Tensor([[1, 2]]), bias: Tensor([3, 4]))
    dense.weights.isTrainable = false
    for _ in 0..<3 {
      _ = dense.forward(Tensor([[10]]))
      _ = dense.backward(Tensor([[1, -1]]))
      optimizer.update(&dense)
    }
    #expect(dense.weights.value == Tensor([[1, 2]]))
    #expect(dense.bias.value.scalars[0] < 3 && dense.bias.value.scalars[1] > 3.5)
  }

  @Test func anOptimizerBelongsToOneNetwork() async {
    let other = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var optimizer = SGD(learningRate: 1)
      var (one, two) = (Dense(weights: Tensor([[1]])), Dense(weights: Tensor([[1, 2]])))
      optimizer.update(&one)
      optimizer.update(&two)
    }
    let text = String(decoding: other?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("steps with parameters of [1, 1] numbers, now there are [2, 2]"))
  }
}
