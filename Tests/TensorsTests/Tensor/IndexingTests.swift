// Reading and writing parts; expectations are what NumPy gives for the same expression.

import Testing

@testable import Tensors

@Suite struct IndexingTests {
  /// numpy.arange(product).reshape(shape)
  static func counting(_ shape: Int...) -> Tensor {
    Tensor(shape: shape, scalars: (0..<shape.reduce(1, *)).map(Float.init))
  }

  /// Lesson 1: random (10, 1, 28, 28), x[0] and x[0, 0].
  @Test func oneIndexTakesAPart() {
    var generator = SeededGenerator(seed: 0)
    let x = Tensor.random(uniform: 0..<1, shape: [10, 1, 28, 28], using: &generator)
    #expect(x[0].shape == [1, 28, 28])
    #expect(x[0][0].shape == [28, 28])
    #expect(x[9][0][27][27].scalar == x[9, 0, 27, 27])
    #expect(x[3].scalars == Array(x.scalars[3 * 784..<4 * 784]))
  }

  @Test func allIndicesTakeANumber() {
    #expect(Self.counting(3, 4)[2, 1] == 9)
    #expect(Self.counting(2, 3, 4)[1, 2, 3] == 23)
    #expect(Self.counting(2, 3, 4, 5)[1, 0, 2, 4] == 74)
    #expect(Self.counting(2, 3, 4, 5, 6)[1, 2, 3, 4, 5] == 719)
    #expect(Self.counting(5)[3].scalar == 3)
  }

  @Test func partsAndNumbersCanBeSet() {
    var x = Tensor.zeros(2, 2, 2)
    let before = x
    x[1, 0, 1] = 5
    x[0] = Tensor([[1, 2], [3, 4]])
    #expect(x.scalars == [1, 2, 3, 4, 0, 5, 0, 0])
    #expect(before == Tensor.zeros(2, 2, 2), "a tensor is a value: copies don't change")
  }

  @Test func rangesCutEachAxis() {
    let x = Self.counting(4, 5)
    #expect(x[1..<3, 2...3] == Tensor([[7, 8], [12, 13]]))
    #expect(x[2...] == Tensor([[10, 11, 12, 13, 14], [15, 16, 17, 18, 19]]))
    #expect(x[0..., ..<1] == Tensor([[0], [5], [10], [15]]))
    #expect(x[4...].shape == [0, 5] && x[2..<2].shape == [0, 5])
    #expect(Self.counting(2, 3, 2).sliced(1..<2, axis: -2) == Tensor([[[2, 3]], [[8, 9]]]))
    #expect(Tensor.zeros(426, 640, 3)[100..<112, 200..<212].shape == [12, 12, 3])
  }

  @Test func channelKeepsItsAxis() {
    let photo = Self.counting(1, 2, 2, 3)
    #expect(photo.channel(1) == Tensor([[[[1], [4]], [[7], [10]]]]))
    #expect(Tensor.zeros(1, 429, 640, 3).channel(0).shape == [1, 429, 640, 1])
  }
}
