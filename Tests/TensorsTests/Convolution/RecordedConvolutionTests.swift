// Convolution and pooling against TensorFlow's answers, recorded by
// Tests/Peers/record_convolutions.py.

import TestSupport
import Testing

@testable import Tensors

@Suite struct RecordedConvolutionTests {
  struct Record: Decodable {
    let tensorflow: String
    let cases: [Case]
  }

  struct Case: Decodable {
    let operation: String
    let input: RecordedTensor
    let filters: RecordedTensor?
    let bias: RecordedTensor?
    let window: [Int]?
    let stride: [Int]
    let dilation: [Int]
    let padding: String
    let edges: [[Int]]?
    let output: RecordedTensor

    var paddingSetting: Padding {
      switch (padding, edges) {
      case ("valid", _): .valid
      case ("same", _): .same
      default: .edges((edges ?? []).map { .init(before: $0[0], after: $0[1]) })
      }
    }
  }

  static func record() throws -> Record {
    try recorded("convolutions", as: Record.self)
  }

  @Test func convolutionsAsTensorFlow() throws {
    let cases = try Self.record().cases.filter { $0.operation == "conv2D" }
    #expect(cases.count == 70)
    for (index, one) in cases.enumerated() {
      let filters = try #require(one.filters).tensor
      for convolve in [fast, plain] {
        let output = convolve(one, filters)
        #expect(output == one.output.tensor, "case \(index), \(output.provenance?.detail ?? "")")
      }
    }
  }

  private func fast(_ one: Case, _ filters: Tensor) -> Tensor {
    conv2D(
      one.input.tensor, filters, bias: one.bias?.tensor, stride: one.stride,
      padding: one.paddingSetting, dilation: one.dilation)
  }

  private func plain(_ one: Case, _ filters: Tensor) -> Tensor {
    plainConv2D(
      one.input.tensor, filters, bias: one.bias?.tensor, stride: one.stride,
      padding: one.paddingSetting, dilation: one.dilation)
  }

  @Test func poolingsAsTensorFlow() throws {
    let cases = try Self.record().cases.filter { $0.operation != "conv2D" }
    #expect(cases.count == 60)
    for (index, one) in cases.enumerated() {
      let window = try #require(one.window)
      let pools =
        one.operation == "maxPool2D"
        ? [maxPool2D, plainMaxPool2D] : [averagePool2D, plainAveragePool2D]
      for pool in pools {
        let output = pool(one.input.tensor, window, one.stride, one.paddingSetting)
        #expect(
          output.isClose(to: one.output.tensor, tolerance: 1e-5),
          "case \(index), \(output.provenance?.detail ?? "")")
      }
    }
  }
}
