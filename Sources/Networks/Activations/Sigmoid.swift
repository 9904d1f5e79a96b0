// Sigmoid and hyperbolic tangent: the two smooth steps, whose slope follows from their height.

import Tensors

/// 1 / (1 + e⁻ˣ) for each number: from 0 over ½ at 0 to 1.
public func sigmoid(_ input: Tensor) -> Tensor {
  input.activated("sigmoid") { Float(1 / (1 + exponential(-Double($0)))) }
}

/// (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ) for each number: from −1 over 0 to 1. It is 2 · sigmoid(2x) − 1.
public func tanh(_ input: Tensor) -> Tensor {
  input.activated("tanh") { value in
    let x = Double(value)
    // Near 0 the difference below would be of nearly equal numbers; two terms of the series are exact.
    if abs(x) < 1e-3 { return Float(x - x * x * x / 3) }
    let small = exponential(-2 * abs(x))
    let height = (1 - small) / (1 + small)
    return Float(x < 0 ? -height : height)
  }
}

/// Sigmoid as a layer; any shape.
public struct Sigmoid: Layer {
  private var output: Tensor?

  /// A sigmoid layer.
  public init() {}

  /// 1 / (1 + e⁻ˣ) for each number.
  public mutating func forward(_ input: Tensor) -> Tensor {
    let output = sigmoid(input)
    self.output = output
    return output
  }

  /// The slope at height y is y · (1 − y): at most ¼, so that gradients shrink from layer to layer.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let output = requireForward(self.output, of: "Sigmoid")
    requireGradient(outputGradient, shape: output.shape, of: "Sigmoid")
    return outputGradient * output * (1 - output)
  }
}

/// Hyperbolic tangent as a layer; any shape. It may be stretched: height · tanh(steepness · x).
///
/// LeNet-5 takes a height of 1.7159 and a steepness of 2/3, which send 1 to about 1 and −1 to about −1.
/// Source: LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition"
/// (1998), appendix A.
public struct Tanh: Layer {
  /// What it comes close to far from 0, above 0.
  public let height: Float
  /// How many times as fast as tanh it gets there.
  public let steepness: Float

  private var output: Tensor?

  /// A tanh layer.
  public init(height: Float = 1, steepness: Float = 1) {
    require(height > 0, "the height of a Tanh is above 0, not \(height)")
    self.height = height
    self.steepness = steepness
  }

  /// height · (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ) for each number, x times the steepness.
  public mutating func forward(_ input: Tensor) -> Tensor {
    let output = tanh(input * steepness) * height
    self.output = output
    return output
  }

  /// The slope of tanh at height y is 1 − y².
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let output = requireForward(self.output, of: "Tanh") / height
    requireGradient(outputGradient, shape: output.shape, of: "Tanh")
    return outputGradient * (1 - output * output) * (height * steepness)
  }
}
