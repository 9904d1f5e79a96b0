// The gradients of a direct convolution.

import CBackends

extension ConvolutionPass {
  /// The number of groups of a batch for sums over its pictures. The sums of the groups are added
  /// in order, so that the result does not depend on the order in which threads finish.
  static let groups = 10

  /// Computes the gradients of a direct convolution.
  ///
  /// With patches as rows, output = patches · W + b, so ∂L/∂W = patchesᵀ · ∂L/∂output, and ∂L/∂b is
  /// the sum of ∂L/∂output over all positions. The patches are not copied, as in forward.
  func directGradients(
    _ gradient: Tensor, _ filters: Tensor, _ saved: SavedTensors, needsInputGradient: Bool
  ) -> Gradients {
    // Needed as a whole for the input gradient, otherwise picture by picture.
    let whole = needsInputGradient && fusion != .none ? unfused(gradient, saved) : gradient
    let isUnfused = needsInputGradient || fusion == .none
    let size = filterShape.reduce(1, *)
    // The rows of patchesᵀ are the elements of a window; the sum is over its positions.
    let windows = self.windows
    let patches = windows.indirectMatrix(rows: 1)
    let elements = patches.pieces.flatMap { piece in
      (0..<patches.pieceLength).map { piece + $0 }
    }
    let (filterSums, biasSums) = summed(size) { pictures, filterSum, biasSum in
      saved.input.withUnsafeScalars { input in
        whole.withUnsafeScalars { whole in
          withScratch(isUnfused ? 0 : convolvedSize) { scratch in
            for n in pictures {
              var gradients = whole + n * convolvedSize
              if !isUnfused {
                unfuse(whole, saved, n..<n + 1, to: scratch)
                gradients = UnsafePointer(scratch)
              }
              backend.add_column_sums(
                gradients, windows.outputHeight * windows.outputWidth, count, biasSum)
              for band in windows.bands(count: count).ranges {
                windows.withPaddedRows(windows.inputRows(of: band), of: n, input) { source in
                  let down = windows.strideDown * windows.paddedWidth * channels
                  indirectGEMM(
                    IndirectMatrix(
                      rows: elements, pieces: (0..<band.count).map { $0 * down },
                      pieceLength: windows.outputWidth, step: windows.strideRight * channels),
                    in: source,
                    RightMatrix(
                      numbers: gradients + band.lowerBound * windows.outputWidth * count,
                      rowStep: count), filterSum, outStep: count, columns: count, adds: true)
                }
              }
            }
          }
        }
      }
    }
    return Gradients(
      filters: Tensor(shape: filterShape, scalars: filterSums),
      bias: Tensor(shape: [count], scalars: biasSums),
      input: needsInputGradient ? inputGradient(whole, filters) : nil)
  }

  /// Computes the gradient of the convolution (N, OH, OW, K) from that of the fused output.
  private func unfused(_ gradient: Tensor, _ saved: SavedTensors) -> Tensor {
    Tensor(shape: [batch] + geometry.output + [count]) { target in
      guard let target = target.baseAddress else { return }
      gradient.withUnsafeScalars { gradient in
        parallelFor(batch) { n in
          unfuse(gradient, saved, n..<n + 1, to: target + n * convolvedSize)
        }
      }
    }
  }

  /// Computes the input gradient: each output's gradient times the filter, added to its window.
  ///
  /// For a stride of 1 that is a convolution with the filters rotated by 180°.
  private func inputGradient(_ gradient: Tensor, _ filters: Tensor) -> Tensor {
    let edges = geometry.axes.map { axis in
      Padding.Edge(
        before: axis.reach - 1 - axis.padding.before, after: axis.reach - 1 - axis.padding.after)
    }
    let hasUnitStride = windows.strideDown == 1 && windows.strideRight == 1
    if hasUnitStride && edges.allSatisfy({ $0.before >= 0 && $0.after >= 0 }) {
      return conv2D(
        gradient, filters.rotated180.transposed(permutation: 0, 1, 3, 2), padding: .edges(edges),
        dilation: [windows.dilationDown, windows.dilationRight])
    }
    // Otherwise the gradient of each patch is added to the pixels of the patch.
    let length = filterShape[..<3].reduce(1, *)
    let rows = gradient.reshaped(batch * windows.outputHeight * windows.outputWidth, count)
    let patchGradients = matmul(
      rows, filters.reshaped(length, count), transposingRight: true, bias: nil)
    return col2im(
      patchGradients, shape: inputShape, filterSize: Array(filterShape[..<2]),
      stride: [windows.strideDown, windows.strideRight],
      padding: .edges(geometry.axes.map(\.padding)),
      dilation: [windows.dilationDown, windows.dilationRight])
  }

  /// Sums the gradients of filters and bias over the pictures of a batch.
  func summed(
    _ size: Int,
    _ add: (
      _ pictures: Range<Int>, _ filters: UnsafeMutablePointer<Float>,
      _ bias: UnsafeMutablePointer<Float>
    ) -> Void
  ) -> (filters: [Float], bias: [Float]) {
    let groups = WorkChunks(of: batch, into: Self.groups)
    let length = size + count
    guard batch > 0, length > 0 else {
      return (Array(repeating: 0, count: size), Array(repeating: 0, count: count))
    }
    return withScratch(groups.count * length) { sums in
      parallelFor(groups.count) { part in
        let sum = sums + part * length
        sum.update(repeating: 0, count: length)
        add(groups[part], sum, sum + size)
      }
      let stretches = WorkChunks(of: length, into: length / 4096)
      parallelFor(stretches.count) { part in
        let stretch = stretches[part]
        for group in 1..<groups.count {
          backend.multiply_add(
            sums + group * length + stretch.lowerBound, 1, 1, sums + stretch.lowerBound,
            stretch.count)
        }
      }
      return (
        Array(UnsafeBufferPointer(start: sums, count: size)),
        Array(UnsafeBufferPointer(start: sums + size, count: count))
      )
    }
  }
}
