// Direct convolution as an indirect matrix product: the left matrix is the patches, read from the
// picture without a copy such as im2col makes. Threads compute bands of rows.

import CBackends

/// The operations after a matrix product, applied while the numbers are in the cache.
package struct Epilogue: Sendable {
  /// (K), added to each filter's outputs, or nil.
  package var bias: Tensor?
  /// Whether ReLU is applied.
  package var rectifies = false

  /// Makes an epilogue, by default an empty one.
  package init(bias: Tensor? = nil, rectifies: Bool = false) {
    self.bias = bias
    self.rectifies = rectifies
  }
}

/// Convolves (N, H, W, C) with filters (FH, FW, C, K) to (N, OH, OW, K).
///
/// - Parameter panels: the same filters in panels, if they were prepared.
func fastConvolution(
  _ input: Tensor, _ filters: Tensor, panels: AlignedNumbers? = nil, _ geometry: WindowGeometry,
  _ epilogue: Epilogue = .init()
) -> Tensor {
  let windows = WindowLayout(input: input.shape, geometry)
  let count = filters.shape[3]
  return Tensor(shape: [input.shape[0]] + geometry.output + [count]) { output in
    guard let output = output.baseAddress, !geometry.output.contains(0), count > 0 else { return }
    input.withUnsafeScalars { input in
      filters.withUnsafeScalars { filters in
        epilogue.bias.withUnsafeScalars { bias in
          let right =
            panels.map { RightMatrix(panels: $0.start) }
            ?? RightMatrix(numbers: filters, rowStep: count)
          let bands = windows.bands(count: count)
          // A small picture has too few bands for all threads: parallel over filters too.
          let chunks = windows.filterChunks(of: count, parts: windows.batch * bands.count)
          parallelFor(windows.batch * bands.count * chunks.count) { part in
            let (bandOfBatch, chunk) = part.quotientAndRemainder(dividingBy: chunks.count)
            let (n, band) = bandOfBatch.quotientAndRemainder(dividingBy: bands.count)
            windows.convolve(
              bands[band], of: n, input, right, count: count, only: chunks[chunk],
              to: output + (n * windows.outputHeight + bands[band].lowerBound)
                * windows.outputWidth * count,
              bias: bias, rectifies: epilogue.rectifies)
          }
        }
      }
    }
  }
}

/// Locates the windows of a convolution in the memory of its padded pictures.
struct WindowLayout {
  let batch: Int, height: Int, width: Int, channels: Int
  let outputHeight: Int, outputWidth: Int
  let windowHeight: Int, windowWidth: Int
  let strideDown: Int, strideRight: Int
  let dilationDown: Int, dilationRight: Int
  let top: Int, left: Int
  /// The width of a padded picture, as far as windows read it.
  let paddedWidth: Int
  /// The patches, for bands of which the padded rows would take too much memory.
  private let patches: PatchRows
  /// Whether windows reach into the padding.
  let isPadded: Bool

  init(input shape: [Int], _ geometry: WindowGeometry) {
    let (vertical, horizontal) = (geometry.axes[0], geometry.axes[1])
    (batch, height, width, channels) = (shape[0], vertical.input, horizontal.input, shape[3])
    (outputHeight, outputWidth) = (vertical.output, horizontal.output)
    (windowHeight, windowWidth) = (vertical.windowSize, horizontal.windowSize)
    (strideDown, strideRight) = (vertical.stride, horizontal.stride)
    (dilationDown, dilationRight) = (vertical.dilation, horizontal.dilation)
    (top, left) = (vertical.padding.before, horizontal.padding.before)
    isPadded =
      top > 0 || left > 0 || vertical.padding.after > 0 || horizontal.padding.after > 0
    patches = PatchRows(input: shape, geometry: geometry)
    paddedWidth = isPadded ? max(0, outputWidth - 1) * strideRight + horizontal.reach : width
  }

  /// Divides the rows of a picture's output into bands.
  func bands(count: Int) -> WorkChunks {
    // A matrix product is fastest over some hundred outputs, a sliding filter over thousands.
    let outputs = slides(count: count) ? 16384 : 512
    let rows = max(1, outputs / max(1, outputWidth))
    return WorkChunks(of: outputHeight, into: (outputHeight + rows - 1) / rows)
  }

  /// Divides the filters into chunks when there are few other parts for threads.
  func filterChunks(of count: Int, parts: Int) -> WorkChunks {
    // Independent of the number of threads, and in whole panels of the backend.
    let multiplications =
      parts * outputHeight * outputWidth * windowHeight * windowWidth * channels * count
    let few = parts < 8 && multiplications > 8 * minimumParallelWork
    return WorkChunks(of: count, into: few ? 8 : 1, whole: 64)
  }

  /// Whether there is one filter on one channel, which is faster without a matrix product.
  private func slides(count: Int) -> Bool {
    count == 1 && channels == 1 && strideDown == 1 && strideRight == 1 && dilationDown == 1
      && dilationRight == 1
  }

  /// The rows of the padded input that some rows of the output read.
  func inputRows(of outputs: Range<Int>) -> Range<Int> {
    let first = outputs.lowerBound * strideDown
    return first..<(outputs.upperBound - 1) * strideDown + dilationDown * (windowHeight - 1) + 1
  }

  /// Makes the matrix of the patches of some output rows, relative to the first input row they
  /// read.
  func indirectMatrix(rows: Int) -> IndirectMatrix {
    let down = strideDown * paddedWidth * channels, right = strideRight * channels
    var starts: [Int] = []
    starts.reserveCapacity(rows * outputWidth)
    for oy in 0..<rows { for ox in 0..<outputWidth { starts.append(oy * down + ox * right) } }
    let line = dilationDown * paddedWidth * channels
    // Neighbouring columns of an undilated window are contiguous.
    if dilationRight == 1 {
      return IndirectMatrix(
        rows: starts, pieces: (0..<windowHeight).map { $0 * line },
        pieceLength: windowWidth * channels)
    }
    let pieces = (0..<windowHeight).flatMap { fy in
      (0..<windowWidth).map { fy * line + $0 * dilationRight * channels }
    }
    return IndirectMatrix(rows: starts, pieces: pieces, pieceLength: channels)
  }

  /// Calls a function with some rows of one padded picture; without padding they are not copied.
  func withPaddedRows<Result>(
    _ rows: Range<Int>, of picture: Int, _ input: UnsafePointer<Float>,
    _ body: (UnsafePointer<Float>) -> Result
  ) -> Result {
    let line = width * channels
    let picture = input + picture * height * line
    guard isPadded else { return body(picture + rows.lowerBound * line) }
    let paddedLine = paddedWidth * channels
    return withScratch(rows.count * paddedLine) { scratch in
      for row in rows {
        let target = scratch + (row - rows.lowerBound) * paddedLine
        let y = row - top
        guard y >= 0, y < height else {
          target.update(repeating: 0, count: paddedLine)
          continue
        }
        let (before, copied) = (left * channels, min(width, paddedWidth - left) * channels)
        guard copied > 0 else {
          target.update(repeating: 0, count: paddedLine)
          continue
        }
        target.update(repeating: 0, count: before)
        (target + before).update(from: picture + y * line, count: copied)
        (target + before + copied).update(repeating: 0, count: paddedLine - before - copied)
      }
      return body(scratch)
    }
  }

  /// Convolves some rows of one picture, (rows, OW, K), with all filters or some.
  func convolve(
    _ rows: Range<Int>, of picture: Int, _ input: UnsafePointer<Float>,
    _ filters: RightMatrix, count: Int, only some: Range<Int>? = nil,
    to output: UnsafeMutablePointer<Float>, bias: UnsafePointer<Float>?, rectifies: Bool
  ) {
    let some = some ?? 0..<count
    let right = filters.columns(
      from: some.lowerBound, inner: windowHeight * windowWidth * channels)
    if copiesPatches(of: rows) {
      return convolvePatches(
        rows, of: picture, input, right, to: output + some.lowerBound, outStep: count,
        columns: some.count, bias: bias.map { $0 + some.lowerBound }, rectifies: rectifies)
    }
    withPaddedRows(inputRows(of: rows), of: picture, input) { source in
      if slides(count: count) && bias == nil && !rectifies {
        backend.sliding_filter(
          source, paddedWidth, filters.numbers, windowHeight, windowWidth, output, rows.count,
          outputWidth)
        return
      }
      indirectGEMM(
        indirectMatrix(rows: rows.count), in: source,
        right, output + some.lowerBound, outStep: count, columns: some.count,
        bias: bias.map { $0 + some.lowerBound }, rectifies: rectifies)
    }
  }
}

extension WindowLayout {
  /// The padded numbers of a band, 16 MB; beyond it only the patches are copied if they are fewer.
  private static let manyNumbers = 1 << 22

  /// Whether stride or dilation leave most of the padded rows unread, which then aren't made.
  private func copiesPatches(of rows: Range<Int>) -> Bool {
    let padded = inputRows(of: rows).count.multipliedReportingOverflow(by: paddedWidth * channels)
    guard isPadded, padded.overflow || padded.partialValue > Self.manyNumbers else { return false }
    return padded.overflow || rows.count * outputWidth * patches.length < padded.partialValue
  }

  /// Convolves some rows of one picture by copying some of their patches at a time.
  private func convolvePatches(
    _ rows: Range<Int>, of picture: Int, _ input: UnsafePointer<Float>, _ right: RightMatrix,
    to output: UnsafeMutablePointer<Float>, outStep: Int, columns: Int,
    bias: UnsafePointer<Float>?, rectifies: Bool
  ) {
    let first = (picture * outputHeight + rows.lowerBound) * outputWidth
    let all = first..<first + rows.count * outputWidth
    let atOnce = max(1, Self.manyNumbers / max(1, patches.length))
    let numbers = UnsafeBufferPointer(start: input, count: batch * height * width * channels)
    withScratch(min(atOnce, all.count) * patches.length) { scratch in
      for start in Swift.stride(from: first, to: all.upperBound, by: atOnce) {
        let some = start..<min(start + atOnce, all.upperBound)
        patches.copy(
          some, from: numbers,
          to: UnsafeMutableBufferPointer(start: scratch, count: some.count * patches.length))
        indirectGEMM(
          IndirectMatrix(rows: some.count, inner: patches.length), in: scratch, right,
          output + (start - first) * outStep, outStep: outStep, columns: columns, bias: bias,
          rectifies: rectifies)
      }
    }
  }
}
