// A convolution in plain C loops, the baseline of the measurements in lesson 12.

import CBackends
import Tensors

/// Computes `conv2D` with stride 1 and without padding in plain C loops: no bounds checks, no SIMD,
/// one thread, no im2col.
///
/// - Parameters:
///   - input: (N, H, W, C).
///   - filters: (FH, FW, C, K), no larger than the input.
/// - Returns: (N, H − FH + 1, W − FW + 1, K).
public func loopsInC(_ input: Tensor, _ filters: Tensor) -> Tensor {
  let (height, width, channels) = (input.shape[1], input.shape[2], input.shape[3])
  let (rows, columns) = (height - filters.shape[0] + 1, width - filters.shape[1] + 1)
  let count = filters.shape[3]
  // The offset of each window, and of each of its rows.
  let windows = (0..<input.shape[0]).flatMap { n in
    (0..<rows).flatMap { y in
      (0..<columns).map { x in ((n * height + y) * width + x) * channels }
    }
  }
  let lines = (0..<filters.shape[0]).map { $0 * width * channels }
  var output = [Float](repeating: 0, count: windows.count * count)
  input.scalars.withUnsafeBufferPointer { input in
    filters.scalars.withUnsafeBufferPointer { filters in
      var gemm = IndirectGEMM()
      gemm.left = input.baseAddress
      gemm.left_step = 1
      gemm.piece_count = lines.count
      gemm.piece_length = filters.count / max(1, lines.count * count)
      gemm.right = filters.baseAddress
      gemm.right_row_step = count
      gemm.right_column_step = 1
      gemm.out_step = count
      gemm.rows = windows.count
      gemm.columns = count
      windows.withUnsafeBufferPointer { windows in
        lines.withUnsafeBufferPointer { lines in
          output.withUnsafeMutableBufferPointer { output in
            gemm.left_rows = windows.baseAddress
            gemm.left_pieces = lines.baseAddress
            gemm.out = output.baseAddress
            // Backend 0 is the plain one on every processor.
            backend_available(0).pointee.indirect_gemm(&gemm)
          }
        }
      }
    }
  }
  return Tensor(shape: [input.shape[0], rows, columns, count], scalars: output)
}
