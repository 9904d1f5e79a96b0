// The convolution layer: patches as rows, then a matrix product; backward the same way round.

import Tensors

/// Filters slid over pictures, with weights and biases that can be learned.
///
/// Forward is im2col and one matrix product, `columns · weights + bias`; so backward is that of a
/// matrix product, and col2im brings the gradient of the columns back into a picture.
/// Source: Chellapilla, Puri and Simard, "High performance convolutional neural networks for document
/// processing" (2006).
public struct Convolution: Layer {
  /// The filters, (FH, FW, C, K).
  public var weights: Parameter
  /// One number for each filter, (K).
  public var bias: Parameter
  /// How far the filters move: [down, right].
  public let stride: [Int]
  /// What is put around the input.
  public let padding: Padding
  /// The distance between neighbouring elements of a filter: [down, right].
  public let dilation: [Int]

  /// The last input's patches, (N·OH·OW, FH·FW·C), and the shapes that came in and went out.
  private var memory: (columns: Tensor, inputShape: [Int], outputShape: [Int])?

  /// A layer with given numbers.
  ///
  /// - Parameters:
  ///   - weights: (FH, FW, C, K).
  ///   - bias: (K); zeros when left out.
  ///   - stride: how far the filters move; one number, or [down, right].
  ///   - padding: what is put around the input; padding counts as 0.
  ///   - dilation: the distance between neighbouring elements of a filter.
  public init(
    weights: Tensor, bias: Tensor? = nil, stride: any PerAxis = 1, padding: Padding = .valid,
    dilation: any PerAxis = 1
  ) {
    require(
      weights.rank == 4,
      "the weights of a Convolution are (FH, FW, C, K), not \(describe(weights.shape))")
    let bias = bias ?? Tensor.zeros(weights.shape[3])
    require(
      bias.shape == [weights.shape[3]],
      "weights \(describe(weights.shape)) take a bias of shape (\(weights.shape[3])), not "
        + describe(bias.shape))
    self.weights = Parameter("weights", weights)
    self.bias = Parameter("bias", bias)
    self.stride = stride.values(axes: 2)
    self.padding = padding
    self.dilation = dilation.values(axes: 2)
  }

  /// A layer to be trained, with random numbers to begin with.
  ///
  /// - Parameters:
  ///   - filters: how many, the output's channels K.
  ///   - window: how high and wide a filter is; one number, or [height, width].
  ///   - channels: the input's channels C.
  ///   - deviation: the standard deviation of the weights; by default √(2 / (FH·FW·C)), which keeps
  ///     the size of signals from layer to layer under ReLU. Source: He, Zhang, Ren and Sun, "Delving
  ///     deep into rectifiers" (2015).
  ///   - bias: what the biases begin with.
  ///   - generator: where the numbers come from, weights first.
  public init(
    filters: Int, window: any PerAxis, channels: Int, stride: any PerAxis = 1,
    padding: Padding = .valid, deviation: Float? = nil, bias: InitialBias = .constant(0),
    using generator: inout some RandomNumberGenerator
  ) {
    let shape = window.values(axes: 2) + [channels, filters]
    let seen = shape.dropLast().reduce(1, *)
    self.init(
      weights: .random(
        normal: 0, deviation: deviation ?? (2 / Float(seen)).squareRoot(), shape: shape,
        using: &generator),
      bias: bias.values(count: filters, using: &generator), stride: stride, padding: padding)
  }

  /// Weights, then bias.
  public var parameters: [Parameter] {
    get { [weights, bias] }
    set {
      require(newValue.count == 2, "a Convolution has two parameters, not \(newValue.count)")
      (weights, bias) = (newValue[0], newValue[1])
    }
  }

  /// (N, H, W, C) to (N, OH, OW, K), equal to `conv2D`.
  public mutating func forward(_ input: Tensor) -> Tensor {
    let geometry = convolutionGeometry(
      "Convolution", input, weights.value, bias: bias.value, stride: stride, padding: padding,
      dilation: dilation)
    let columns = im2col(
      input, window: window, stride: stride, padding: padding, dilation: dilation)
    let rows = matmul(columns, weightMatrix) + bias.value
    // Rows come as N, OH, OW already and channels last, so no axes need exchanging.
    var output = rows.reshaped(to: [input.shape[0]] + geometry.output + [bias.value.count])
    output.origin = convolutionOrigin("Convolution", input, weights.value, geometry)
    memory = (columns, input.shape, output.shape)
    return output
  }

  /// (N, OH, OW, K) to (N, H, W, C); sets the gradients of `weights` and `bias`.
  ///
  /// From rows = columns · W + b follow ∂L/∂W = columnsᵀ · ∂L/∂rows, ∂L/∂b = the sum of ∂L/∂rows over
  /// all rows, and ∂L/∂columns = ∂L/∂rows · Wᵀ. A pixel was copied into every patch that covers it,
  /// so col2im adds up what comes back from all of them, and drops what falls on the padding.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let (columns, inputShape, outputShape) = remembered(memory, by: "Convolution")
    requireGradient(outputGradient, shape: outputShape, of: "Convolution")
    let rowGradient = outputGradient.reshaped(columns.shape[0], bias.value.count)
    weights.gradient = matmul(columns.transposed, rowGradient).reshaped(to: weights.value.shape)
    bias.gradient = rowGradient.sum(axes: [0])
    let columnGradient = matmul(rowGradient, weightMatrix.transposed)
    return col2im(
      columnGradient, shape: inputShape, window: window, stride: stride, padding: padding,
      dilation: dilation)
  }

  /// (N, H, W, C) to (N, OH, OW, K).
  public func outputShape(for inputShape: [Int]) -> [Int] {
    [inputShape[0]] + geometry(for: inputShape).output + [bias.value.count]
  }

  /// N · OH · OW · K · (FH · FW · C), products with padding included.
  public func multiplications(for inputShape: [Int]) -> Int {
    outputShape(for: inputShape).dropLast().reduce(1, *) * weights.value.count
  }

  private func geometry(for inputShape: [Int]) -> WindowGeometry {
    let geometry = pictureGeometry(
      "Convolution", inputShape, window: window, stride: stride, padding: padding,
      dilation: dilation)
    require(
      inputShape[3] == weights.value.shape[2],
      "Convolution with weights \(describe(weights.value.shape)) takes "
        + "(N, H, W, \(weights.value.shape[2])), not \(describe(inputShape))")
    return geometry
  }

  private var window: [Int] { Array(weights.value.shape[..<2]) }

  /// The filters as columns of a matrix, (FH·FW·C, K).
  private var weightMatrix: Tensor {
    let shape = weights.value.shape
    return weights.value.reshaped(shape[0] * shape[1] * shape[2], shape[3])
  }
}
