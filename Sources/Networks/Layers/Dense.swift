// The dense layer, also called fully connected or linear.

import Tensors

/// Computes input · weights + bias: every output is a weighted sum of all inputs.
public struct Dense: Layer {
  /// The weights, (inputs, outputs).
  public var weights: Parameter
  /// The biases, (outputs).
  public var bias: Parameter

  private var input: Tensor?

  /// Makes a layer of given weights.
  ///
  /// - Parameters:
  ///   - weights: (inputs, outputs).
  ///   - bias: (outputs); zeros when left out.
  public init(weights: Tensor, bias: Tensor? = nil) {
    require(
      weights.rank == 2,
      "the weights of a Dense are (inputs, outputs), not \(describe(weights.shape))")
    let bias = bias ?? Tensor.zeros(weights.shape[1])
    require(
      bias.shape == [weights.shape[1]],
      "weights \(describe(weights.shape)) take a bias of shape (\(weights.shape[1])), not "
        + describe(bias.shape))
    self.weights = Parameter("weights", weights)
    self.bias = Parameter("bias", bias)
  }

  /// Makes a layer of random weights, to be trained.
  ///
  /// - Parameters:
  ///   - inputs: the numbers of one example.
  ///   - outputs: the outputs for one example.
  ///   - standardDeviation: of the weights; by default √(2 / inputs), as in `Convolution`.
  ///   - bias: the initialization of the biases.
  ///   - generator: the source of random numbers, for weights first.
  public init(
    inputs: Int, outputs: Int, standardDeviation: Float? = nil,
    bias: BiasInitialization = .constant(0),
    using generator: inout some RandomNumberGenerator
  ) {
    self.init(
      weights: .random(
        normal: 0, standardDeviation: standardDeviation ?? (2 / Float(inputs)).squareRoot(),
        shape: [inputs, outputs], using: &generator),
      bias: bias.values(count: outputs, using: &generator))
  }

  /// Visits weights, then bias.
  public mutating func visitParameters(_ visit: (inout Parameter) -> Void) {
    visit(&weights)
    visit(&bias)
  }

  /// Maps (N, inputs) to (N, outputs).
  public mutating func forward(_ input: Tensor) -> Tensor {
    requireInput(input.shape)
    self.input = input
    var output = matmul(input, weights.value, bias: bias.value)
    output.provenance = Provenance(
      "Dense", operands: [.init("input", input.shape), .init("weights", weights.value.shape)])
    return output
  }

  /// Computes the input gradient (N, inputs) from (N, outputs); sets the gradients of `weights` and
  /// `bias`.
  ///
  /// ∂L/∂W = inputᵀ · ∂L/∂output, ∂L/∂b = the sum of ∂L/∂output over the batch,
  /// and ∂L/∂input = ∂L/∂output · Wᵀ.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    backpropagate(outputGradient)
    return matmul(outputGradient, weights.value, transposingRight: true, bias: nil)
  }

  /// Sets the gradients of `weights` and `bias` without the input gradient.
  public mutating func backpropagate(_ outputGradient: Tensor) {
    let input = requireForward(self.input, of: "Dense")
    requireGradient(
      outputGradient, shape: [input.shape[0], bias.value.count], of: "Dense")
    weights.gradient = matmul(input, transposingLeft: true, outputGradient, bias: nil)
    bias.gradient = outputGradient.sum(axes: [0])
  }

  /// Maps (N, inputs) to (N, outputs).
  public func outputShape(for inputShape: [Int]) -> [Int] {
    requireInput(inputShape)
    return [inputShape[0], bias.value.count]
  }

  /// Counts N · inputs · outputs.
  public func multiplications(for inputShape: [Int]) -> Int { inputShape[0] * weights.value.count }

  /// Nil: every output depends on all inputs.
  public func receptiveField(
    after field: ReceptiveField, for inputShape: [Int]
  ) -> ReceptiveField? { nil }

  private func requireInput(_ shape: [Int]) {
    require(
      shape.count == 2 && shape[1] == weights.value.shape[0],
      "Dense with weights \(describe(weights.value.shape)) takes (N, \(weights.value.shape[0])), "
        + "not " + describe(shape))
  }
}
