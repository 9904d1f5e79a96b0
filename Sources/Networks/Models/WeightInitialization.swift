// What the files of models share: layers that begin with random numbers, quickly even where there are
// a hundred million of them.

import Tensors

extension Tensor {
  /// Weights to begin with, spread evenly over ±√(6 / inputs), where inputs are all axes but the last.
  ///
  /// The variance is 2 / inputs, as in the initialisers of `Convolution` and `Dense`; only the shape of
  /// the distribution differs, flat instead of normal, which is drawn many times as fast.
  /// Source: He, Zhang, Ren and Sun, "Delving deep into rectifiers" (2015).
  static func heUniform(_ shape: Int..., using generator: inout SeededGenerator) -> Tensor {
    let inputs = shape.dropLast().reduce(1, *)
    return .random(within: (6 / Float(inputs)).squareRoot(), shape: shape, seed: generator.next())
  }
}

extension Convolution {
  /// `count` filters of window × window over so many channels.
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
  /// From so many numbers to so many.
  init(_ inputs: Int, to outputs: Int, using generator: inout SeededGenerator) {
    self.init(weights: .heUniform(inputs, outputs, using: &generator))
  }
}
