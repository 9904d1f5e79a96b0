// Convolution on a graph: every node mixes its own numbers with its neighbours', with one set of
// weights for all nodes.

import Tensors

/// The matrix by which a graph convolution mixes neighbours: Â = D̃^−½ (A + I) D̃^−½.
///
/// I makes every node its own neighbour, so that it does not forget itself. D̃ holds the row sums of
/// A + I; dividing by their roots on both sides keeps a node with many ties from drowning the others.
/// Source: Kipf and Welling, "Semi-supervised classification with graph convolutional networks" (2017),
/// section 2.
///
/// - Parameter adjacency: A, (n, n): 1 where two nodes are tied, else 0; or the weights of the ties.
/// - Returns: Â, (n, n).
public func normalizedAdjacency(_ adjacency: Tensor) -> Tensor {
  require(
    adjacency.rank == 2 && adjacency.shape[0] == adjacency.shape[1],
    "an adjacency matrix has a row and a column for each node, (n, n), not "
      + describe(adjacency.shape))
  require(
    adjacency.scalars.allSatisfy { $0 >= 0 }, "the ties of an adjacency matrix are 0 or more")
  let count = adjacency.shape[0]
  var scalars = adjacency.scalars
  for node in 0..<count { scalars[node * count + node] += 1 }
  let degrees = (0..<count).map { scalars[$0 * count..<($0 + 1) * count].reduce(0, +) }
  for row in 0..<count {
    for column in 0..<count {
      scalars[row * count + column] /= (degrees[row] * degrees[column]).squareRoot()
    }
  }
  return Tensor(shape: adjacency.shape, scalars: scalars)
}

/// Â · features · weights + bias.
///
/// Its batch is the graph: one row for each node, and what comes out for a node depends on its
/// neighbours. An activation, as the H = ReLU(Â X W) of the books, is a layer of its own.
public struct GraphConvolution: Layer {
  /// Who is mixed with whom and how much, (n, n): Â of `normalizedAdjacency`. Nothing is learned here.
  public let mixing: Tensor
  /// One column for each output feature, (features, outputs); the same for all nodes.
  public var weights: Parameter
  /// One number for each output feature, (outputs).
  public var bias: Parameter

  private var input: Tensor?

  /// A layer with given numbers.
  ///
  /// - Parameters:
  ///   - mixing: (n, n), for a graph of n nodes.
  ///   - weights: (features, outputs).
  ///   - bias: (outputs); zeros when left out.
  public init(mixing: Tensor, weights: Tensor, bias: Tensor? = nil) {
    require(
      mixing.rank == 2 && mixing.shape[0] == mixing.shape[1] && weights.rank == 2,
      "a GraphConvolution takes a mixing (n, n) and weights (features, outputs), not "
        + "\(describe(mixing.shape)) and \(describe(weights.shape))")
    let bias = bias ?? Tensor.zeros(weights.shape[1])
    require(
      bias.shape == [weights.shape[1]],
      "weights \(describe(weights.shape)) take a bias of shape (\(weights.shape[1])), not "
        + describe(bias.shape))
    self.mixing = mixing
    self.weights = Parameter("weights", weights)
    self.bias = Parameter("bias", bias)
  }

  /// A layer to be trained, with random numbers to begin with.
  ///
  /// - Parameters:
  ///   - mixing: (n, n), for a graph of n nodes.
  ///   - inputs: how many numbers a node has.
  ///   - outputs: how many come out for each.
  ///   - standardDeviation: the standard deviation of the weights; by default √(2 / (inputs + outputs)), after
  ///     Glorot and Bengio (2010), as in the paper.
  ///   - generator: where the numbers come from.
  public init(
    mixing: Tensor, inputs: Int, outputs: Int, standardDeviation: Float? = nil,
    using generator: inout some RandomNumberGenerator
  ) {
    self.init(
      mixing: mixing,
      weights: .random(
        normal: 0,
        standardDeviation: standardDeviation ?? (2 / Float(inputs + outputs)).squareRoot(),
        shape: [inputs, outputs], using: &generator))
  }

  /// Visits weights, then bias.
  public mutating func visitParameters(_ visit: (inout Parameter) -> Void) {
    visit(&weights)
    visit(&bias)
  }

  /// (n, features) to (n, outputs).
  public mutating func forward(_ input: Tensor) -> Tensor {
    requireInput(input.shape)
    self.input = input
    var output = matmul(mixing, matmul(input, weights.value), bias: bias.value)
    output.provenance = Provenance(
      "GraphConvolution",
      operands: [
        .init("mixing", mixing.shape), .init("input", input.shape),
        .init("weights", weights.value.shape),
      ])
    return output
  }

  /// (n, outputs) to (n, features); sets the gradients of `weights` and `bias`.
  ///
  /// With M = Âᵀ · ∂L/∂output, what flows back along the ties: ∂L/∂W = inputᵀ · M,
  /// ∂L/∂input = M · Wᵀ, and ∂L/∂b = the sum of ∂L/∂output over the nodes.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let input = requireForward(self.input, of: "GraphConvolution")
    requireGradient(
      outputGradient, shape: [input.shape[0], bias.value.count], of: "GraphConvolution")
    let mixed = matmul(mixing, transposingLeft: true, outputGradient, bias: nil)
    weights.gradient = matmul(input, transposingLeft: true, mixed, bias: nil)
    bias.gradient = outputGradient.sum(axes: [0])
    return matmul(mixed, weights.value, transposingRight: true, bias: nil)
  }

  /// (n, features) to (n, outputs).
  public func outputShape(for inputShape: [Int]) -> [Int] {
    requireInput(inputShape)
    return [inputShape[0], bias.value.count]
  }

  /// n · features · outputs for the weights, and n · n · outputs for the ties.
  public func multiplications(for inputShape: [Int]) -> Int {
    inputShape[0] * weights.value.count + mixing.count * bias.value.count
  }

  private func requireInput(_ shape: [Int]) {
    let wanted = [mixing.shape[0], weights.value.shape[0]]
    require(
      shape == wanted,
      "GraphConvolution over \(wanted[0]) nodes with weights \(describe(weights.value.shape)) takes "
        + "\(describe(wanted)), not \(describe(shape))")
  }
}
