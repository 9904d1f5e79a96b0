// The graph convolution layer (GCN): it averages each node with its neighbours and applies the same
// weights to all nodes.

import Tensors

/// Computes the normalized adjacency matrix of a graph convolution: Â = D̃^−½ (A + I) D̃^−½.
///
/// I adds a self-loop to each node, so that its own features count. D̃ holds the degrees, the row
/// sums of A + I; dividing by their roots keeps the scale of nodes with many neighbours.
/// Source: Kipf and Welling, "Semi-supervised classification with graph convolutional networks"
/// (2017), section 2.
///
/// - Parameter adjacency: A, (n, n): 1 where an edge joins two nodes, else 0; or edge weights of 0
///   or more.
/// - Returns: Â, (n, n).
public func normalizedAdjacency(_ adjacency: Tensor) -> Tensor {
  require(
    adjacency.rank == 2 && adjacency.shape[0] == adjacency.shape[1],
    "an adjacency matrix has a row and a column for each node, (n, n), not "
      + describe(adjacency.shape))
  require(
    adjacency.scalars.allSatisfy { $0 >= 0 }, "the weights of an adjacency matrix are 0 or more")
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

/// Computes Â · features · weights + bias.
///
/// Its batch is the whole graph: one row for each node, whose output depends on its neighbours. The
/// activation of H = ReLU(Â X W) is a separate layer.
public struct GraphConvolution: Layer {
  /// The propagation matrix Â, (n, n), as of `normalizedAdjacency`. It is not learned.
  public let mixing: Tensor
  /// The weights, (features, outputs), the same for all nodes.
  public var weights: Parameter
  /// The biases, (outputs).
  public var bias: Parameter

  private var input: Tensor?

  /// Makes a layer of given weights.
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

  /// Makes a layer of random weights, to be trained.
  ///
  /// - Parameters:
  ///   - mixing: (n, n), for a graph of n nodes.
  ///   - inputs: the features of a node.
  ///   - outputs: the output features of a node.
  ///   - standardDeviation: of the weights; by default √(2 / (inputs + outputs)), after Glorot and
  ///     Bengio (2010), as in the paper.
  ///   - generator: the source of random numbers.
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

  /// Maps (n, features) to (n, outputs).
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

  /// Computes the input gradient (n, features) from (n, outputs); sets the gradients of `weights`
  /// and `bias`.
  ///
  /// With M = Âᵀ · ∂L/∂output, ∂L/∂W = inputᵀ · M, ∂L/∂input = M · Wᵀ, and ∂L/∂b = Σ ∂L/∂output
  /// over the nodes.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let input = requireForward(self.input, of: "GraphConvolution")
    requireGradient(
      outputGradient, shape: [input.shape[0], bias.value.count], of: "GraphConvolution")
    let mixed = matmul(mixing, transposingLeft: true, outputGradient, bias: nil)
    weights.gradient = matmul(input, transposingLeft: true, mixed, bias: nil)
    bias.gradient = outputGradient.sum(axes: [0])
    return matmul(mixed, weights.value, transposingRight: true, bias: nil)
  }

  /// Maps (n, features) to (n, outputs).
  public func outputShape(for inputShape: [Int]) -> [Int] {
    requireInput(inputShape)
    return [inputShape[0], bias.value.count]
  }

  /// Counts n · features · outputs for the weights and n · n · outputs for the propagation matrix.
  public func multiplications(for inputShape: [Int]) -> Int {
    inputShape[0] * weights.value.count + mixing.count * bias.value.count
  }

  private func requireInput(_ shape: [Int]) {
    let wanted = [mixing.shape[0], weights.value.shape[0]]
    require(
      shape == wanted,
      "GraphConvolution over \(wanted[0]) nodes with weights \(describe(weights.value.shape)) "
        + "takes \(describe(wanted)), not \(describe(shape))")
  }
}
