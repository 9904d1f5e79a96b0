// A convolution as a network runs it: with bias, ReLU and pooling done while the numbers are in the
// cache, and with its way back. Which of two ways is taken is decided here.

import CBackends

/// One convolution of a batch, forward and back.
///
/// Filters of 3 × 3 that move by one pixel over enough channels and places go Winograd's way, with a
/// quarter of the multiplications; all others are summed directly. The two agree to rounding: differences stay
/// below 10⁻⁴ of the largest output. Where Winograd's way meets a number that is not finite, the
/// direct one is taken again, so that infinities and NaN end up where they belong.
package struct ConvolutionPass: Sendable {
  /// Where the filters stop.
  package let geometry: WindowGeometry
  /// What follows the sum of products.
  package let steps: Steps
  let inputShape: [Int], filterShape: [Int]
  let windows: Windows

  /// What follows the sum of products and the bias.
  package enum Steps: Sendable {
    /// Nothing.
    case none
    /// ReLU.
    case rectify
    /// ReLU, then the largest of 2 × 2, an odd last row or column standing alone.
    case rectifyAndPool
  }

  /// A convolution of (N, H, W, C) with filters (FH, FW, C, K).
  package init(
    input: [Int], filters: [Int], geometry: WindowGeometry, steps: Steps = .none
  ) {
    inputShape = input
    filterShape = filters
    self.geometry = geometry
    self.steps = steps
    windows = Windows(input: input, geometry)
  }

  var batch: Int { inputShape[0] }
  var channels: Int { inputShape[3] }
  var count: Int { filterShape[3] }
  /// The numbers of one picture.
  var inputSize: Int { inputShape[1...].reduce(1, *) }
  /// The numbers of one picture's convolution, before pooling.
  var convolvedSize: Int { windows.outputHeight * windows.outputWidth * count }

  /// (N, OH, OW, K), or (N, ⌈OH/2⌉, ⌈OW/2⌉, K) when pooled.
  package var outputShape: [Int] {
    let size = geometry.output.map { steps == .rectifyAndPool ? ($0 + 1) / 2 : $0 }
    return [batch] + size + [count]
  }
  /// The numbers of one picture's output.
  var outputSize: Int { outputShape[1...].reduce(1, *) }

  /// What the way back has to know of the way there.
  package struct Memory: Sendable {
    let input: Tensor
    /// The output, where ReLU's slope can be read off it.
    let output: Tensor?
    /// For each number of a pooled output which of its window it is.
    let winners: [UInt8]
  }

  /// The gradients of everything that went in.
  package struct Gradients: Sendable {
    /// (FH, FW, C, K).
    package let filters: Tensor
    /// (K).
    package let bias: Tensor
    /// (N, H, W, C), when it was asked for.
    package let input: Tensor?
  }

  /// The output, and what the way back needs.
  package func forward(
    _ input: Tensor, _ filters: Tensor, bias: Tensor?
  ) -> (output: Tensor, memory: Memory) {
    var winners: [UInt8] = []
    let output: Tensor
    if steps == .rectifyAndPool {
      (output, winners) = pooled(input, filters, bias)
    } else {
      output = convolved(input, filters, bias)
    }
    return (
      output, Memory(input: input, output: steps == .rectify ? output : nil, winners: winners)
    )
  }

  /// The gradients that follow from the output's.
  package func backward(
    _ gradient: Tensor, _ filters: Tensor, _ memory: Memory, wantsInput: Bool
  ) -> Gradients {
    usesWinograd
      ? winogradGradients(gradient, filters, memory, wantsInput: wantsInput)
      : directGradients(gradient, filters, memory, wantsInput: wantsInput)
  }

  /// Whether the filters go Winograd's way.
  package var usesWinograd: Bool {
    filterShape[0] == 3 && filterShape[1] == 3 && windows.strideDown == 1
      && windows.strideRight == 1 && windows.dilationDown == 1 && windows.dilationRight == 1
      && channels >= 8 && count >= 8 && backend.winograd_filters != nil && convolvedSize > 0
      && (channels * count <= Self.fewFilters || batch * tilesOfPicture >= Self.leastTiles)
  }

  /// Filters so many that at 36 points they no longer fit the cache pay only over enough tiles.
  private static let (fewFilters, leastTiles) = (1 << 14, 40)

  /// The convolution with its bias and ReLU, without pooling.
  private func convolved(_ input: Tensor, _ filters: Tensor, _ bias: Tensor?) -> Tensor {
    guard usesWinograd else {
      return fastConvolution(
        input, filters, geometry, Epilogue(bias: bias, rectifies: steps == .rectify))
    }
    let points = WinogradFilters(filters)
    return Tensor(shape: [batch] + geometry.output + [count]) { output in
      guard let output = output.baseAddress, batch > 0 else { return }
      convolveByWinograd(input, filters, points, bias, to: output)
    }
  }

  /// The convolution, ReLU and pooling of a few pictures at a time.
  private func pooled(
    _ input: Tensor, _ filters: Tensor, _ bias: Tensor?
  ) -> (Tensor, [UInt8]) {
    // Too few pictures to give each thread some of its own.
    if batch < 8 && convolvedSize > 1 << 14 {
      return pooled(convolved(input, filters, bias))
    }
    let points = usesWinograd ? WinogradFilters(filters) : nil
    let groups = WorkChunks(of: batch, into: (batch + picturesAtOnce - 1) / picturesAtOnce)
    var winners: [UInt8] = []
    let output = Tensor(shape: outputShape) { output in
      guard let output = output.baseAddress, batch > 0, outputSize > 0 else { return }
      winners = Array(unsafeUninitializedCapacity: batch * outputSize) { winners, filled in
        filled = batch * outputSize
        let winners = winners.baseAddress!
        input.withUnsafeScalars { input in
          filters.withUnsafeScalars { filters in
            bias.withUnsafeScalars { bias in
              parallelFor(groups.count) { part in
                let pictures = groups[part]
                if let points {
                  withScratch(pictures.count * convolvedSize) { scratch in
                    convolveByWinograd(pictures, input, filters, points, bias, to: scratch)
                    for n in pictures {
                      pool(
                        scratch + (n - pictures.lowerBound) * convolvedSize,
                        0..<windows.outputHeight, output + n * outputSize,
                        winners + n * outputSize)
                    }
                  }
                } else {
                  for n in pictures {
                    poolBands(
                      of: n, input, filters, bias, output + n * outputSize,
                      winners + n * outputSize)
                  }
                }
              }
            }
          }
        }
      }
    }
    return (output, winners)
  }

  /// ReLU and pooling of whole convolutions, two rows at a time.
  private func pooled(_ convolved: Tensor) -> (Tensor, [UInt8]) {
    let height = windows.outputHeight
    let (line, pooledLine) = (windows.outputWidth * count, (windows.outputWidth + 1) / 2 * count)
    var winners: [UInt8] = []
    let output = Tensor(shape: outputShape) { output in
      guard let output = output.baseAddress, batch > 0 else { return }
      nonisolated(unsafe) let target = output
      winners = Array(unsafeUninitializedCapacity: batch * outputSize) { winners, filled in
        filled = batch * outputSize
        nonisolated(unsafe) let winners = winners.baseAddress!
        let pairs = (height + 1) / 2
        convolved.withUnsafeScalars { convolved in
          parallelFor(batch * pairs) { part in
            let y = part % pairs * 2
            pool(
              convolved + (part / pairs * height + y) * line, y..<min(height, y + 2),
              target + part * pooledLine, winners + part * pooledLine)
          }
        }
      }
    }
    return (output, winners)
  }

  /// One picture, convolved and pooled band by band.
  private func poolBands(
    of picture: Int, _ input: UnsafePointer<Float>, _ filters: UnsafePointer<Float>,
    _ bias: UnsafePointer<Float>?, _ output: UnsafeMutablePointer<Float>,
    _ winners: UnsafeMutablePointer<UInt8>
  ) {
    // A few pairs of rows: enough outputs for the tiles of a product, and still in the first cache.
    let height = windows.outputHeight
    let pairs = max(1, 64 / max(1, 2 * windows.outputWidth))
    let line = (windows.outputWidth + 1) / 2 * count
    withScratch(2 * pairs * windows.outputWidth * count) { scratch in
      for first in stride(from: 0, to: height, by: 2 * pairs) {
        let rows = first..<min(height, first + 2 * pairs)
        windows.convolve(
          rows, of: picture, input, filters, count: count, to: scratch, bias: bias,
          rectifies: false)
        pool(scratch, rows, output + first / 2 * line, winners + first / 2 * line)
      }
    }
  }

  /// ReLU and pooling of some rows of one picture.
  private func pool(
    _ convolved: UnsafePointer<Float>, _ rows: Range<Int>, _ output: UnsafeMutablePointer<Float>,
    _ winners: UnsafeMutablePointer<UInt8>
  ) {
    let (line, pooledLine) = (windows.outputWidth * count, (windows.outputWidth + 1) / 2 * count)
    for y in stride(from: 0, to: rows.count, by: 2) {
      backend.pool(
        convolved + y * line, y + 1 < rows.count ? convolved + (y + 1) * line : nil,
        windows.outputWidth, count, true, output + y / 2 * pooledLine,
        winners + y / 2 * pooledLine)
    }
  }

  /// The gradient of some pictures' convolutions from that of their outputs, (pictures, OH, OW, K).
  func spread(
    _ gradient: UnsafePointer<Float>, _ memory: Memory, _ pictures: Range<Int>,
    to scratch: UnsafeMutablePointer<Float>
  ) {
    let from = gradient + pictures.lowerBound * outputSize
    switch steps {
    case .none: scratch.update(from: from, count: pictures.count * outputSize)
    case .rectify:
      scratch.update(from: from, count: pictures.count * outputSize)
      memory.output.withUnsafeScalars { output in
        backend.rectify_gradient(
          output! + pictures.lowerBound * outputSize, scratch, pictures.count * outputSize)
      }
    case .rectifyAndPool:
      let (line, pooledLine) = (windows.outputWidth * count, (windows.outputWidth + 1) / 2 * count)
      memory.winners.withUnsafeBufferPointer { winners in
        for picture in 0..<pictures.count {
          let start = (pictures.lowerBound + picture) * outputSize
          for y in stride(from: 0, to: windows.outputHeight, by: 2) {
            let upper = scratch + picture * convolvedSize + y * line
            backend.unpool(
              gradient + start + y / 2 * pooledLine,
              winners.baseAddress! + start + y / 2 * pooledLine, windows.outputWidth, count, upper,
              y + 1 < windows.outputHeight ? upper + line : nil)
          }
        }
      }
    }
  }
}
