// Parts by number; expectations are what numpy.take gives.

import Testing

@testable import Tensors

@Suite struct IndexSelectTests {
  let x = IndexingTests.counting(2, 3, 2)

  @Test func takesPartsInTheOrderGiven() {
    #expect(x.selecting([1], axis: 0) == x[1...])
    #expect(x.selecting([1, 0], axis: 0) == x.flipped(axes: [0]))
    #expect(x.selecting([2, 1, 0], axis: 1) == x.flipped(axes: [1]))
    #expect(x.selecting([1, 0], axis: 2) == x.flipped(axes: [2]))
    #expect(
      x.selecting([2, 0, 2, 2], axis: 1).scalars
        == [4, 5, 0, 1, 4, 5, 4, 5, 10, 11, 6, 7, 10, 11, 10, 11])
    #expect(x.selecting([0, 1, 2], axis: 1) == x)
  }

  @Test func takesNothing() {
    #expect(x.selecting([], axis: 1).shape == [2, 0, 2])
    #expect(Tensor.zeros(0, 4).selecting([3, 3, 1], axis: 1).shape == [0, 3])
  }

  /// Rows of weights and columns of inputs in the same order: the product does not notice.
  @Test func aProductForgetsTheOrder() {
    let input = IndexingTests.counting(2, 3)
    let weights = IndexingTests.counting(3, 4)
    let order = [2, 0, 1]
    #expect(
      matmul(input.selecting(order, axis: 1), weights.selecting(order, axis: 0))
        == matmul(input, weights))
  }
}
