// ReLU, the rectified linear unit: a function and a layer.

import Tensors

/// Computes max(0, x) for each number of any shape; NaN stays NaN.
///
/// Source: Nair and Hinton, "Rectified linear units improve restricted Boltzmann machines" (2010).
public func relu(_ input: Tensor) -> Tensor {
  var output = input.rectified
  output.provenance = Provenance("relu", operands: [.init("input", input.shape)])
  return output
}

/// Computes max(0, x) for each number of any shape, as a layer.
public struct ReLU: Layer {
  private var input: Tensor?

  /// Makes the layer.
  public init() {}

  /// Computes the output, in the shape of the input.
  public mutating func forward(_ input: Tensor) -> Tensor {
    self.input = input
    return relu(input)
  }

  /// Computes the input gradient: the derivative is 1 above 0 and 0 below. At 0, where there is
  /// none, it takes 0, as TensorFlow and PyTorch do.
  public mutating func backward(_ outputGradient: Tensor) -> Tensor {
    let input = requireForward(self.input, of: "ReLU")
    requireGradient(outputGradient, shape: input.shape, of: "ReLU")
    // Not a product with 0 or 1: 0 · ∞ is NaN.
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
  /// Applies a function to each number and records its name as the provenance.
  func activated(_ name: String, _ function: (Float) -> Float) -> Tensor {
    var output = map(function)
    output.provenance = Provenance(name, operands: [.init("input", shape)])
    return output
  }
}
