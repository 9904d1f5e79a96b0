//: ## Before or after
import LessonKit

extension ResidualNetworks {
  func beforeOrAfter(
    _ page: Notebook, _ known: LabelledImages, _ others: LabelledImages, _ residual: Trained
  ) throws {
    //: After each sum stands a ReLU, so x does not get through a block quite unchanged. A year
    //: later the same authors moved normalization and ReLU to the front of each convolution:
    //: **pre-activation**. Then nothing stands on the way of x any more:
    var generator = SeededGenerator(seed: seed)
    func preactivated(_ filters: Int, over channels: Int, stride: Int) -> ResidualBlock {
      func convolution(_ size: Int, over channels: Int, stride: Int) -> [any Layer] {
        [
          Convolution(
            filters: filters, filterSize: size, channels: channels, stride: stride,
            padding: .explicit(size / 2), bias: .absent, using: &generator)
        ]
      }
      let main =
        [BatchNormalization(channels: channels), ReLU()]
        + convolution(3, over: channels, stride: stride)
        + [BatchNormalization(channels: filters), ReLU()]
        + convolution(3, over: filters, stride: 1)
      let fits = stride == 1 && channels == filters
      let shortcut = fits ? [] : convolution(1, over: channels, stride: stride)
      return ResidualBlock(Network(main), shortcut: Network(shortcut), activatesSum: false)
    }

    //: Three blocks that have learned nothing, all weights of their convolutions 0. What becomes of
    //: numbers that may be negative?
    func silenced(_ block: ResidualBlock) -> ResidualBlock {
      var block = block
      block.visitParameters { if $0.name == "weights" { $0.value = $0.value * 0 } }
      return block
    }
    let after = silenced(
      ResidualBlock(
        Network(
          convolution(3, of: 3, over: 3, stride: 1, &generator) + [ReLU()]
            + convolution(3, of: 3, over: 3, stride: 1, &generator))))
    let before = silenced(preactivated(3, over: 3, stride: 1))
    let signed = Tensor([[-1, 2, -3]]).reshaped(1, 1, 1, 3)
    page.sideBySide {
      page.numbers(signed.reshaped(1, 3), "x")
      page.numbers(Network(after, after, after)(signed).reshaped(1, 3), "after, 2015")
      page.numbers(Network(before, before, before)(signed).reshaped(1, 3), "before, 2016")
    }

    //: Does it learn better? Twenty layers, in the same way:
    func preactivated(_ depth: Int) -> Network {
      generator = SeededGenerator(seed: seed)
      var layers: [any Layer] = [
        Convolution(
          filters: 8, filterSize: 3, channels: 1, padding: .explicit(1), bias: .absent,
          using: &generator)
      ]
      var channels = 8
      for stage in 0..<3 {
        for pair in 0..<(depth - 2) / 6 {
          let stride = stage > 0 && pair == 0 ? 2 : 1
          layers.append(preactivated(8 << stage, over: channels, stride: stride))
          channels = 8 << stage
        }
      }
      // What leaves the last block was neither normalized nor activated.
      return Network(
        layers + [
          BatchNormalization(channels: channels), ReLU(), AdaptiveAveragePooling(to: 1), Flatten(),
          Dense(inputs: channels, outputs: 10, using: &generator),
        ])
    }
    var moved = preactivated(20)
    let movedEpochs = byEpoch(
      try train(&moved, called: "before, 20", page, on: known, others))
    page.plot(
      "before-or-after",
      lines: [
        .init("after, 2015", y: residual.epochs.map(\.loss)),
        .init("before, 2016", y: movedEpochs.map(\.loss)),
      ], xAxis: "epoch", yAxis: "loss on what is learned")
    //: ![Both curves fall, the one normalized before more slowly](before-or-after "Normalization
    //: before or after the convolution")
    let movedRight = right(
      Trained(depth: 20, network: moved, epochs: movedEpochs), others)
    let residualRight = right(residual, others)
    page.say(
      """
      Of the known digits \(percent(residualRight.known, places: 0)) per cent after, \
      \(percent(movedRight.known, places: 0)) before; of the others \
      \(percent(residualRight.others, places: 0)) and \(percent(movedRight.others, places: 0)).
      """)
    page.say(
      movedRight.others > residualRight.others
        ? "To these twenty layers it is a help."
        : "To these twenty layers it is no help in these epochs.")
  }
}
