// Divergence is detected; losses that rise for a while are accepted.

import Networks
import Tensors
import Testing

@Suite struct DivergenceDetectorTests {
  static func outcome(of losses: [Float]) -> DivergenceError? {
    var detector = DivergenceDetector()
    do {
      for loss in losses { try detector.check(loss, learningRate: 0.1) }
    } catch { return error }
    return nil
  }

  @Test(
    arguments: [
      [2.3, 1.2, 0.4, 0], [0.001, 0.002, 0.001], [0, 5, 7, 0.1],
      // Nine steps above the limit are fewer than ten in a row.
      [1] + Array(repeating: 1e6, count: 9) + [0.5] + Array(repeating: 1e6, count: 9),
      // A constant loss is no divergence.
      Array(repeating: 2.3, count: 100),
    ] as [[Float]])
  func lossesMayRise(losses: [Float]) {
    #expect(Self.outcome(of: losses) == nil)
  }

  @Test(
    arguments: [
      ([2.3, .nan], 2), ([2.3, 9, .infinity, 1], 3), ([.nan], 1),
      ([2] + Array(repeating: 201, count: 20), 11),
      ((1...30).map { Float(1 << $0) }, 17),
    ] as [([Float], Int)])
  func divergenceIsDetected(losses: [Float], step: Int) {
    #expect(Self.outcome(of: losses)?.step == step)
  }

  /// The message of a learning rate that is too large names it and a smaller one.
  @Test func aRateTooLarge() throws {
    var generator = SeededGenerator(seed: 170)
    var network = Network(
      Dense(inputs: 4, outputs: 8, using: &generator), ReLU(),
      Dense(inputs: 8, outputs: 3, using: &generator))
    let input = Tensor.random(uniform: 0..<1, shape: [6, 4], using: &generator)
    let target = Tensor.random(uniform: 0..<1, shape: [6, 3], using: &generator)
    var (optimizer, detector) = (SGD(learningRate: 50), DivergenceDetector())
    let divergence = #expect(throws: DivergenceError.self) {
      for _ in 0..<100 {
        let (loss, gradient) = meanSquaredError(network.forward(input), target)
        try detector.check(loss, learningRate: optimizer.learningRate)
        network.backpropagate(gradient)
        optimizer.update(&network)
      }
    }
    let error = try #require(divergence)
    #expect(error.step < 30)
    #expect(
      error.description.contains("diverged at step \(error.step)")
        && error.description.contains("learning rate 50.0")
        && error.description.contains("try 5.0"))
    #expect(Self.outcome(of: [.nan])?.description.contains("the first step is nan") == true)
  }
}
