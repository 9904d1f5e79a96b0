// The fast way through a convolution: a product of matrices whose left side is the windows, read
// where they lie in the picture. Nothing is laid out as im2col would, and threads take bands of rows.

import CBackends

/// What comes after the sum of products, while the numbers are still in the cache.
package struct Epilogue: Sendable {
  /// (K), added to each filter's outputs, or none.
  package var bias: Tensor?
  /// Whether negative outputs become 0.
  package var rectifies = false

  /// Nothing but the sum, unless said otherwise.
  package init(bias: Tensor? = nil, rectifies: Bool = false) {
    self.bias = bias
    self.rectifies = rectifies
  }
}

/// (N, H, W, C) and (FH, FW, C, K) to (N, OH, OW, K).
func fastConvolution(
  _ input: Tensor, _ filters: Tensor, _ geometry: WindowGeometry, _ epilogue: Epilogue = .init()
) -> Tensor {
  let windows = Windows(input: input.shape, geometry)
  let count = filters.shape[3]
  return Tensor(shape: [input.shape[0]] + geometry.output + [count]) { output in
    guard let output = output.baseAddress, !geometry.output.contains(0), count > 0 else { return }
    input.withUnsafeScalars { input in
      filters.withUnsafeScalars { filters in
        epilogue.bias.withUnsafeScalars { bias in
          let bands = windows.bands(count: count)
          // One small picture is not enough for all threads, its filters may be.
          let stretches = windows.stretches(of: count, parts: windows.batch * bands.count)
          parallelFor(windows.batch * bands.count * stretches.count) { part in
            let (place, stretch) = part.quotientAndRemainder(dividingBy: stretches.count)
            let (n, band) = place.quotientAndRemainder(dividingBy: bands.count)
            windows.convolve(
              bands[band], of: n, input, filters, count: count, only: stretches[stretch],
              to: output + (n * windows.outputHeight + bands[band].lowerBound)
                * windows.outputWidth * count,
              bias: bias, rectifies: epilogue.rectifies)
          }
        }
      }
    }
  }
}

/// Where the windows of a convolution lie in its padded pictures.
struct Windows {
  let batch: Int, height: Int, width: Int, channels: Int
  let outputHeight: Int, outputWidth: Int
  let windowHeight: Int, windowWidth: Int
  let strideDown: Int, strideRight: Int
  let dilationDown: Int, dilationRight: Int
  let top: Int, left: Int
  /// The width of a picture with its padding, as far as windows read it.
  let paddedWidth: Int
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
    paddedWidth = isPadded ? max(0, outputWidth - 1) * strideRight + horizontal.reach : width
  }

  /// The rows of a picture's output, in bands that are worked out in one go.
  func bands(count: Int) -> WorkChunks {
    // A product gathers some hundred rows; a filter that slides is done with thousands as fast.
    let outputs = slides(count: count) ? 16384 : 512
    let rows = max(1, outputs / max(1, outputWidth))
    return WorkChunks(of: outputHeight, into: (outputHeight + rows - 1) / rows)
  }

  /// The filters, in stretches to be worked on side by side when there are few other parts.
  func stretches(of count: Int, parts: Int) -> WorkChunks {
    // Cut the same way for any number of threads; whole panels of the backend.
    let multiplications =
      parts * outputHeight * outputWidth * windowHeight * windowWidth * channels * count
    let few = parts < 8 && multiplications > 8 * leastWork
    return WorkChunks(of: count, into: few ? 8 : 1, whole: 64)
  }

  /// Whether there is one filter on one channel, which needs no product of matrices.
  private func slides(count: Int) -> Bool {
    count == 1 && channels == 1 && strideDown == 1 && strideRight == 1 && dilationDown == 1
      && dilationRight == 1
  }

  /// The rows of the padded input that some rows of the output see.
  func inputRows(of outputs: Range<Int>) -> Range<Int> {
    let first = outputs.lowerBound * strideDown
    return first..<(outputs.upperBound - 1) * strideDown + dilationDown * (windowHeight - 1) + 1
  }

  /// Every window of some rows of the output, from the first row of the padded input that they see.
  func gathered(rows: Int) -> IndirectMatrix {
    let down = strideDown * paddedWidth * channels, right = strideRight * channels
    var starts: [Int] = []
    starts.reserveCapacity(rows * outputWidth)
    for oy in 0..<rows { for ox in 0..<outputWidth { starts.append(oy * down + ox * right) } }
    let line = dilationDown * paddedWidth * channels
    // Neighbouring columns of an undilated window lie side by side.
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

  /// Calls a function with some rows of one padded picture. Without padding they are not copied.
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

  /// Some rows of one picture's output, (rows, OW, K), of all filters or some.
  func convolve(
    _ rows: Range<Int>, of picture: Int, _ input: UnsafePointer<Float>,
    _ filters: UnsafePointer<Float>, count: Int, only some: Range<Int>? = nil,
    to output: UnsafeMutablePointer<Float>, bias: UnsafePointer<Float>?, rectifies: Bool
  ) {
    let some = some ?? 0..<count
    withPaddedRows(inputRows(of: rows), of: picture, input) { source in
      if slides(count: count) && bias == nil && !rectifies {
        backend.slide(
          source, paddedWidth, filters, windowHeight, windowWidth, output, rows.count, outputWidth)
        return
      }
      indirectGEMM(
        gathered(rows: rows.count), in: source,
        RightMatrix(numbers: filters + some.lowerBound, rowStep: count),
        output + some.lowerBound, outStep: count, columns: some.count,
        bias: bias.map { $0 + some.lowerBound }, rectifies: rectifies)
    }
  }
}

/// Calls a function with room for some numbers, whatever they are at first.
@inline(__always)
func withScratch<Result>(
  _ count: Int, _ body: (UnsafeMutablePointer<Float>) -> Result
) -> Result {
  let scratch = UnsafeMutablePointer<Float>.allocate(capacity: max(1, count))
  defer { scratch.deallocate() }
  return body(scratch)
}
