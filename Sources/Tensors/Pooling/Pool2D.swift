// Max pooling and average pooling, for each channel separately.
// The plain versions are the reference; tests compare FastPooling.swift with them.

/// Computes max pooling: the largest number under each window of each channel.
///
/// Padding counts as −∞; a window over padding alone gives −∞. A NaN under the window gives NaN, as
/// in PyTorch; in TensorFlow it may vanish.
///
/// - Parameters:
///   - input: (N, H, W, C); or (H, W), one picture of one channel.
///   - windowSize: the size of the window; one number, or [height, width].
///   - stride: the distance between two windows; one number, or [down, right]; by default the
///     window's size.
///   - padding: the padding of the input.
/// - Returns: (N, OH, OW, C), for an input (H, W) (OH, OW); with the sums behind OH and OW in
///   `provenance`.
/// - Precondition: the window fits into the padded input.
public func maxPool2D(
  _ input: Tensor, windowSize: any PerAxis, stride: (any PerAxis)? = nil, padding: Padding = .valid
) -> Tensor {
  let geometry = poolingGeometry("maxPool2D", input, windowSize, stride, padding)
  return pooled(
    "maxPool2D", input, geometry,
    fastPooling(input.withBatchAndChannel(axes: 2), geometry, .max))
}

/// Computes average pooling: the mean of the numbers under each window of each channel.
///
/// Padding is not counted, as in TensorFlow: a window half inside divides by half its size. A
/// window over padding alone gives 0.
///
/// - Parameters:
///   - input: (N, H, W, C); or (H, W), one picture of one channel.
///   - windowSize: the size of the window; one number, or [height, width].
///   - stride: the distance between two windows; one number, or [down, right]; by default the
///     window's size.
///   - padding: the padding of the input.
/// - Returns: (N, OH, OW, C), for an input (H, W) (OH, OW); with the sums behind OH and OW in
///   `provenance`.
/// - Precondition: the window fits into the padded input.
public func averagePool2D(
  _ input: Tensor, windowSize: any PerAxis, stride: (any PerAxis)? = nil, padding: Padding = .valid
) -> Tensor {
  let geometry = poolingGeometry("averagePool2D", input, windowSize, stride, padding)
  return pooled(
    "averagePool2D", input, geometry,
    fastPooling(input.withBatchAndChannel(axes: 2), geometry, .average))
}

/// Computes `maxPool2D` in plain loops, the reference for tests of the fast version.
public func plainMaxPool2D(
  _ input: Tensor, windowSize: any PerAxis, stride: (any PerAxis)? = nil, padding: Padding = .valid
) -> Tensor {
  let geometry = poolingGeometry("maxPool2D", input, windowSize, stride, padding)
  let output = plainPooling(input.withBatchAndChannel(axes: 2), geometry) { values in
    values.reduce(-.infinity) { $1 > $0 || $1.isNaN ? $1 : $0 }
  }
  return pooled("maxPool2D", input, geometry, output)
}

/// Computes `averagePool2D` in plain loops, the reference for tests of the fast version.
public func plainAveragePool2D(
  _ input: Tensor, windowSize: any PerAxis, stride: (any PerAxis)? = nil, padding: Padding = .valid
) -> Tensor {
  let geometry = poolingGeometry("averagePool2D", input, windowSize, stride, padding)
  let output = plainPooling(input.withBatchAndChannel(axes: 2), geometry) { values in
    values.isEmpty ? 0 : values.reduce(0, +) / Float(values.count)
  }
  return pooled("averagePool2D", input, geometry, output)
}

/// Reduces the numbers of each window that are inside the picture to one.
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

/// Computes where a window fits into pictures (N, H, W, C) or (H, W), or stops with the shape.
private func poolingGeometry(
  _ name: String, _ input: Tensor, _ windowSize: any PerAxis, _ stride: (any PerAxis)?,
  _ padding: Padding
) -> WindowGeometry {
  require(
    [2, 4].contains(input.rank),
    "\(name) takes pictures (N, H, W, C) or (H, W), not \(describe(input.shape))")
  return pictureGeometry(
    name, input.withBatchAndChannel(axes: 2).shape, windowSize: windowSize,
    stride: stride ?? windowSize, padding: padding)
}

private func pooled(
  _ name: String, _ input: Tensor, _ geometry: WindowGeometry, _ computed: Tensor
) -> Tensor {
  var output = input.rank == 2 ? computed.reshaped(to: geometry.output) : computed
  output.provenance = Provenance(
    name, operands: [.init("input", input.shape)],
    detail: "\(describeWindow(geometry)) window, \(geometry.settings)", geometry: geometry)
  return output
}
