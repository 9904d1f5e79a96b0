// VGG: Simonyan and Zisserman, "Very deep convolutional networks for large-scale image recognition"
// (2014), table 1, columns D and E.
//
// As in torchvision, adaptive pooling reduces maps of other sizes to 7 × 7 before the dense layers.
// Weights are initialized by He's uniform distribution; the paper trained shallow networks first
// and initialized deep ones by them.

import Tensors

extension Network {
  /// Makes VGG-16: 13 convolutions of 3 × 3 and three dense layers, 138,357,544 parameters.
  ///
  /// - Parameters:
  ///   - classes: the number of classes, K of the output (N, K).
  ///   - seed: of the random weights, and of dropout.
  public static func vgg16(classes: Int = 1000, seed: UInt64) -> Network {
    vgg([(2, 64), (2, 128), (3, 256), (3, 512), (3, 512)], classes: classes, seed: seed)
  }

  /// VGG-19: a fourth convolution in each of the last three stages, 143,667,240 parameters.
  public static func vgg19(classes: Int = 1000, seed: UInt64) -> Network {
    vgg([(2, 64), (2, 128), (4, 256), (4, 512), (4, 512)], classes: classes, seed: seed)
  }

  /// Makes a network of VGG's architecture.
  ///
  /// It takes pictures (N, 224, 224, 3), or others that every stage can halve.
  ///
  /// - Parameters:
  ///   - stages: the numbers of convolutions and of channels of each stage, which ends in max
  ///     pooling.
  ///   - hidden: the outputs of the two dense layers before the last, 4096 in the paper.
  ///   - classes: the number of classes, K of the output (N, K).
  ///   - seed: of the random weights, and of dropout.
  public static func vgg(
    _ stages: [(convolutions: Int, maps: Int)], hidden: Int = 4096, classes: Int, seed: UInt64
  ) -> Network {
    var generator = SeededGenerator(seed: seed)
    var (layers, channels): ([any Layer], Int) = ([], 3)
    for (convolutions, maps) in stages {
      for _ in 0..<convolutions {
        layers.append(Convolution(maps, of: 3, over: channels, padding: 1, using: &generator))
        layers.append(ReLU())
        channels = maps
      }
      layers.append(Pooling(.max, windowSize: 2))
    }
    layers += [
      AdaptiveAveragePooling(to: 7), Flatten(),
      Dense(7 * 7 * channels, to: hidden, using: &generator), ReLU(),
      Dropout(probability: 0.5, seed: generator.next()),
      Dense(hidden, to: hidden, using: &generator), ReLU(),
      Dropout(probability: 0.5, seed: generator.next()),
      Dense(hidden, to: classes, using: &generator),
    ]
    return Network(layers)
  }
}

extension TorchvisionLayout {
  /// The layout of `torchvision.models.vgg16`.
  public static let vgg16 = TorchvisionLayout(
    model: "vgg16",
    layers: [0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28].map { "features.\($0)" }
      + [0, 3, 6].map { "classifier.\($0)" },
    flattened: [7, 7, 512])
}
