// A network whose weights went through 8 bits, to see what that changes.

import Tensors

extension Network {
  /// Rounds the weights of all layers to 8 bits; biases, which are few, stay as they are.
  ///
  /// - Returns: a network whose weights are what `QuantizedTensor` restores.
  public var quantized: Network {
    var result = self
    result.visitParameters { parameter in
      if parameter.value.rank > 1 {
        parameter.value = QuantizedTensor(parameter.value).restored
      }
    }
    return result
  }
}
