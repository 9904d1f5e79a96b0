// Dropout: in training a random part of the numbers is switched off, so that none can be relied on.

import Tensors

/// Sets each number to 0 with a probability p, and multiplies those that stay by 1 / (1 − p).
///
/// The factor keeps the expected sum what it was, so that in use the layer has nothing to do: then it
/// is the identity. (Srivastava's paper multiplies by 1 − p in use instead; this "inverted" form is
/// what TensorFlow and PyTorch do.)
/// Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout: a simple way to
/// prevent neural networks from overfitting" (2014).
public struct Dropout: Layer {
  /// How likely a number is switched off, 0..<1.
  public let probability: Float
  /// Whether numbers are dropped (training) or all pass (inference).
  public var mode = Mode.training

  private var generator: SeededGenerator
  /// What each number was multiplied by, 0 or 1 / (1 − p); nil inside when all passed.
  private var memory: (factors: Tensor?, shape: [Int])?

  /// A dropout layer.
  ///
  /// - Parameters:
  ///   - probability: how likely a number is switched off, 0..<1.
  ///   - seed: the same seed drops the same numbers, forward by forward.
  public init(probability: Float, seed: UInt64) {
    require(
      probability >= 0 && probability < 1,
      "Dropout takes a probability in 0..<1, not \(probability)")
    self.probability = probability
    generator = SeededGenerator(seed: seed)
  }

  /// Any shape to the same shape.
  public mutating func forward(_ input: Tensor) -> Tensor {
    guard mode == .training else {
      memory = (nil, input.shape)
      return input
    }
    let scale = 1 / (1 - probability)
    // Compared as whole numbers of 24 bits, all that a Float in 0..<1 can tell apart.
    let limit = UInt64(Double(probability) * 0x1p24)
    var generator = generator
    let factors = Tensor(
      shape: input.shape,
      scalars: (0..<input.count).map { _ in generator.next() >> 40 < limit ? 0 : scale })
    self.generator = generator
    memory = (factors, input.shape)
    return input * factors
  }

  /// What was switched off has no say in the loss; the rest was multiplied, and so is its gradient.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let (factors, shape) = requireForward(memory, of: "Dropout")
    requireGradient(outputGradient, shape: shape, of: "Dropout")
    return factors.map { outputGradient * $0 } ?? outputGradient
  }
}
