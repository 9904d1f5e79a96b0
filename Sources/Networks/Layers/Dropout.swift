// The dropout layer, for regularization.

import Tensors

/// Sets each number to 0 with probability p in training, and multiplies the others by 1 / (1 − p).
///
/// The factor keeps the expected sum, so that in inference the layer is the identity. This is
/// "inverted dropout", as in TensorFlow and PyTorch; the paper multiplies by 1 − p in inference.
/// Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout: a simple way to
/// prevent neural networks from overfitting" (2014).
public struct Dropout: Layer {
  /// The probability of dropping a number, 0..<1.
  public let probability: Float
  /// The mode: training drops numbers, inference none.
  public var mode = Mode.training

  private var generator: SeededGenerator
  /// The factor of each number, 0 or 1 / (1 − p), or no factors in inference; and the shape.
  private var saved: (factors: Tensor?, shape: [Int])?

  /// Makes the layer.
  ///
  /// - Parameters:
  ///   - probability: the probability of dropping a number, 0..<1.
  ///   - seed: of the random numbers; with the same seed, each forward drops the same numbers.
  public init(probability: Float, seed: UInt64) {
    require(
      probability >= 0 && probability < 1,
      "Dropout takes a probability in 0..<1, not \(probability)")
    self.probability = probability
    generator = SeededGenerator(seed: seed)
  }

  /// Drops numbers of any shape in training; returns the input in inference.
  public mutating func forward(_ input: Tensor) -> Tensor {
    guard mode == .training else {
      saved = (nil, input.shape)
      return input
    }
    let scale = 1 / (1 - probability)
    // Compared as integers of 24 bits, the precision of a Float in 0..<1.
    let limit = UInt64(Double(probability) * 0x1p24)
    var generator = generator
    let factors = Tensor(
      shape: input.shape,
      scalars: (0..<input.count).map { _ in generator.next() >> 40 < limit ? 0 : scale })
    self.generator = generator
    saved = (factors, input.shape)
    return input * factors
  }

  /// Computes the input gradient: each number's factor times its output gradient.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let (factors, shape) = requireForward(saved, of: "Dropout")
    requireGradient(outputGradient, shape: shape, of: "Dropout")
    return factors.map { outputGradient * $0 } ?? outputGradient
  }
}
