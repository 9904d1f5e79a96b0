// The convolution layer: filters slid over pictures, forward and back.

import Tensors

/// Filters slid over pictures, with weights and biases that can be learned.
///
/// With the patches under the filters as rows, forward is a matrix product, `patches · weights + bias`;
/// so backward is that of a matrix product, and the gradient of each patch is added where the patch
/// was read. How that is done without laying the patches out is the business of `ConvolutionPass`.
public struct Convolution: Layer {
  /// The filters, (FH, FW, C, K).
  public var weights: Parameter
  /// One number for each filter, (K).
  public var bias: Parameter
  /// Whether there are biases to learn; without them `bias` is zeros, and no parameter.
  public let hasBias: Bool
  /// How far the filters move: [down, right].
  public let stride: [Int]
  /// What is put around the input.
  public let padding: Padding
  /// The distance between neighbouring elements of a filter: [down, right].
  public let dilation: [Int]

  /// How the last forward went, and what it has to remember.
  private var last: (pass: ConvolutionPass, memory: ConvolutionPass.Memory)?

  /// A layer with given numbers.
  ///
  /// - Parameters:
  ///   - weights: (FH, FW, C, K).
  ///   - bias: (K); zeros when left out.
  ///   - stride: how far the filters move; one number, or [down, right].
  ///   - padding: what is put around the input; padding counts as 0.
  ///   - dilation: the distance between neighbouring elements of a filter.
  ///   - hasBias: whether there are biases to learn.
  public init(
    weights: Tensor, bias: Tensor? = nil, stride: any PerAxis = 1, padding: Padding = .valid,
    dilation: any PerAxis = 1, hasBias: Bool = true
  ) {
    require(
      weights.rank == 4,
      "the weights of a Convolution are (FH, FW, C, K), not \(describe(weights.shape))")
    let bias = bias ?? Tensor.zeros(weights.shape[3])
    require(
      bias.shape == [weights.shape[3]],
      "weights \(describe(weights.shape)) take a bias of shape (\(weights.shape[3])), not "
        + describe(bias.shape))
    require(
      hasBias || bias.scalars.allSatisfy { $0 == 0 },
      "a Convolution without biases was given \(bias)")
    self.weights = Parameter("weights", weights)
    self.bias = Parameter("bias", bias)
    self.hasBias = hasBias
    self.stride = stride.values(axes: 2)
    self.padding = padding
    self.dilation = dilation.values(axes: 2)
  }

  /// A layer to be trained, with random numbers to begin with.
  ///
  /// - Parameters:
  ///   - filters: how many, the output's channels K.
  ///   - filterSize: how high and wide a filter is; one number, or [height, width].
  ///   - channels: the input's channels C.
  ///   - standardDeviation: the standard deviation of the weights; by default √(2 / (FH·FW·C)), which keeps
  ///     the size of signals from layer to layer under ReLU. Source: He, Zhang, Ren and Sun, "Delving
  ///     deep into rectifiers" (2015).
  ///   - bias: what the biases begin with.
  ///   - generator: where the numbers come from, weights first.
  public init(
    filters: Int, filterSize: any PerAxis, channels: Int, stride: any PerAxis = 1,
    padding: Padding = .valid, standardDeviation: Float? = nil,
    bias: BiasInitialization = .constant(0),
    using generator: inout some RandomNumberGenerator
  ) {
    let shape = filterSize.values(axes: 2) + [channels, filters]
    let seen = shape.dropLast().reduce(1, *)
    self.init(
      weights: .random(
        normal: 0, standardDeviation: standardDeviation ?? (2 / Float(seen)).squareRoot(),
        shape: shape,
        using: &generator),
      bias: bias.values(count: filters, using: &generator), stride: stride, padding: padding,
      hasBias: bias.isPresent)
  }

  /// Visits weights, then bias if there is one.
  public mutating func visitParameters(_ visit: (inout Parameter) -> Void) {
    visit(&weights)
    if hasBias { visit(&bias) }
  }

  /// (N, H, W, C) to (N, OH, OW, K), equal to `conv2D` up to rounding.
  public mutating func forward(_ input: Tensor) -> Tensor { forward(input, then: .none) }

  /// Forward, and what follows while the numbers are at hand: ReLU, and pooling by two.
  ///
  /// - Returns: (N, OH, OW, K), or (N, ⌈OH/2⌉, ⌈OW/2⌉, K) when pooled.
  mutating func forward(_ input: Tensor, then steps: ConvolutionPass.Steps) -> Tensor {
    let geometry = geometry(of: input.shape)
    let pass = ConvolutionPass(
      input: input.shape, filters: weights.value.shape, geometry: geometry, steps: steps)
    var (output, memory) = pass.forward(input, weights.value, bias: bias.value)
    last = (pass, memory)
    output.provenance = convolutionProvenance("Convolution", input, weights.value, geometry)
    return output
  }

  private func geometry(of input: [Int]) -> WindowGeometry {
    convolutionGeometry(
      "Convolution", input, weights.value.shape, bias: bias.value.shape, stride: stride,
      padding: padding, dilation: dilation)
  }

  /// (N, OH, OW, K) to (N, H, W, C); sets the gradients of `weights` and `bias`.
  ///
  /// From rows = patches · W + b follow ∂L/∂W = patchesᵀ · ∂L/∂rows, ∂L/∂b = the sum of ∂L/∂rows over
  /// all rows, and ∂L/∂patches = ∂L/∂rows · Wᵀ. A pixel was read by every patch that covers it, so
  /// what comes back from all of them is added up, and what falls on the padding is dropped.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    guard let input = passBack(outputGradient, wantsInput: true) else {
      stop("Convolution: backward worked out no input gradient")
    }
    return input
  }

  /// Sets the gradients of `weights` and `bias` and leaves out the input's, a third of the work.
  public mutating func backpropagate(_ outputGradient: Tensor) {
    _ = passBack(outputGradient, wantsInput: false)
  }

  /// (N, H, W, C) to (N, OH, OW, K).
  public func outputShape(for inputShape: [Int]) -> [Int] {
    [inputShape[0]] + geometry(of: inputShape).output + [bias.value.count]
  }

  /// N · OH · OW · K · (FH · FW · C), products with padding included.
  public func multiplications(for inputShape: [Int]) -> Int {
    outputShape(for: inputShape).dropLast().reduce(1, *) * weights.value.count
  }

  /// As wide as the window reaches over what came before.
  public func receptiveField(
    after field: ReceptiveField, for inputShape: [Int]
  ) -> ReceptiveField? { field.through(geometry(of: inputShape)) }

  private mutating func passBack(_ outputGradient: Tensor, wantsInput: Bool) -> Tensor? {
    let (pass, memory) = requireForward(last, of: "Convolution")
    requireGradient(outputGradient, shape: pass.outputShape, of: "Convolution")
    let gradients = pass.backward(
      outputGradient, weights.value, memory, wantsInput: wantsInput)
    weights.gradient = gradients.filters
    bias.gradient = gradients.bias
    return gradients.input
  }
}
