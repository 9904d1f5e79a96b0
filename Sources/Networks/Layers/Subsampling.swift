// The subsampling layer of LeNet-5: average pooling with a learned coefficient and bias.

import Tensors

/// Computes coefficient · mean + bias of each window, with one coefficient and bias for each
/// channel.
///
/// The paper sums the four numbers of a window instead of averaging them: its coefficient is a
/// quarter of the one here.
/// Source: LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document
/// recognition" (1998), section II.B, layers S2 and S4.
public struct Subsampling: Layer {
  /// The factors of the means, (C); 1 at first.
  public var coefficient: Parameter
  /// The biases, (C); 0 at first.
  public var bias: Parameter

  private var pooling: Pooling
  private var means: Tensor?

  /// Makes a layer for C channels.
  ///
  /// - Parameters:
  ///   - channels: the number of channels, C.
  ///   - windowSize: the height and width of the window, and the stride.
  public init(channels: Int, windowSize: Int) {
    coefficient = Parameter("coefficient", .ones(channels))
    bias = Parameter("bias", .zeros(channels))
    pooling = Pooling(.average, windowSize: windowSize)
  }

  /// Visits coefficient, then bias.
  public mutating func visitParameters(_ visit: (inout Parameter) -> Void) {
    visit(&coefficient)
    visit(&bias)
  }

  /// Maps (N, H, W, C) to (N, OH, OW, C).
  public mutating func forward(_ input: Tensor) -> Tensor {
    requireChannels(input.shape)
    let means = pooling.forward(input)
    self.means = means
    return means * coefficient.value + bias.value
  }

  /// Computes the input gradient (N, H, W, C) from (N, OH, OW, C); sets the gradients of
  /// coefficient and bias.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let means = requireForward(self.means, of: "Subsampling")
    requireGradient(outputGradient, shape: means.shape, of: "Subsampling")
    coefficient.gradient = (outputGradient * means).sum(axes: [0, 1, 2])
    bias.gradient = outputGradient.sum(axes: [0, 1, 2])
    return pooling.backward(outputGradient * coefficient.value)
  }

  /// Computes the output shape (N, OH, OW, C) of (N, H, W, C).
  public func outputShape(for inputShape: [Int]) -> [Int] {
    requireChannels(inputShape)
    return pooling.outputShape(for: inputShape)
  }

  /// Computes the receptive field behind the window.
  public func receptiveField(
    after field: ReceptiveField, for inputShape: [Int]
  ) -> ReceptiveField? { pooling.receptiveField(after: field, for: inputShape) }

  /// Counts one for each output.
  public func multiplications(for inputShape: [Int]) -> Int {
    outputShape(for: inputShape).reduce(1, *)
  }

  private func requireChannels(_ shape: [Int]) {
    require(
      shape.count == 4 && shape[3] == bias.value.count,
      "Subsampling of \(bias.value.count) maps takes (N, H, W, \(bias.value.count)), not "
        + describe(shape))
  }
}
