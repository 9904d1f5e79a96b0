// ResNet-18: He, Zhang, Ren and Sun, "Deep residual learning for image recognition" (2015), table
// 1.
//
// As in torchvision, the shortcut of a stage that halves the maps is a 1 × 1 convolution, the
// paper's option B; its option A pads with zeros.
//
// ResNet-50 differs in its stages of 3, 4, 6 and 3 blocks and in its blocks of three convolutions
// ("bottlenecks"): 1 × 1 down to 64 channels, 3 × 3, and 1 × 1 up to 256, doubled in each further
// stage. Its dense layer reads 2048 numbers; it has 25,557,032 parameters.

import Tensors

extension Network {
  /// Makes ResNet-18: 17 convolutions and a dense layer, 11,689,512 parameters for 1000 classes.
  ///
  /// It takes pictures (N, 224, 224, 3), or others of 32 rows and columns or more. For transfer
  /// learning load trained weights, freeze them, and replace the last layer:
  ///
  ///     var network = Network.resNet18(seed: 0)
  ///     try network.loadTorchvision(from: url, .resNet18)
  ///     for index in network.layers.indices { network.layers[index].freeze() }
  ///     network.layers.removeLast()
  ///     network.layers.append(Dense(inputs: 512, outputs: 2, using: &generator))
  ///
  /// Then 1,026 of 11,177,538 parameters are trainable.
  ///
  /// - Parameters:
  ///   - classes: the number of classes, K of the output (N, K).
  ///   - width: the channels of the first stage, 64; fewer make a smaller network.
  ///   - seed: of the random weights.
  public static func resNet18(classes: Int = 1000, width: Int = 64, seed: UInt64) -> Network {
    var generator = SeededGenerator(seed: seed)
    var layers: [any Layer] = [
      Convolution(width, of: 7, over: 3, stride: 2, padding: 3, hasBias: false, using: &generator),
      BatchNormalization(channels: width), ReLU(),
      Pooling(.max, windowSize: 3, stride: 2, padding: .explicit(1)),
    ]
    var channels = width
    for stage in 0..<4 {
      let maps = width << stage
      for block in 0..<2 {
        let stride = stage > 0 && block == 0 ? 2 : 1
        layers.append(
          basicBlock(from: channels, to: maps, stride: stride, using: &generator))
        channels = maps
      }
    }
    layers += [
      AdaptiveAveragePooling(to: 1), Flatten(), Dense(channels, to: classes, using: &generator),
    ]
    return Network(layers)
  }

  /// Makes a block of two 3 × 3 convolutions, each with batch normalization, and a shortcut.
  private static func basicBlock(
    from channels: Int, to maps: Int, stride: Int, using generator: inout SeededGenerator
  ) -> ResidualBlock {
    let main = Network(
      Convolution(
        maps, of: 3, over: channels, stride: stride, padding: 1, hasBias: false, using: &generator),
      BatchNormalization(channels: maps), ReLU(),
      Convolution(maps, of: 3, over: maps, padding: 1, hasBias: false, using: &generator),
      BatchNormalization(channels: maps))
    guard stride > 1 || channels != maps else { return ResidualBlock(main) }
    return ResidualBlock(
      main,
      shortcut: Network(
        Convolution(maps, of: 1, over: channels, stride: stride, hasBias: false, using: &generator),
        BatchNormalization(channels: maps)))
  }
}

extension TorchvisionLayout {
  /// The layout of `torchvision.models.resnet18`.
  public static let resNet18 = TorchvisionLayout(
    model: "resnet18",
    layers: ["conv1", "bn1"]
      + (1...4).flatMap { stage in
        (0..<2).flatMap { block in
          let parts = ["conv1", "bn1", "conv2", "bn2"]
          let shortcut = stage > 1 && block == 0 ? ["downsample.0", "downsample.1"] : []
          return (parts + shortcut).map { "layer\(stage).\(block).\($0)" }
        }
      } + ["fc"])
}
