// Pooling: a window that keeps one number of the many it sees, in each channel by itself.
// Plain loops first; FastPooling.swift is held to them.

/// The largest number under each window, channel by channel.
///
/// Padding counts as −∞, so it never wins; a window that sees nothing but padding gives −∞. A NaN
/// under the window comes out as NaN, as in PyTorch: an error upstream shows instead of vanishing, as
/// it may in TensorFlow.
///
/// - Parameters:
///   - input: (N, H, W, C).
///   - windowSize: how high and wide; one number, or [height, width].
///   - stride: how far the window moves; one number, or [down, right]; by default the window's
///     size, so that windows touch and don't overlap.
///   - padding: what is put around the input.
/// - Returns: (N, OH, OW, C), with the sums behind OH and OW in `provenance`.
/// - Precondition: the window fits into the padded input.
public func maxPool2D(
  _ input: Tensor, windowSize: any PerAxis, stride: (any PerAxis)? = nil, padding: Padding = .valid
) -> Tensor {
  let geometry = pictureGeometry(
    "maxPool2D", input.shape, windowSize: windowSize, stride: stride ?? windowSize, padding: padding
  )
  return pooled(
    "maxPool2D", input, geometry, fastPooling(input, geometry, .max))
}

/// The mean of the numbers under each window, channel by channel.
///
/// Padding is not counted, as in TensorFlow: a window half outside divides by the half that is
/// inside. A window that sees nothing but padding gives 0.
///
/// - Parameters:
///   - input: (N, H, W, C).
///   - windowSize: how high and wide; one number, or [height, width].
///   - stride: how far the window moves; one number, or [down, right]; by default the window's size.
///   - padding: what is put around the input.
/// - Returns: (N, OH, OW, C), with the sums behind OH and OW in `provenance`.
/// - Precondition: the window fits into the padded input.
public func averagePool2D(
  _ input: Tensor, windowSize: any PerAxis, stride: (any PerAxis)? = nil, padding: Padding = .valid
) -> Tensor {
  let geometry = pictureGeometry(
    "averagePool2D", input.shape, windowSize: windowSize, stride: stride ?? windowSize,
    padding: padding)
  return pooled("averagePool2D", input, geometry, fastPooling(input, geometry, .average))
}

/// `maxPool2D` as plain loops, the reference that the fast version is tested against.
public func plainMaxPool2D(
  _ input: Tensor, windowSize: any PerAxis, stride: (any PerAxis)? = nil, padding: Padding = .valid
) -> Tensor {
  let geometry = pictureGeometry(
    "maxPool2D", input.shape, windowSize: windowSize, stride: stride ?? windowSize, padding: padding
  )
  let output = plainPooling(input, geometry) { values in
    values.reduce(-.infinity) { $1 > $0 || $1.isNaN ? $1 : $0 }
  }
  return pooled("maxPool2D", input, geometry, output)
}

/// `averagePool2D` as plain loops, the reference that the fast version is tested against.
public func plainAveragePool2D(
  _ input: Tensor, windowSize: any PerAxis, stride: (any PerAxis)? = nil, padding: Padding = .valid
) -> Tensor {
  let geometry = pictureGeometry(
    "averagePool2D", input.shape, windowSize: windowSize, stride: stride ?? windowSize,
    padding: padding)
  let output = plainPooling(input, geometry) { values in
    values.isEmpty ? 0 : values.reduce(0, +) / Float(values.count)
  }
  return pooled("averagePool2D", input, geometry, output)
}

/// One number for each window from those inside the picture, row by row.
private func plainPooling(
  _ input: Tensor, _ geometry: WindowGeometry, _ summary: ([Float]) -> Float
) -> Tensor {
  let (vertical, horizontal) = (geometry.axes[0], geometry.axes[1])
  var output: [Float] = []
  for n in 0..<input.shape[0] {
    for oy in 0..<vertical.output {
      for ox in 0..<horizontal.output {
        for c in 0..<input.shape[3] {
          var values: [Float] = []
          for fy in 0..<vertical.windowSize {
            for fx in 0..<horizontal.windowSize {
              let (y, x) = (vertical.start(of: oy) + fy, horizontal.start(of: ox) + fx)
              if y >= 0, y < vertical.input, x >= 0, x < horizontal.input {
                values.append(input[n, y, x, c])
              }
            }
          }
          output.append(summary(values))
        }
      }
    }
  }
  return Tensor(shape: [input.shape[0]] + geometry.output + [input.shape[3]], scalars: output)
}

private func pooled(
  _ name: String, _ input: Tensor, _ geometry: WindowGeometry, _ output: Tensor
) -> Tensor {
  var output = output
  output.provenance = Provenance(
    name, operands: [.init("input", input.shape)],
    detail: "\(describeWindow(geometry)) window, \(geometry.settings)", geometry: geometry)
  return output
}
