// Arithmetic and broadcasting against the definition.

import Testing

@testable import Tensors

@Suite struct ArithmeticTests {
  @Test func numberByNumber() {
    let (a, b) = (Tensor([1, 2, 3]), Tensor([4, 5, 8]))
    #expect(a + b == Tensor([5, 7, 11]))
    #expect(a - b == Tensor([-3, -3, -5]))
    #expect(a * b == Tensor([4, 10, 24]))
    #expect(b / a == Tensor([4, 2.5, 8.0 / 3]))
    #expect(1 - a == Tensor([0, -1, -2]) && a - 1 == Tensor([0, 1, 2]))
    #expect(6 / a == Tensor([6, 3, 2]) && a / 2 == Tensor([0.5, 1, 1.5]))
    #expect(2 * a == a + a && a * 2 == a + a && 1 + a == a + 1)
    #expect(-a == Tensor([-1, -2, -3]) && (-a).absolute == a)
    #expect(a.map { $0 * $0 } == Tensor([1, 4, 9]))
    var sum = a
    sum += b
    sum *= Tensor(2)
    #expect(sum == Tensor([10, 14, 22]))
  }

  /// Lesson 3: clip(0, 1).
  @Test func clipping() {
    let clipped = Tensor([-2, 0.25, 7, .infinity, .nan]).clipped(to: 0...1)
    #expect(clipped.isClose(to: Tensor([0, 0.25, 1, 1, .nan]), tolerance: 0))
    let relu = Tensor.maximum(Tensor([-1, 2, .nan]), Tensor(0))
    #expect(relu.isClose(to: Tensor([0, 2, .nan]), tolerance: 0))
    #expect(Tensor.minimum(Tensor([-1, 2]), Tensor([[0], [1]])) == Tensor([[-1, 0], [-1, 1]]))
  }

  @Test(
    arguments: [
      ([2, 3], [2, 3], [2, 3]), ([2, 3], [3], [2, 3]), ([3], [2, 3], [2, 3]),
      ([2, 3], [2, 1], [2, 3]), ([2, 1], [1, 3], [2, 3]), ([], [2, 3], [2, 3]), ([4], [], [4]),
      ([2, 5, 6, 4], [4], [2, 5, 6, 4]), ([2, 5, 6, 4], [2, 1, 1, 4], [2, 5, 6, 4]),
      ([2, 1, 6, 1], [5, 1, 4], [2, 5, 6, 4]), ([1, 1, 1, 1], [3, 1], [1, 1, 3, 1]),
      ([0, 3], [3], [0, 3]), ([0, 3], [1, 1], [0, 3]), ([1], [0], [0]),
    ] as [([Int], [Int], [Int])])
  func broadcasting(left: [Int], right: [Int], expected: [Int]) {
    var generator = SeededGenerator(seed: 11)
    let a = Tensor.random(integers: -50..<50, shape: left, using: &generator)
    let b = Tensor.random(integers: 1..<50, shape: right, using: &generator)
    #expect((a - b).shape == expected)
    #expect(a - b == Self.plain(a, b, expected, -))
    #expect(a / b == Self.plain(a, b, expected, /))
  }

  /// Every index of the result, looked up in both operands by the rule.
  static func plain(
    _ a: Tensor, _ b: Tensor, _ shape: [Int], _ apply: (Float, Float) -> Float
  ) -> Tensor {
    let strides = rowMajorStrides(of: shape)
    func value(_ tensor: Tensor, _ position: Int) -> Float {
      let own = rowMajorStrides(of: tensor.shape)
      let missing = shape.count - tensor.rank
      return tensor.scalars[
        tensor.shape.indices.reduce(0) {
          let index = position / strides[$1 + missing] % shape[$1 + missing]
          return $0 + (tensor.shape[$1] == 1 ? 0 : index) * own[$1]
        }]
    }
    let count = shape.reduce(1, *)
    return Tensor(shape: shape, scalars: (0..<count).map { apply(value(a, $0), value(b, $0)) })
  }

  @Test(arguments: [([2, 3], [2]), ([2, 3], [4, 3]), ([2, 3], [1, 2, 2]), ([0], [2])])
  func shapesThatDoNotBroadcast(left: [Int], right: [Int]) {
    #expect(broadcastShape(left, right) == nil)
  }
}
