// Products of matrices whose left side is gathered from where its numbers lie; see CBackends.

import CBackends

/// The left side of a product: rows made of equally long pieces.
struct IndirectMatrix {
  /// Where each row begins.
  var rows: [Int]
  /// Where each piece of a row begins, from the beginning of the row.
  var pieces: [Int]
  /// How many numbers a piece has.
  var pieceLength: Int
  /// How far its numbers are apart.
  var step = 1

  /// The length of a row.
  var inner: Int { pieces.count * pieceLength }

  /// A matrix as it lies, (rows, inner), or its transpose, (inner, rows) as it lies.
  init(rows: Int, inner: Int, transposed: Bool = false) {
    self.rows = (0..<rows).map { transposed ? $0 : $0 * inner }
    pieces = [0]
    pieceLength = inner
    step = transposed ? rows : 1
  }

  /// A matrix whose rows are further apart than they are long.
  init(rowsApart distance: Int, rows: Int, inner: Int) {
    self.init(rows: (0..<rows).map { $0 * distance }, pieces: [0], pieceLength: inner)
  }

  init(rows: [Int], pieces: [Int], pieceLength: Int, step: Int = 1) {
    self.rows = rows
    self.pieces = pieces
    self.pieceLength = pieceLength
    self.step = step
  }
}

/// The right side of a product, (inner, columns): where it lies, and how far rows and columns are
/// apart.
struct RightMatrix {
  var numbers: UnsafePointer<Float>
  var rowStep: Int
  var columnStep = 1
}

/// out(rows, columns) = left · right, or += when `adds`; then the bias is added and ReLU taken.
///
/// - Parameter range: the rows of `left` that are used, all by default; the first goes to `out`.
func indirectGEMM(
  _ left: IndirectMatrix, in numbers: UnsafePointer<Float>, _ right: RightMatrix,
  _ out: UnsafeMutablePointer<Float>, outStep: Int, columns: Int, range: Range<Int>? = nil,
  adds: Bool = false, bias: UnsafePointer<Float>? = nil, rectifies: Bool = false
) {
  let range = range ?? 0..<left.rows.count
  guard !range.isEmpty, columns > 0 else { return }
  left.rows.withUnsafeBufferPointer { rows in
    left.pieces.withUnsafeBufferPointer { pieces in
      // Without numbers to sum, a sum is 0; the backend count on at least one in each piece.
      let isEmpty = left.inner == 0
      var gemm = CBackends.IndirectGEMM(
        left: numbers, left_rows: rows.baseAddress! + range.lowerBound,
        left_pieces: pieces.baseAddress, piece_count: isEmpty ? 0 : pieces.count,
        piece_length: isEmpty ? 1 : left.pieceLength, left_step: left.step, right: right.numbers,
        right_row_step: right.rowStep, right_column_step: right.columnStep, out: out,
        out_step: outStep, rows: range.count, columns: columns, adds: adds, bias: bias,
        rectifies: rectifies)
      backend.indirect_gemm(&gemm)
    }
  }
}
