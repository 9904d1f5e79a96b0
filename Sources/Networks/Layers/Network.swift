// Layers in a row: what comes out of one goes into the next, and gradients go the other way.

import Tensors

/// A network without branches; itself a layer, so that networks can be parts of networks.
///
/// To use it, call it: `network(pictures)`. One step of training, with an optimizer's state in
/// `optimizer`, is
///
///     let logits = network.forward(pictures)
///     let (loss, gradient) = softmaxCrossEntropy(logits, labels: labels)
///     network.backpropagate(gradient)
///     optimizer.update(&network)
public struct Network: Layer {
  /// The layers, first to last.
  public var layers: [any Layer]

  /// Whether `forward` is for training or for use; handed on to every layer as its turn comes.
  public var mode = Mode.training

  /// A network of layers in the order given.
  public init(_ layers: any Layer...) { self.init(layers) }

  /// A network of layers in the order given.
  public init(_ layers: [any Layer]) { self.layers = layers }

  /// What the last `forward` took in one step: the ranges of layers, first to last.
  private var steps: [Range<Int>] = []

  /// Through all layers, first to last; each remembers what `backward` will need.
  ///
  /// - Parameter input: a batch, (N, …), of the shape the first layer takes.
  /// - Returns: the last layer's output, (N, …).
  public mutating func forward(_ input: Tensor) -> Tensor {
    var values = input
    steps = []
    while let first = steps.last?.upperBound ?? layers.indices.first, first < layers.count {
      let step = step(from: first, values.shape)
      for index in step { layers[index].mode = mode }
      if let following = ConvolutionPass.Steps(layers: step.count),
        var convolution = layers[first] as? Convolution
      {
        values = convolution.forward(values, then: following)
        layers[first] = convolution
      } else {
        values = layers[first].forward(values)
      }
      steps.append(step)
    }
    return values
  }

  /// Through all layers, last to first: the chain rule. Sets the gradients of all parameters.
  ///
  /// - Parameter outputGradient: ∂L/∂output, of the shape `forward` returned last.
  /// - Returns: ∂L/∂input.
  /// - Precondition: `forward` was called before.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    var gradient = outputGradient
    for step in stepsBack() { gradient = layers[step.lowerBound].backward(gradient) }
    return gradient
  }

  /// `backward` without ∂L/∂input, which training has no use for: sets the gradients of all parameters
  /// that are trainable, and goes back no further than to the first of them.
  ///
  /// - Parameter outputGradient: ∂L/∂output, of the shape `forward` returned last.
  /// - Precondition: `forward` was called before.
  public mutating func backpropagate(_ outputGradient: Tensor) {
    // No layer before the first trainable one needs a gradient.
    let first = layers.indices.first { layers[$0].hasTrainableParameters() }
    var gradient = outputGradient
    for step in stepsBack() {
      guard let first, first < step.lowerBound else {
        layers[step.lowerBound].backpropagate(gradient)
        return
      }
      gradient = layers[step.lowerBound].backward(gradient)
    }
  }

  private func stepsBack() -> [Range<Int>] {
    require(
      !steps.isEmpty || layers.isEmpty, "Network: backward needs a forward before it")
    return steps.reversed()
  }

  /// The layers from one on that are taken in one step: a convolution does ReLU, and pooling by two
  /// after it, while its outputs are still in the cache. All others go by themselves.
  private func step(from first: Int, _ input: [Int]) -> Range<Int> {
    let rest = Array(layers[first...].prefix(3))
    guard rest.count > 1, let convolution = rest[0] as? Convolution, rest[1] is ReLU else {
      return first..<first + 1
    }
    let pools =
      rest.count > 2 && (rest[2] as? Pooling).map { $0.isByTwo(of: convolution, input) } ?? false
    return first..<first + (pools ? 3 : 2)
  }

  /// The network in use: `forward` in inference mode. Nothing is remembered or changed.
  ///
  /// The batch goes through in portions, since a convolution spreads pictures out to many times
  /// their size: 10,000 digits at once take a gigabyte, 100 at a time a hundredth of that.
  ///
  /// - Parameters:
  ///   - input: a batch, (N, …).
  ///   - portion: how many examples go through at once.
  /// - Returns: the last layer's output, (N, …).
  public func callAsFunction(_ input: Tensor, portion: Int = 100) -> Tensor {
    require(portion > 0, "a portion holds 1 example or more, not \(portion)")
    require(input.rank > 0, "a network takes a batch (N, …), not a single number")
    var used = self
    used.mode = .inference
    let count = input.shape[0]
    guard count > portion else { return used.forward(input) }
    return .concatenated(
      stride(from: 0, to: count, by: portion).map { start in
        used.forward(input.sliced(start..<min(start + portion, count), axis: 0))
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

  /// The last layer's output shape.
  public func outputShape(for inputShape: [Int]) -> [Int] {
    layers.reduce(inputShape) { $1.outputShape(for: $0) }
  }

  /// Those of all layers.
  public func multiplications(for inputShape: [Int]) -> Int {
    var (shape, count) = (inputShape, 0)
    for layer in layers {
      count += layer.multiplications(for: shape)
      shape = layer.outputShape(for: shape)
    }
    return count
  }
}

extension ConvolutionPass.Steps {
  /// What follows a convolution in a step of so many layers; nil for a single one.
  fileprivate init?(layers: Int) {
    switch layers {
    case 2: self = .rectify
    case 3: self = .rectifyAndPool
    default: return nil
    }
  }
}

extension Pooling {
  /// Whether this takes the largest of 2 × 2, with an odd last row or column standing alone, which a
  /// convolution can do on the way.
  fileprivate func isByTwo(of convolution: Convolution, _ input: [Int]) -> Bool {
    guard kind == .max, windowSize == [2, 2], stride == [2, 2] else { return false }
    // Without padding, an odd last row is left unread.
    return padding == .same
      || padding == .valid
        && convolution.outputShape(for: input)[1...2].allSatisfy { $0.isMultiple(of: 2) }
  }
}
