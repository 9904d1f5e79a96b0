// The protocol of all layers: a forward pass, a backward pass, parameters.
// Each layer is a file of its own, its forward beside its backward.

import Tensors

/// Computes one step of a network, and the gradients of the loss for training.
///
/// `forward` saves what `backward` needs, so the two are called in turn. With L the loss at the end
/// of the network, `backward` takes ∂L/∂output and returns ∂L/∂input, which is the output gradient
/// of the layer before: the chain rule, one layer at a time.
///
/// `LayerInspection` has what follows from shapes alone, `LayerState` what is not learned by
/// gradients. Both have defaults that hold for most layers.
public protocol Layer: LayerInspection, LayerState, Sendable {
  /// Computes the output for an input, a batch of N examples along the first axis.
  mutating func forward(_ input: Tensor) -> Tensor

  /// Computes the gradient of the loss with respect to the input, and sets the gradients of the
  /// parameters.
  ///
  /// - Parameter outputGradient: ∂L/∂output, in the shape of the last output.
  /// - Returns: ∂L/∂input, in the shape of the last input.
  /// - Precondition: `forward` was called before.
  mutating func backward(_ outputGradient: Tensor) -> Tensor

  /// Sets the gradients of the parameters and does not compute ∂L/∂input, which training does not
  /// need of the first layer.
  mutating func backpropagate(_ outputGradient: Tensor)

  /// Calls a function with each parameter, in place and always in the same order.
  ///
  /// By default there are none. Optimizers use it, since it makes no copies and no names.
  mutating func visitParameters(_ visit: (inout Parameter) -> Void)

  /// The names of the parameters, in the order of `visitParameters`.
  ///
  /// A layer that is made of layers puts each one's name in front: "0.weights", "0.bias".
  var parameterNames: [String] { get }
}

extension Layer {
  /// Calls `backward` and drops the input gradient.
  public mutating func backpropagate(_ outputGradient: Tensor) { _ = backward(outputGradient) }

  /// Visits nothing: most layers have no parameters.
  public mutating func visitParameters(_ visit: (inout Parameter) -> Void) {}

  /// The parameters' own names.
  public var parameterNames: [String] {
    var (layer, names) = (self, [String]())
    layer.visitParameters { names.append($0.name) }
    return names
  }

  /// Copies of the parameters, named by `parameterNames`; setting them needs the same names.
  public var parameters: [Parameter] {
    get {
      var (layer, names, parameters) = (self, parameterNames[...], [Parameter]())
      layer.visitParameters { parameters.append($0.named(names.removeFirst())) }
      return parameters
    }
    set {
      let names = parameterNames
      require(
        newValue.map(\.name) == names, "\(Self.self) has \(names), not \(newValue.map(\.name))")
      var rest = newValue[...]
      visitParameters { parameter in
        let new = rest.removeFirst()
        parameter.value = new.value
        parameter = new.named(parameter.name)
      }
    }
  }

  /// Tells whether an optimizer may change any of the parameters. Mutating, to visit them in place.
  mutating func hasTrainableParameters() -> Bool {
    var found = false
    visitParameters { found = found || $0.isTrainable }
    return found
  }

  /// Freezes the layer: no parameter is trainable and no buffer changes, while other layers train.
  ///
  /// Transfer learning uses it for the layers of a trained network.
  public mutating func freeze() {
    visitParameters { $0.isTrainable = false }
    hasFrozenBuffers = true
  }
}

/// Returns what `forward` saved, or stops with a message when `backward` was called first.
func requireForward<Saved>(_ saved: Saved?, of layer: String) -> Saved {
  guard let saved else { stop("\(layer): backward needs a forward before it") }
  return saved
}

/// Stops when a gradient does not have the shape of the output it belongs to.
func requireGradient(_ outputGradient: Tensor, shape: [Int], of layer: String) {
  require(
    outputGradient.shape == shape,
    "\(layer): the gradient of an output \(describe(shape)) has that shape, not "
      + describe(outputGradient.shape))
}
