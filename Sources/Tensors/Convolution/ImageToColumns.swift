// im2col: each patch under the window becomes a row, so that a convolution is a matrix product.
// Source: Chellapilla, Puri and Simard, "High performance convolutional neural networks for
// document processing" (2006).

/// Copies the patch under each window to a row of a matrix (im2col, PyTorch's `unfold`).
///
/// Rows are in the order of the outputs: n slowest, then oy, then ox. The numbers of a row are in
/// the order of a filter (FH, FW, C): fy slowest, then fx, then c. So with filters (FH, FW, C, K)
/// reshaped to (FH·FW·C, K), `matmul(im2col(…), filters)` holds the convolution's outputs in order.
///
/// - Parameters:
///   - input: (N, H, W, C).
///   - filterSize: the size of the window; one number, or [height, width].
///   - stride: the distance between two windows, 1 or more; one number, or [down, right].
///   - padding: the padding of the input; it counts as 0.
///   - dilation: the distance between neighbouring elements of the window, 1 or more.
/// - Returns: (N·OH·OW, FH·FW·C).
/// - Precondition: the window fits into the padded input.
public func im2col(
  _ input: Tensor, filterSize: any PerAxis, stride: any PerAxis = 1, padding: Padding = .valid,
  dilation: any PerAxis = 1
) -> Tensor {
  let geometry = pictureGeometry(
    "im2col", input.shape, windowSize: filterSize, stride: stride, padding: padding,
    dilation: dilation)
  let patches = PatchRows(input: input.shape, geometry: geometry)
  var columns = Tensor(shape: [patches.count, patches.length]) { rows in
    input.scalars.withUnsafeBufferPointer { input in
      patches.copy(0..<patches.count, from: input, to: rows)
    }
  }
  columns.provenance = Provenance(
    "im2col", operands: [.init("input", input.shape)],
    detail: "\(describeWindow(geometry)) window, \(geometry.settings)", geometry: geometry)
  return columns
}

/// Adds the numbers of each patch to the pixels it was copied from (col2im, PyTorch's `fold`).
///
/// Where windows overlap, numbers are summed: it is the transpose of `im2col`, not its inverse, as
/// the gradient of a convolution needs it.
///
/// - Parameters:
///   - columns: (N·OH·OW, FH·FW·C), in the order of `im2col`.
///   - shape: (N, H, W, C), of the input of `im2col`.
/// - Returns: (N, H, W, C).
/// - Precondition: the columns have the shape that `im2col` returns.
public func col2im(
  _ columns: Tensor, shape: [Int], filterSize: any PerAxis, stride: any PerAxis = 1,
  padding: Padding = .valid, dilation: any PerAxis = 1
) -> Tensor {
  let geometry = pictureGeometry(
    "col2im", shape, windowSize: filterSize, stride: stride, padding: padding, dilation: dilation)
  let patches = PatchRows(input: shape, geometry: geometry)
  require(
    columns.shape == [patches.count, patches.length],
    "col2im: patches of \(describe(shape)) are \(describe([patches.count, patches.length])), "
      + "not \(describe(columns.shape))")
  var picture = Tensor(shape: shape, repeating: 0)
  columns.scalars.withUnsafeBufferPointer { rows in
    picture.scalars.withUnsafeMutableBufferPointer { target in
      patches.add(rows, to: target)
    }
  }
  return picture
}

/// Computes where a window fits into pictures (N, H, W, C), or stops with the shape.
package func pictureGeometry(
  _ name: String, _ shape: [Int], windowSize size: any PerAxis, stride: any PerAxis,
  padding: Padding,
  dilation: any PerAxis = 1
) -> WindowGeometry {
  require(shape.count == 4, "\(name) takes pictures (N, H, W, C), not \(describe(shape))")
  do {
    return try WindowGeometry(
      input: Array(shape[1...2]), windowSize: size.values(axes: 2), stride: stride,
      padding: padding,
      dilation: dilation)
  } catch { stop("\(name) of \(describe(shape)): \(error)") }
}

/// Formats a window's size: "3×3".
package func describeWindow(_ geometry: WindowGeometry) -> String {
  geometry.axes.map { "\($0.windowSize)" }.joined(separator: "×")
}
