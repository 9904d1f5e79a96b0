// The convolution of a network, forward and backward, with bias, ReLU and max pooling fused. It
// chooses between direct and Winograd convolution.

import CBackends

/// Computes the convolution of a batch and its gradients.
///
/// 3 × 3 filters with stride 1 over enough channels and positions use Winograd convolution, with a
/// quarter of the multiplications; all others are computed directly. The results differ by less
/// than 10⁻⁴ of the largest output. When Winograd's has a number that is not finite, the direct one
/// replaces it, which has infinities and NaN at the right positions.
package struct ConvolutionPass: Sendable {
  /// The positions of the filters.
  package let geometry: WindowGeometry
  /// The operations fused with the convolution.
  package let fusion: Fusion
  let inputShape: [Int], filterShape: [Int]
  let windows: WindowLayout
  private let reusesFilters: Bool

  /// The operations after convolution and bias.
  package enum Fusion: Sendable {
    case none
    case relu
    /// ReLU, then 2 × 2 max pooling, in which an odd last row or column is a window of its own.
    case reluAndMaxPool
  }

  /// Makes a convolution of (N, H, W, C) with filters (FH, FW, C, K).
  ///
  /// - Parameter reusesFilters: whether the same filters serve many passes, so that it pays to
  ///   transform them even for few positions.
  package init(
    input: [Int], filters: [Int], geometry: WindowGeometry, fusion: Fusion = .none,
    reusesFilters: Bool = false
  ) {
    inputShape = input
    filterShape = filters
    self.geometry = geometry
    self.fusion = fusion
    self.reusesFilters = reusesFilters
    windows = WindowLayout(input: input, geometry)
  }

  var batch: Int { inputShape[0] }
  var channels: Int { inputShape[3] }
  var count: Int { filterShape[3] }
  /// The count of numbers of one picture.
  var inputSize: Int { inputShape[1...].reduce(1, *) }
  /// The count of numbers of one picture's convolution, before pooling.
  var convolvedSize: Int { windows.outputHeight * windows.outputWidth * count }

  /// The output's shape: (N, OH, OW, K), or (N, ⌈OH/2⌉, ⌈OW/2⌉, K) when pooled.
  package var outputShape: [Int] {
    let size = geometry.output.map { fusion == .reluAndMaxPool ? ($0 + 1) / 2 : $0 }
    return [batch] + size + [count]
  }
  /// The count of numbers of one picture's output.
  var outputSize: Int { outputShape[1...].reduce(1, *) }

  /// Holds what forward saves for backward.
  package struct SavedTensors: Sendable {
    let input: Tensor
    /// The output, if ReLU's derivative follows from it.
    let output: Tensor?
    /// For each number of a pooled output its index in the window.
    let argmax: [UInt8]
  }

  /// Holds the gradients of filters, bias and input.
  package struct Gradients: Sendable {
    /// (FH, FW, C, K).
    package let filters: Tensor
    /// (K).
    package let bias: Tensor
    /// (N, H, W, C), or nil when it is not needed.
    package let input: Tensor?
  }

  /// Computes the output, and what backward needs.
  ///
  /// - Parameter prepared: the filters, prepared by `prepare`; nil prepares them for this call.
  package func forward(
    _ input: Tensor, _ filters: Tensor, prepared: PreparedFilters? = nil, bias: Tensor?
  ) -> (output: Tensor, saved: SavedTensors) {
    var argmax: [UInt8] = []
    let output: Tensor
    if fusion == .reluAndMaxPool {
      (output, argmax) = pooled(input, filters, prepared, bias)
    } else {
      output = convolved(input, filters, prepared, bias)
    }
    return (
      output,
      SavedTensors(input: input, output: fusion == .relu ? output : nil, argmax: argmax)
    )
  }

  /// Computes the gradients from that of the output.
  package func backward(
    _ gradient: Tensor, _ filters: Tensor, _ saved: SavedTensors, needsInputGradient: Bool
  ) -> Gradients {
    usesWinograd
      ? winogradGradients(gradient, filters, saved, needsInputGradient: needsInputGradient)
      : directGradients(gradient, filters, saved, needsInputGradient: needsInputGradient)
  }

  /// Whether it is a Winograd convolution.
  package var usesWinograd: Bool {
    filterShape[0] == 3 && filterShape[1] == 3 && windows.strideDown == 1
      && windows.strideRight == 1 && windows.dilationDown == 1 && windows.dilationRight == 1
      && channels >= 8 && count >= 8 && backend.winograd_filters != nil && convolvedSize > 0
      && (channels * count <= Self.fewFilters || batch * tilesOfPicture >= minimumTiles)
  }

  /// More products of channels and filters than this exceed the cache when transformed, and take
  /// some tiles to be worth it.
  private static let fewFilters = 1 << 14
  private var minimumTiles: Int { reusesFilters ? 16 : 40 }

  /// Computes the convolution with bias and ReLU, without pooling.
  private func convolved(
    _ input: Tensor, _ filters: Tensor, _ prepared: PreparedFilters?, _ bias: Tensor?
  ) -> Tensor {
    guard usesWinograd else {
      return fastConvolution(
        input, filters, panels: prepared?.panels, geometry,
        Epilogue(bias: bias, rectifies: fusion == .relu))
    }
    let points = prepared?.points ?? WinogradFilters(filters)
    return Tensor(shape: [batch] + geometry.output + [count]) { output in
      guard let output = output.baseAddress, batch > 0 else { return }
      convolveByWinograd(input, filters, points, bias, to: output)
    }
  }

  /// Computes convolution, ReLU and pooling, a few pictures at a time.
  private func pooled(
    _ input: Tensor, _ filters: Tensor, _ prepared: PreparedFilters?, _ bias: Tensor?
  ) -> (Tensor, [UInt8]) {
    // Too few pictures for all threads: parallel over rows instead.
    if batch < 8 && convolvedSize > 1 << 14 {
      return pooled(convolved(input, filters, prepared, bias))
    }
    let points = usesWinograd ? prepared?.points ?? WinogradFilters(filters) : nil
    let panels = prepared?.panels
    let groups = WorkChunks(of: batch, into: (batch + picturesAtOnce - 1) / picturesAtOnce)
    var argmax: [UInt8] = []
    let output = Tensor(shape: outputShape) { output in
      guard let output = output.baseAddress, batch > 0, outputSize > 0 else { return }
      argmax = Array(unsafeUninitializedCapacity: batch * outputSize) { argmax, filled in
        filled = batch * outputSize
        let argmax = argmax.baseAddress!
        input.withUnsafeScalars { input in
          filters.withUnsafeScalars { filters in
            bias.withUnsafeScalars { bias in
              let right =
                panels.map { RightMatrix(panels: $0.start) }
                ?? RightMatrix(numbers: filters, rowStep: count)
              parallelFor(groups.count) { part in
                let pictures = groups[part]
                if let points {
                  withScratch(pictures.count * convolvedSize) { scratch in
                    convolveByWinograd(pictures, input, filters, points, bias, to: scratch)
                    for n in pictures {
                      pool(
                        scratch + (n - pictures.lowerBound) * convolvedSize,
                        0..<windows.outputHeight, output + n * outputSize,
                        argmax + n * outputSize)
                    }
                  }
                } else {
                  for n in pictures {
                    poolBands(
                      of: n, input, right, bias, output + n * outputSize,
                      argmax + n * outputSize)
                  }
                }
              }
            }
          }
        }
      }
    }
    return (output, argmax)
  }

  /// Computes ReLU and pooling of whole convolutions, two rows at a time.
  private func pooled(_ convolved: Tensor) -> (Tensor, [UInt8]) {
    let height = windows.outputHeight
    let (line, pooledLine) = (windows.outputWidth * count, (windows.outputWidth + 1) / 2 * count)
    var argmax: [UInt8] = []
    let output = Tensor(shape: outputShape) { output in
      guard let output = output.baseAddress, batch > 0 else { return }
      nonisolated(unsafe) let target = output
      argmax = Array(unsafeUninitializedCapacity: batch * outputSize) { argmax, filled in
        filled = batch * outputSize
        nonisolated(unsafe) let argmax = argmax.baseAddress!
        let pairs = (height + 1) / 2
        convolved.withUnsafeScalars { convolved in
          parallelFor(batch * pairs) { part in
            let y = part % pairs * 2
            pool(
              convolved + (part / pairs * height + y) * line, y..<min(height, y + 2),
              target + part * pooledLine, argmax + part * pooledLine)
          }
        }
      }
    }
    return (output, argmax)
  }

  /// Convolves and pools one picture, band by band.
  private func poolBands(
    of picture: Int, _ input: UnsafePointer<Float>, _ filters: RightMatrix,
    _ bias: UnsafePointer<Float>?, _ output: UnsafeMutablePointer<Float>,
    _ argmax: UnsafeMutablePointer<UInt8>
  ) {
    // Enough rows for the tiles of a matrix product, few enough for the first-level cache.
    let height = windows.outputHeight
    let pairs = max(1, 64 / max(1, 2 * windows.outputWidth))
    let line = (windows.outputWidth + 1) / 2 * count
    withScratch(2 * pairs * windows.outputWidth * count) { scratch in
      for first in stride(from: 0, to: height, by: 2 * pairs) {
        let rows = first..<min(height, first + 2 * pairs)
        windows.convolve(
          rows, of: picture, input, filters, count: count, to: scratch, bias: bias,
          rectifies: false)
        pool(scratch, rows, output + first / 2 * line, argmax + first / 2 * line)
      }
    }
  }

  /// Computes ReLU and pooling of some rows of one picture.
  private func pool(
    _ convolved: UnsafePointer<Float>, _ rows: Range<Int>, _ output: UnsafeMutablePointer<Float>,
    _ argmax: UnsafeMutablePointer<UInt8>
  ) {
    let (line, pooledLine) = (windows.outputWidth * count, (windows.outputWidth + 1) / 2 * count)
    for y in stride(from: 0, to: rows.count, by: 2) {
      backend.max_pool(
        convolved + y * line, y + 1 < rows.count ? convolved + (y + 1) * line : nil,
        windows.outputWidth, count, true, output + y / 2 * pooledLine,
        argmax + y / 2 * pooledLine)
    }
  }

  /// Computes the gradient of some pictures' convolutions, (pictures, OH, OW, K), from that of the
  /// fused output.
  func unfuse(
    _ gradient: UnsafePointer<Float>, _ saved: SavedTensors, _ pictures: Range<Int>,
    to scratch: UnsafeMutablePointer<Float>
  ) {
    let from = gradient + pictures.lowerBound * outputSize
    switch fusion {
    case .none: scratch.update(from: from, count: pictures.count * outputSize)
    case .relu:
      scratch.update(from: from, count: pictures.count * outputSize)
      saved.output.withUnsafeScalars { output in
        backend.rectify_gradient(
          output! + pictures.lowerBound * outputSize, scratch, pictures.count * outputSize)
      }
    case .reluAndMaxPool:
      let (line, pooledLine) = (windows.outputWidth * count, (windows.outputWidth + 1) / 2 * count)
      saved.argmax.withUnsafeBufferPointer { argmax in
        for picture in 0..<pictures.count {
          let start = (pictures.lowerBound + picture) * outputSize
          for y in stride(from: 0, to: windows.outputHeight, by: 2) {
            let upper = scratch + picture * convolvedSize + y * line
            backend.max_pool_gradient(
              gradient + start + y / 2 * pooledLine,
              argmax.baseAddress! + start + y / 2 * pooledLine, windows.outputWidth, count, upper,
              y + 1 < windows.outputHeight ? upper + line : nil)
          }
        }
      }
    }
  }
}
