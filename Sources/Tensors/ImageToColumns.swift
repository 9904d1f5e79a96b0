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
///   - window: how high and wide; one number, or [height, width].
///   - stride: how far the window moves; one number, or [down, right].
///   - padding: what is put around the input; padding counts as 0.
///   - dilation: the distance between neighbouring elements of the window.
/// - Returns: (N·OH·OW, FH·FW·C).
/// - Precondition: the window fits into the padded input.
public func im2col(
  _ input: Tensor, window: any PerAxis, stride: any PerAxis = 1, padding: Padding = .valid,
  dilation: any PerAxis = 1
) -> Tensor {
  let geometry = patchGeometry("im2col", input.shape, window, stride, padding, dilation)
  let patches = PatchRows(input: input.shape, geometry: geometry)
  var columns = Tensor(shape: [patches.count, patches.length]) { rows in
    input.scalars.withUnsafeBufferPointer { input in
      patches.copy(0..<patches.count, from: input, to: rows)
    }
  }
  columns.origin = Operation(
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
  _ columns: Tensor, shape: [Int], window: any PerAxis, stride: any PerAxis = 1,
  padding: Padding = .valid, dilation: any PerAxis = 1
) -> Tensor {
  let geometry = patchGeometry("col2im", shape, window, stride, padding, dilation)
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

private func patchGeometry(
  _ name: String, _ shape: [Int], _ window: any PerAxis, _ stride: any PerAxis,
  _ padding: Padding, _ dilation: any PerAxis
) -> WindowGeometry {
  pictureGeometry(
    name, shape, window: window, stride: stride, padding: padding, dilation: dilation)
}

/// Fits a window to pictures (N, H, W, C), or stops with the shape.
func pictureGeometry(
  _ name: String, _ shape: [Int], window: any PerAxis, stride: any PerAxis, padding: Padding,
  dilation: any PerAxis = 1
) -> WindowGeometry {
  require(shape.count == 4, "\(name) takes pictures (N, H, W, C), not \(describe(shape))")
  do {
    return try WindowGeometry(
      input: Array(shape[1...2]), window: window.values(axes: 2), stride: stride, padding: padding,
      dilation: dilation)
  } catch { stop("\(name) of \(describe(shape)): \(error)") }
}

/// A window's size as people write it: "3×3".
func describeWindow(_ geometry: WindowGeometry) -> String {
  geometry.axes.map { "\($0.window)" }.joined(separator: "×")
}

/// Where the numbers of each patch lie in the input.
///
/// Settings are copied out of the geometry: its functions live in another file, and in debug builds
/// the compiler does not inline from one file into another.
struct PatchRows {
  private let height: Int, width: Int, channels: Int
  private let outputHeight: Int, outputWidth: Int
  private let windowHeight: Int, windowWidth: Int
  private let strideDown: Int, strideRight: Int
  private let dilationDown: Int, dilationRight: Int
  private let top: Int, left: Int
  /// How many patches there are: N·OH·OW.
  let count: Int
  /// How many numbers each has: FH·FW·C.
  let length: Int

  init(input shape: [Int], geometry: WindowGeometry) {
    let (vertical, horizontal) = (geometry.axes[0], geometry.axes[1])
    (height, width, channels) = (vertical.input, horizontal.input, shape[3])
    (outputHeight, outputWidth) = (vertical.output, horizontal.output)
    (windowHeight, windowWidth) = (vertical.window, horizontal.window)
    (strideDown, strideRight) = (vertical.stride, horizontal.stride)
    (dilationDown, dilationRight) = (vertical.dilation, horizontal.dilation)
    (top, left) = (vertical.padding.before, horizontal.padding.before)
    count = scalarCount(of: [shape[0], outputHeight, outputWidth])
    length = scalarCount(of: [windowHeight, windowWidth, channels])
  }

  /// Copies some patches to the front of `rows`, one after the other.
  func copy(
    _ patches: Range<Int>, from input: UnsafeBufferPointer<Float>,
    to rows: UnsafeMutableBufferPointer<Float>
  ) {
    let run = windowWidth * channels
    forEachRow(of: patches) { at, line, x in
      guard let line else {
        for offset in 0..<run { rows[at + offset] = 0 }
        return
      }
      // The usual case, a whole row of the window inside the picture, is one stretch of memory.
      if dilationRight == 1 && x >= 0 && x + windowWidth <= width {
        let from = line + x * channels
        // Few numbers are copied faster one by one than by a call of memcpy.
        var offset = 0
        while offset + 4 <= run {
          rows[at + offset] = input[from + offset]
          rows[at + offset + 1] = input[from + offset + 1]
          rows[at + offset + 2] = input[from + offset + 2]
          rows[at + offset + 3] = input[from + offset + 3]
          offset += 4
        }
        while offset < run {
          rows[at + offset] = input[from + offset]
          offset += 1
        }
        return
      }
      for fx in 0..<windowWidth {
        let column = x + fx * dilationRight
        let isInside = column >= 0 && column < width
        for c in 0..<channels {
          rows[at + fx * channels + c] = isInside ? input[line + column * channels + c] : 0
        }
      }
    }
  }

  /// Adds every number of all patches to the place it came from.
  func add(_ rows: UnsafeBufferPointer<Float>, to input: UnsafeMutableBufferPointer<Float>) {
    forEachRow(of: 0..<count) { at, line, x in
      guard let line else { return }
      for fx in 0..<windowWidth {
        let column = x + fx * dilationRight
        guard column >= 0, column < width else { continue }
        for c in 0..<channels {
          input[line + column * channels + c] += rows[at + fx * channels + c]
        }
      }
    }
  }

  /// Calls `body` for every row of the window at every patch: where it goes among the patches
  /// (counted from the first asked for), where the line it reads begins in the input (nil in the
  /// padding), and the x of its first element.
  @inline(__always)
  private func forEachRow(
    of patches: Range<Int>, _ body: (_ at: Int, _ line: Int?, _ x: Int) -> Void
  ) {
    guard let first = patches.first else { return }
    // Divided once and counted on from there: a division for each patch costs as much as its copy.
    let (lines, column) = first.quotientAndRemainder(dividingBy: outputWidth)
    var (n, oy) = lines.quotientAndRemainder(dividingBy: outputHeight)
    var ox = column
    var at = 0
    for _ in patches {
      for fy in 0..<windowHeight {
        let y = oy * strideDown - top + fy * dilationDown
        let line = (n * height + y) * width * channels
        body(at, y >= 0 && y < height ? line : nil, ox * strideRight - left)
        at += windowWidth * channels
      }
      ox += 1
      if ox == outputWidth { (ox, oy) = (0, oy + 1) }
      if oy == outputHeight { (oy, n) = (0, n + 1) }
    }
  }
}
