// 3D convolution, for films and scans. It computes a 2D convolution of pictures whose channels are
// those of all slices under the filter.

/// Computes the 3D convolution (cross-correlation) of volumes with filters.
///
/// Every output is the sum of input[n, z·S + fz·D − P, y·S + fy·D − P, x·S + fx·D − P, c]
/// · filters[fz, fy, fx, c, k] over fz, fy, fx and c, plus the filter's bias. A filter as deep as
/// the input has one position along depth, so the output has a single slice.
///
/// - Parameters:
///   - input: (N, D, H, W, C); or (D, H, W), one volume of one channel, with a filter
///     (FD, FH, FW).
///   - filters: (FD, FH, FW, C, K); or (FD, FH, FW), one filter of one channel.
///   - bias: (K), added to each filter's outputs.
///   - stride: the distance between two positions of the filter, 1 or more; one number, or
///     [deep, down, right].
///   - padding: the padding of the input; it counts as 0.
///   - dilation: the distance between neighbouring elements of the filter, 1 or more; one number,
///     or [deep, down, right].
/// - Returns: (N, OD, OH, OW, K), for an input (D, H, W) (OD, OH, OW); with the sums behind OD, OH
///   and OW in `provenance`.
/// - Precondition: the filters have the input's channels and fit into the padded input.
public func conv3D(
  _ input: Tensor, _ filters: Tensor, bias: Tensor? = nil, stride: any PerAxis = 1,
  padding: Padding = .valid, dilation: any PerAxis = 1
) -> Tensor {
  let geometry = convolutionGeometry(
    "conv3D", axes: 3, input.shape, filters.shape, bias: bias?.shape, stride: stride,
    padding: padding,
    dilation: dilation)
  let (volumes, bank) = (input.withBatchAndChannel(axes: 3), filters.withChannels(axes: 3))
  let count = bank.shape[4]
  // (FD, FH, FW, C, K) to (FH, FW, FD·C, K), in the order of `slicesAsChannels`.
  let flat = bank.transposed(permutation: 1, 2, 0, 3, 4)
    .reshaped(to: [bank.shape[1], bank.shape[2], bank.shape[0] * bank.shape[3], count])
  let picture = WindowGeometry(axes: Array(geometry.axes[1...]), padding: padding)
  let output = fastConvolution(
    slicesAsChannels(volumes, geometry.axes[0]), flat, picture, Epilogue(bias: bias)
  )
  .reshaped(to: [volumes.shape[0]] + geometry.output + [count])
  return convolved("conv3D", axes: 3, input, filters, geometry, output)
}

/// Computes `conv3D` in plain loops, the reference for tests of the fast version.
///
/// The parameters are the same; the result differs by the order of summation.
public func plainConv3D(
  _ input: Tensor, _ filters: Tensor, bias: Tensor? = nil, stride: any PerAxis = 1,
  padding: Padding = .valid, dilation: any PerAxis = 1
) -> Tensor {
  let geometry = convolutionGeometry(
    "conv3D", axes: 3, input.shape, filters.shape, bias: bias?.shape, stride: stride,
    padding: padding,
    dilation: dilation)
  let (volumes, bank) = (input.withBatchAndChannel(axes: 3), filters.withChannels(axes: 3))
  let (deep, vertical, horizontal) = (geometry.axes[0], geometry.axes[1], geometry.axes[2])
  var output: [Float] = []
  for n in 0..<volumes.shape[0] {
    for oz in 0..<deep.output {
      for oy in 0..<vertical.output {
        for ox in 0..<horizontal.output {
          for k in 0..<bank.shape[4] {
            var sum: Float = 0
            for fz in 0..<deep.windowSize {
              let z = deep.start(of: oz) + fz * deep.dilation
              for fy in 0..<vertical.windowSize {
                let y = vertical.start(of: oy) + fy * vertical.dilation
                for fx in 0..<horizontal.windowSize {
                  let x = horizontal.start(of: ox) + fx * horizontal.dilation
                  let isInside =
                    z >= 0 && z < deep.input && y >= 0 && y < vertical.input && x >= 0
                    && x < horizontal.input
                  for c in 0..<volumes.shape[4] {
                    sum += (isInside ? volumes[n, z, y, x, c] : 0) * bank[fz, fy, fx, c, k]
                  }
                }
              }
            }
            output.append(sum + (bias.map { $0.scalars[k] } ?? 0))
          }
        }
      }
    }
  }
  return convolved(
    "conv3D", axes: 3, input, filters, geometry,
    Tensor(shape: [volumes.shape[0]] + geometry.output + [bank.shape[4]], scalars: output))
}

/// Copies (N, D, H, W, C) to (N·OD, H, W, FD·C): for each output along depth, the channels of all
/// slices under the filter; a slice in the padding is zeros.
private func slicesAsChannels(_ input: Tensor, _ deep: WindowGeometry.Axis) -> Tensor {
  let (batch, height, width) = (input.shape[0], input.shape[2], input.shape[3])
  let (channels, pixels) = (input.shape[4], height * width)
  let together = deep.windowSize * channels
  let shape = [batch * deep.output, height, width, together]
  var pictures = [Float](repeating: 0, count: scalarCount(of: shape))
  for n in 0..<batch {
    for oz in 0..<deep.output {
      for fz in 0..<deep.windowSize {
        let z = deep.start(of: oz) + fz * deep.dilation
        guard z >= 0, z < deep.input else { continue }
        let source = (n * deep.input + z) * pixels * channels
        let target = (n * deep.output + oz) * pixels * together + fz * channels
        for pixel in 0..<pixels {
          for c in 0..<channels {
            pictures[target + pixel * together + c] = input.scalars[source + pixel * channels + c]
          }
        }
      }
    }
  }
  return Tensor(shape: shape, scalars: pictures)
}
