// Winograd convolution: it transforms tiles of the input to 36 points, multiplies matrices at each
// point, and transforms the results to tiles of the output. See winograd.h.

import CBackends

/// Holds filters transformed to the 36 points, once for a whole batch.
struct WinogradFilters {
  /// (36, C, K′), with K′ the number of filters rounded up to whole vectors.
  let points: [Float]

  /// The count of weights below which a thread takes longer to start than to transform them.
  private static let filtersAtOnce = 1 << 14

  /// Transforms filters (3, 3, C, K).
  init(_ filters: Tensor) {
    let (channels, count) = (filters.shape[2], filters.shape[3])
    let size = 36 * channels * wholeVectors(count)
    let parts = WorkChunks(of: channels, into: filters.count / Self.filtersAtOnce)
    points = Array(unsafeUninitializedCapacity: size) { points, filled in
      filled = size
      nonisolated(unsafe) let points = points.baseAddress!
      filters.withUnsafeScalars { filters in
        parallelFor(parts.count) { part in
          var description = Winograd()
          (description.channels, description.filters) = (channels, count)
          backend.winograd_filters(
            &description, filters, parts[part].lowerBound, parts[part].count, points)
        }
      }
    }
  }
}

/// Rounds a count up to whole vectors.
private func wholeVectors(_ count: Int) -> Int {
  (count + backend.lanes - 1) / backend.lanes * backend.lanes
}

extension ConvolutionPass {
  /// The number of tiles computed at once, whose memory fits the second-level cache.
  private static let tilesAtOnce = 48

  /// The shapes of the pictures, for the backend.
  var tiles: Winograd {
    Winograd(
      height: windows.height, width: windows.width, channels: channels,
      output_height: windows.outputHeight, output_width: windows.outputWidth, filters: count,
      top: windows.top, left: windows.left)
  }
  /// The number of tiles of one picture.
  var tilesOfPicture: Int { (windows.outputHeight + 3) / 4 * ((windows.outputWidth + 3) / 4) }
  /// The numbers of channels and filters, rounded up to whole vectors.
  var wideChannels: Int { wholeVectors(channels) }
  var wideCount: Int { wholeVectors(count) }

  /// The number of pictures computed at once.
  var picturesAtOnce: Int {
    usesWinograd ? max(1, min(Self.tilesAtOnce / max(1, tilesOfPicture), (batch + 9) / 10)) : 1
  }

  /// Convolves all pictures, with bias and ReLU but without pooling: (N, OH, OW, K).
  func convolveByWinograd(
    _ input: Tensor, _ filters: Tensor, _ points: WinogradFilters, _ bias: Tensor?,
    to output: UnsafeMutablePointer<Float>
  ) {
    let all = batch * tilesOfPicture
    let chunks = WorkChunks(of: all, into: (all + Self.tilesAtOnce - 1) / Self.tilesAtOnce)
    input.withUnsafeScalars { input in
      filters.withUnsafeScalars { filters in
        bias.withUnsafeScalars { bias in
          parallelFor(chunks.count) { part in
            convolveTiles(chunks[part], input, points, bias, to: output)
          }
          parallelFor(batch) { n in
            let picture = output + n * convolvedSize
            if !backend.is_finite(picture, convolvedSize) {
              convolveDirectly(n, input, filters, bias, to: picture)
            }
            if fusion == .relu { backend.rectify(picture, convolvedSize) }
          }
        }
      }
    }
  }

  /// Convolves some pictures, with bias but without ReLU: (pictures, OH, OW, K).
  func convolveByWinograd(
    _ pictures: Range<Int>, _ input: UnsafePointer<Float>, _ filters: UnsafePointer<Float>,
    _ points: WinogradFilters, _ bias: UnsafePointer<Float>?,
    to output: UnsafeMutablePointer<Float>
  ) {
    convolveTiles(
      0..<pictures.count * tilesOfPicture, input + pictures.lowerBound * inputSize, points, bias,
      to: output)
    for n in pictures {
      let picture = output + (n - pictures.lowerBound) * convolvedSize
      if !backend.is_finite(picture, convolvedSize) {
        convolveDirectly(n, input, filters, bias, to: picture)
      }
    }
  }

  private func convolveDirectly(
    _ picture: Int, _ input: UnsafePointer<Float>, _ filters: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>?, to output: UnsafeMutablePointer<Float>
  ) {
    for band in windows.bands(count: count).ranges {
      windows.convolve(
        band, of: picture, input, filters, count: count,
        to: output + band.lowerBound * windows.outputWidth * count, bias: bias, rectifies: false)
    }
  }

  /// Convolves some tiles.
  private func convolveTiles(
    _ range: Range<Int>, _ input: UnsafePointer<Float>, _ filters: WinogradFilters,
    _ bias: UnsafePointer<Float>?, to output: UnsafeMutablePointer<Float>
  ) {
    var pictures = tiles
    let (inputSize, outputSize) = (range.count * wideChannels, range.count * wideCount)
    withScratch(36 * (inputSize + outputSize)) { inputs in
      let outputs = inputs + 36 * inputSize
      backend.winograd_inputs(&pictures, input, range.lowerBound, range.count, inputs)
      let rows = IndirectMatrix(rowsApart: wideChannels, rows: range.count, inner: channels)
      filters.points.withUnsafeBufferPointer { filters in
        for point in 0..<36 {
          indirectGEMM(
            rows, in: inputs + point * inputSize,
            RightMatrix(
              numbers: filters.baseAddress! + point * channels * wideCount, rowStep: wideCount),
            outputs + point * outputSize, outStep: wideCount, columns: wideCount)
        }
      }
      backend.winograd_outputs(&pictures, outputs, range.lowerBound, range.count, bias, output)
    }
  }
}
