// ResNet-18: He, Zhang, Ren and Sun, "Deep residual learning for image recognition" (2015), table 1.
//
// As in torchvision, and unlike the paper: where a stage halves the maps its shortcut is a convolution
// of 1 × 1 (the paper's option B; for its smaller networks it also tries padding with zeros, option A).
//
// What ResNet-50 changes: the stages have 3, 4, 6 and 3 blocks in place of 2 each, and a block has three
// convolutions, 1 × 1 down to 64, 3 × 3 there, 1 × 1 up to 256 (twice that in each further stage), so
// that the costly one in the middle sees a quarter of the channels. The dense layer reads 2048 numbers.
// Nothing else differs: 25,557,032 parameters.

import Tensors

extension Network {
  /// ResNet-18: seventeen convolutions and a dense layer, 11,689,512 parameters for 1000 classes.
  ///
  /// It takes pictures (N, 224, 224, 3), or others of 32 rows and columns or more. To use it for other
  /// classes load its weights first, then put a new layer in the place of the last:
  ///
  ///     var network = Network.resNet18(seed: 0)
  ///     try network.loadTorchvision(from: url, .resNet18)
  ///     for index in network.layers.indices { network.layers[index].freeze() }
  ///     network.layers[network.layers.count - 1] = Dense(inputs: 512, outputs: 2, using: &generator)
  ///
  /// Then 1,026 of 11,177,538 parameters are trainable.
  ///
  /// - Parameters:
  ///   - classes: how many numbers come out.
  ///   - width: the maps of the first stage, 64; fewer make a small network of the same form.
  ///   - seed: of the random numbers it begins with.
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

  /// Two convolutions of 3 × 3, each with batch normalization, and a shortcut past both.
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
  /// `torchvision.models.resnet18`.
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
