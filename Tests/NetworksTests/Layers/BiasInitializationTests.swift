// Initialization: He's deviation by default, or a given one.

import Networks
import Tensors
import Testing

@Suite struct BiasInitializationTests {
  @Test func chosen() {
    var generator = SeededGenerator(seed: 180)
    let plain = Dense(inputs: 50, outputs: 400, using: &generator)
    #expect(plain.bias.value == Tensor(shape: [400], repeating: 0))
    #expect(abs(plain.weights.value.variance().squareRoot() - 0.2) < 0.01)
    let constant = Convolution(
      filters: 400, filterSize: 5, channels: 2, standardDeviation: 0.01, bias: .constant(0.1),
      using: &generator
    )
    #expect(constant.bias.value == Tensor(shape: [400], repeating: 0.1))
    #expect(abs(constant.weights.value.variance().squareRoot() - 0.01) < 0.0005)
    let drawn = Dense(
      inputs: 1, outputs: 1000, bias: .normal(standardDeviation: 3), using: &generator
    ).bias.value
    #expect(abs(drawn.mean()) < 0.3 && abs(drawn.variance().squareRoot() - 3) < 0.3)
  }
}
