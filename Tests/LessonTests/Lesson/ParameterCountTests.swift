// The hints for wrong counts of parameters and multiplications.

import Networks
import Testing

@testable import LessonKit

@Suite struct ParameterCountTests {
  /// LeNet-5 by hand: 156 + 2,416 in convolutions, 48,120 + 10,164 + 850 in dense layers; one bias
  /// for each of 6 + 16 filters and 120 + 84 + 10 outputs.
  @Test(
    arguments: [
      (61_706 - 236, "The biases are missing"), (236, "the biases alone"),
      (156 + 2_416, "the convolutions alone"), (48_120 + 10_164 + 850, "the dense layers alone"),
      // 28² · 6 · 25 + 10² · 16 · 150 + 400 · 120 + 120 · 84 + 84 · 10.
      (117_600 + 240_000 + 48_000 + 10_080 + 840, "These are the multiplications"),
    ] as [(Int, String)])
  func leNet(count: Int, words: String) throws {
    let summary = Network.leNet5(seed: 1).summary(for: [1, 28, 28, 1])
    let prediction = Prediction(parametersOf: summary)
    #expect(prediction.number == 61_706)
    let mistake = try #require(prediction.mistakes.first { $0.answer == [Double(count)] })
    #expect(mistake.words.text.contains(words))
  }

  @Test func noMistakeIsTheAnswer() {
    for network in [Network.leNet5(seed: 1), .zfNet(seed: 1), .vgg16(seed: 1)] {
      let side = network.parameters.count > 10 ? 224 : 28
      let summary = network.summary(for: [1, side, side, side == 28 ? 1 : 3])
      let prediction = Prediction(parametersOf: summary)
      #expect(!prediction.mistakes.contains { $0.answer == [Double(summary.parameters)] })
      #expect(prediction.mistakes.count >= 5)
    }
  }
}
