// Fast pooling, separable: first over the rows of a window, then over its columns.

import CBackends

/// Pools (N, H, W, C) to (N, OH, OW, C), for a window without dilation.
func fastPooling(_ input: Tensor, _ geometry: WindowGeometry, _ kind: PoolingKind) -> Tensor {
  let (vertical, horizontal) = (geometry.axes[0], geometry.axes[1])
  let channels = input.shape[3]
  let lineLength = horizontal.input * channels
  let empty: Float = kind == .max ? -.infinity : 0
  var output = Tensor(
    shape: [input.shape[0]] + geometry.output + [channels], repeating: empty)
  guard output.count > 0, lineLength > 0 else { return output }
  let rowsOfAll = input.shape[0] * vertical.output
  let parts = WorkChunks(of: rowsOfAll, into: input.count / minimumParallelPooling)
  output.scalars.withUnsafeMutableBufferPointer { target in
    nonisolated(unsafe) let target = target.baseAddress!
    input.withUnsafeScalars { source in
      parallelFor(parts.count) { part in
        // The rows under the window, combined into one line.
        withScratch(lineLength) { line in
          for row in parts[part] {
            let (n, oy) = row.quotientAndRemainder(dividingBy: vertical.output)
            let rows = vertical.inside(of: oy)
            line.update(repeating: empty, count: lineLength)
            for y in rows {
              combine(line, source + (n * vertical.input + y) * lineLength, lineLength, kind)
            }
            var at = row * horizontal.output * channels
            for ox in 0..<horizontal.output {
              let columns = horizontal.inside(of: ox)
              for x in columns { combine(target + at, line + x * channels, channels, kind) }
              let seen = rows.count * columns.count
              if kind == .average && seen > 0 {
                for c in 0..<channels { target[at + c] /= Float(seen) }
              }
              at += channels
            }
          }
        }
      }
    }
  }
  return output
}

/// The count of numbers below which a thread takes longer to start than to pool them.
private let minimumParallelPooling = 1 << 15

@inline(__always)
private func combine(
  _ best: UnsafeMutablePointer<Float>, _ values: UnsafePointer<Float>, _ count: Int,
  _ kind: PoolingKind
) {
  // For few channels, a call of the backend costs more than the work.
  let isShort = count < 8
  switch kind {
  case .max where isShort:
    for i in 0..<count where values[i] > best[i] || values[i].isNaN { best[i] = values[i] }
  case .max: backend.maximum(values, best, count)
  case .average where isShort:
    for i in 0..<count { best[i] += values[i] }
  case .average: backend.multiply_add(values, 1, 1, best, count)
  }
}

extension WindowGeometry.Axis {
  /// The input positions under the window of an output, without padding; for dilation 1.
  package func inside(of output: Int) -> Range<Int> {
    let first = max(0, start(of: output))
    let end = min(input, start(of: output) + windowSize)
    return first < end ? first..<end : 0..<0
  }
}
