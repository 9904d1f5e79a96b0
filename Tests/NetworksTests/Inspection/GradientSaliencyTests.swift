// Saliency maps against measured gradients, Grad-CAM against a hand example and NumPy's answers,
// recorded by Tests/Peers/record_saliency.py.

import Networks
import Tensors
import TestSupport
import Testing

@Suite struct GradientSaliencyTests {
  /// Smooth throughout, so that measuring crosses no corner; dropout and normalization must be
  /// those of inference.
  @Test func saliencyIsTheMeasuredGradient() {
    var generator = SeededGenerator(seed: 21)
    let network = Network(
      Convolution(filters: 3, filterSize: 3, channels: 2, padding: .same, using: &generator),
      BatchNormalization(channels: 3), Sigmoid(), Dropout(probability: 0.5, seed: 1),
      Pooling(.average, windowSize: 2), Flatten(),
      Dense(inputs: 12, outputs: 4, using: &generator))
    let pictures = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [3, 4, 5, 2], using: &generator)
    let classes = [2, 0, 2]
    let measured = numericalGradient(at: pictures) { pictures in
      let scores = network(pictures)
      return classes.indices.reduce(0) { $0 + Double(scores[$1, classes[$1]]) }
    }
    let saliency = network.saliency(of: pictures, for: classes)
    #expect(relativeError(saliency, measured) < 1e-3)
    // And it depends on the class.
    #expect(relativeError(network.saliency(of: pictures, for: [1, 1, 1]), measured) > 0.1)
  }

  /// Two maps of 1 × 2. The score is 3 · the first map's left number − the second's right one, so
  /// the means of the gradients are 1.5 and −0.5: places 1.5 · 2 − 0.5 · 1 and 1.5 · 1 − 0.5 · 4.
  @Test func gradCAMByHand() {
    let maps = Tensor([2, 1, 1, 4]).reshaped(1, 1, 2, 2)
    let head = Network(
      Flatten(), Dense(weights: Tensor([[3, 0], [0, 0], [0, 0], [-1, 0]])))
    #expect(
      head.gradCAM(of: maps, for: [0], after: 0) == Tensor([2.5, 0]).reshaped(1, 1, 2))
    #expect(head.gradCAM(of: maps, for: [1], after: 0) == .zeros(1, 1, 2))
  }

  struct Record: Decodable {
    let cases: [Case]
  }

  struct Case: Decodable {
    let pictures, filters, bias, first, firstBias, second, heat: RecordedTensor
    let classes: [Int]
  }

  @Test func gradCAMIsNumPys() throws {
    let cases = try recorded("saliency", as: Record.self).cases
    #expect(cases.count == 12)
    for (index, one) in cases.enumerated() {
      let network = Network(
        Convolution(weights: one.filters.tensor, bias: one.bias.tensor), ReLU(), Flatten(),
        Dense(weights: one.first.tensor, bias: one.firstBias.tensor), ReLU(),
        Dense(weights: one.second.tensor))
      let heat = network.gradCAM(of: one.pictures.tensor, for: one.classes, after: 2)
      #expect(heat.isClose(to: one.heat.tensor, tolerance: 1e-4), "case \(index)")
    }
  }
}
