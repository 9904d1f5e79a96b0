// Adaptive average pooling: an output of fixed height and width for inputs of any size. With 1 × 1
// it is global average pooling, one number for each channel.

import Tensors

/// Averages over windows that are chosen so that the output has a given height and width.
///
/// Output i of O reads the rows from ⌊i·H/O⌋ up to ⌈(i+1)·H/O⌉: equal windows where O divides H,
/// overlapping ones where it does not, single pixels when H = O. With it the dense layers of
/// AlexNet and VGG take pictures of other sizes, and ResNet needs only a small dense layer.
/// Sources: PyTorch's `AdaptiveAvgPool2d`; Lin, Chen and Yan, "Network in network" (2013), section
/// 3.2.
public struct AdaptiveAveragePooling: Layer {
  /// The size of the output, [height, width].
  public let output: [Int]

  private var inputShape: [Int]?

  /// Makes a layer with an output size: one number, or [height, width].
  public init(to output: any PerAxis) {
    self.output = output.values(axes: 2)
    require(
      self.output.count == 2 && self.output.allSatisfy { $0 > 0 },
      "AdaptiveAveragePooling gives 1 row and column or more, not \(self.output)")
  }

  /// Maps (N, H, W, C) to (N, OH, OW, C).
  public mutating func forward(_ input: Tensor) -> Tensor {
    inputShape = input.shape
    let shape = outputShape(for: input.shape)
    // Every window is one pixel.
    if shape == input.shape { return input }
    var means = [Float](repeating: 0, count: shape.reduce(1, *))
    let numbers = input.scalars
    forEachPixel(of: input.shape) { output, pixel, share, channels in
      for c in 0..<channels { means[output + c] += numbers[pixel + c] * share }
    }
    return Tensor(shape: shape, scalars: means)
  }

  /// Computes the input gradient (N, H, W, C) from (N, OH, OW, C): each of m averaged numbers gets
  /// 1/m of the gradient.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let inputShape = requireForward(self.inputShape, of: "AdaptiveAveragePooling")
    requireGradient(
      outputGradient, shape: outputShape(for: inputShape), of: "AdaptiveAveragePooling")
    var inputGradient = [Float](repeating: 0, count: inputShape.reduce(1, *))
    let gradients = outputGradient.scalars
    forEachPixel(of: inputShape) { output, pixel, share, channels in
      for c in 0..<channels { inputGradient[pixel + c] += gradients[output + c] * share }
    }
    return Tensor(shape: inputShape, scalars: inputGradient)
  }

  /// Maps (N, H, W, C) to (N, OH, OW, C).
  public func outputShape(for inputShape: [Int]) -> [Int] {
    require(
      inputShape.count == 4 && inputShape[1] > 0 && inputShape[2] > 0,
      "AdaptiveAveragePooling takes pictures (N, H, W, C), not \(describe(inputShape))")
    return [inputShape[0]] + output + [inputShape[3]]
  }

  /// The field of the input when every window is one pixel. Otherwise nil: windows differ in size
  /// and distance.
  public func receptiveField(
    after field: ReceptiveField, for inputShape: [Int]
  ) -> ReceptiveField? { outputShape(for: inputShape) == inputShape ? field : nil }

  /// The rows or columns that each output reads, of `length`.
  private func windows(axis: Int, of length: Int) -> [Range<Int>] {
    (0..<output[axis]).map { i in
      i * length / output[axis]..<((i + 1) * length + output[axis] - 1) / output[axis]
    }
  }

  /// Calls `body` for every pixel under every window, with the offsets of the output and of the
  /// pixel and with the pixel's share of the mean.
  @inline(__always)
  private func forEachPixel(
    of shape: [Int], _ body: (_ output: Int, _ pixel: Int, _ share: Float, _ channels: Int) -> Void
  ) {
    let (height, width, channels) = (shape[1], shape[2], shape[3])
    let (vertical, horizontal) = (windows(axis: 0, of: height), windows(axis: 1, of: width))
    var output = 0
    for n in 0..<shape[0] {
      for rows in vertical {
        for columns in horizontal {
          let share = 1 / Float(rows.count * columns.count)
          for y in rows {
            for x in columns {
              body(output, ((n * height + y) * width + x) * channels, share, channels)
            }
          }
          output += channels
        }
      }
    }
  }
}
