// Losses: by hand, numerical gradients, and what must not overflow.

import Networks
import Tensors
import Testing

@Suite struct LossesTests {
  @Test func crossEntropyByHand() {
    // Lesson 14's scores: probabilities .659, .242, .099.
    let (loss, gradient) = softmaxCrossEntropy(Tensor([[2, 1, 0.1]]), labels: [0])
    #expect(abs(loss - 0.41702995) < 1e-6)
    #expect(gradient.isClose(to: Tensor([[-0.3409989, 0.2424330, 0.0985659]]), tolerance: 1e-6))
    // Ten equal logits give ln 10.
    #expect(
      abs(softmaxCrossEntropy(Tensor.zeros(4, 10), labels: [0, 3, 9, 9]).loss - 2.3025851) < 1e-6)
  }

  @Test func crossEntropyGradientAsTried() {
    var generator = SeededGenerator(seed: 160)
    let logits = Tensor.random(normal: 0, standardDeviation: 2, shape: [5, 4], using: &generator)
    let labels = [3, 0, 2, 2, 1]
    // The loss as softmax and logarithm define it, in Double so that differences keep their digits.
    let tried = numericalGradient(at: logits, step: 0.01) { logits in
      (0..<5).reduce(0.0) { total, row in
        total - Double(logSoftmax(logits)[row, labels[row]]) / 5
      }
    }
    let gradient = softmaxCrossEntropy(logits, labels: labels).gradient
    #expect(relativeError(gradient, tried) <= 1e-3)
    // Probabilities sum to 1, so does the right answer.
    #expect(gradient.sum(axes: [1]).absolute.max() < 1e-7)
  }

  /// Scores far apart: a large loss, a gradient within ±1/N, no infinity.
  @Test func crossEntropyAtTheEnds() {
    let (loss, gradient) = softmaxCrossEntropy(Tensor([[0, 1000], [0, 1000]]), labels: [0, 1])
    #expect(loss == 500)
    #expect(gradient == Tensor([[-0.5, 0.5], [0, 0]]))
    #expect(softmaxCrossEntropy(Tensor([[.nan, 0]]), labels: [1]).loss.isNaN)
    #expect(softmaxCrossEntropy(Tensor([[.infinity, 0]]), labels: [1]).loss.isNaN)
  }

  @Test func meanSquaredErrorByHand() {
    let (loss, gradient) = meanSquaredError(
      Tensor([[1, 2], [3, 4]]), Tensor([[1, 4], [3, 0]]))
    #expect(loss == 5)
    #expect(gradient == Tensor([[0, -1], [0, 2]]))
    let output = Tensor([1, -2, 3])
    let tried = numericalGradient(at: output, step: 1) { moved in
      moved.scalars.reduce(0.0) { $0 + Double($1 * $1) } / 3
    }
    #expect(relativeError(meanSquaredError(output, Tensor([0, 0, 0])).gradient, tried) < 1e-6)
  }

  @Test func mistakesStop() async {
    let label = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = softmaxCrossEntropy(Tensor.zeros(2, 10), labels: [3, 10])
    }
    let text = String(decoding: label?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("label 10 of example 1, where logits (2, 10) have the classes 0..<10"))
    await #expect(processExitsWith: .failure) {
      _ = softmaxCrossEntropy(Tensor.zeros(2, 10), labels: [3])
    }
    await #expect(processExitsWith: .failure) {
      _ = softmaxCrossEntropy(Tensor.zeros(0, 10), labels: [])
    }
    await #expect(processExitsWith: .failure) {
      _ = meanSquaredError(Tensor.zeros(2, 1), Tensor.zeros(2))
    }
  }
}
