// Sums, means and extremes; expectations are NumPy's for the same call.

import Testing

@testable import Tensors

@Suite struct ReductionsTests {
  let x = Tensor([[1, 2, 3], [4, 5, 9]])

  @Test func overall() {
    #expect(x.sum() == 24 && x.mean() == 4 && x.min() == 1 && x.max() == 9)
    #expect(x.argmax() == 5)
    // Lesson 19: [1, 2, 3, 4] has variance 1.25, and 5/3 when divided by n − 1.
    #expect(Tensor([1, 2, 3, 4]).variance() == 1.25)
    #expect(Tensor([1, 2, 3, 4]).variance(correction: 1) == 5.0 / 3)
    #expect(Tensor.zeros(0).sum() == 0 && Tensor.zeros(0).mean().isNaN)
  }

  @Test func alongAxes() {
    #expect(x.sum(axes: [0]) == Tensor([5, 7, 12]))
    #expect(x.sum(axes: [1]) == Tensor([6, 18]) && x.sum(axes: [-1]) == Tensor([6, 18]))
    #expect(x.sum(axes: [0, 1]) == Tensor(24))
    #expect(x.mean(axes: [1], keepingAxes: true) == Tensor([[2], [6]]))
    #expect(x.max(axes: [0]) == Tensor([4, 5, 9]) && x.min(axes: [1]) == Tensor([1, 4]))
    #expect(x.variance(axes: [0]) == Tensor([2.25, 2.25, 9]))
    #expect(x.variance(axes: [0], correction: 1) == Tensor([4.5, 4.5, 18]))
    #expect(x.argmax(axis: 0) == [1, 1, 1] && x.argmax(axis: 1) == [2, 2])
    #expect(Tensor.zeros(2, 0).sum(axes: [1]) == Tensor([0, 0]))
    #expect(Tensor.zeros(0, 2).max(axes: [1]).shape == [0])
  }

  /// Any axes of any shape, against adding up index by index.
  @Test(arguments: [[0], [1], [2], [3], [0, 1], [1, 2], [0, 2], [0, 3], [0, 1, 2], [1, 3, 2]])
  func anyAxes(axes: [Int]) {
    var generator = SeededGenerator(seed: 21)
    let x = Tensor.random(integers: -99..<100, shape: [3, 4, 1, 5], using: &generator)
    var sums: [[Int]: Float] = [:]
    var largest: [[Int]: Float] = [:]
    let strides = rowMajorStrides(of: x.shape)
    for position in 0..<x.count {
      let index = (0..<4).filter { !axes.contains($0) }
        .map { position / strides[$0] % x.shape[$0] }
      sums[index, default: 0] += x.scalars[position]
      largest[index] = max(largest[index] ?? -.infinity, x.scalars[position])
    }
    let keys = sums.keys.sorted { $0.lexicographicallyPrecedes($1) }
    let (sum, maximum) = (x.sum(axes: axes), x.max(axes: axes))
    #expect(sum.scalars == keys.map { sums[$0] })
    #expect(maximum.scalars == keys.map { largest[$0] })
    #expect(sum.shape == (0..<4).filter { !axes.contains($0) }.map { x.shape[$0] })
  }

  @Test func countsWhatSatisfiesACondition() {
    #expect(x.count { $0 > 2 } == 4 && x.count { $0 < 0 } == 0)
    #expect(Tensor.zeros(0, 3).count { _ in true } == 0)
  }

  @Test func nanAndTies() {
    let odd = Tensor([[1, .nan, 3], [7, 7, -.infinity]])
    #expect(odd.max().isNaN && odd.min().isNaN)
    #expect(odd.max(axes: [1]).isClose(to: Tensor([.nan, 7])))
    #expect(odd.min(axes: [1]).isClose(to: Tensor([.nan, -.infinity])))
    #expect(odd.argmax(axis: 1) == [1, 0])
  }

  /// A million equal numbers: adding in single precision would drift.
  @Test func longSumsDoNotDrift() {
    #expect(Tensor(shape: [1_000_000], repeating: 0.1).sum() == 100_000)
  }
}
