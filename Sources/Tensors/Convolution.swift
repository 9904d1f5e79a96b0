// Convolution as networks mean it: cross-correlation, the filter is not turned.

/// Slides filters over pictures and sums the products (cross-correlation).
///
/// - Parameters:
///   - input: (N, H, W, C).
///   - filters: (FH, FW, C, K).
///   - stride: how far the filter moves; one number, or [down, right].
/// - Returns: (N, OH, OW, K).
/// - Precondition: the filters have the input's channels and fit into the padded input.
public func conv2D(
  _ input: Tensor, _ filters: Tensor, stride: some PerAxis = 1, padding: Padding = .valid,
  dilation: some PerAxis = 1
) -> Tensor {
  plainConv2D(input, filters, stride: stride, padding: padding, dilation: dilation)
}

func plainConv2D(
  _ input: Tensor, _ filters: Tensor, stride: some PerAxis = 1, padding: Padding = .valid,
  dilation: some PerAxis = 1
) -> Tensor {
  let (batch, height, width, channels) = (
    input.shape[0], input.shape[1], input.shape[2], input.shape[3]
  )
  let (fh, fw, count) = (filters.shape[0], filters.shape[1], filters.shape[3])
  guard
    let g = try? WindowGeometry(
      input: [height, width], window: [fh, fw], stride: stride, padding: padding, dilation: dilation)
  else { preconditionFailure("bad geometry") }
  var out = Tensor(shape: [batch] + g.output + [count], repeating: 0)
  var at = 0
  for n in 0..<batch {
    for oy in 0..<g.output[0] {
      for ox in 0..<g.output[1] {
        for k in 0..<count {
          var sum: Float = 0
          for fy in 0..<fh {
            let y = g.axes[0].start(of: oy) + fy * g.axes[0].dilation
            guard y >= 0, y < height else { continue }
            for fx in 0..<fw {
              let x = g.axes[1].start(of: ox) + fx * g.axes[1].dilation
              guard x >= 0, x < width else { continue }
              for c in 0..<channels {
                sum +=
                  input.scalars[((n * height + y) * width + x) * channels + c]
                  * filters.scalars[((fy * fw + fx) * channels + c) * count + k]
              }
            }
          }
          out.scalars[at] = sum
          at += 1
        }
      }
    }
  }
  out.origin = Operation(
    "conv2D", symbol: "∗",
    operands: [.init("input", input.shape), .init("filters", filters.shape)],
    detail: "stride \(g.axes[0].stride), valid", geometry: g)
  return out
}
