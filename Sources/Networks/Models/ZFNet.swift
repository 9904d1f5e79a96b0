// ZFNet: Zeiler and Fergus, "Visualizing and understanding convolutional networks" (2013),
// figure 3.
//
// It is AlexNet with 7 × 7 filters of stride 2 in the first layer, since 11 × 11 ones of stride 4
// cause dead filters and aliasing. It has no groups.
//
// The paper does not give the settings of its contrast normalization; AlexNet's local response
// normalization replaces it here. Weights are initialized as in AlexNet.swift.

import Tensors

extension Network {
  /// Makes ZFNet: 107,627,624 parameters with 512, 1024 and 512 maps, 62,357,608 with 384, 384 and
  /// 256.
  ///
  /// It takes pictures (N, 224, 224, 3). The pools' odd last row is read with a row of padding,
  /// which gives the paper's 110, 55, 26, 13 and 6.
  ///
  /// - Parameters:
  ///   - classes: the number of classes, K of the output (N, K).
  ///   - maps: the channels of the third to fifth convolution: 384, 384 and 256 as in AlexNet and
  ///     in figure 3, or 512, 1024 and 512 as in table 2, which has a lower error.
  ///   - seed: of the random weights, and of dropout.
  public static func zfNet(
    classes: Int = 1000, maps: [Int] = [512, 1024, 512], seed: UInt64
  ) -> Network {
    require(maps.count == 3, "ZFNet has three convolutions of 3 × 3, not \(maps.count)")
    var generator = SeededGenerator(seed: seed)
    return Network(
      Convolution(96, of: 7, over: 3, stride: 2, padding: 1, using: &generator), ReLU(),
      Pooling(.max, windowSize: 3, stride: 2, padding: .explicit(1)), LocalResponseNormalization(),
      Convolution(256, of: 5, over: 96, stride: 2, using: &generator), ReLU(),
      Pooling(.max, windowSize: 3, stride: 2, padding: .explicit(1)), LocalResponseNormalization(),
      Convolution(maps[0], of: 3, over: 256, padding: 1, using: &generator), ReLU(),
      Convolution(maps[1], of: 3, over: maps[0], padding: 1, using: &generator), ReLU(),
      Convolution(maps[2], of: 3, over: maps[1], padding: 1, using: &generator), ReLU(),
      Pooling(.max, windowSize: 3, stride: 2),
      Flatten(),
      Dense(6 * 6 * maps[2], to: 4096, using: &generator), ReLU(),
      Dropout(probability: 0.5, seed: generator.next()),
      Dense(4096, to: 4096, using: &generator), ReLU(),
      Dropout(probability: 0.5, seed: generator.next()),
      Dense(4096, to: classes, using: &generator))
  }
}
