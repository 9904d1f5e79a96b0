// ReLU: what is negative becomes 0, the rest stays.

import Tensors

/// max(0, x) for each number; NaN stays NaN.
///
/// Source: Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines" (2010).
public func relu(_ input: Tensor) -> Tensor {
  var output = input.rectified
  output.provenance = Provenance("relu", operands: [.init("input", input.shape)])
  return output
}

/// ReLU as a layer; any shape.
public struct ReLU: Layer {
  private var input: Tensor?

  /// A ReLU layer.
  public init() {}

  /// max(0, x) for each number.
  public mutating func forward(_ input: Tensor) -> Tensor {
    self.input = input
    return relu(input)
  }

  /// The slope is 1 above 0, and 0 below. At 0 itself there is none; 0 is taken, as in TensorFlow and
  /// PyTorch.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let input = requireForward(self.input, of: "ReLU")
    requireGradient(outputGradient, shape: input.shape, of: "ReLU")
    // Chosen, not multiplied: 0 · ∞ would be NaN.
    let (inputs, gradients, count) = (input.scalars, outputGradient.scalars, input.count)
    let inputGradient = [Float](unsafeUninitializedCapacity: count) { result, filled in
      inputs.withUnsafeBufferPointer { inputs in
        gradients.withUnsafeBufferPointer { gradients in
          for place in 0..<count { result[place] = inputs[place] > 0 ? gradients[place] : 0 }
        }
      }
      filled = count
    }
    return Tensor(shape: input.shape, scalars: inputGradient)
  }
}

extension Tensor {
  /// A function of every number, with a trace of its name.
  func activated(_ name: String, _ function: (Float) -> Float) -> Tensor {
    var output = map(function)
    output.provenance = Provenance(name, operands: [.init("input", shape)])
    return output
  }
}
