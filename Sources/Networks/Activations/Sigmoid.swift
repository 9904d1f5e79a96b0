// Sigmoid and hyperbolic tangent, as functions and layers. Their derivatives follow from their
// outputs.

import Tensors

/// Computes the sigmoid 1 / (1 + e⁻ˣ) of each number, 0...1.
public func sigmoid(_ input: Tensor) -> Tensor {
  input.activated("sigmoid") { Float(1 / (1 + exponential(-Double($0)))) }
}

/// Computes the hyperbolic tangent (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ) of each number, −1...1.
///
/// It equals 2 · sigmoid(2x) − 1.
public func tanh(_ input: Tensor) -> Tensor {
  input.activated("tanh") { value in
    let x = Double(value)
    // Near 0 the difference below would lose digits; two terms of the series are exact there.
    if abs(x) < 1e-3 { return Float(x - x * x * x / 3) }
    let small = exponential(-2 * abs(x))
    let height = (1 - small) / (1 + small)
    return Float(x < 0 ? -height : height)
  }
}

/// Computes the sigmoid of each number of any shape, as a layer.
public struct Sigmoid: Layer {
  private var output: Tensor?

  /// Makes the layer.
  public init() {}

  /// Computes the output, in the shape of the input.
  public mutating func forward(_ input: Tensor) -> Tensor {
    let output = sigmoid(input)
    self.output = output
    return output
  }

  /// Computes the input gradient: with output y the derivative is y · (1 − y), at most ¼, so
  /// gradients shrink from layer to layer ("vanishing gradients").
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let output = requireForward(self.output, of: "Sigmoid")
    requireGradient(outputGradient, shape: output.shape, of: "Sigmoid")
    return outputGradient * output * (1 - output)
  }
}

/// Computes height · tanh(steepness · x) for each number of any shape, as a layer.
///
/// LeNet-5 has a height of 1.7159 and a steepness of 2/3, which map 1 to about 1 and −1 to about
/// −1.
/// Source: LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document
/// recognition" (1998), appendix A.
public struct Tanh: Layer {
  /// The limit of the output for large inputs, above 0.
  public let height: Float
  /// The factor of the input.
  public let steepness: Float

  private var output: Tensor?

  /// Makes the layer, by default the plain hyperbolic tangent.
  public init(height: Float = 1, steepness: Float = 1) {
    require(height > 0, "the height of a Tanh is above 0, not \(height)")
    self.height = height
    self.steepness = steepness
  }

  /// Computes the output, in the shape of the input.
  public mutating func forward(_ input: Tensor) -> Tensor {
    let output = tanh(input * steepness) * height
    self.output = output
    return output
  }

  /// Computes the input gradient: the derivative of y = tanh(x) is 1 − y².
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let output = requireForward(self.output, of: "Tanh") / height
    requireGradient(outputGradient, shape: output.shape, of: "Tanh")
    return outputGradient * (1 - output * output) * (height * steepness)
  }
}
