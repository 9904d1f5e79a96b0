// What every layer of a network can do: compute forward, and pass a gradient back.
// Each layer is a file of its own, its forward beside its backward.

import Tensors

/// One step of a network that can be trained.
///
/// `forward` remembers what `backward` will need, so the two are called in turn. With L the loss at
/// the network's end, `backward` takes ∂L/∂output and returns ∂L/∂input, which is the output gradient
/// of the layer before: the chain rule, one layer at a time.
public protocol Layer: Sendable {
  /// The layer's output for an input, a batch of N along the first axis.
  mutating func forward(_ input: Tensor) -> Tensor

  /// Passes a gradient back, and sets the gradients of the layer's parameters.
  ///
  /// - Parameter outputGradient: ∂L/∂output, of the shape that `forward` returned last.
  /// - Returns: the input gradient ∂L/∂input, of the shape that `forward` was given last.
  /// - Precondition: `forward` was called before.
  mutating func backward(_ outputGradient: Tensor) -> Tensor

  /// Sets the gradients of the layer's parameters and goes no further back: the last step of the
  /// chain rule, when nobody asks for the gradient of the pictures themselves.
  mutating func backpropagate(_ outputGradient: Tensor)

  /// The shape that comes out for an input shape, without computing more than that takes.
  func outputShape(for inputShape: [Int]) -> [Int]

  /// How many products of an input number and a weight are summed for an input of that shape.
  func multiplications(for inputShape: [Int]) -> Int

  /// What the layer's numbers see of the network's input, given what those of its own input see; nil
  /// when each may see all of it.
  func receptiveField(after field: ReceptiveField, for inputShape: [Int]) -> ReceptiveField?

  /// The numbers that training changes, always in the same order; none for most layers.
  var parameters: [Parameter] { get set }

  /// Numbers that a layer gathers in training without a gradient, such as running means: no
  /// parameters, but part of what is saved. None for most layers.
  var statistics: [Buffer] { get set }

  /// Whether the network is being trained or used; most layers do the same in both.
  var mode: Mode { get set }

  /// Whether statistics stay as they are in training too; see `BatchNormalization`. A layer without
  /// statistics has nothing to keep: setting it changes nothing.
  var freezesStatistics: Bool { get set }

  /// Whether what comes out for one example depends on the others of its batch, or on how many came
  /// before. If not, the parts of a batch may go through the layer side by side.
  var seesWholeBatch: Bool { get }
}

/// What a network is run for.
public enum Mode: Sendable {
  /// To learn: dropout drops, batch normalization measures the batch.
  case training
  /// To be used: the same input always gives the same output.
  case inference
}

extension Layer {
  /// `backward`, and the input gradient dropped.
  public mutating func backpropagate(_ outputGradient: Tensor) { _ = backward(outputGradient) }

  /// Found by trying zeros: right for every layer, quick enough for one that looks at each number once.
  public func outputShape(for inputShape: [Int]) -> [Int] {
    var tried = self
    return tried.forward(Tensor(shape: inputShape, repeating: 0)).shape
  }

  /// No weights, no products with weights.
  public func multiplications(for inputShape: [Int]) -> Int { 0 }

  /// Each number sees what the one at its place saw.
  public func receptiveField(
    after field: ReceptiveField, for inputShape: [Int]
  ) -> ReceptiveField? { field }

  /// No statistics.
  public var statistics: [Buffer] {
    get { [] }
    set {
      require(newValue.isEmpty, "\(Self.self) has no statistics, \(newValue.count) were given")
    }
  }

  /// The same in both modes: setting it changes nothing.
  public var mode: Mode {
    get { .training }
    set {}
  }

  /// No statistics that could move.
  public var freezesStatistics: Bool {
    get { false }
    set {}
  }

  /// Keeps the layer as it is while others are trained: no parameter is trainable any more, and no
  /// statistic moves. What it takes to use a trained network's layers in another network.
  public mutating func freeze() {
    parameters = parameters.map { parameter in
      var frozen = parameter
      frozen.isTrainable = false
      return frozen
    }
    freezesStatistics = true
  }

  /// Every example by itself.
  public var seesWholeBatch: Bool { false }

  /// No parameters: most layers have nothing to learn.
  public var parameters: [Parameter] {
    get { [] }
    set {
      require(newValue.isEmpty, "\(Self.self) has no parameters, \(newValue.count) were given")
    }
  }
}

/// Numbers that training changes, and where they are to go.
public struct Parameter: Sendable {
  /// What it is called: "weights", "bias"; within a network "0.weights".
  public internal(set) var name: String
  /// The numbers.
  public var value: Tensor {
    willSet {
      require(
        newValue.shape == value.shape,
        "\(name) have shape \(describe(value.shape)), not \(describe(newValue.shape))")
    }
  }
  /// ∂L/∂value of the last `backward`, in the shape of `value`; zeros before the first.
  public var gradient: Tensor {
    get { lastGradient ?? Tensor(shape: value.shape, repeating: 0) }
    set {
      require(
        newValue.shape == value.shape,
        "the gradient of \(name) has the shape of its value, \(describe(value.shape)), not "
          + describe(newValue.shape))
      lastGradient = newValue
    }
  }
  /// Whether an optimizer may change it: a frozen parameter keeps its value.
  public var isTrainable = true
  /// None before the first `backward`: a network that is only used needs no room for gradients.
  private var lastGradient: Tensor?

  /// Names some numbers as a parameter.
  public init(_ name: String, _ value: Tensor) {
    self.name = name
    self.value = value
  }
}

/// Numbers that a layer gathers in training, with their name.
public struct Buffer: Sendable, Equatable {
  /// What it is called: "runningMean"; within a network "1.runningMean".
  public internal(set) var name: String
  /// The numbers.
  public var value: Tensor

  /// Names some numbers as a statistic.
  public init(_ name: String, _ value: Tensor) {
    self.name = name
    self.value = value
  }
}

/// What `forward` remembered, or a stop that says what was forgotten.
func remembered<Value>(_ value: Value?, by layer: String) -> Value {
  guard let value else { stop("\(layer): backward needs a forward before it") }
  return value
}

/// Stops when a gradient does not have the shape of the output it belongs to.
func requireGradient(_ outputGradient: Tensor, shape: [Int], of layer: String) {
  require(
    outputGradient.shape == shape,
    "\(layer): the gradient of an output \(describe(shape)) has that shape, not "
      + describe(outputGradient.shape))
}
