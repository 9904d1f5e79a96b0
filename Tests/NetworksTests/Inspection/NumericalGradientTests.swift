// Numerical gradients of functions with known gradients.

import Networks
import Tensors
import Testing

@Suite struct NumericalGradientTests {
  @Test func ofSquares() {
    let point = Tensor([[1, -2], [0.5, 3]])
    let gradient = numericalGradient(at: point) { moved in
      moved.scalars.reduce(0) { $0 + Double($1) * Double($1) }
    }
    #expect(gradient.isClose(to: point * 2, tolerance: 1e-4))
  }

  @Test func ofAProduct() {
    let gradient = numericalGradient(at: Tensor([-2, 5, -4]), step: 1) {
      (Double($0.scalars[0]) + Double($0.scalars[1])) * Double($0.scalars[2])
    }
    #expect(gradient == Tensor([-4, -4, 3]))
  }

  @Test func errors() {
    #expect(relativeError(Tensor([1, 2]), Tensor([1, 2])) == 0)
    #expect(relativeError(Tensor([0, 4]), Tensor([1, 4])) == 0.25)
    #expect(relativeError(Tensor([0, 0]), Tensor([0, 0])) == 0)
    #expect(relativeError(Tensor([.nan, 0]), Tensor([1, 0])).isNaN)
    #expect(relativeError(Tensor.zeros(0), Tensor.zeros(0)) == 0)
  }
}
