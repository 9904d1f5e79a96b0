// The matrix product, for dense layers, graph convolutions and gradients.

/// Computes the matrix product.
///
/// - Parameters:
///   - left: (R, I).
///   - right: (I, C).
/// - Returns: (R, C); zeros when I is 0.
/// - Precondition: the shapes have the same I.
public func matmul(_ left: Tensor, _ right: Tensor) -> Tensor {
  matmul(left, right, bias: nil)
}

/// Computes the product of matrices that may be stored transposed, and adds a bias to each column.
///
/// - Parameters:
///   - left: (R, I), or (I, R) when transposed.
///   - right: (I, C), or (C, I) when transposed.
///   - bias: (C), or nil.
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
  let leftMatrix = IndirectMatrix(rows: rows, inner: inner, transposed: transposingLeft)
  var product = Tensor(shape: shape) { out in
    guard let out = out.baseAddress, rows * columns > 0 else { return }
    left.withUnsafeScalars { left in
      right.withUnsafeScalars { right in
        // Chunks of the longer side of the output, in whole tiles and vectors of the backend. No
        // sum is divided, so the chunks may depend on the number of threads.
        let parts = max(1, min(rows * columns * inner / minimumParallelWork, Threads.count))
        let hasRowChunks = rows >= columns
        let chunks = WorkChunks(
          of: hasRowChunks ? rows : columns, into: parts, whole: hasRowChunks ? 12 : 16)
        if rows == 1 && !transposingRight && columns * inner > minimumParallelWork {
          parallelFor(chunks.count) { part in
            multiply(
              left, right, inner: inner, columns: columns, only: chunks[part], bias, to: out)
          }
          return
        }
        parallelFor(chunks.count) { part in
          let rowRange = hasRowChunks ? chunks[part] : 0..<rows
          let columnRange = hasRowChunks ? 0..<columns : chunks[part]
          let matrix = RightMatrix(
            numbers: right + columnRange.lowerBound * (transposingRight ? inner : 1),
            rowStep: transposingRight ? 1 : columns, columnStep: transposingRight ? inner : 1)
          bias.withUnsafeScalars { bias in
            Tensors.indirectGEMM(
              leftMatrix, in: left, matrix,
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

/// Computes some columns of the product of a single row and a matrix.
///
/// Every element of the matrix is used once, so the time is that of reading memory. It reads the
/// matrix in memory order and keeps the sums in the cache. The order of summation is that of
/// `inner`, as in `indirectGEMM`.
private func multiply(
  _ row: UnsafePointer<Float>, _ matrix: UnsafePointer<Float>, inner: Int, columns: Int,
  only some: Range<Int>, _ bias: Tensor?, to out: UnsafeMutablePointer<Float>
) {
  let sums = out + some.lowerBound
  sums.update(repeating: 0, count: some.count)
  backend.add_row_product(row, inner, matrix + some.lowerBound, columns, sums, some.count)
  bias.withUnsafeScalars { bias in
    if let bias { backend.multiply_add(bias + some.lowerBound, 1, 1, sums, some.count) }
  }
}

/// The count of multiplications below which a thread takes longer to start than to compute them.
let minimumParallelWork = 1 << 19

/// Computes `matmul` in plain loops, the reference for tests of the fast version.
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
