// Layers in a row: what comes out of one goes into the next, and gradients go the other way.

import Tensors

/// A network without branches; itself a layer, so that networks can be parts of networks.
///
/// To use it, call it: `network(pictures)`. One step of training, with an optimizer's state in
/// `optimizer`, is
///
///     let logits = network.forward(pictures)
///     let (loss, gradient) = softmaxCrossEntropy(logits, labels: labels)
///     network.backward(gradient)
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

  /// Through all layers, first to last; each remembers what `backward` will need.
  ///
  /// - Parameter input: a batch, (N, …), of the shape the first layer takes.
  /// - Returns: the last layer's output, (N, …).
  public mutating func forward(_ input: Tensor) -> Tensor {
    var values = input
    for index in layers.indices {
      layers[index].mode = mode
      values = layers[index].forward(values)
    }
    return values
  }

  /// Through all layers, last to first: the chain rule. Sets the gradients of all parameters.
  ///
  /// - Parameter outputGradient: ∂L/∂output, of the shape `forward` returned last.
  /// - Returns: ∂L/∂input.
  /// - Precondition: `forward` was called before.
  @discardableResult
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    var gradient = outputGradient
    for index in layers.indices.reversed() { gradient = layers[index].backward(gradient) }
    return gradient
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

  /// The parameters of all layers, first to last, each named by its layer's place in the row:
  /// "0.weights", "0.bias", "3.weights".
  public var parameters: [Parameter] {
    get { gathered(\.parameters, \.name) }
    set { distribute(newValue, \.parameters, \.name) }
  }

  /// The statistics of all layers, named in the same way: "1.runningMean".
  public var statistics: [Statistic] {
    get { gathered(\.statistics, \.name) }
    set { distribute(newValue, \.statistics, \.name) }
  }

  /// Whether any of the layers does.
  public var seesWholeBatch: Bool { layers.contains { $0.seesWholeBatch } }

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

  /// What the layers have, the layer's place put in front of each name.
  private func gathered<Item>(
    _ items: KeyPath<any Layer, [Item]>, _ name: WritableKeyPath<Item, String>
  ) -> [Item] {
    layers.indices.flatMap { index in
      layers[index][keyPath: items].map { item in
        var named = item
        named[keyPath: name] = "\(index).\(item[keyPath: name])"
        return named
      }
    }
  }

  /// Gives every layer its own, as `gathered` returned them, the place taken off each name.
  private mutating func distribute<Item>(
    _ given: [Item], _ items: WritableKeyPath<any Layer, [Item]>,
    _ name: WritableKeyPath<Item, String>
  ) {
    let names = gathered(items, name).map { $0[keyPath: name] }
    require(
      given.map { $0[keyPath: name] } == names,
      "this network has \(names), not \(given.map { $0[keyPath: name] })")
    var rest = given[...]
    for index in layers.indices {
      let own = layers[index][keyPath: items]
      guard !own.isEmpty else { continue }
      layers[index][keyPath: items] = zip(own, rest).map { own, new in
        var unnamed = new
        unnamed[keyPath: name] = own[keyPath: name]
        return unnamed
      }
      rest = rest.dropFirst(own.count)
    }
  }
}
