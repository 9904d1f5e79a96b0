// Pooling by hand, the corners of its meaning, and the fast version against the plain loops.

import Testing

@testable import Tensors

@Suite struct Pool2DTests {
  typealias Pool = @Sendable (Tensor, Int, Int, Padding) -> Tensor

  /// Lesson 10.
  @Test func handWorked() {
    let picture = Conv2DTests.picture([
      [1, 2, 1, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 4, 0, 1],
    ])
    for pooled in [maxPool2D(picture, windowSize: 2), plainMaxPool2D(picture, windowSize: 2)] {
      #expect(pooled.squeezed == Tensor([[2, 3], [4, 2]]))
    }
    for pooled in [
      averagePool2D(picture, windowSize: 2), plainAveragePool2D(picture, windowSize: 2),
    ] {
      #expect(pooled.squeezed == Tensor([[1, 1.5], [2.25, 1]]))
    }
  }

  /// Lesson 10: teddy's edges, (1, 427, 638, 1) under 3×3 with stride 3.
  @Test func saysHowItWasMade() {
    let pooled = maxPool2D(Tensor.zeros(1, 427, 638, 1), windowSize: 3, stride: 3)
    #expect(pooled.shape == [1, 142, 212, 1])
    #expect(pooled.provenance?.name == "maxPool2D")
    #expect(pooled.provenance?.detail.english == "3×3 window, stride 3, valid")
    #expect(pooled.provenance?.operands == [.init("input", [1, 427, 638, 1])])
    #expect(
      pooled.provenance?.geometry?.notes.map(\.english) == [
        "last row unread", "2 columns on the right unread",
      ])
    let average = averagePool2D(Tensor.zeros(1, 8, 8, 2), windowSize: [2, 3], stride: [1, 2])
    #expect(average.provenance?.detail.english == "2×3 window, stride (1, 2), valid")
  }

  /// Lesson 10: a lone 6 in a 4×4 picture survives three of the eight shifts by one pixel.
  @Test func shiftToleranceIsPartial() {
    func pooled(_ y: Int, _ x: Int) -> Tensor {
      var picture = Tensor.zeros(1, 4, 4, 1)
      picture[0, y, x, 0] = 6
      return maxPool2D(picture, windowSize: 2)
    }
    let unchanged = (0..<9).filter { $0 != 4 }.count { shift in
      pooled(1 + shift / 3 - 1, 1 + shift % 3 - 1) == pooled(1, 1)
    }
    #expect(unchanged == 3)
  }

  /// Lesson 10: zero padding under max would give 0 at the border of a picture of −1.
  @Test func paddingNeverWins() {
    let picture = Tensor.ones(1, 3, 3, 1) * -1
    #expect(maxPool2D(picture, windowSize: 3, stride: 1, padding: .same) == picture)
    #expect(averagePool2D(picture, windowSize: 3, stride: 1, padding: .same) == picture)
  }

  @Test func windowsOverNothing() {
    let picture = Tensor.ones(1, 2, 2, 1)
    let largest = maxPool2D(picture, windowSize: 1, stride: 1, padding: .explicit(1))
    let mean = averagePool2D(picture, windowSize: 1, stride: 1, padding: .explicit(1))
    #expect(largest[0, 0, 0, 0] == -.infinity && largest[0, 1, 1, 0] == 1)
    #expect(mean[0, 0, 0, 0] == 0 && mean[0, 1, 1, 0] == 1)
    #expect(maxPool2D(Tensor.zeros(0, 4, 4, 3), windowSize: 2).shape == [0, 2, 2, 3])
    #expect(averagePool2D(Tensor.zeros(2, 4, 4, 0), windowSize: 2).shape == [2, 2, 2, 0])
    #expect(
      maxPool2D(Tensor.zeros(1, 0, 4, 1), windowSize: 2, padding: .same).shape == [1, 0, 2, 1])
  }

  @Test func nanComesThrough() {
    let picture = Conv2DTests.picture([[1, .nan, 3, 4], [-.infinity, 0, .infinity, 5]])
    #expect(maxPool2D(picture, windowSize: 2).squeezed.isClose(to: Tensor([.nan, .infinity])))
    #expect(plainMaxPool2D(picture, windowSize: 2).squeezed.isClose(to: Tensor([.nan, .infinity])))
    #expect(averagePool2D(picture, windowSize: 2).squeezed.isClose(to: Tensor([.nan, .infinity])))
  }

  @Test func fastAgreesWithPlain() {
    var generator = SeededGenerator(seed: 71)
    for settings in FastConvolutionTests.settings(seed: 72, count: 1500) {
      let window = Array(settings.filters[..<2])
      guard
        (try? WindowGeometry(
          input: Array(settings.input[1...2]), windowSize: window, stride: settings.stride,
          padding: settings.padding)) != nil
      else { continue }
      var input = Tensor.random(integers: -9..<10, shape: settings.input, using: &generator)
      for value: Float in [.nan, .infinity, -.infinity]
      where input.count > 0 && Int.random(in: 0..<4, using: &generator) == 0 {
        input.scalars[Int.random(in: 0..<input.count, using: &generator)] = value
      }
      let (stride, padding) = (settings.stride, settings.padding)
      #expect(
        maxPool2D(input, windowSize: window, stride: stride, padding: padding).isClose(
          to: plainMaxPool2D(input, windowSize: window, stride: stride, padding: padding),
          tolerance: 0),
        "\(settings.testDescription)")
      #expect(
        averagePool2D(input, windowSize: window, stride: stride, padding: padding).isClose(
          to: plainAveragePool2D(input, windowSize: window, stride: stride, padding: padding),
          tolerance: 0),
        "\(settings.testDescription)")
    }
  }
}
