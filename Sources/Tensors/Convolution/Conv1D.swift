// 1D convolution, for signals, sounds and text. It computes the 2D convolution of a picture one row
// high.

/// Computes the 1D convolution (cross-correlation) of sequences with filters.
///
/// Every output is Σ input[n, i·S + f·D − P, c] · filters[f, c, k] over f and c, plus the filter's
/// bias. With `.same` padding the ends read zeros: ones with the filter (¼, ½, ¼) give ¾, 1, …, 1,
/// ¾.
///
/// - Parameters:
///   - input: (N, L, C).
///   - filters: (FL, C, K).
///   - bias: (K), added to each filter's outputs.
///   - stride: the distance between two positions of the filter, 1 or more.
///   - padding: the padding before and after the input; it counts as 0.
///   - dilation: the distance between neighbouring elements of the filter, 1 or more.
/// - Returns: (N, OL, K), with the sum behind OL in `provenance`.
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
  var output = fastConvolution(
    input.withRowAxis(at: 1), filters.withRowAxis(at: 0), picture, Epilogue(bias: bias)
  ).reshaped(to: [input.shape[0]] + geometry.output + [filters.shape[2]])
  output.provenance = convolutionProvenance("conv1D", input, filters, geometry)
  return output
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
  let axis = geometry.axes[0]
  var output: [Float] = []
  for n in 0..<input.shape[0] {
    for position in 0..<axis.output {
      for k in 0..<filters.shape[2] {
        var sum: Float = 0
        for f in 0..<axis.windowSize {
          let i = axis.start(of: position) + f * axis.dilation
          let isInside = i >= 0 && i < axis.input
          for c in 0..<input.shape[2] {
            sum += (isInside ? input[n, i, c] : 0) * filters[f, c, k]
          }
        }
        output.append(sum + (bias.map { $0.scalars[k] } ?? 0))
      }
    }
  }
  var result = Tensor(
    shape: [input.shape[0], axis.output, filters.shape[2]], scalars: output)
  result.provenance = convolutionProvenance("conv1D", input, filters, geometry)
  return result
}

extension Tensor {
  /// Inserts an axis of length 1.
  fileprivate func withRowAxis(at axis: Int) -> Tensor {
    var longer = shape
    longer.insert(1, at: axis)
    return reshaped(to: longer)
  }
}
