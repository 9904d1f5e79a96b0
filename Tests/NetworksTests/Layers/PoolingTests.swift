// The pooling layer: gradients by hand, and numerical ones.

import Networks
import Tensors
import Testing

@Suite struct PoolingLayerTests {
  static let book = Tensor([[1, 2, 1, 0], [0, 1, 2, 3], [3, 0, 1, 2], [2, 4, 0, 1]])
    .reshaped(1, 4, 4, 1)

  /// Lesson 10's table, and an output gradient that names its places.
  @Test func handWorked() {
    let outputGradient = Tensor([[4, 8], [12, 16]]).reshaped(1, 2, 2, 1)
    var maximum = Pooling(.max, windowSize: 2)
    #expect(maximum.forward(Self.book).squeezed == Tensor([[2, 3], [4, 2]]))
    #expect(
      maximum.backward(outputGradient).squeezed
        == Tensor([[0, 4, 0, 0], [0, 0, 0, 8], [0, 0, 0, 16], [0, 12, 0, 0]]))
    var average = Pooling(.average, windowSize: 2)
    #expect(average.forward(Self.book).squeezed == Tensor([[1, 1.5], [2.25, 1]]))
    #expect(
      average.backward(outputGradient).squeezed
        == Tensor([[1, 1, 2, 2], [1, 1, 2, 2], [3, 3, 4, 4], [3, 3, 4, 4]]))
  }

  /// Lesson 13: the gradient of an overlapping max pool is 4, not 1.
  @Test func overlapsAddUp() {
    var layer = Pooling(.max, windowSize: 2, stride: 1)
    let peak = Tensor([[0, 0, 0], [0, 9, 0], [0, 0, 0]]).reshaped(1, 3, 3, 1)
    #expect(layer.forward(peak) == Tensor(shape: [1, 2, 2, 1], repeating: 9))
    #expect(
      layer.backward(Tensor.ones(1, 2, 2, 1)).squeezed
        == Tensor([[0, 0, 0], [0, 4, 0], [0, 0, 0]]))
    var average = Pooling(.average, windowSize: 2, stride: 1)
    _ = average.forward(peak)
    #expect(
      average.backward(Tensor(shape: [1, 2, 2, 1], repeating: 4)).squeezed
        == Tensor([[1, 2, 1], [2, 4, 2], [1, 2, 1]]))
  }

  /// Padding is never the maximum, is not counted, and gets no gradient.
  @Test func paddingTakesNothing() {
    let below = Tensor(shape: [1, 2, 2, 1], repeating: -1)
    var maximum = Pooling(.max, windowSize: 2, padding: .explicit(1))
    #expect(maximum.forward(below) == below)
    #expect(maximum.backward(Tensor.ones(1, 2, 2, 1)) == Tensor.ones(1, 2, 2, 1))
    var average = Pooling(.average, windowSize: 2, padding: .explicit(1))
    #expect(average.forward(below) == below)
    #expect(average.backward(Tensor.ones(1, 2, 2, 1)) == Tensor.ones(1, 2, 2, 1))
    // The gradient of a window over padding alone is dropped.
    var blind = Pooling(.max, windowSize: 1, padding: .explicit(1))
    _ = blind.forward(below)
    #expect(blind.backward(Tensor.ones(1, 4, 4, 1)) == Tensor.ones(1, 2, 2, 1))
    var alsoBlind = Pooling(.average, windowSize: 1, padding: .explicit(1))
    _ = alsoBlind.forward(below)
    #expect(alsoBlind.backward(Tensor.ones(1, 4, 4, 1)) == Tensor.ones(1, 2, 2, 1))
  }

  @Test func theFirstOfEqualsWins() {
    var layer = Pooling(.max, windowSize: 2)
    _ = layer.forward(Tensor([[1, 5], [5, 5]]).reshaped(1, 2, 2, 1))
    #expect(
      layer.backward(Tensor.ones(1, 1, 1, 1)).squeezed == Tensor([[0, 1], [0, 0]]))
  }

  @Test(
    arguments: [
      ([1, 4, 4, 1], [2, 2], [2, 2], .valid), ([2, 5, 7, 3], [3, 2], [1, 2], .valid),
      ([1, 7, 5, 2], [3, 3], [2, 2], .same), ([2, 4, 4, 1], [3, 3], [1, 1], .explicit(1)),
      ([1, 5, 5, 2], [2, 3], [3, 1], .explicit(top: 1, bottom: 0, left: 0, right: 2)),
      ([1, 6, 6, 1], [1, 2], [4, 3], .valid),
    ] as [([Int], [Int], [Int], Padding)])
  func gradientsAsTried(input: [Int], window: [Int], stride: [Int], padding: Padding) {
    var generator = SeededGenerator(seed: 135)
    // Different integers, so that a step of ¼ changes no maximum and max pooling stays linear. A
    // mean is linear; a large step has less rounding.
    let count = input.reduce(1, *)
    let numbers = (0..<count).shuffled(using: &generator).map { Float($0) }
    for kind in [Pooling.Kind.max, .average] {
      let layer = Pooling(kind, windowSize: window, stride: stride, padding: padding)
      let checks = gradientChecks(
        of: layer, at: Tensor(shape: input, scalars: numbers),
        step: kind == .max ? 0.25 : 64, using: &generator)
      #expect(checks.count == 1)
      for check in checks {
        #expect(check.relativeError <= (kind == .max ? 0 : 1e-6), "\(kind)")
      }
    }
  }

  @Test func saysHowItWasMade() {
    var layer = Pooling(.max, windowSize: 3, stride: 2, padding: .same)
    let provenance = layer.forward(Tensor.zeros(1, 7, 7, 2)).provenance
    #expect(
      provenance?.name == "maxPool2D" && provenance?.detail.english == "3×3 window, stride 2, same")
  }
}
