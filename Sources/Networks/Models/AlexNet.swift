// AlexNet: Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional
// neural networks" (2012), section 3 and figure 2; and torchvision's AlexNet.
//
// Unlike in the paper, weights are initialized by He's uniform distribution and all biases by 0;
// the paper draws weights from N(0, 0.01²) and sets half of the biases to 1 (section 5).

import Tensors

extension Network {
  /// Makes AlexNet as in the paper: 60,965,224 parameters, or 62,378,344 without its groups.
  ///
  /// It takes pictures (N, 227, 227, 3). The paper says 224, but a window of 11 with stride 4 fits
  /// 55 times into 227, and 54 times into 224.
  ///
  /// - Parameters:
  ///   - classes: the number of classes, K of the output (N, K).
  ///   - grouped: whether convolutions 2, 4 and 5 have two groups, one for each graphics card of
  ///     the paper. The third reads all maps.
  ///   - seed: of the random weights, and of dropout.
  public static func alexNet(
    classes: Int = 1000, grouped: Bool = true, seed: UInt64
  ) -> Network {
    var generator = SeededGenerator(seed: seed)
    func halves(_ count: Int, of window: Int, over channels: Int, padding: Int) -> any Layer {
      guard grouped else {
        return Convolution(
          count, of: window, over: channels, padding: padding, using: &generator)
      }
      return GroupedConvolution(
        [0..<channels / 2, channels / 2..<channels].map { half in
          .init(
            reading: Array(half),
            Convolution(
              count / 2, of: window, over: half.count, padding: padding, using: &generator))
        })
    }
    func pool() -> Pooling { Pooling(.max, windowSize: 3, stride: 2) }
    return Network(
      Convolution(96, of: 11, over: 3, stride: 4, using: &generator), ReLU(),
      LocalResponseNormalization(), pool(),
      halves(256, of: 5, over: 96, padding: 2), ReLU(), LocalResponseNormalization(), pool(),
      Convolution(384, of: 3, over: 256, padding: 1, using: &generator), ReLU(),
      halves(384, of: 3, over: 384, padding: 1), ReLU(),
      halves(256, of: 3, over: 384, padding: 1), ReLU(), pool(),
      Flatten(),
      Dense(6 * 6 * 256, to: 4096, using: &generator), ReLU(),
      Dropout(probability: 0.5, seed: generator.next()),
      Dense(4096, to: 4096, using: &generator), ReLU(),
      Dropout(probability: 0.5, seed: generator.next()),
      Dense(4096, to: classes, using: &generator))
  }

  /// Makes torchvision's AlexNet: 61,100,840 parameters.
  ///
  /// It is the network of Krizhevsky, "One weird trick for parallelizing convolutional neural
  /// networks" (2014): fewer maps, no groups, no normalization, pictures (N, 224, 224, 3) with a
  /// padding of 2, or others from 63 rows and columns on.
  public static func torchvisionAlexNet(classes: Int = 1000, seed: UInt64) -> Network {
    var generator = SeededGenerator(seed: seed)
    func pool() -> Pooling { Pooling(.max, windowSize: 3, stride: 2) }
    return Network(
      Convolution(64, of: 11, over: 3, stride: 4, padding: 2, using: &generator), ReLU(), pool(),
      Convolution(192, of: 5, over: 64, padding: 2, using: &generator), ReLU(), pool(),
      Convolution(384, of: 3, over: 192, padding: 1, using: &generator), ReLU(),
      Convolution(256, of: 3, over: 384, padding: 1, using: &generator), ReLU(),
      Convolution(256, of: 3, over: 256, padding: 1, using: &generator), ReLU(), pool(),
      AdaptiveAveragePooling(to: 6), Flatten(),
      Dropout(probability: 0.5, seed: generator.next()),
      Dense(6 * 6 * 256, to: 4096, using: &generator), ReLU(),
      Dropout(probability: 0.5, seed: generator.next()),
      Dense(4096, to: 4096, using: &generator), ReLU(),
      Dense(4096, to: classes, using: &generator))
  }
}

extension TorchvisionLayout {
  /// The layout of `torchvision.models.alexnet`.
  public static let alexNet = TorchvisionLayout(
    model: "alexnet",
    layers: [0, 3, 6, 8, 10].map { "features.\($0)" } + [1, 4, 6].map { "classifier.\($0)" },
    flattened: [6, 6, 256])
}
