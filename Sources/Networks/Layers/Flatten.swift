// The flatten layer, which makes rows for a dense layer of pictures.

import Tensors

/// Reshapes (N, H, W, C), or any shape with a batch in front, to (N, H·W·C).
public struct Flatten: Layer {
  private var inputShape: [Int]?

  /// Makes the layer.
  public init() {}

  /// Reshapes (N, …) to (N, the product of the rest).
  public mutating func forward(_ input: Tensor) -> Tensor {
    inputShape = input.shape
    var output = input.reshaped(to: outputShape(for: input.shape))
    output.provenance = Provenance("Flatten", operands: [.init("input", input.shape)])
    return output
  }

  /// Reshapes the gradient to the shape of the input.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let inputShape = requireForward(self.inputShape, of: "Flatten")
    requireGradient(
      outputGradient, shape: outputShape(for: inputShape), of: "Flatten")
    return outputGradient.reshaped(to: inputShape)
  }

  /// Reshapes (N, …) to (N, the product of the rest).
  public func outputShape(for inputShape: [Int]) -> [Int] {
    require(!inputShape.isEmpty, "Flatten takes a batch (N, …), not a single number")
    return [inputShape[0], inputShape.dropFirst().reduce(1, *)]
  }

  /// Nil: positions along a row are no positions on the picture.
  public func receptiveField(
    after field: ReceptiveField, for inputShape: [Int]
  ) -> ReceptiveField? { nil }
}
