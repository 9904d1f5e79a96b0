// Weight initialization for the models: fast even for a hundred million weights.

import Tensors

extension Tensor {
  /// Makes random weights by He's uniform initialization, in ±√(6 / inputs), where inputs is the
  /// product of all axes but the last.
  ///
  /// The variance is 2 / inputs, as in the initializers of `Convolution` and `Dense`. The
  /// distribution is uniform and not normal, which is many times as fast to draw.
  /// Source: He, Zhang, Ren and Sun, "Delving deep into rectifiers" (2015).
  static func heUniform(_ shape: Int..., using generator: inout SeededGenerator) -> Tensor {
    let inputs = shape.dropLast().reduce(1, *)
    return .random(within: (6 / Float(inputs)).squareRoot(), shape: shape, seed: generator.next())
  }
}

extension Convolution {
  /// Makes a layer of `count` filters, (window, window, channels, count), with random weights.
  init(
    _ count: Int, of window: Int, over channels: Int, stride: Int = 1, padding: Int = 0,
    hasBias: Bool = true, using generator: inout SeededGenerator
  ) {
    self.init(
      weights: .heUniform(window, window, channels, count, using: &generator), stride: stride,
      padding: .explicit(padding), hasBias: hasBias)
  }
}

extension Dense {
  /// Makes a layer with random weights.
  init(_ inputs: Int, to outputs: Int, using generator: inout SeededGenerator) {
    self.init(weights: .heUniform(inputs, outputs, using: &generator))
  }
}
