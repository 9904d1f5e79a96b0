// A convolution in loops of plain C, for lesson 12, which measures what faster ways gain over it.

import CKernels
import Tensors

/// `conv2D` with stride 1 and without padding, as plain loops of C: no index is checked, no vector
/// and no second thread is used, and windows are read where they lie.
///
/// - Parameters:
///   - input: (N, H, W, C).
///   - filters: (FH, FW, C, K), no larger than the input.
/// - Returns: (N, H − FH + 1, W − FW + 1, K).
public func loopsInC(_ input: Tensor, _ filters: Tensor) -> Tensor {
  let (height, width, channels) = (input.shape[1], input.shape[2], input.shape[3])
  let (rows, columns) = (height - filters.shape[0] + 1, width - filters.shape[1] + 1)
  let count = filters.shape[3]
  // Where each window begins, and where each of its rows does from there.
  let windows = (0..<input.shape[0]).flatMap { n in
    (0..<rows).flatMap { y in
      (0..<columns).map { x in ((n * height + y) * width + x) * channels }
    }
  }
  let lines = (0..<filters.shape[0]).map { $0 * width * channels }
  var output = [Float](repeating: 0, count: windows.count * count)
  input.scalars.withUnsafeBufferPointer { input in
    filters.scalars.withUnsafeBufferPointer { filters in
      var product = Product()
      product.left = input.baseAddress
      product.left_step = 1
      product.piece_count = lines.count
      product.piece_length = filters.count / max(1, lines.count * count)
      product.right = filters.baseAddress
      product.right_row_step = count
      product.right_column_step = 1
      product.out_step = count
      product.rows = windows.count
      product.columns = count
      windows.withUnsafeBufferPointer { windows in
        lines.withUnsafeBufferPointer { lines in
          output.withUnsafeMutableBufferPointer { output in
            product.left_rows = windows.baseAddress
            product.left_pieces = lines.baseAddress
            product.out = output.baseAddress
            // The first set is the plain one, on every processor.
            kernel_available(0).pointee.product(&product)
          }
        }
      }
    }
  }
  return Tensor(shape: [input.shape[0], rows, columns, count], scalars: output)
}
