// The blocked matrix product against three plain loops.

import Testing

@testable import Tensors

@Suite struct MatrixProductTests {
  @Test func handWorked() {
    let product = matmul(Tensor([[1, 2], [3, 4]]), Tensor([[5, 6], [7, 8]]))
    #expect(product == Tensor([[19, 22], [43, 50]]))
    #expect(product.provenance?.operands.map(\.shape) == [[2, 2], [2, 2]])
  }

  /// Below, at and above 4 rows, 8 columns, 128 rows and an inner length of 256.
  @Test(arguments: [0, 1, 3, 4, 5, 127, 128, 131], [0, 1, 7, 255, 256, 300])
  func everyBlockSize(rows: Int, inner: Int) {
    var generator = SeededGenerator(seed: UInt64(rows * 1000 + inner))
    for columns in [0, 1, 2, 7, 8, 9, 17] {
      let left = Tensor.random(integers: -9..<10, shape: [rows, inner], using: &generator)
      let right = Tensor.random(integers: -9..<10, shape: [inner, columns], using: &generator)
      #expect(matmul(left, right) == plainMatmul(left, right), "\(rows)×\(inner)×\(columns)")
    }
  }

  /// One row and a large matrix, which is read in memory order.
  @Test func oneRow() {
    var generator = SeededGenerator(seed: 32)
    for (inner, columns) in [(3000, 200), (701, 1003)] {
      let left = Tensor.random(integers: -9..<10, shape: [1, inner], using: &generator)
      let right = Tensor.random(integers: -9..<10, shape: [inner, columns], using: &generator)
      let bias = Tensor.random(integers: -9..<10, shape: [columns], using: &generator)
      #expect(matmul(left, right, bias: bias) == plainMatmul(left, right) + bias)
    }
  }

  @Test func infinitiesStayInTheirRowsAndColumns() {
    var generator = SeededGenerator(seed: 31)
    for _ in 0..<200 {
      let sizes = (0..<3).map { _ in Int.random(in: 1...20, using: &generator) }
      var left = Tensor.random(integers: -2..<3, shape: [sizes[0], sizes[1]], using: &generator)
      var right = Tensor.random(integers: -2..<3, shape: [sizes[1], sizes[2]], using: &generator)
      left.scalars[Int.random(in: 0..<left.count, using: &generator)] = .infinity
      right.scalars[Int.random(in: 0..<right.count, using: &generator)] = .nan
      #expect(matmul(left, right).isClose(to: plainMatmul(left, right), tolerance: 0))
    }
  }
}
