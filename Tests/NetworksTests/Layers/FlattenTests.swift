// Flatten: numbers stay in order, forward and backward.

import Networks
import Tensors
import Testing

@Suite struct FlattenTests {
  @Test func thereAndBack() {
    var layer = Flatten()
    let pictures = Tensor(shape: [2, 2, 3, 1], scalars: (0..<12).map(Float.init))
    #expect(layer.forward(pictures).shape == [2, 6])
    #expect(layer.backward(layer.forward(pictures)) == pictures)
    #expect(layer.forward(Tensor.zeros(0, 4, 4, 2)).shape == [0, 32])
    #expect(layer.forward(Tensor.zeros(5)).shape == [5, 1])
    #expect(layer.parameters.isEmpty)
  }
}
