// The leaky ReLU layer. Its gradient is nowhere 0, so no unit stops learning ("dying ReLU").

import Tensors

/// Computes x for x > 0 and slope · x otherwise, for each number of any shape.
///
/// Source: Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models"
/// (2013).
public struct LeakyReLU: Layer {
  /// The negative slope: 0.01 in the paper and in PyTorch, 0.3 in Keras.
  public let slope: Float

  private var input: Tensor?

  /// Makes the layer.
  public init(slope: Float = 0.01) { self.slope = slope }

  /// Computes the output, in the shape of the input.
  public mutating func forward(_ input: Tensor) -> Tensor {
    self.input = input
    let slope = slope
    return input.activated("LeakyReLU") { $0 < 0 ? slope * $0 : $0 }
  }

  /// Computes the input gradient: the derivative is 1 above 0 and `slope` below. At 0, where there
  /// is none, it takes `slope`, as PyTorch does.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let input = requireForward(self.input, of: "LeakyReLU")
    requireGradient(outputGradient, shape: input.shape, of: "LeakyReLU")
    return Tensor(
      shape: input.shape,
      scalars: zip(input.scalars, outputGradient.scalars).map { $0 > 0 ? $1 : slope * $1 })
  }
}
