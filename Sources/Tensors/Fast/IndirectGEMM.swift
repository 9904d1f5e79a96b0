// Indirect matrix products, whose left matrix is read through offsets; see CBackends.h.
//
// Source: Dukhan, "The indirect convolution algorithm" (2019), which XNNPACK uses. A convolution
// then needs no im2col.

import CBackends

/// The left matrix of a product: its rows are made of equally long pieces of memory.
struct IndirectMatrix {
  /// The offset of each row.
  var rows: [Int]
  /// The offset of each piece from its row's.
  var pieces: [Int]
  /// The count of numbers of a piece.
  var pieceLength: Int
  /// The distance between two numbers of a piece.
  var step = 1

  /// The length of a row.
  var inner: Int { pieces.count * pieceLength }

  /// Makes a contiguous matrix (rows, inner), or the transpose of a contiguous (inner, rows).
  init(rows: Int, inner: Int, transposed: Bool = false) {
    self.rows = (0..<rows).map { transposed ? $0 : $0 * inner }
    pieces = [0]
    pieceLength = inner
    step = transposed ? rows : 1
  }

  /// Makes a matrix with a distance between rows of more than their length.
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

/// The right matrix of a product, (inner, columns).
struct RightMatrix {
  var numbers: UnsafePointer<Float>
  /// The distances between rows and between columns.
  var rowStep: Int
  var columnStep = 1
  /// Whether it lies in panels: `backend.panel_columns` columns, or those that are left, one whole
  /// panel after the other, in the order in which the backend reads them. The steps are not used.
  var isInPanels = false

  init(numbers: UnsafePointer<Float>, rowStep: Int, columnStep: Int = 1) {
    (self.numbers, self.rowStep, self.columnStep) = (numbers, rowStep, columnStep)
  }

  init(panels: UnsafePointer<Float>) {
    (numbers, rowStep, isInPanels) = (panels, 0, true)
  }

  /// Returns the part from a column on; in panels, from a whole panel on.
  func columns(from first: Int, inner: Int) -> RightMatrix {
    var part = self
    part.numbers += first * (isInPanels ? inner : columnStep)
    return part
  }
}

/// Computes out(rows, columns) = left · right, or += when `adds`; then adds the bias and applies
/// ReLU.
///
/// - Parameter range: the rows of `left` to use, by default all; the first is written to `out`.
func indirectGEMM(
  _ left: IndirectMatrix, in numbers: UnsafePointer<Float>, _ right: RightMatrix,
  _ out: UnsafeMutablePointer<Float>, outStep: Int, columns: Int, range: Range<Int>? = nil,
  adds: Bool = false, bias: UnsafePointer<Float>? = nil, rectifies: Bool = false
) {
  let range = range ?? 0..<left.rows.count
  guard !range.isEmpty, columns > 0 else { return }
  if right.isInPanels {
    for first in stride(from: 0, to: columns, by: backend.panel_columns) {
      let width = min(backend.panel_columns, columns - first)
      let panel = RightMatrix(numbers: right.numbers + first * left.inner, rowStep: width)
      indirectGEMM(
        left, in: numbers, panel, out + first, outStep: outStep, columns: width, range: range,
        adds: adds, bias: bias.map { $0 + first }, rectifies: rectifies)
    }
    return
  }
  left.rows.withUnsafeBufferPointer { rows in
    left.pieces.withUnsafeBufferPointer { pieces in
      // An empty sum is 0; the backend requires at least one number in each piece.
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
