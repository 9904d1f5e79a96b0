// Local response normalization, AlexNet's way of letting neighbouring channels compete.

import Tensors

/// x / (bias + alpha · Σ x²)^beta, the sum over the channels at most `radius` away, at the same place.
///
/// The parameters are TensorFlow's, whose defaults are radius 5, bias 1, alpha 1 and beta ½; those here
/// are AlexNet's. The paper writes n = 5 for the number of channels in the sum, which is
/// 2 · radius + 1, and k for the bias. PyTorch's `LocalResponseNorm` also takes n, but divides alpha by
/// it: give it 5 · alpha. At the first and last channels the sum has fewer terms.
/// Source: Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional neural
/// networks" (2012), section 3.3.
public struct LocalResponseNormalization: Layer {
  /// How many channels on either side are summed.
  public let radius: Int
  /// What the sum is added to, above 0; k in the paper.
  public let bias: Float
  /// What the sum is multiplied by.
  public let alpha: Float
  /// The power.
  public let beta: Float

  /// The last input, and (bias + alpha · Σ x²) for each of its numbers.
  private var memory: (input: Tensor, sums: [Float])?

  /// A layer with AlexNet's settings, or others.
  public init(radius: Int = 2, bias: Float = 2, alpha: Float = 1e-4, beta: Float = 0.75) {
    require(
      radius >= 0 && bias > 0 && alpha >= 0,
      "LocalResponseNormalization takes a radius and an alpha of 0 or more and a bias above 0, not "
        + "\(radius), \(alpha) and \(bias)")
    self.radius = radius
    self.bias = bias
    self.alpha = alpha
    self.beta = beta
  }

  /// (…, C) to the same shape.
  public mutating func forward(_ input: Tensor) -> Tensor {
    require(
      input.rank >= 1, "LocalResponseNormalization takes channels (…, C), not a single number")
    let sums = neighbourSums(of: input.scalars.map { $0 * $0 }, channels: input.shape.last ?? 1)
      .map { bias + alpha * $0 }
    memory = (input, sums)
    return Tensor(
      shape: input.shape, scalars: zip(input.scalars, sums).map { $0 * power($1, -beta) })
  }

  /// (…, C) to the same shape.
  ///
  /// With s the sum, y = x · s^−beta. A number is in its own numerator, slope s^−beta, and in the sums
  /// of its neighbours i, each with slope −beta · xᵢ · sᵢ^(−beta − 1) · 2 · alpha · x. Who is whose
  /// neighbour is mutual, so it is the same sum over neighbours as forward.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let (input, sums) = requireForward(memory, of: "LocalResponseNormalization")
    requireGradient(outputGradient, shape: input.shape, of: "LocalResponseNormalization")
    let (inputs, gradients) = (input.scalars, outputGradient.scalars)
    let scales = sums.map { power($0, -beta) }
    let shares = inputs.indices.map { gradients[$0] * inputs[$0] * scales[$0] / sums[$0] }
    let shared = neighbourSums(of: shares, channels: input.shape.last ?? 1)
    let inputGradient = inputs.indices.map {
      gradients[$0] * scales[$0] - 2 * alpha * beta * inputs[$0] * shared[$0]
    }
    return Tensor(shape: input.shape, scalars: inputGradient)
  }

  /// For each channel the sum over the channels at most `radius` away.
  private func neighbourSums(of numbers: [Float], channels: Int) -> [Float] {
    var sums = [Float](repeating: 0, count: numbers.count)
    for place in numbers.indices {
      let channel = place % channels
      let (low, high) = (max(0, channel - radius), min(channels - 1, channel + radius))
      for neighbour in low...high { sums[place] += numbers[place - channel + neighbour] }
    }
    return sums
  }
}

/// A positive number to some power.
private func power(_ base: Float, _ exponent: Float) -> Float {
  // ∞ and NaN have no logarithm to go by; base is never below the bias.
  guard base.isFinite else { return base.isNaN ? base : exponent < 0 ? 0 : .infinity }
  return Float(exponential(naturalLogarithm(Double(base)) * Double(exponent)))
}
