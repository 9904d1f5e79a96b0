// New shapes and orders; expectations are what NumPy gives for the same expression.

import Testing

@testable import Tensors

@Suite struct ReshapingTests {
  @Test func reshapingKeepsTheOrder() {
    let x = IndexingTests.counting(2, 6)
    #expect(x.reshaped(3, 4).scalars == x.scalars)
    #expect(x.reshaped(-1, 2).shape == [6, 2] && x.reshaped(4, -1).shape == [4, 3])
    #expect(x.reshaped(-1).shape == [12])
    #expect(Tensor.zeros(100, 28, 28).reshaped(-1, 784).shape == [100, 784])
    #expect(Tensor.zeros(0, 28, 28).reshaped(-1, 784).shape == [0, 784])
    #expect(Tensor.zeros(429, 640, 3).batched.shape == [1, 429, 640, 3])
    #expect(Tensor.zeros(1, 427, 638, 1).squeezed.shape == [427, 638])
  }

  /// Every order of four axes, against the definition.
  @Test func transposingMovesEveryNumber() {
    let x = IndexingTests.counting(2, 3, 4, 5)
    for order in [[0, 3, 1, 2], [3, 2, 1, 0], [1, 0, 3, 2], [0, 1, 2, 3], [2, 0, 3, 1]] {
      let moved = x.transposed(permutation: order)
      #expect(moved.shape == order.map { x.shape[$0] })
      for i in 0..<2 {
        for j in 0..<3 {
          for k in 0..<4 {
            for l in 0..<5 {
              let index = order.map { [i, j, k, l][$0] }
              #expect(moved[index[0], index[1], index[2], index[3]] == x[i, j, k, l])
            }
          }
        }
      }
    }
    #expect(Tensor([[1, 2, 3], [4, 5, 6]]).transposed == Tensor([[1, 4], [2, 5], [3, 6]]))
    #expect(Tensor.zeros(0, 3).transposed.shape == [3, 0])
    #expect(Tensor.zeros(0, 3, 2).transposed(permutation: 2, 0, -2).shape == [2, 0, 3])
  }

  @Test func flippingTurnsAxesRound() {
    let x = Tensor([[1, 2, 3], [4, 5, 6]])
    #expect(x.flipped(axes: [0]) == Tensor([[4, 5, 6], [1, 2, 3]]))
    #expect(x.flipped(axes: [1]) == Tensor([[3, 2, 1], [6, 5, 4]]))
    #expect(x.rotated180 == Tensor([[6, 5, 4], [3, 2, 1]]))
    // Filters turn in the plane; channels and filters keep their places.
    let filters = IndexingTests.counting(2, 1, 2, 2)
    #expect(filters.rotated180.scalars == [4, 5, 6, 7, 0, 1, 2, 3])
    // Lesson 6: turning [-1, 0, 1] × 3 only changes its sign.
    let edge = Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    #expect(edge.rotated180 == -edge)
  }

  @Test func paddingFrames() {
    #expect(
      Tensor([[1, 2], [3, 4]]).padded(1, value: 9)
        == Tensor([[9, 9, 9, 9], [9, 1, 2, 9], [9, 3, 4, 9], [9, 9, 9, 9]]))
    #expect(Tensor.zeros(2, 4, 5, 3).padded(2).shape == [2, 8, 9, 3])
    #expect(
      Tensor([1, 2]).padded([.init(before: 1, after: 3)], value: -1)
        == Tensor([-1, 1, 2, -1, -1, -1]))
    #expect(Tensor.zeros(1, 0, 2, 1).padded(1, value: 7) == Tensor.ones(1, 2, 4, 1) * 7)
    let x = IndexingTests.counting(1, 2, 3, 2)
    let framed = x.padded(1, value: 128)
    #expect(framed[0..., 1..<3, 1..<4] == x)
    #expect(framed.sum() == x.sum() + 128 * Float(framed.count - x.count))
  }

  @Test func joining() {
    let x = Tensor([[1, 2], [3, 4]])
    #expect(Tensor.concatenated([x, Tensor([[5, 6]])]) == Tensor([[1, 2], [3, 4], [5, 6]]))
    #expect(
      Tensor.concatenated([x, x * 10], axis: -1) == Tensor([[1, 2, 10, 20], [3, 4, 30, 40]]))
    #expect(Tensor.stacked([x, -x]) == Tensor([[[1, 2], [3, 4]], [[-1, -2], [-3, -4]]]))
    #expect(Tensor.stacked([x, -x], axis: 2).scalars == [1, -1, 2, -2, 3, -3, 4, -4])
  }
}
