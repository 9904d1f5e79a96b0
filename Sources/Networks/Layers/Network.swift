// A sequential network: the output of each layer is the input of the next.

import Tensors

/// Applies layers one after another (a sequential model).
///
/// A network is itself a layer, so that networks can be parts of networks. For inference, call it:
/// `network(pictures)`. A training step is
///
///     let logits = network.forward(pictures)
///     let (loss, gradient) = softmaxCrossEntropy(logits, labels: labels)
///     network.backpropagate(gradient)
///     optimizer.update(&network)
public struct Network: Layer {
  /// The layers, first to last.
  public var layers: [any Layer]

  /// The mode of `forward`, which it sets on each layer.
  public var mode = Mode.training

  /// Makes a network of layers, first to last.
  public init(_ layers: any Layer...) { self.init(layers) }

  /// Makes a network of layers, first to last.
  public init(_ layers: [any Layer]) { self.layers = layers }

  /// The ranges of layers that the last `forward` fused into one, first to last.
  private var steps: [Range<Int>] = []

  /// Computes the output of all layers, first to last.
  ///
  /// - Parameter input: a batch, (N, …), of the shape the first layer takes.
  /// - Returns: the last layer's output, (N, …).
  public mutating func forward(_ input: Tensor) -> Tensor {
    var values = input
    steps = []
    while let first = steps.last?.upperBound ?? layers.indices.first, first < layers.count {
      let step = step(from: first, values.shape)
      for index in step { layers[index].mode = mode }
      if let fusion = ConvolutionPass.Fusion(layers: step.count),
        var convolution = layers[first] as? Convolution
      {
        values = convolution.forward(values, fusing: fusion)
        layers[first] = convolution
      } else {
        values = layers[first].forward(values)
      }
      steps.append(step)
    }
    return values
  }

  /// Computes the gradients of all layers, last to first, by the chain rule.
  ///
  /// - Parameter outputGradient: ∂L/∂output, of the shape `forward` returned last.
  /// - Returns: ∂L/∂input.
  /// - Precondition: `forward` was called before.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    var gradient = outputGradient
    for step in reversedSteps() { gradient = layers[step.lowerBound].backward(gradient) }
    return gradient
  }

  /// Computes the gradients of the trainable parameters without ∂L/∂input: it stops at the first
  /// layer that has one.
  ///
  /// - Parameter outputGradient: ∂L/∂output, of the shape `forward` returned last.
  /// - Precondition: `forward` was called before.
  public mutating func backpropagate(_ outputGradient: Tensor) {
    // No layer before the first trainable one needs a gradient.
    let first = layers.indices.first { layers[$0].hasTrainableParameters() }
    var gradient = outputGradient
    for step in reversedSteps() {
      guard let first, first < step.lowerBound else {
        layers[step.lowerBound].backpropagate(gradient)
        return
      }
      gradient = layers[step.lowerBound].backward(gradient)
    }
  }

  private func reversedSteps() -> [Range<Int>] {
    require(
      !steps.isEmpty || layers.isEmpty, "Network: backward needs a forward before it")
    return steps.reversed()
  }

  /// Finds the layers from `first` on that are fused into one step: a convolution applies ReLU and
  /// 2 × 2 max pooling while its outputs are in the cache.
  private func step(from first: Int, _ input: [Int]) -> Range<Int> {
    let rest = Array(layers[first...].prefix(3))
    guard rest.count > 1, let convolution = rest[0] as? Convolution, rest[1] is ReLU else {
      return first..<first + 1
    }
    let pools =
      rest.count > 2
      && (rest[2] as? Pooling).map { $0.isFusible(with: convolution, input) } ?? false
    return first..<first + (pools ? 3 : 2)
  }

  /// Computes the output in inference mode; the network does not change.
  ///
  /// Large inputs are split into batches, since feature maps take many times the memory of
  /// pictures.
  ///
  /// - Parameters:
  ///   - input: a batch, (N, …).
  ///   - batchSize: how many examples are computed at once, 1 or more.
  /// - Returns: the last layer's output, (N, …).
  public func callAsFunction(_ input: Tensor, batchSize: Int = 100) -> Tensor {
    require(batchSize > 0, "a batch holds 1 example or more, not \(batchSize)")
    require(input.rank > 0, "a network takes a batch (N, …), not a single number")
    let count = input.shape[0]
    guard count > batchSize else { return inferred(input) }
    return .concatenated(
      stride(from: 0, to: count, by: batchSize).map { start in
        inferred(input.sliced(start..<min(start + batchSize, count), axis: 0))
      })
  }

  /// Visits the parameters of all layers, first to last.
  public mutating func visitParameters(_ visit: (inout Parameter) -> Void) {
    for index in layers.indices { layers[index].visitParameters(visit) }
  }

  /// The parameters' names behind the layer's index: "0.weights", "0.bias", "3.weights".
  public var parameterNames: [String] { prefixed(\.parameterNames) }

  /// Visits the buffers of all layers, first to last.
  public mutating func visitBuffers(_ visit: (inout Buffer) -> Void) {
    for index in layers.indices { layers[index].visitBuffers(visit) }
  }

  /// The buffers' names behind the layer's index: "1.runningMean".
  public var bufferNames: [String] { prefixed(\.bufferNames) }

  private func prefixed(_ names: KeyPath<any Layer, [String]>) -> [String] {
    layers.indices.flatMap { index in layers[index][keyPath: names].map { "\(index).\($0)" } }
  }

  /// Whether any layer has frozen buffers; setting it sets all.
  public var hasFrozenBuffers: Bool {
    get { layers.contains { $0.hasFrozenBuffers } }
    set { for index in layers.indices { layers[index].hasFrozenBuffers = newValue } }
  }

  /// Computes the last layer's output shape.
  public func outputShape(for inputShape: [Int]) -> [Int] {
    layers.reduce(inputShape) { $1.outputShape(for: $0) }
  }

  /// Counts the multiplications of all layers.
  public func multiplications(for inputShape: [Int]) -> Int {
    var (shape, count) = (inputShape, 0)
    for layer in layers {
      count += layer.multiplications(for: shape)
      shape = layer.outputShape(for: shape)
    }
    return count
  }
}

extension ConvolutionPass.Fusion {
  /// The operations fused with a convolution in a step of 2 or 3 layers; nil for a single layer.
  fileprivate init?(layers: Int) {
    switch layers {
    case 2: self = .relu
    case 3: self = .reluAndMaxPool
    default: return nil
    }
  }
}

extension Pooling {
  /// Whether this is 2 × 2 max pooling that reads every row and column, as the fused operation
  /// does.
  func isFusible(with convolution: Convolution, _ input: [Int]) -> Bool {
    guard kind == .max, windowSize == [2, 2], stride == [2, 2] else { return false }
    // Without padding, an odd last row would be left unread.
    return padding == .same
      || padding == .valid
        && convolution.outputShape(for: input)[1...2].allSatisfy { $0.isMultiple(of: 2) }
  }
}
