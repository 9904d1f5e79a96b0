// The local response normalization layer of AlexNet.

import Tensors

/// Computes x / (bias + alpha · Σ x²)^beta, summed over the channels at most `radius` away at the
/// same position.
///
/// The parameters are TensorFlow's, the defaults AlexNet's. The paper writes n = 5 for the number
/// of channels in the sum, 2 · radius + 1, and k for the bias. PyTorch's `LocalResponseNorm` also
/// takes n, but divides alpha by it: its alpha is 5 · alpha here. At the first and last channels
/// the sum has fewer terms.
/// Source: Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional
/// neural networks" (2012), section 3.3.
public struct LocalResponseNormalization: Layer {
  /// The number of channels on either side in the sum, 0 or more.
  public let radius: Int
  /// The number that the sum is added to, above 0; k in the paper.
  public let bias: Float
  /// The factor of the sum, 0 or more.
  public let alpha: Float
  /// The exponent.
  public let beta: Float

  /// The input, and bias + alpha · Σ x² for each of its numbers.
  private var saved: (input: Tensor, sums: [Float])?

  /// Makes a layer, by default with AlexNet's settings.
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

  /// Normalizes (…, C) to the same shape.
  public mutating func forward(_ input: Tensor) -> Tensor {
    require(
      input.rank >= 1, "LocalResponseNormalization takes channels (…, C), not a single number")
    let sums = neighbourSums(of: input.scalars.map { $0 * $0 }, channels: input.shape.last ?? 1)
      .map { bias + alpha * $0 }
    saved = (input, sums)
    return Tensor(
      shape: input.shape, scalars: zip(input.scalars, sums).map { $0 * power($1, -beta) })
  }

  /// Computes the input gradient, (…, C).
  ///
  /// With s the denominator's base, y = x · s^−beta. The derivative of y is s^−beta with respect to
  /// its own x, and that of each neighbour's yᵢ is −beta · xᵢ · sᵢ^(−beta − 1) · 2 · alpha · x.
  /// Neighbours are mutual, so the sum over neighbours is the same as in forward.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let (input, sums) = requireForward(saved, of: "LocalResponseNormalization")
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

  /// Sums for each channel over the channels at most `radius` away.
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

/// Computes a power of a positive number.
private func power(_ base: Float, _ exponent: Float) -> Float {
  // ∞ and NaN have no logarithm; 0 does not occur, since the base is at least the bias.
  guard base.isFinite else { return base.isNaN ? base : exponent < 0 ? 0 : .infinity }
  return Float(exponential(naturalLogarithm(Double(base)) * Double(exponent)))
}
