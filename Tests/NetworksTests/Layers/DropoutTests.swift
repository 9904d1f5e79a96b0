// Dropout: the share of dropped numbers, the factor of the others, and the identity in inference.

import Networks
import Tensors
import Testing

@Suite struct DropoutTests {
  /// Lesson 19: with p = .3 what stays is multiplied by 1.42857.
  @Test(arguments: [0.3, 0.5, 0.9] as [Float])
  func dropsAndScales(probability: Float) {
    var layer = Dropout(probability: probability, seed: 7)
    let output = layer.forward(.ones(100, 1000))
    let kept = output.scalars.filter { $0 != 0 }
    #expect(kept.allSatisfy { $0 == 1 / (1 - probability) })
    // Four standard deviations of a count of 100,000.
    let rate = 1 - Float(kept.count) / 100_000
    let deviation = (probability * (1 - probability) / 100_000).squareRoot()
    #expect(abs(rate - probability) < 4 * deviation)
    #expect(abs(output.mean() - 1) < 4 * deviation / (1 - probability))
  }

  @Test func identityInUse() {
    var layer = Dropout(probability: 0.9, seed: 8)
    layer.mode = .inference
    let input = Tensor([1, -2, .infinity])
    #expect(layer.forward(input) == input)
    #expect(layer.backward(Tensor([4, 5, 6])) == Tensor([4, 5, 6]))
    #expect(Dropout(probability: 0, seed: 1).probability == 0)
  }

  /// The same seed drops the same numbers; a second forward drops others.
  @Test func seeded() {
    var (one, other) = (Dropout(probability: 0.5, seed: 9), Dropout(probability: 0.5, seed: 9))
    let first = one.forward(.ones(50))
    #expect(first == other.forward(.ones(50)))
    let second = one.forward(.ones(50))
    #expect(second != first && second == other.forward(.ones(50)))
    // Inference in between draws no random numbers.
    other.mode = .inference
    _ = other.forward(.ones(50))
    other.mode = .training
    #expect(one.forward(.ones(50)) == other.forward(.ones(50)))
  }

  @Test func gradientsAsTried() {
    var generator = SeededGenerator(seed: 190)
    let input = Tensor.random(integers: -9..<10, shape: [4, 5], using: &generator)
    let layer = Dropout(probability: 0.5, seed: 10)
    for check in gradientChecks(of: layer, at: input, step: 1, using: &generator) {
      #expect(check.relativeError == 0, "\(check.name)")
    }
  }

  @Test func mistakesStop() async {
    await #expect(processExitsWith: .failure) { _ = Dropout(probability: 1, seed: 1) }
    await #expect(processExitsWith: .failure) { _ = Dropout(probability: -0.1, seed: 1) }
    await #expect(processExitsWith: .failure) { _ = Dropout(probability: .nan, seed: 1) }
  }
}
