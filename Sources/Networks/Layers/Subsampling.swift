// Subsampling: pooling as it was before 2000, with something to learn in it.

import Tensors

/// coefficient · mean + bias of each window, one coefficient and one bias for each map.
///
/// The paper sums the four numbers of a window instead of averaging them, which a coefficient of a
/// quarter makes up for.
/// Source: LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition"
/// (1998), section II.B, layers S2 and S4.
public struct Subsampling: Layer {
  /// What means are multiplied by, (C); 1 at first.
  public var coefficient: Parameter
  /// What is added to them, (C); 0 at first.
  public var bias: Parameter

  private var pooling: Pooling
  private var means: Tensor?

  /// A layer for so many maps.
  ///
  /// - Parameters:
  ///   - channels: how many maps.
  ///   - windowSize: how high and wide; windows touch.
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

  /// (N, H, W, C) to (N, OH, OW, C).
  public mutating func forward(_ input: Tensor) -> Tensor {
    requireChannels(input.shape)
    let means = pooling.forward(input)
    self.means = means
    return means * coefficient.value + bias.value
  }

  /// (N, OH, OW, C) to (N, H, W, C); sets the gradients of coefficient and bias.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let means = requireForward(self.means, of: "Subsampling")
    requireGradient(outputGradient, shape: means.shape, of: "Subsampling")
    coefficient.gradient = (outputGradient * means).sum(axes: [0, 1, 2])
    bias.gradient = outputGradient.sum(axes: [0, 1, 2])
    return pooling.backward(outputGradient * coefficient.value)
  }

  /// (N, H, W, C) to (N, OH, OW, C).
  public func outputShape(for inputShape: [Int]) -> [Int] {
    requireChannels(inputShape)
    return pooling.outputShape(for: inputShape)
  }

  /// That of its pooling.
  public func receptiveField(
    after field: ReceptiveField, for inputShape: [Int]
  ) -> ReceptiveField? { pooling.receptiveField(after: field, for: inputShape) }

  /// One for each number that comes out.
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
