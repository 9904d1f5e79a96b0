// im2col: every place the window stops at becomes a row, so that a convolution is a matrix product.
// Source: Chellapilla, Puri and Simard, "High performance convolutional neural networks for document
// processing" (2006).

/// Lays the patch under each window out as one row.
///
/// Rows come in the order of the outputs: n slowest, then oy, then ox. Within a row, numbers come
/// as in a filter (FH, FW, C): fy slowest, then fx, then c. So with filters (FH, FW, C, K) reshaped
/// to (FH·FW·C, K), `matmul(im2col(…), filters)` holds the convolution's outputs in order.
///
/// - Parameters:
///   - input: (N, H, W, C).
///   - filterSize: how high and wide; one number, or [height, width].
///   - stride: how far the window moves; one number, or [down, right].
///   - padding: what is put around the input; padding counts as 0.
///   - dilation: the distance between neighbouring elements of the window.
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

/// The way back from `im2col`: every number of a patch is added to the place it was read from.
///
/// Where windows overlap, numbers meet and are summed; it is the transpose of `im2col`, not its
/// inverse, and that is what the gradient of a convolution needs.
///
/// - Parameters:
///   - columns: (N·OH·OW, FH·FW·C), in the order `im2col` makes.
///   - shape: (N, H, W, C), of the input that the patches were taken from.
/// - Returns: (N, H, W, C).
/// - Precondition: the columns are as many as `im2col` makes from that shape.
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

/// Fits a window to pictures (N, H, W, C), or stops with the shape.
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

/// A window's size as people write it: "3×3".
package func describeWindow(_ geometry: WindowGeometry) -> String {
  geometry.axes.map { "\($0.windowSize)" }.joined(separator: "×")
}
