// LeNet-5: LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document
// recognition" (1998), figure 2; and the form in which it is taught today.
//
// It is not the first convolutional network: LeNet-1 read digits of postcodes in 1989; Fukushima's
// neocognitron had convolution and pooling in 1980, without backpropagation.
//
// Unlike in the paper, the codes of ±1 are random, which the paper names as a possibility, and not
// bitmaps drawn by hand; and weights are uniform in ±√(3 / inputs), not in ±2.4 / inputs, which
// suits the paper's training method.

import Tensors

extension Network {
  /// Makes LeNet-5 as it is taught today: 61,706 parameters.
  ///
  /// It takes pictures (N, 28, 28, 1). The third layer reads all maps, ReLU and max pooling replace
  /// tanh and subsampling, and a dense layer replaces the codes.
  public static func leNet5(classes: Int = 10, seed: UInt64) -> Network {
    var generator = SeededGenerator(seed: seed)
    return Network(
      Convolution(6, of: 5, over: 1, padding: 2, using: &generator), ReLU(),
      Pooling(.max, windowSize: 2),
      Convolution(16, of: 5, over: 6, using: &generator), ReLU(),
      Pooling(.max, windowSize: 2),
      Flatten(),
      Dense(5 * 5 * 16, to: 120, using: &generator), ReLU(),
      Dense(120, to: 84, using: &generator), ReLU(),
      Dense(84, to: classes, using: &generator))
  }

  /// Makes LeNet-5 as in the paper: 60,000 parameters.
  ///
  /// It takes pictures (N, 32, 32, 1), digits of 28 × 28 with padding. In the paper the background
  /// is −0.1 and the digit 1.175, so that their mean is about 0 and their variance about 1.
  public static func originalLeNet5(seed: UInt64) -> Network {
    var generator = SeededGenerator(seed: seed)
    func activation() -> Tanh { Tanh(height: 1.7159, steepness: 2 / 3) }
    func weights(_ shape: Int...) -> Tensor {
      let inputs = shape.dropLast().reduce(1, *)
      return .random(
        within: (3 / Float(inputs)).squareRoot(), shape: shape, seed: generator.next())
    }
    let c3 = GroupedConvolution(
      leNet5Connections.map { maps in
        .init(reading: maps, Convolution(weights: weights(5, 5, maps.count, 1)))
      })
    let codes = Tensor.random(integers: 0..<2, shape: [10, 84], using: &generator) * 2 - 1
    return Network(
      Convolution(weights: weights(5, 5, 1, 6)), activation(),
      Subsampling(channels: 6, windowSize: 2), activation(),
      c3, activation(),
      Subsampling(channels: 16, windowSize: 2), activation(),
      Convolution(weights: weights(5, 5, 16, 120)), activation(), Flatten(),
      Dense(weights: weights(120, 84)), activation(),
      EuclideanRBF(codes: codes))
  }

  /// The maps of S2, of six, that each of the sixteen maps of C3 reads: table I of the paper.
  public static let leNet5Connections =
    (0..<6).map { first in (0..<3).map { (first + $0) % 6 }.sorted() }
    + (0..<6).map { first in (0..<4).map { (first + $0) % 6 }.sorted() }
    + [[0, 1, 3, 4], [1, 2, 4, 5], [0, 2, 3, 5]]
    + [[0, 1, 2, 3, 4, 5]]
}
