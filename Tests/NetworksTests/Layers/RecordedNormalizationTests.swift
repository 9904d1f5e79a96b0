// Normalizations against PyTorch and TensorFlow, recorded by Tests/Peers/record_normalizations.py.

import Networks
import Tensors
import TestSupport
import Testing

@Suite struct RecordedNormalizationTests {
  struct Record: Decodable {
    let cases: [Case]
  }

  struct Case: Decodable {
    let operation: String
    let input: RecordedTensor
    let output: RecordedTensor
    let outputGradient: RecordedTensor
    let inputGradient: RecordedTensor
    // Batch normalization.
    let momentum: Float?
    let epsilon: Float?
    let gamma: RecordedTensor?
    let beta: RecordedTensor?
    let first: RecordedTensor?
    let gammaGradient: RecordedTensor?
    let betaGradient: RecordedTensor?
    let runningMean: RecordedTensor?
    let runningVariance: RecordedTensor?
    let used: RecordedTensor?
    let usedInputGradient: RecordedTensor?
    // Local response normalization and leaky ReLU.
    let radius: Int?
    let bias: Float?
    let alpha: Float?
    let power: Float?
    let slope: Float?
  }

  static func cases(_ operation: String) throws -> [Case] {
    try recorded("normalizations", as: Record.self).cases.filter { $0.operation == operation }
  }

  @Test func batchNormalizations() throws {
    let cases = try Self.cases("BatchNormalization")
    #expect(cases.count == 5)
    for (index, one) in cases.enumerated() {
      var layer = BatchNormalization(
        channels: try #require(one.gamma).tensor.count, momentum: try #require(one.momentum),
        epsilon: try #require(one.epsilon))
      layer.gamma.value = try #require(one.gamma).tensor
      layer.beta.value = try #require(one.beta).tensor
      func isClose(_ ours: Tensor, _ theirs: RecordedTensor?) throws -> Bool {
        ours.isClose(to: try #require(theirs).tensor, tolerance: 1e-5)
      }
      _ = layer.forward(try #require(one.first).tensor)
      #expect(try isClose(layer.forward(one.input.tensor), one.output), "case \(index)")
      #expect(try isClose(layer.backward(one.outputGradient.tensor), one.inputGradient))
      #expect(try isClose(layer.gamma.gradient, one.gammaGradient), "case \(index)")
      #expect(try isClose(layer.beta.gradient, one.betaGradient), "case \(index)")
      layer.mode = .inference
      #expect(try isClose(layer.forward(one.input.tensor), one.used), "case \(index)")
      #expect(try isClose(layer.backward(one.outputGradient.tensor), one.usedInputGradient))
      #expect(try isClose(layer.runningMean.value, one.runningMean), "case \(index)")
      #expect(try isClose(layer.runningVariance.value, one.runningVariance), "case \(index)")
    }
  }

  @Test func localResponses() throws {
    let cases = try Self.cases("LocalResponseNormalization")
    #expect(cases.count == 6)
    for (index, one) in cases.enumerated() {
      var layer = LocalResponseNormalization(
        radius: try #require(one.radius), bias: try #require(one.bias),
        alpha: try #require(one.alpha), beta: try #require(one.power))
      let output = layer.forward(one.input.tensor)
      #expect(output.isClose(to: one.output.tensor, tolerance: 2e-6), "case \(index)")
      let inputGradient = layer.backward(one.outputGradient.tensor)
      #expect(inputGradient.isClose(to: one.inputGradient.tensor, tolerance: 5e-6), "case \(index)")
    }
  }

  @Test func leakyReLUs() throws {
    let cases = try Self.cases("LeakyReLU")
    #expect(cases.count == 2)
    for one in cases {
      var layer = LeakyReLU(slope: try #require(one.slope))
      #expect(layer.forward(one.input.tensor).isClose(to: one.output.tensor, tolerance: 1e-7))
      let inputGradient = layer.backward(one.outputGradient.tensor)
      #expect(inputGradient.isClose(to: one.inputGradient.tensor, tolerance: 1e-7))
    }
  }
}
