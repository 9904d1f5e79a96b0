//: ## A map that lights up is not yet a reason
import LessonKit

extension FeatureMaps {
  func mapsSwitchedOff(
    _ page: Notebook, of network: Network, _ test: LabelledImages, readAs read: [Int],
    using generator: inout SeededGenerator
  ) {
    //: Back to feature maps. Surely the brightest one matters most? Take the digit above,
    //: set one of the 128 last maps to zero, and let the dense layer answer. The three brightest,
    //: then the three without which the right answer's share is smallest:
    let features = network.maps(test.images, after: 3)
    let head = Network(Array(network.layers[9...]))
    func mask(without off: [Int]) -> Tensor {
      Tensor((0..<128).map { off.contains($0) ? 0 : 1 })
    }
    let one = features[2..<3]
    func share(without off: [Int]) -> Float {
      softmax(head(one * mask(without: off)))[0, test.labels[2]]
    }
    let brightness = one.mean(axes: [0, 1, 2]).scalars
    let shares = (0..<128).map { share(without: [$0]) }
    let brightest = (0..<128).sorted { brightness[$0] > brightness[$1] }
    let needed = (0..<128).sorted { shares[$0] < shares[$1] }
    page.table(
      "One map less", columns: ["map", "brightness", "rank", "share of the right answer"],
      rows: [["all there", "", "", "\(share(without: []).rounded(to: 3))"]]
        + (brightest.prefix(3) + needed.prefix(3)).map { map in
          let rank = (brightest.firstIndex(of: map) ?? 0) + 1
          return [
            "without \(map)", "\(brightness[map].rounded(to: 2))", "\(rank)",
            "\(shares[map].rounded(to: 3))",
          ]
        })

    //: **Notice** that without a map as bright as these the network can even be surer. A map is
    //: evidence *for or against*; its brightness does not say which, nor how much weight the dense
    //: layer gives it. Now all the test digits, each without its own brightest map:
    let dimmed = Tensor.concatenated(
      features.mean(axes: [1, 2]).argmax(axis: 1).enumerated().map { index, map in
        features[index..<index + 1] * mask(without: [map])
      })
    let changed = zip(read, predictions(head(dimmed))).count { $0 != $1 }
    page.say("\(changed) of \(test.count) answers change.")

    //: Hardly any: no single map carries the answer. Switch off more and more, the palest first,
    //: the brightest first (on average over all digits), or at random:
    let average = features.mean(axes: [0, 1, 2]).scalars
    let palest = (0..<128).sorted { average[$0] < average[$1] }
    let steps = Array(stride(from: 0, through: 128, by: 16))
    func curve(_ name: Message, _ order: [Int]) -> Plot.Line {
      let accuracies = steps.map { off in
        accuracy(head(features * mask(without: Array(order.prefix(off)))), labels: test.labels)
      }
      return Plot.Line(name, x: steps.map(Float.init), y: accuracies)
    }
    let shuffled = (0..<128).shuffled(using: &generator)
    page.plot(
      "maps-switched-off",
      lines: [
        curve("palest first", palest), curve("at random", shuffled),
        curve("brightest first", palest.reversed()),
      ], xAxis: "maps switched off", yAxis: "share read rightly")
    //: ![Three curves that begin together, fall at different rates and end
    //: together](maps-switched-off "Maps switched off")

    //: The knowledge is spread over many maps: even a random half of them reads most digits. And
    //: brightness? This time the brighter half is missed more than the paler one. Run it with
    //: `--seed 3`, and it is the other way round: not even a hint to rely on.
    //:
    //: So pictures like those of this lesson show *that* something answers, and where. Whether the
    //: decision rests on it one finds out only by taking it away. Keep that in mind when somebody
    //: shows you a map to prove that a network can be trusted.
  }
}
