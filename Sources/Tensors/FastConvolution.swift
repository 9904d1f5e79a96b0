// The fast way through a convolution: patches laid out as rows, then one matrix product.
// It works strip by strip, so that the rows, FH·FW times the size of the input, never exist at once.

import CKernels

/// The largest strip of patches held at once, in numbers: 256 KB, which the second-level cache keeps.
private let stripCapacity = 1 << 16

/// (N, H, W, C) and (FH, FW, C, K) to (N, OH, OW, K), without bias.
func fastConvolution(_ input: Tensor, _ filters: Tensor, _ geometry: WindowGeometry) -> Tensor {
  let patches = PatchRows(input: input.shape, geometry: geometry)
  let count = filters.shape[3]
  // kernel_matmul adds to what is there, so the output starts at zero.
  var output = Tensor(shape: [input.shape[0]] + geometry.output + [count], repeating: 0)
  guard output.count > 0, patches.length > 0 else { return output }
  if input.shape[3] == 1 && count == 1 {
    slideRows(input, filters, geometry, into: &output)
    return output
  }
  let rowsAtOnce = max(1, min(patches.count, stripCapacity / patches.length))
  var strip = [Float](repeating: 0, count: rowsAtOnce * patches.length)
  strip.withUnsafeMutableBufferPointer { strip in
    input.scalars.withUnsafeBufferPointer { input in
      filters.scalars.withUnsafeBufferPointer { filters in
        output.scalars.withUnsafeMutableBufferPointer { output in
          for first in stride(from: 0, to: patches.count, by: rowsAtOnce) {
            let rows = first..<min(first + rowsAtOnce, patches.count)
            patches.copy(rows, from: input, to: strip)
            kernel_matmul(
              strip.baseAddress!, filters.baseAddress!, output.baseAddress! + first * count,
              rows.count, patches.length, count)
          }
        }
      }
    }
  }
  return output
}

/// One filter on one channel, the commonest case for photos: no patches at all, each element of the
/// filter scales a whole row of the input and adds it to a row of the output.
private func slideRows(
  _ input: Tensor, _ filter: Tensor, _ geometry: WindowGeometry, into output: inout Tensor
) {
  let (vertical, horizontal) = (geometry.axes[0], geometry.axes[1])
  let (height, width) = (vertical.input, horizontal.input)
  // Padding counts as 0, and 0 · ∞ is NaN: only finite filters may skip it.
  let padsWithNumbers = filter.scalars.contains { !$0.isFinite }
  input.scalars.withUnsafeBufferPointer { source in
    output.scalars.withUnsafeMutableBufferPointer { target in
      var row = 0
      for n in 0..<input.shape[0] {
        for oy in 0..<vertical.output {
          for fy in 0..<vertical.window {
            let y = vertical.start(of: oy) + fy * vertical.dilation
            let isInside = y >= 0 && y < height
            for fx in 0..<horizontal.window {
              let factor = filter.scalars[fy * horizontal.window + fx]
              let inside = isInside ? horizontal.outputs(readingInsideAt: fx) : 0..<0
              if !inside.isEmpty {
                let x = horizontal.start(of: inside.lowerBound) + fx * horizontal.dilation
                kernel_multiply_add(
                  source.baseAddress! + (n * height + y) * width + x, horizontal.stride, factor,
                  target.baseAddress! + row + inside.lowerBound, inside.count)
              }
              if padsWithNumbers {
                for ox in 0..<horizontal.output where !inside.contains(ox) {
                  target[row + ox] += 0 * factor
                }
              }
            }
          }
          row += horizontal.output
        }
      }
    }
  }
}

extension WindowGeometry.Axis {
  /// The outputs whose window has its given element inside the input, not in the padding.
  func outputs(readingInsideAt element: Int) -> Range<Int> {
    // Smallest and largest o with 0 ≤ o·stride − before + element·dilation < input.
    let lead = padding.before - element * dilation
    let first = max(0, lead > 0 ? (lead + stride - 1) / stride : 0)
    let room = input - 1 + lead
    guard room >= 0 else { return 0..<0 }
    let end = min(output, room / stride + 1)
    return first < end ? first..<end : 0..<0
  }
}
