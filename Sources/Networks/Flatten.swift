// Flattening: pictures become rows for a dense layer. No number changes, only the shape.

import Tensors

/// (N, H, W, C), or any shape with a batch in front, to (N, H·W·C).
public struct Flatten: Layer {
  private var inputShape: [Int]?

  /// A flattening layer.
  public init() {}

  /// (N, …) to (N, the product of the rest).
  public mutating func forward(_ input: Tensor) -> Tensor {
    require(input.rank >= 1, "Flatten takes a batch (N, …), not a single number")
    inputShape = input.shape
    var output = input.reshaped(input.shape[0], input.shape.dropFirst().reduce(1, *))
    output.origin = Operation("Flatten", operands: [.init("input", input.shape)])
    return output
  }

  /// Every gradient goes back to where its number came from.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let inputShape = remembered(self.inputShape, by: "Flatten")
    requireGradient(
      outputGradient, shape: [inputShape[0], inputShape.dropFirst().reduce(1, *)], of: "Flatten")
    return outputGradient.reshaped(to: inputShape)
  }
}
