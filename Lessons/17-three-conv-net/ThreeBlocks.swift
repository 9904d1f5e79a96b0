//: ## The network
//: Each convolution has filters of 3 × 3 and SAME padding, so it keeps the size. Each pooling
//: halves it, rounding up: 28, 14, 7, 4. Meanwhile the channels grow: 32, 64, 128. How the
//: first weights are spread, and the first biases, is left open; we shall need that at the end.
import LessonKit

extension ThreeConvNet {
  func threeConvNetwork(
    seed: UInt64, spread: Float? = nil, bias: Float = 0,
    lastBias: BiasInitialization = .constant(0)
  ) -> Network {
    var generator = SeededGenerator(seed: seed)
    func block(_ filters: Int, channels: Int) -> [any Layer] {
      [
        Convolution(
          filters: filters, filterSize: 3, channels: channels, padding: .same,
          standardDeviation: spread, bias: .constant(bias), using: &generator),
        ReLU(),
        Pooling(.max, windowSize: 2, padding: .same),
      ]
    }
    return Network(
      block(32, channels: 1) + block(64, channels: 32) + block(128, channels: 64) + [
        Flatten(),
        Dense(
          inputs: 2048, outputs: 10, standardDeviation: spread, bias: lastBias,
          using: &generator),
      ])
  }
}

//: What a layer gives is what the next one takes.
extension ThreeConvNet {
  func threeBlocks(_ page: Notebook, _ data: DatasetSplits) {
    //: One picture on its way:
    let network = threeConvNetwork(seed: training.seed)
    var values = page.trace("one digit", data.test.images[0..<1])
    for layer in network.layers {
      var layer = layer
      values = page.trace("\(type(of: layer))", layer.forward(values), from: values)
    }

    //: 7 × 7 pooled by two is 4 × 4, not 3 × 3: SAME pooling rounds up, so 4 · 4 · 128 = 2048
    //: numbers reach the dense layer.
    //:
    //: > [!mistake] 003, its comments multiply channels: 64 × 32 × 14 × 14 after the second
    //: > convolution, 128 × 64 × 32 × 4 × 4 at the end. A convolution with 64 filters gives 64
    //: > channels, whatever came in. It also calls the flattening a fully connected layer.
    //: > Flattening has no weights; the dense layer behind it has 20,480 of them and 10 biases.
    //:
    //: What there is to learn, and what it costs:
    let summary = network.summary(for: [1, 28, 28, 1])
    page.table("The layers, for one picture", summary)
    page.trace("parameters", parametersOf: summary, "320 + 18,496 + 73,856 + 20,490")
  }
}
