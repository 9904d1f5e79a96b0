// im2col: shapes and order by hand, and its product against the plain convolution.

import Testing

@testable import Tensors

@Suite struct ImageToColumnsTests {
  /// Lesson 12: (1, 7, 7, 3) under 5×5 is (9, 75), ten of them (90, 75); 147 numbers become 675.
  @Test func shapes() {
    #expect(im2col(Tensor.zeros(1, 7, 7, 3), filterSize: 5).shape == [9, 75])
    #expect(im2col(Tensor.zeros(10, 7, 7, 3), filterSize: 5).shape == [90, 75])
    #expect(im2col(Tensor.zeros(0, 7, 7, 3), filterSize: 5).shape == [0, 75])
    #expect(im2col(Tensor.zeros(1, 7, 7, 0), filterSize: 5).shape == [9, 0])
  }

  @Test func order() {
    let picture = IndexingTests.counting(1, 3, 3, 1)
    #expect(
      im2col(picture, filterSize: 2)
        == Tensor([[0, 1, 3, 4], [1, 2, 4, 5], [3, 4, 6, 7], [4, 5, 7, 8]]))
    #expect(
      im2col(picture, filterSize: [1, 2], dilation: 2) == Tensor([[0, 2], [3, 5], [6, 8]]))
    #expect(
      im2col(picture, filterSize: [1, 3], stride: [2, 2], padding: .explicit(1))
        == Tensor([[0, 0, 0], [0, 0, 0], [0, 3, 4], [4, 5, 0], [0, 0, 0], [0, 0, 0]]))
    // Channels lie next to each other.
    #expect(
      im2col(IndexingTests.counting(1, 2, 2, 2), filterSize: [2, 1])
        == Tensor([[0, 1, 4, 5], [2, 3, 6, 7]]))
  }

  @Test func productIsTheConvolution() {
    var generator = SeededGenerator(seed: 61)
    for settings in FastConvolutionTests.settings(seed: 62, count: 300) {
      let input = Tensor.random(integers: -9..<10, shape: settings.input, using: &generator)
      let filters = Tensor.random(integers: -9..<10, shape: settings.filters, using: &generator)
      let columns = im2col(
        input, filterSize: Array(settings.filters[..<2]), stride: settings.stride,
        padding: settings.padding, dilation: settings.dilation)
      let plain = plainConv2D(
        input, filters, stride: settings.stride, padding: settings.padding,
        dilation: settings.dilation)
      let count = settings.filters[3]
      let product = matmul(columns, filters.reshaped(filters.count / count, count))
      #expect(product.reshaped(to: plain.shape) == plain, "\(settings.testDescription)")
    }
  }

  /// ⟨im2col(x), c⟩ = ⟨x, col2im(c)⟩: the one is the other's transpose.
  @Test func wayBackIsTheTranspose() {
    var generator = SeededGenerator(seed: 63)
    for settings in FastConvolutionTests.settings(seed: 64, count: 300) {
      let window = Array(settings.filters[..<2])
      let input = Tensor.random(integers: -9..<10, shape: settings.input, using: &generator)
      let columns = im2col(
        input, filterSize: window, stride: settings.stride, padding: settings.padding,
        dilation: settings.dilation)
      let other = Tensor.random(integers: -9..<10, shape: columns.shape, using: &generator)
      let back = col2im(
        other, shape: input.shape, filterSize: window, stride: settings.stride,
        padding: settings.padding, dilation: settings.dilation)
      #expect((columns * other).sum() == (input * back).sum(), "\(settings.testDescription)")
    }
  }
}
