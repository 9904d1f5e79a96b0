// Copies between pictures and patches, for im2col and col2im.

import CBackends

/// Locates the numbers of each patch in the input.
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
  /// The outputs whose window has no column in the padding.
  private let wholeColumns: Range<Int>
  /// The number of patches, N·OH·OW.
  let count: Int
  /// The count of numbers of a patch, FH·FW·C.
  let length: Int

  init(input shape: [Int], geometry: WindowGeometry) {
    let (vertical, horizontal) = (geometry.axes[0], geometry.axes[1])
    (height, width, channels) = (vertical.input, horizontal.input, shape[3])
    (outputHeight, outputWidth) = (vertical.output, horizontal.output)
    (windowHeight, windowWidth) = (vertical.windowSize, horizontal.windowSize)
    (strideDown, strideRight) = (vertical.stride, horizontal.stride)
    (dilationDown, dilationRight) = (vertical.dilation, horizontal.dilation)
    (top, left) = (vertical.padding.before, horizontal.padding.before)
    // Smallest and largest ox with 0 ≤ ox·S − left and ox·S − left + reach ≤ width.
    let first = (left + strideRight - 1) / strideRight
    let room = width - horizontal.reach + left
    wholeColumns = first..<(room < 0 ? first : max(first, room / strideRight + 1))
    count = scalarCount(of: [shape[0], outputHeight, outputWidth])
    length = scalarCount(of: [windowHeight, windowWidth, channels])
  }

  /// Copies some patches to `rows`, one after another.
  func copy(
    _ patches: Range<Int>, from input: UnsafeBufferPointer<Float>,
    to rows: UnsafeMutableBufferPointer<Float>
  ) {
    forEachLine(of: patches) { at, line, columns in
      // A row of the window inside the picture is contiguous.
      let isContiguous = line != nil && dilationRight == 1
      let whole =
        isContiguous
        ? wholeColumns.clamped(to: columns) : columns.lowerBound..<columns.lowerBound
      if let line, let source = input.baseAddress, let target = rows.baseAddress, !whole.isEmpty {
        backend.copy_blocks(
          source + line + (whole.lowerBound * strideRight - left) * channels,
          strideRight * channels, target + at + (whole.lowerBound - columns.lowerBound) * length,
          length, windowWidth * channels, whole.count)
      }
      for ox in columns.lowerBound..<whole.lowerBound {
        copyRow(ox, line, input, to: rows, at + (ox - columns.lowerBound) * length)
      }
      for ox in whole.upperBound..<columns.upperBound {
        copyRow(ox, line, input, to: rows, at + (ox - columns.lowerBound) * length)
      }
    }
  }

  /// Copies one row of the window number by number, with zeros for padding.
  private func copyRow(
    _ ox: Int, _ line: Int?, _ input: UnsafeBufferPointer<Float>,
    to rows: UnsafeMutableBufferPointer<Float>, _ at: Int
  ) {
    for fx in 0..<windowWidth {
      let x = ox * strideRight - left + fx * dilationRight
      for c in 0..<channels {
        let place = at + fx * channels + c
        if let line, x >= 0 && x < width {
          rows[place] = input[line + x * channels + c]
        } else {
          rows[place] = 0
        }
      }
    }
  }

  /// Adds the numbers of all patches to the pixels they were copied from.
  func add(_ rows: UnsafeBufferPointer<Float>, to input: UnsafeMutableBufferPointer<Float>) {
    forEachLine(of: 0..<count) { at, line, columns in
      guard let line else { return }
      for ox in columns {
        let row = at + (ox - columns.lowerBound) * length
        for fx in 0..<windowWidth {
          let x = ox * strideRight - left + fx * dilationRight
          guard x >= 0, x < width else { continue }
          for c in 0..<channels {
            input[line + x * channels + c] += rows[row + fx * channels + c]
          }
        }
      }
    }
  }

  /// Calls `body` for every row of the window of every row of outputs: with the offset of the first
  /// output's numbers among the patches (the next is `length` further), the offset of the input
  /// line (nil in the padding), and the columns of the outputs.
  @inline(__always)
  private func forEachLine(
    of patches: Range<Int>, _ body: (_ at: Int, _ line: Int?, _ columns: Range<Int>) -> Void
  ) {
    var patch = patches.lowerBound
    while patch < patches.upperBound {
      let (lines, ox) = patch.quotientAndRemainder(dividingBy: outputWidth)
      let (n, oy) = lines.quotientAndRemainder(dividingBy: outputHeight)
      let columns = ox..<min(outputWidth, ox + patches.upperBound - patch)
      for fy in 0..<windowHeight {
        let y = oy * strideDown - top + fy * dilationDown
        let line = (n * height + y) * width * channels
        let at = (patch - patches.lowerBound) * length + fy * windowWidth * channels
        body(at, y >= 0 && y < height ? line : nil, columns)
      }
      patch += columns.count
    }
  }
}
