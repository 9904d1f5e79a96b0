// Tests the rounding of weights to 8 bits.

import Foundation
import Tensors
import Testing

@Suite struct QuantizedTensorTests {
  /// Three numbers for each of two outputs: the first has a step of 1, the second of 0.5.
  @Test func numbersWorkedOutByHand() {
    let quantized = QuantizedTensor(Tensor([[127, -63.5], [1.4, 0.2], [-2.6, 30.1]]))
    #expect(quantized.scales == [1, 0.5])
    #expect(quantized.levels.map { Int8(bitPattern: $0) } == [127, -127, 1, 0, -3, 60])
    #expect(quantized.restored == Tensor([[127, -63.5], [1, 0], [-3, 30]]))
  }

  @Test(arguments: [[5, 5, 1, 30], [3, 3, 32, 64], [200, 10], [7]], UInt64(1)...3)
  func numbersStayWithinHalfAStep(_ shape: [Int], _ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let tensor = Tensor.random(
      normal: 0, standardDeviation: 0.3, shape: shape, using: &generator)
    let quantized = QuantizedTensor(tensor)
    let restored = quantized.restored
    #expect(quantized.shape == shape && restored.shape == shape)
    #expect(quantized.scales.count == shape.last)
    for (place, value) in tensor.scalars.enumerated() {
      let step = quantized.scales[place % quantized.scales.count]
      #expect(abs(restored.scalars[place] - value) <= step * 0.5001)
    }
    // What was rounded once is not moved again, but for the last bit of a scale.
    #expect(QuantizedTensor(restored).levels == quantized.levels)
  }

  @Test func anOutputOfZerosStaysZero() {
    let quantized = QuantizedTensor(Tensor([[0, 1], [0, -2]]))
    #expect(quantized.restored.scalars[0] == 0 && quantized.restored.scalars[2] == 0)
  }

  @Test func itGoesThroughJSONAsBase64() throws {
    let quantized = QuantizedTensor(Tensor([[127, -127], [1, 0]]))
    let json = try JSONEncoder().encode(quantized)
    #expect(String(decoding: json, as: UTF8.self).contains(#""f4EBAA==""#))
    #expect(try JSONDecoder().decode(QuantizedTensor.self, from: json) == quantized)
  }
}
