// Layers against TensorFlow's answers, recorded by Tests/Peers/record_layers.py.

import Networks
import Tensors
import TestSupport
import Testing

@Suite struct RecordedLayerTests {
  struct Record: Decodable {
    let cases: [Case]
  }

  struct Case: Decodable {
    let operation: String
    let kind: String?
    let axis: Int?
    let input: RecordedTensor
    let filters: RecordedTensor?
    let bias: RecordedTensor?
    let window: [Int]?
    let stride: [Int]?
    let dilation: [Int]?
    let padding: String?
    let edges: [[Int]]?
    let output: RecordedTensor
    let outputGradient: RecordedTensor?
    let inputGradient: RecordedTensor?
    let weightGradient: RecordedTensor?
    let biasGradient: RecordedTensor?

    var paddingSetting: Padding {
      switch (padding, edges) {
      case ("same", _): .same
      case (_, let edges?): .edges(edges.map { .init(before: $0[0], after: $0[1]) })
      default: .valid
      }
    }
  }

  static func cases(_ operations: String...) throws -> [Case] {
    try recorded("layers", as: Record.self).cases.filter { operations.contains($0.operation) }
  }

  @Test func convolutionsAlongOneAndThreeAxes() throws {
    let cases = try Self.cases("conv1D", "conv3D")
    #expect(cases.count == 40)
    for (index, one) in cases.enumerated() {
      let isLine = one.operation == "conv1D"
      let filters = try #require(one.filters).tensor
      let (stride, dilation) = (try #require(one.stride), try #require(one.dilation))
      for convolve in isLine ? [conv1D, plainConv1D] : [conv3D, plainConv3D] {
        let output = convolve(
          one.input.tensor, filters, one.bias?.tensor, stride, one.paddingSetting, dilation)
        #expect(output == one.output.tensor, "case \(index), \(output.provenance?.detail ?? "")")
      }
    }
  }

  @Test func convolutionGradients() throws {
    let cases = try Self.cases("Convolution")
    #expect(cases.count == 24)
    for (index, one) in cases.enumerated() {
      var layer = Convolution(
        weights: try #require(one.filters).tensor, bias: one.bias?.tensor,
        stride: try #require(one.stride), padding: one.paddingSetting,
        dilation: try #require(one.dilation))
      let output = layer.forward(one.input.tensor)
      let what: Comment = "case \(index), \(output.provenance?.detail ?? "")"
      #expect(output == one.output.tensor, what)
      let inputGradient = layer.backward(try #require(one.outputGradient).tensor)
      #expect(inputGradient == one.inputGradient?.tensor, what)
      #expect(layer.weights.gradient == one.weightGradient?.tensor, what)
      #expect(layer.bias.gradient == one.biasGradient?.tensor, what)
    }
  }

  @Test func poolingGradients() throws {
    let cases = try Self.cases("Pooling")
    #expect(cases.count == 32)
    for (index, one) in cases.enumerated() {
      let kind: Pooling.Kind = try #require(one.kind) == "max" ? .max : .average
      let (window, stride) = (try #require(one.window), try #require(one.stride))
      var layer = Pooling(kind, windowSize: window, stride: stride, padding: one.paddingSetting)
      let output = layer.forward(one.input.tensor)
      let inputGradient = layer.backward(try #require(one.outputGradient).tensor)
      // A largest number is copied, a mean is divided.
      let tolerance: Float = kind == .max ? 0 : 1e-6
      let what: Comment = "case \(index), \(output.provenance?.detail ?? "")"
      #expect(output.isClose(to: one.output.tensor, tolerance: tolerance), what)
      #expect(
        inputGradient.isClose(to: try #require(one.inputGradient).tensor, tolerance: tolerance),
        what)
    }
  }

  @Test func activations() throws {
    let cases = try Self.cases("relu", "sigmoid", "tanh")
    #expect(cases.count == 6)
    for one in cases {
      let layers: [String: any Layer] = ["relu": ReLU(), "sigmoid": Sigmoid(), "tanh": Tanh()]
      var layer = try #require(layers[one.operation])
      let output = layer.forward(one.input.tensor)
      #expect(output.isClose(to: one.output.tensor, tolerance: 1e-6), "\(one.operation)")
      let inputGradient = layer.backward(try #require(one.outputGradient).tensor)
      #expect(
        inputGradient.isClose(to: try #require(one.inputGradient).tensor, tolerance: 2e-6),
        "\(one.operation)")
    }
  }

  @Test func softmaxes() throws {
    let cases = try Self.cases("softmax", "log_softmax")
    #expect(cases.count == 20)
    for (index, one) in cases.enumerated() {
      let axis = try #require(one.axis)
      let output =
        one.operation == "softmax"
        ? softmax(one.input.tensor, axis: axis) : logSoftmax(one.input.tensor, axis: axis)
      #expect(
        output.isClose(to: one.output.tensor, tolerance: 2e-6), "case \(index) \(one.operation)")
    }
  }
}
