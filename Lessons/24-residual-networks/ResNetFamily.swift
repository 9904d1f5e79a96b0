//: ## ResNet-18
//: Seven by seven with a stride of 2, a pooling, then four stages of two blocks each.
import LessonKit

extension ResidualNetworks {
  func resNetFamily(_ page: Notebook) throws {
    //: There are no dense layers but the last:
    let resNet = Network.resNet18(seed: seed)
    let summary = resNet.summary(for: [1, 224, 224, 3])
    page.network("resnet18", Plot.Network(resNet, for: [1, 224, 224, 3], input: "a photo"))
    //: ![A row of boxes from 224 by 224 down to 7 by 7, with eight arcs above, each over two
    //: convolutions, three of them labelled 1 × 1 / 2](resnet18 "ResNet-18")
    var rows: [[Message]] = []
    for stage in summary.stages {
      let shape = stage.outputShape.dropFirst().map(String.init).joined(separator: " × ")
      rows.append([stage.name, "\(shape)", "\(stage.parameters)", "\(stage.multiplications)"])
    }
    page.table(
      "ResNet-18, for one photo of 224 × 224",
      columns: ["layers", "output", "parameters", "multiplications"], rows: rows)
    page.trace("ResNet-18, parameters", parametersOf: summary)

    //: Where do its eighteen layers come from? Only layers with weights are counted, and only on
    //: the main path:
    let blocks = resNet.layers.compactMap { $0 as? ResidualBlock }
    func count(_ layers: [any Layer]) -> Int { layers.count { $0 is Convolution } }
    let onMain = count(resNet.layers) + blocks.reduce(0) { $0 + count($1.main.layers) }
    page.trace("convolutions on the main path", value: onMain)
    page.trace("projections beside it", value: blocks.reduce(0) { $0 + count($1.shortcut.layers) })
    page.trace("dense layers", value: resNet.layers.count { $0 is Dense })

    //: ## Fifty layers and more
    //: Two 3 × 3 over 512 maps are dear. A **bottleneck** block first goes down to a quarter of
    //: the maps by 1 × 1, convolves these, and goes up again (lesson 11). The paper's table needs
    //: no more than four numbers for each network, its blocks in each stage, and which kind they
    //: are. So a few lines count all five:
    struct Tally {
      var (parameters, multiplications) = (0, 0)
      /// Counts a convolution to maps of `side` × `side`, with γ and β, or with biases.
      mutating func add(_ window: Int, _ channels: Int, _ filters: Int, side: Int, biases: Bool) {
        let weights = window * window * channels * filters
        parameters += weights + (biases ? filters : 2 * filters)
        multiplications += weights * side * side
      }
    }
    func tally(_ blocks: [Int], bottleneck: Bool) -> Tally {
      var counted = Tally()
      counted.add(7, 3, 64, side: 112, biases: false)
      var channels = 64
      for (stage, count) in blocks.enumerated() {
        let (inner, side) = (64 << stage, 56 >> stage)
        let outer = bottleneck ? 4 * inner : inner
        for block in 0..<count {
          if block == 0 && channels != outer {
            counted.add(1, channels, outer, side: side, biases: false)
          }
          let windows = bottleneck ? [1, 3, 1] : [3, 3]
          let filters = bottleneck ? [inner, inner, outer] : [inner, inner]
          for (window, filters) in zip(windows, filters) {
            counted.add(window, channels, filters, side: side, biases: false)
            channels = filters
          }
        }
      }
      counted.add(1, channels, 1000, side: 1, biases: true)
      return counted
    }
    let vgg16 = Network.vgg16(seed: seed).summary(for: [1, 224, 224, 3])
    let family: [(name: Message, blocks: String, tally: Tally)] = [
      ("ResNet-18", "2, 2, 2, 2", tally([2, 2, 2, 2], bottleneck: false)),
      ("ResNet-34", "3, 4, 6, 3", tally([3, 4, 6, 3], bottleneck: false)),
      ("ResNet-50, bottlenecks", "3, 4, 6, 3", tally([3, 4, 6, 3], bottleneck: true)),
      ("ResNet-101, bottlenecks", "3, 4, 23, 3", tally([3, 4, 23, 3], bottleneck: true)),
      ("ResNet-152, bottlenecks", "3, 8, 36, 3", tally([3, 8, 36, 3], bottleneck: true)),
      (
        "VGG16, for comparison", "",
        Tally(parameters: vgg16.parameters, multiplications: vgg16.multiplications)
      ),
    ]
    page.table(
      "Counted from the paper’s table",
      columns: ["network", "blocks", "parameters", "multiplications, 10⁹"],
      rows: family.map { name, blocks, tally in
        [
          name, "\(blocks)", "\(tally.parameters)",
          "\((Float(tally.multiplications) / 1e9).rounded(to: 1))",
        ]
      })
    page.trace("ResNet-50, parameters", value: family[2].tally.parameters)
    page.trace(
      "VGG16’s multiplications, times ResNet-50’s",
      value: (Float(family[5].tally.multiplications) / Float(family[2].tally.multiplications))
        .rounded(to: 1))

    //: **Notice** ResNet-34 and ResNet-50: as many blocks, half as many layers again, nearly the
    //: same work. And all of them, with 152 layers too, take less than VGG with sixteen, and fewer
    //: parameters: there are no dense layers of 4096. (Libraries now put the stride of 2 on the
    //: 3 × 3 of a bottleneck, where the paper has it on the 1 × 1 before. That costs a little more
    //: work, and no parameters.)
    //:
    //: On ImageNet, photos of a thousand kinds of things, the paper has, for plain networks of 18
    //: and 34 layers, 27.94 % and 28.54 % wrong; with shortcuts 27.88 % and 25.03 %. (That is with
    //: one guess, averaged over ten sections of each photo; lesson 22's errors are with five
    //: guesses.) Six networks that vote, two of them with 152 layers, won the competition of 2015.
  }
}
