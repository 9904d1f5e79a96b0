// Winograd convolution: it transforms tiles of the input to 36 points, multiplies matrices at each
// point, and transforms the results to tiles of the output. See winograd.h.

import CBackends

/// The numbers from the matrix of one point to that of the next, for matrices of `count` numbers:
/// an odd number of cache lines. Transforms go from point to point, and with an even one all 36
/// would fall into few places of the first-level cache.
func pointStep(_ count: Int) -> Int { ((count + 15) / 16 | 1) * 16 }

/// Holds filters transformed to the 36 points, once for a whole batch.
struct WinogradFilters: Sendable {
  /// (36, C, K′), with K′ the number of filters rounded up to whole vectors, in panels.
  private let points: AlignedNumbers
  private let channels: Int, wideCount: Int, step: Int

  /// The count of weights below which a thread takes longer to start than to transform them.
  private static let filtersAtOnce = 1 << 12

  /// Transforms filters (3, 3, C, K).
  init(_ filters: Tensor) {
    let (channels, count) = (filters.shape[2], filters.shape[3])
    let step = pointStep(channels * wholeVectors(count))
    let parts = WorkChunks(of: channels, into: filters.count / Self.filtersAtOnce)
    points = AlignedNumbers(count: 36 * step)
    (self.channels, wideCount, self.step) = (channels, wholeVectors(count), step)
    filters.withUnsafeScalars { [points] filters in
      parallelFor(parts.count) { part in
        var description = Winograd()
        (description.channels, description.filters) = (channels, count)
        backend.winograd_filters(
          &description, filters, parts[part].lowerBound, parts[part].count, points.start, step)
      }
    }
  }

  /// Multiplies tiles at some of the 36 points, (36, tiles, C) · (36, C, K′); the steps are those
  /// from point to point.
  func multiply(
    _ tiles: IndirectMatrix, in numbers: UnsafePointer<Float>, step numbersStep: Int,
    to out: UnsafeMutablePointer<Float>, step outStep: Int, at some: Range<Int> = 0..<36
  ) {
    for point in some {
      indirectGEMM(
        tiles, in: numbers + point * numbersStep, RightMatrix(panels: points.start + point * step),
        out + point * outStep, outStep: wideCount, columns: wideCount)
    }
  }
}

/// Rounds a count up to whole vectors.
func wholeVectors(_ count: Int) -> Int {
  (count + backend.lanes - 1) / backend.lanes * backend.lanes
}

extension ConvolutionPass {
  /// The number of tiles computed at once: of some 64 channels, their memory fits the second-level
  /// cache.
  private static let tilesAtOnce = 48
  /// Up to this many tiles threads share the points instead of the tiles.
  private static let fewTiles = 2 * tilesAtOnce

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
    let rectifies = fusion == .relu
    // Equally many chunks for each thread.
    let fewest = (all + Self.tilesAtOnce - 1) / Self.tilesAtOnce
    let chunks = WorkChunks(
      of: all, into: (fewest + Threads.count - 1) / Threads.count * Threads.count)
    input.withUnsafeScalars { input in
      filters.withUnsafeScalars { filters in
        bias.withUnsafeScalars { bias in
          let broken =
            all <= Self.fewTiles
            ? convolveFewTiles(all, input, points, bias, to: output)
            : parallelMap(chunks.count) { part in
              convolveTiles(chunks[part], input, points, bias, rectifies: rectifies, to: output)
            }.flatMap { $0 }
          let pictures = Set(broken).sorted()
          parallelFor(pictures.count) { place in
            let n = pictures[place]
            convolveDirectly(
              n, input, filters, bias, rectifies: rectifies, to: output + n * convolvedSize)
          }
        }
      }
    }
  }

  /// Convolves so few tiles that it is the filters that take the time to read: each thread
  /// multiplies at some of the points. Returns the pictures that are not finite.
  private func convolveFewTiles(
    _ count: Int, _ input: UnsafePointer<Float>, _ filters: WinogradFilters,
    _ bias: UnsafePointer<Float>?, to output: UnsafeMutablePointer<Float>
  ) -> [Int] {
    let (inputStep, outputStep) = (
      pointStep(count * wideChannels), pointStep(count * wideCount)
    )
    let chunks = WorkChunks(of: count, into: Threads.count)
    let tiles = IndirectMatrix(rowsApart: wideChannels, rows: count, inner: channels)
    return withScratch(36 * (inputStep + outputStep)) { inputs in
      let outputs = inputs + 36 * inputStep
      parallelFor(chunks.count) { part in
        let some = chunks[part]
        var pictures = self.tiles
        backend.winograd_inputs(
          &pictures, input, some.lowerBound, some.count, inputs + some.lowerBound * wideChannels,
          inputStep)
      }
      parallelFor(36) { point in
        filters.multiply(
          tiles, in: inputs, step: inputStep, to: outputs, step: outputStep,
          at: point..<point + 1)
      }
      return parallelMap(chunks.count) { part in
        transformOutputs(
          chunks[part], outputs + chunks[part].lowerBound * wideCount, step: outputStep, bias,
          rectifies: fusion == .relu, to: output)
      }.flatMap { $0 }
    }
  }

  /// Transforms points back to tiles of the output, picture by picture.
  ///
  /// - Returns: the pictures with a number that, before ReLU, is not finite: the same however the
  ///   tiles are divided among threads.
  private func transformOutputs(
    _ range: Range<Int>, _ points: UnsafePointer<Float>, step: Int, _ bias: UnsafePointer<Float>?,
    rectifies: Bool, to output: UnsafeMutablePointer<Float>
  ) -> [Int] {
    var description = tiles
    var broken: [Int] = []
    var first = range.lowerBound
    while first < range.upperBound {
      let picture = first / tilesOfPicture
      let end = min(range.upperBound, (picture + 1) * tilesOfPicture)
      let isFinite = backend.winograd_outputs(
        &description, points + (first - range.lowerBound) * wideCount, step, first, end - first,
        bias, rectifies, output)
      if !isFinite { broken.append(picture) }
      first = end
    }
    return broken
  }

  /// Convolves some pictures, with bias but without ReLU: (pictures, OH, OW, K).
  func convolveByWinograd(
    _ pictures: Range<Int>, _ input: UnsafePointer<Float>, _ filters: UnsafePointer<Float>,
    _ points: WinogradFilters, _ bias: UnsafePointer<Float>?,
    to output: UnsafeMutablePointer<Float>
  ) {
    let broken = convolveTiles(
      0..<pictures.count * tilesOfPicture, input + pictures.lowerBound * inputSize, points, bias,
      rectifies: false, to: output)
    for n in broken {
      convolveDirectly(
        pictures.lowerBound + n, input, filters, bias, rectifies: false,
        to: output + n * convolvedSize)
    }
  }

  private func convolveDirectly(
    _ picture: Int, _ input: UnsafePointer<Float>, _ filters: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>?, rectifies: Bool, to output: UnsafeMutablePointer<Float>
  ) {
    for band in windows.bands(count: count).ranges {
      windows.convolve(
        band, of: picture, input, RightMatrix(numbers: filters, rowStep: count), count: count,
        to: output + band.lowerBound * windows.outputWidth * count, bias: bias,
        rectifies: rectifies)
    }
  }

  /// Convolves some tiles. Returns the pictures that are not finite.
  private func convolveTiles(
    _ range: Range<Int>, _ input: UnsafePointer<Float>, _ filters: WinogradFilters,
    _ bias: UnsafePointer<Float>?, rectifies: Bool, to output: UnsafeMutablePointer<Float>
  ) -> [Int] {
    var pictures = tiles
    let (inputStep, outputStep) = (
      pointStep(range.count * wideChannels), pointStep(range.count * wideCount)
    )
    return withScratch(36 * (inputStep + outputStep)) { inputs in
      let outputs = inputs + 36 * inputStep
      backend.winograd_inputs(&pictures, input, range.lowerBound, range.count, inputs, inputStep)
      filters.multiply(
        IndirectMatrix(rowsApart: wideChannels, rows: range.count, inner: channels), in: inputs,
        step: inputStep, to: outputs, step: outputStep)
      return transformOutputs(
        range, outputs, step: outputStep, bias, rectifies: rectifies, to: output)
    }
  }
}
