// im2col against TensorFlow's extract_patches, recorded by Tests/Peers/record_im2col.py.

import TestSupport
import Testing

@testable import Tensors

@Suite struct RecordedImageToColumnsTests {
  struct Record: Decodable {
    let cases: [Case]
  }

  struct Case: Decodable {
    let input: RecordedTensor
    let window: [Int]
    let stride: [Int]
    let dilation: [Int]
    let padding: String
    let output: RecordedTensor
  }

  @Test func patchesAsTensorFlow() throws {
    let cases = try recorded("im2col", as: Record.self).cases
    #expect(cases.count == 24)
    for (index, one) in cases.enumerated() {
      let rows = im2col(
        one.input.tensor, filterSize: one.window, stride: one.stride,
        padding: one.padding == "same" ? .same : .valid, dilation: one.dilation)
      #expect(rows == one.output.tensor, "case \(index): window \(one.window), \(one.padding)")
    }
  }
}
