// Predictions and their counts, by hand.

import Networks
import Tensors
import Testing

@Suite struct MetricsTests {
  let logits = Tensor([[1, 5, 2], [0, 0, 0], [-3, -2, -1], [9, 1, 1]])

  @Test func byHand() {
    // The first of equals.
    #expect(predictions(logits) == [1, 0, 2, 0])
    #expect(accuracy(logits, labels: [1, 0, 2, 2]) == 0.75)
    #expect(
      confusionMatrix(logits, labels: [1, 0, 2, 2]) == Tensor([[1, 0, 0], [0, 1, 0], [1, 0, 1]]))
  }

  @Test func ofNothing() {
    #expect(predictions(Tensor.zeros(0, 3)) == [])
    #expect(accuracy(Tensor.zeros(0, 3), labels: []).isNaN)
    #expect(confusionMatrix(Tensor.zeros(0, 2), labels: []) == Tensor.zeros(2, 2))
  }

  @Test func mistakesStop() async {
    await #expect(processExitsWith: .failure) { _ = accuracy(Tensor.zeros(2, 3), labels: [0, 3]) }
    await #expect(processExitsWith: .failure) { _ = predictions(Tensor.zeros(3)) }
  }
}
