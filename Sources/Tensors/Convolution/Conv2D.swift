// 2D convolution as networks define it: cross-correlation, without rotating the filter.
// The plain version is the reference; tests compare the fast one in FastConvolution.swift with it.

/// Computes the 2D convolution (cross-correlation) of pictures with filters.
///
/// Every output is Σ input[n, y·S + fy·D − P, x·S + fx·D − P, c] · filters[fy, fx, c, k] over
/// fy, fx and c, plus the filter's bias. For the convolution of mathematics rotate the filters:
/// `conv2D(input, filters.rotated180)`.
///
/// - Parameters:
///   - input: (N, H, W, C); or (H, W), one picture of one channel, with a filter (FH, FW).
///   - filters: (FH, FW, C, K); or (FH, FW), one filter of one channel.
///   - bias: (K), added to each filter's outputs.
///   - stride: the distance between two positions of the filter, 1 or more; one number, or
///     [down, right].
///   - padding: the padding of the input; it counts as 0, also under an infinite weight, where
///     0 · ∞ is NaN.
///   - dilation: the distance between neighbouring elements of the filter, 1 or more; one number,
///     or [down, right].
/// - Returns: (N, OH, OW, K), for an input (H, W) (OH, OW); with the sums behind OH and OW in
///   `provenance`.
/// - Precondition: the filters have the input's channels and fit into the padded input.
public func conv2D(
  _ input: Tensor, _ filters: Tensor, bias: Tensor? = nil, stride: any PerAxis = 1,
  padding: Padding = .valid, dilation: any PerAxis = 1
) -> Tensor {
  let geometry = convolutionGeometry(
    "conv2D", input.shape, filters.shape, bias: bias?.shape, stride: stride, padding: padding,
    dilation: dilation)
  let output = fastConvolution(
    input.withBatchAndChannel(axes: 2), filters.withChannels(axes: 2), geometry,
    Epilogue(bias: bias))
  return convolved("conv2D", input, filters, geometry, output)
}

/// Computes `conv2D` in plain loops, the reference for tests of the fast version.
///
/// The parameters are the same; the result differs by the order of summation.
public func plainConv2D(
  _ input: Tensor, _ filters: Tensor, bias: Tensor? = nil, stride: any PerAxis = 1,
  padding: Padding = .valid, dilation: any PerAxis = 1
) -> Tensor {
  let geometry = convolutionGeometry(
    "conv2D", input.shape, filters.shape, bias: bias?.shape, stride: stride, padding: padding,
    dilation: dilation)
  let (vertical, horizontal) = (geometry.axes[0], geometry.axes[1])
  let (pictures, bank) = (input.withBatchAndChannel(axes: 2), filters.withChannels(axes: 2))
  let (height, width, channels) = (pictures.shape[1], pictures.shape[2], pictures.shape[3])
  var output: [Float] = []
  for n in 0..<pictures.shape[0] {
    for oy in 0..<vertical.output {
      for ox in 0..<horizontal.output {
        for k in 0..<bank.shape[3] {
          var sum: Float = 0
          for fy in 0..<vertical.windowSize {
            let y = vertical.start(of: oy) + fy * vertical.dilation
            for fx in 0..<horizontal.windowSize {
              let x = horizontal.start(of: ox) + fx * horizontal.dilation
              let isInside = y >= 0 && y < height && x >= 0 && x < width
              for c in 0..<channels {
                sum += (isInside ? pictures[n, y, x, c] : 0) * bank[fy, fx, c, k]
              }
            }
          }
          output.append(sum + (bias.map { $0.scalars[k] } ?? 0))
        }
      }
    }
  }
  return convolved(
    "conv2D", input, filters, geometry,
    Tensor(shape: [pictures.shape[0]] + geometry.output + [bank.shape[3]], scalars: output))
}
