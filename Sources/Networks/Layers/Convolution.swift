// The convolution layer.

import Tensors

/// Convolves pictures with learned filters, as `conv2D`, and adds a bias.
///
/// With patches as rows (`im2col`), forward is a matrix product, `patches · weights + bias`. So
/// backward is that of a matrix product, and the gradient of each patch is added to the pixels of
/// the patch. `ConvolutionPass` computes both without copying the patches.
public struct Convolution: Layer {
  /// The filters, (FH, FW, C, K).
  public var weights: Parameter
  /// The biases, (K).
  public var bias: Parameter
  /// Whether there are biases; without them `bias` is zeros, and no parameter.
  public let hasBias: Bool
  /// The stride, [down, right].
  public let stride: [Int]
  /// The padding; it counts as 0.
  public let padding: Padding
  /// The dilation, the distance between neighbouring elements of a filter: [down, right].
  public let dilation: [Int]

  /// What the last forward saved.
  private var saved: (pass: ConvolutionPass, tensors: ConvolutionPass.SavedTensors)?
  /// What inference makes of the filters.
  private let inference = InferenceFilters()

  /// Makes a layer of given weights.
  ///
  /// - Parameters:
  ///   - weights: (FH, FW, C, K).
  ///   - bias: (K); zeros when left out.
  ///   - stride: one number, or [down, right].
  ///   - padding: the padding of the input; it counts as 0.
  ///   - dilation: one number, or [down, right].
  ///   - hasBias: whether there are biases.
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

  /// Makes a layer of random weights, to be trained.
  ///
  /// - Parameters:
  ///   - filters: the number of filters, K.
  ///   - filterSize: the size of a filter; one number, or [height, width].
  ///   - channels: the number of input channels, C.
  ///   - stride: one number, or [down, right].
  ///   - padding: the padding of the input; it counts as 0.
  ///   - standardDeviation: of the weights; by default √(2 / (FH·FW·C)), which with ReLU keeps the
  ///     variance from layer to layer. Source: He, Zhang, Ren and Sun, "Delving deep into
  ///     rectifiers" (2015).
  ///   - bias: the initialization of the biases.
  ///   - generator: the source of random numbers, for weights first.
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

  /// Convolves (N, H, W, C) to (N, OH, OW, K), equal to `conv2D` up to rounding.
  public mutating func forward(_ input: Tensor) -> Tensor { forward(input, fusing: .none) }

  /// Convolves, and applies fused operations while the numbers are in the cache.
  ///
  /// - Returns: (N, OH, OW, K), or (N, ⌈OH/2⌉, ⌈OW/2⌉, K) when pooled.
  mutating func forward(_ input: Tensor, fusing operations: ConvolutionPass.Fusion) -> Tensor {
    let geometry = geometry(of: input.shape)
    let pass = ConvolutionPass(
      input: input.shape, filters: weights.value.shape, geometry: geometry, fusion: operations)
    inference.forget()
    var (output, tensors) = pass.forward(input, weights.value, bias: bias.value)
    saved = (pass, tensors)
    output.provenance = convolutionProvenance("Convolution", input, weights.value, geometry)
    return output
  }

  /// Computes the output and saves nothing for `backward`.
  ///
  /// - Parameter normalization: a layer behind the convolution, applied in inference mode.
  /// - Returns: (N, OH, OW, K), or (N, ⌈OH/2⌉, ⌈OW/2⌉, K) when pooled.
  func inferred(
    _ input: Tensor, _ normalization: BatchNormalization?, fusing operations: ConvolutionPass.Fusion
  ) -> Tensor {
    let geometry = geometry(of: input.shape)
    normalization?.requireInput([input.shape[0]] + geometry.output + [weights.value.shape[3]])
    let pass = ConvolutionPass(
      input: input.shape, filters: weights.value.shape, geometry: geometry, fusion: operations,
      reusesFilters: true)
    let filters = inference.filters(
      weights.value, bias: bias.value, normalization?.inferenceScale, for: pass)
    var output = pass.forward(
      input, filters.weights, prepared: filters.prepared, bias: filters.bias
    ).output
    if normalization == nil {
      output.provenance = convolutionProvenance("Convolution", input, weights.value, geometry)
    }
    return output
  }

  private func geometry(of input: [Int]) -> WindowGeometry {
    convolutionGeometry(
      "Convolution", input, weights.value.shape, bias: bias.value.shape, stride: stride,
      padding: padding, dilation: dilation)
  }

  /// Computes the input gradient (N, H, W, C) from (N, OH, OW, K); sets the gradients of `weights`
  /// and `bias`.
  ///
  /// From rows = patches · W + b follow ∂L/∂W = patchesᵀ · ∂L/∂rows, ∂L/∂b = Σ ∂L/∂rows over all
  /// rows, and ∂L/∂patches = ∂L/∂rows · Wᵀ. The gradient of a pixel is the sum over all patches
  /// that cover it; what belongs to the padding is dropped.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    guard let input = setGradients(outputGradient, needsInputGradient: true) else {
      stop("Convolution: backward computed no input gradient")
    }
    return input
  }

  /// Sets the gradients of `weights` and `bias` without the input gradient, a third of the work.
  public mutating func backpropagate(_ outputGradient: Tensor) {
    _ = setGradients(outputGradient, needsInputGradient: false)
  }

  /// Computes the output shape (N, OH, OW, K) of (N, H, W, C).
  public func outputShape(for inputShape: [Int]) -> [Int] {
    [inputShape[0]] + geometry(of: inputShape).output + [bias.value.count]
  }

  /// Counts N · OH · OW · K · (FH · FW · C), products with padding included.
  public func multiplications(for inputShape: [Int]) -> Int {
    outputShape(for: inputShape).dropLast().reduce(1, *) * weights.value.count
  }

  /// Computes the receptive field behind the filters.
  public func receptiveField(
    after field: ReceptiveField, for inputShape: [Int]
  ) -> ReceptiveField? { field.through(geometry(of: inputShape)) }

  /// Sets the parameters' gradients and returns the input gradient, if it is needed.
  private mutating func setGradients(
    _ outputGradient: Tensor, needsInputGradient: Bool
  ) -> Tensor? {
    let (pass, tensors) = requireForward(saved, of: "Convolution")
    requireGradient(outputGradient, shape: pass.outputShape, of: "Convolution")
    let gradients = pass.backward(
      outputGradient, weights.value, tensors, needsInputGradient: needsInputGradient)
    weights.gradient = gradients.filters
    bias.gradient = gradients.bias
    return gradients.input
  }
}
