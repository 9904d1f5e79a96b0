// The output layer of LeNet-5: Euclidean radial basis functions.

import Tensors

/// Computes minus the squared distance of each row from the fixed code of each class.
///
/// The paper predicts the class of the smallest distance; with the minus sign it is that of the
/// largest score, as in all other networks.
/// Source: LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document
/// recognition" (1998), section II.B, equation 7.
public struct EuclideanRBF: Layer {
  /// The codes, (classes, length), in LeNet-5 of numbers ±1. They are not learned.
  public let codes: Tensor

  private var input: Tensor?

  /// Makes a layer of a code for each class, (classes, length).
  public init(codes: Tensor) {
    require(codes.rank == 2, "codes are (classes, length), not \(describe(codes.shape))")
    self.codes = codes
  }

  /// Computes −Σ (x − code)²: (N, length) to (N, classes).
  public mutating func forward(_ input: Tensor) -> Tensor {
    let shape = outputShape(for: input.shape)
    self.input = input
    let distances = difference(from: input)
    return Tensor(
      shape: shape, scalars: (distances * distances).sum(axes: [2]).scalars.map { -$0 })
  }

  /// Computes the input gradient (N, length) from (N, classes): Σ −2 · (x − code) · gradient.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let input = requireForward(self.input, of: "EuclideanRBF")
    requireGradient(outputGradient, shape: outputShape(for: input.shape), of: "EuclideanRBF")
    let terms = difference(from: input) * outputGradient.reshaped(to: outputGradient.shape + [1])
    return terms.sum(axes: [1]) * -2
  }

  /// Computes the output shape (N, classes) of (N, length).
  public func outputShape(for inputShape: [Int]) -> [Int] {
    require(
      inputShape.count == 2 && inputShape[1] == codes.shape[1],
      "EuclideanRBF with codes of \(codes.shape[1]) numbers takes (N, \(codes.shape[1])), not "
        + describe(inputShape))
    return [inputShape[0], codes.shape[0]]
  }

  /// Counts N · classes · length.
  public func multiplications(for inputShape: [Int]) -> Int { inputShape[0] * codes.count }

  /// Computes x − code, (N, classes, length).
  private func difference(from input: Tensor) -> Tensor {
    input.reshaped(input.shape[0], 1, input.shape[1]) - codes
  }
}
