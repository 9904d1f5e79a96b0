// 1D convolution, for signals, sounds and text. It computes the 2D convolution of a picture one row
// high.

/// Computes the 1D convolution (cross-correlation) of sequences with filters.
///
/// Every output is Σ input[n, i·S + f·D − P, c] · filters[f, c, k] over f and c, plus the filter's
/// bias. With `.same` padding the ends read zeros: ones with the filter (¼, ½, ¼) give ¾, 1, …, 1,
/// ¾.
///
/// - Parameters:
///   - input: (N, L, C); or (L), one sequence of one channel, with a filter (FL).
///   - filters: (FL, C, K); or (FL), one filter of one channel.
///   - bias: (K), added to each filter's outputs.
///   - stride: the distance between two positions of the filter, 1 or more.
///   - padding: the padding before and after the input; it counts as 0.
///   - dilation: the distance between neighbouring elements of the filter, 1 or more.
/// - Returns: (N, OL, K), for an input (L) (OL); with the sum behind OL in `provenance`.
/// - Precondition: the filters have the input's channels and fit into the padded input.
public func conv1D(
  _ input: Tensor, _ filters: Tensor, bias: Tensor? = nil, stride: any PerAxis = 1,
  padding: Padding = .valid, dilation: any PerAxis = 1
) -> Tensor {
  let geometry = convolutionGeometry(
    "conv1D", axes: 1, input.shape, filters.shape, bias: bias?.shape, stride: stride,
    padding: padding,
    dilation: dilation)
  let row = WindowGeometry.Axis(
    name: "height", input: 1, windowSize: 1, stride: 1, dilation: 1,
    padding: .init(before: 0, after: 0), output: 1)
  let picture = WindowGeometry(axes: [row] + geometry.axes, padding: padding)
  let (sequences, bank) = (input.withBatchAndChannel(axes: 1), filters.withChannels(axes: 1))
  let output = fastConvolution(
    sequences.withRowAxis(at: 1), bank.withRowAxis(at: 0), picture, Epilogue(bias: bias)
  ).reshaped(to: [sequences.shape[0]] + geometry.output + [bank.shape[2]])
  return convolved("conv1D", axes: 1, input, filters, geometry, output)
}

/// Computes `conv1D` in plain loops, the reference for tests of the fast version.
///
/// The parameters are the same; the result differs by the order of summation.
public func plainConv1D(
  _ input: Tensor, _ filters: Tensor, bias: Tensor? = nil, stride: any PerAxis = 1,
  padding: Padding = .valid, dilation: any PerAxis = 1
) -> Tensor {
  let geometry = convolutionGeometry(
    "conv1D", axes: 1, input.shape, filters.shape, bias: bias?.shape, stride: stride,
    padding: padding,
    dilation: dilation)
  let (sequences, bank) = (input.withBatchAndChannel(axes: 1), filters.withChannels(axes: 1))
  let axis = geometry.axes[0]
  var output: [Float] = []
  for n in 0..<sequences.shape[0] {
    for position in 0..<axis.output {
      for k in 0..<bank.shape[2] {
        var sum: Float = 0
        for f in 0..<axis.windowSize {
          let i = axis.start(of: position) + f * axis.dilation
          let isInside = i >= 0 && i < axis.input
          for c in 0..<sequences.shape[2] {
            sum += (isInside ? sequences[n, i, c] : 0) * bank[f, c, k]
          }
        }
        output.append(sum + (bias.map { $0.scalars[k] } ?? 0))
      }
    }
  }
  return convolved(
    "conv1D", axes: 1, input, filters, geometry,
    Tensor(shape: [sequences.shape[0], axis.output, bank.shape[2]], scalars: output))
}

extension Tensor {
  /// Inserts an axis of length 1.
  fileprivate func withRowAxis(at axis: Int) -> Tensor {
    var longer = shape
    longer.insert(1, at: axis)
    return reshaped(to: longer)
  }
}
