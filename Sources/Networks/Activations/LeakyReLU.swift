// Leaky ReLU: what is negative is made small instead of 0, so that no neuron dies.

import Tensors

/// x above 0, slope · x below; any shape.
///
/// Source: Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic models"
/// (2013).
public struct LeakyReLU: Layer {
  /// The slope below 0: 0.01 in the paper and in PyTorch, 0.3 in Keras.
  public let slope: Float

  private var input: Tensor?

  /// A leaky ReLU layer.
  public init(slope: Float = 0.01) { self.slope = slope }

  /// x above 0, slope · x below.
  public mutating func forward(_ input: Tensor) -> Tensor {
    self.input = input
    let slope = slope
    return input.activated("LeakyReLU") { $0 < 0 ? slope * $0 : $0 }
  }

  /// The slope is 1 above 0, `slope` below; at 0 itself, where there is none, `slope` is taken, as in
  /// PyTorch.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let input = requireForward(self.input, of: "LeakyReLU")
    requireGradient(outputGradient, shape: input.shape, of: "LeakyReLU")
    return Tensor(
      shape: input.shape,
      scalars: zip(input.scalars, outputGradient.scalars).map { $0 > 0 ? $1 : slope * $1 })
  }
}
