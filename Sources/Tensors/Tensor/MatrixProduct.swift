// The product of two matrices, which dense layers and convolutions come down to.

/// The matrix product: every row of `left` with every column of `right`, products summed.
///
/// - Parameters:
///   - left: (R, I).
///   - right: (I, C).
/// - Returns: (R, C); zeros when I is 0.
/// - Precondition: both are matrices, and `left` is as wide as `right` is high.
public func matmul(_ left: Tensor, _ right: Tensor) -> Tensor {
  matmul(left, right, bias: nil)
}

/// `matmul` of matrices that may lie transposed, with a bias for each column added at the end.
///
/// - Parameters:
///   - left: (R, I), or (I, R) when transposed.
///   - right: (I, C), or (C, I) when transposed.
///   - bias: (C) or none.
/// - Returns: (R, C).
package func matmul(
  _ left: Tensor, transposingLeft: Bool = false, _ right: Tensor, transposingRight: Bool = false,
  bias: Tensor?
) -> Tensor {
  let shape = productShape(
    transposingLeft ? left.shape.reversed() : left.shape,
    transposingRight ? right.shape.reversed() : right.shape)
  let (rows, columns) = (shape[0], shape[1])
  let inner = left.shape[transposingLeft ? 0 : 1]
  let gathered = IndirectMatrix(rows: rows, inner: inner, transposed: transposingLeft)
  var product = Tensor(shape: shape) { out in
    guard let out = out.baseAddress, rows * columns > 0 else { return }
    left.withUnsafeScalars { left in
      right.withUnsafeScalars { right in
        // Cut across the longer side of the output. That leaves every sum whole, so the number of
        // threads may decide here. Whole tiles of the backend, and whole vectors.
        let parts = max(1, min(rows * columns * inner / leastWork, Threads.count))
        let cutsRows = rows >= columns
        let cuts = WorkChunks(of: cutsRows ? rows : columns, into: parts, whole: cutsRows ? 12 : 16)
        if rows == 1 && !transposingRight && columns * inner > leastWork {
          parallelFor(cuts.count) { part in
            multiply(left, right, inner: inner, columns: columns, only: cuts[part], bias, to: out)
          }
          return
        }
        parallelFor(cuts.count) { part in
          let rowRange = cutsRows ? cuts[part] : 0..<rows
          let columnRange = cutsRows ? 0..<columns : cuts[part]
          let matrix = RightMatrix(
            numbers: right + columnRange.lowerBound * (transposingRight ? inner : 1),
            rowStep: transposingRight ? 1 : columns, columnStep: transposingRight ? inner : 1)
          bias.withUnsafeScalars { bias in
            Tensors.indirectGEMM(
              gathered, in: left, matrix,
              out + rowRange.lowerBound * columns + columnRange.lowerBound, outStep: columns,
              columns: columnRange.count, range: rowRange,
              bias: bias.map { $0 + columnRange.lowerBound })
          }
        }
      }
    }
  }
  product.provenance = productProvenance(left, right)
  return product
}

/// Some columns of the product of a single row and a matrix, row by row of the matrix.
///
/// Every number of the matrix is needed once, so all time goes into reading it: in the order in which
/// it lies, while the few sums stay in the cache. Each sum is taken in the order of `inner`, as in
/// `product`.
private func multiply(
  _ row: UnsafePointer<Float>, _ matrix: UnsafePointer<Float>, inner: Int, columns: Int,
  only some: Range<Int>, _ bias: Tensor?, to out: UnsafeMutablePointer<Float>
) {
  let sums = out + some.lowerBound
  sums.update(repeating: 0, count: some.count)
  for i in 0..<inner {
    backend.multiply_add(matrix + i * columns + some.lowerBound, 1, row[i], sums, some.count)
  }
  bias.withUnsafeScalars { bias in
    if let bias { backend.multiply_add(bias + some.lowerBound, 1, 1, sums, some.count) }
  }
}

/// The multiplications below which a thread takes longer to start than to work.
let leastWork = 1 << 19

/// `matmul` as plain loops, the reference that the fast version is tested against.
public func plainMatmul(_ left: Tensor, _ right: Tensor) -> Tensor {
  var product = Tensor(shape: productShape(left.shape, right.shape), repeating: 0)
  for row in 0..<left.shape[0] {
    for column in 0..<right.shape[1] {
      var sum: Float = 0
      for inner in 0..<left.shape[1] { sum += left[row, inner] * right[inner, column] }
      product[row, column] = sum
    }
  }
  product.provenance = productProvenance(left, right)
  return product
}

private func productShape(_ left: [Int], _ right: [Int]) -> [Int] {
  require(
    left.count == 2 && right.count == 2 && left[1] == right[0],
    "matmul of \(describe(left)) and \(describe(right)): they are (R, I) and (I, C), "
      + "with the same I")
  return [left[0], right[1]]
}

private func productProvenance(_ left: Tensor, _ right: Tensor) -> Provenance {
  Provenance("matmul", operands: [.init("left", left.shape), .init("right", right.shape)])
}
