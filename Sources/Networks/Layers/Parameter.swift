// A parameter: numbers that training changes, and their gradient.

import Tensors

/// Holds the value of a parameter, such as the weights of a layer, and its gradient.
public struct Parameter: Sendable {
  /// The name within its layer, "weights" or "bias"; in `Network.parameters` "0.weights".
  public private(set) var name: String
  /// The numbers; a new value has the same shape.
  public var value: Tensor {
    get { tensor }
    _modify {
      let shape = tensor.shape
      // In place: an optimizer changes the numbers without a copy of them.
      yield &tensor
      require(
        tensor.shape == shape,
        "\(name) have shape \(describe(shape)), not \(describe(tensor.shape))")
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

  private var tensor: Tensor
  /// Nil before the first `backward`: inference needs no memory for gradients.
  private var lastGradient: Tensor?

  /// Makes a parameter of a name and a value.
  public init(_ name: String, _ value: Tensor) {
    self.name = name
    tensor = value
  }

  func named(_ name: String) -> Parameter {
    var copy = self
    copy.name = name
    return copy
  }
}
