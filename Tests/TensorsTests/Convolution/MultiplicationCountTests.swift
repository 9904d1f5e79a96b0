// What convolutions cost, against numbers worked by hand.

import Testing

@testable import Tensors

@Suite struct MultiplicationCountTests {
  @Test func oneConvolution() {
    let provenance = conv2D(
      Tensor.zeros(1, 32, 32, 3), Tensor.zeros(5, 5, 3, 10), padding: .explicit(2)
    ).provenance
    #expect(provenance?.multiplications == 768_000)
    #expect(provenance?.multiplicationSum == "32·32·10 · (5·5·3) = 768000")
  }

  /// Lesson 11, Inception's numbers: 28×28×192 to 32 channels by 5×5, with and without 16 between.
  @Test func oneByOneSaves() {
    let input = Tensor.zeros(1, 28, 28, 192)
    let direct = conv2D(input, Tensor.zeros(5, 5, 192, 32), padding: .same).provenance
    #expect(direct?.multiplications == 120_422_400)
    let narrow = conv2D(input, Tensor.zeros(1, 1, 192, 16))
    let wide = conv2D(narrow, Tensor.zeros(5, 5, 16, 32), padding: .same).provenance
    #expect(narrow.provenance?.multiplications == 2_408_448)
    #expect(wide?.multiplications == 10_035_200)
  }

  @Test func others() {
    let product = matmul(Tensor.zeros(2, 3), Tensor.zeros(3, 4)).provenance
    #expect(product?.multiplicationSum == "2·4 · (3) = 24")
    let sequences = conv1D(Tensor.zeros(2, 7, 3), Tensor.zeros(3, 3, 4)).provenance
    #expect(sequences?.multiplicationSum == "2·5·4 · (3·3) = 360")
    #expect(maxPool2D(Tensor.zeros(1, 4, 4, 1), windowSize: 2).provenance?.multiplications == nil)
  }
}
