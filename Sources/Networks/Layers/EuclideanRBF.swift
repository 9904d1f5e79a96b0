// LeNet-5's last layer: each class has a code, and the class whose code is nearest has the highest score.

import Tensors

/// Minus the squared distance of a row of numbers from each of some codes, which are not learned.
///
/// The paper calls its units radial basis functions and takes the smallest distance for the answer;
/// with the sign turned the largest score wins, as everywhere here.
/// Source: LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition"
/// (1998), section II.B, equation 7.
public struct EuclideanRBF: Layer {
  /// The codes, (classes, length), numbers ±1 as a rule.
  public let codes: Tensor

  private var input: Tensor?

  /// A layer with a code for each class, (classes, length).
  public init(codes: Tensor) {
    require(codes.rank == 2, "codes are (classes, length), not \(describe(codes.shape))")
    self.codes = codes
  }

  /// (N, length) to (N, classes): −Σ (x − code)².
  public mutating func forward(_ input: Tensor) -> Tensor {
    let shape = outputShape(for: input.shape)
    self.input = input
    let distances = difference(from: input)
    return Tensor(
      shape: shape, scalars: (distances * distances).sum(axes: [2]).scalars.map { -$0 })
  }

  /// (N, classes) to (N, length): each score pulls its row towards its code, by −2 · (x − code).
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let input = requireForward(self.input, of: "EuclideanRBF")
    requireGradient(outputGradient, shape: outputShape(for: input.shape), of: "EuclideanRBF")
    let pulls = difference(from: input) * outputGradient.reshaped(to: outputGradient.shape + [1])
    return pulls.sum(axes: [1]) * -2
  }

  /// (N, length) to (N, classes).
  public func outputShape(for inputShape: [Int]) -> [Int] {
    require(
      inputShape.count == 2 && inputShape[1] == codes.shape[1],
      "EuclideanRBF with codes of \(codes.shape[1]) numbers takes (N, \(codes.shape[1])), not "
        + describe(inputShape))
    return [inputShape[0], codes.shape[0]]
  }

  /// N · classes · length.
  public func multiplications(for inputShape: [Int]) -> Int { inputShape[0] * codes.count }

  /// (N, classes, length).
  private func difference(from input: Tensor) -> Tensor {
    input.reshaped(input.shape[0], 1, input.shape[1]) - codes
  }
}
