// Tests that a network in 8 bits is the same but for the rounding of its weights.

import Networks
import Tensors
import Testing

@Suite struct QuantizedNetworkTests {
  @Test func onlyWeightsAreRounded() {
    var generator = SeededGenerator(seed: 2)
    let network = Network(
      Convolution(
        filters: 3, filterSize: 3, channels: 1, bias: .constant(0.123), using: &generator),
      ReLU(), Flatten(), Dense(inputs: 48, outputs: 5, using: &generator))
    let quantized = network.quantized
    #expect(quantized.parameterNames == network.parameterNames)
    for (one, other) in zip(quantized.parameters, network.parameters) {
      let expected =
        other.value.rank > 1 ? QuantizedTensor(other.value).restored : other.value
      #expect(one.value == expected)
    }
    let pictures = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [4, 6, 6, 1], using: &generator)
    let change = (quantized(pictures) - network(pictures)).absolute.max()
    #expect(change > 0 && change < 0.1)
  }
}
