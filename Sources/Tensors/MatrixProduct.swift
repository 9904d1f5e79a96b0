// The product of two matrices, which dense layers and convolutions come down to.

import CKernels

/// The matrix product: every row of `left` with every column of `right`, products summed.
///
/// - Parameters:
///   - left: (R, I).
///   - right: (I, C).
/// - Returns: (R, C); zeros when I is 0.
/// - Precondition: both are matrices, and `left` is as wide as `right` is high.
public func matmul(_ left: Tensor, _ right: Tensor) -> Tensor {
  var product = Tensor(shape: productShape(left, right), repeating: 0)
  if product.count > 0 && left.count > 0 {
    let (rows, inner, columns) = (left.shape[0], left.shape[1], right.shape[1])
    left.scalars.withUnsafeBufferPointer { left in
      right.scalars.withUnsafeBufferPointer { right in
        product.scalars.withUnsafeMutableBufferPointer { product in
          kernel_matmul(
            left.baseAddress!, right.baseAddress!, product.baseAddress!, rows, inner, columns)
        }
      }
    }
  }
  product.origin = productOrigin(left, right)
  return product
}

/// `matmul` as plain loops, the reference that the fast version is tested against.
public func plainMatmul(_ left: Tensor, _ right: Tensor) -> Tensor {
  var product = Tensor(shape: productShape(left, right), repeating: 0)
  for row in 0..<left.shape[0] {
    for column in 0..<right.shape[1] {
      var sum: Float = 0
      for inner in 0..<left.shape[1] { sum += left[row, inner] * right[inner, column] }
      product[row, column] = sum
    }
  }
  product.origin = productOrigin(left, right)
  return product
}

private func productShape(_ left: Tensor, _ right: Tensor) -> [Int] {
  require(
    left.rank == 2 && right.rank == 2 && left.shape[1] == right.shape[0],
    "matmul of \(describe(left.shape)) and \(describe(right.shape)): they are (R, I) and (I, C), "
      + "with the same I")
  return [left.shape[0], right.shape[1]]
}

private func productOrigin(_ left: Tensor, _ right: Tensor) -> Operation {
  Operation("matmul", operands: [.init("left", left.shape), .init("right", right.shape)])
}
