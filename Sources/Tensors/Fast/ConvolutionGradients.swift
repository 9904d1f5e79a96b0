// The way back through a convolution that was summed directly.

import CBackends

extension ConvolutionPass {
  /// Into how many groups a batch is cut for sums over its pictures. Each group has a sum of its
  /// own, and these are added in order, so that the result does not depend on who was first.
  static let groups = 10

  /// With patches as rows, output = patches · W + b: so ∂L/∂W = patchesᵀ · ∂L/∂output, and ∂L/∂b is
  /// the sum of ∂L/∂output over all places. The patches are read where they lie, as on the way there.
  func directGradients(
    _ gradient: Tensor, _ filters: Tensor, _ memory: Memory, wantsInput: Bool
  ) -> Gradients {
    let whole = wantsInput && steps != .none ? spread(gradient, memory) : gradient
    let isSpread = wantsInput || steps == .none
    let size = filterShape.reduce(1, *)
    // Elements of a window are the rows of patchesᵀ, its places on the picture what is summed over.
    let windows = self.windows
    let patches = windows.gathered(rows: 1)
    let elements = patches.pieces.flatMap { piece in
      (0..<patches.pieceLength).map { piece + $0 }
    }
    let (filterSums, biasSums) = summed(size) { pictures, filterSum, biasSum in
      memory.input.withUnsafeScalars { input in
        whole.withUnsafeScalars { whole in
          withScratch(isSpread ? 0 : convolvedSize) { scratch in
            for n in pictures {
              var slopes = whole + n * convolvedSize
              if !isSpread {
                spread(whole, memory, n..<n + 1, to: scratch)
                slopes = UnsafePointer(scratch)
              }
              backend.add_rows(slopes, windows.outputHeight * windows.outputWidth, count, biasSum)
              for band in windows.bands(count: count).ranges {
                windows.withPaddedRows(windows.inputRows(of: band), of: n, input) { source in
                  let down = windows.strideDown * windows.paddedWidth * channels
                  indirectGEMM(
                    IndirectMatrix(
                      rows: elements, pieces: (0..<band.count).map { $0 * down },
                      pieceLength: windows.outputWidth, step: windows.strideRight * channels),
                    in: source,
                    RightMatrix(
                      numbers: slopes + band.lowerBound * windows.outputWidth * count,
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
      input: wantsInput ? inputGradient(whole, filters) : nil)
  }

  /// The gradient of all convolutions from that of their outputs, (N, OH, OW, K).
  private func spread(_ gradient: Tensor, _ memory: Memory) -> Tensor {
    Tensor(shape: [batch] + geometry.output + [count]) { target in
      guard let target = target.baseAddress else { return }
      gradient.withUnsafeScalars { gradient in
        parallelFor(batch) { n in
          spread(gradient, memory, n..<n + 1, to: target + n * convolvedSize)
        }
      }
    }
  }

  /// Each output was a sum over a window, so its gradient goes to the whole window, times the
  /// filter: for windows that move by one that is a convolution with the filters turned by 180°.
  private func inputGradient(_ gradient: Tensor, _ filters: Tensor) -> Tensor {
    let edges = geometry.axes.map { axis in
      Padding.Edge(
        before: axis.reach - 1 - axis.padding.before, after: axis.reach - 1 - axis.padding.after)
    }
    let moves = windows.strideDown == 1 && windows.strideRight == 1
    if moves && edges.allSatisfy({ $0.before >= 0 && $0.after >= 0 }) {
      return conv2D(
        gradient, filters.rotated180.transposed(permutation: 0, 1, 3, 2), padding: .edges(edges),
        dilation: [windows.dilationDown, windows.dilationRight])
    }
    // Otherwise the gradient of each patch, added where the patch was read.
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

  /// Sums over the pictures of a batch, of as many numbers as the filters and the bias have.
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
