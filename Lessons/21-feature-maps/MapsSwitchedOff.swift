//: ## A map that lights up is not yet a reason
import LessonKit

extension FeatureMaps {
  func mapsSwitchedOff(
    _ page: Notebook, of network: Network, _ test: LabelledImages, readAs read: [Int],
    using generator: inout SeededGenerator
  ) {
    //: Back to feature maps. Surely the brightest one matters most? Among the first hundred digits,
    //: take the one that is read rightly and least surely. Set one of its 128 last maps to zero,
    //: and let the dense layer answer. The three brightest, then the three without which the right
    //: answer's share is smallest:
    let features = network.maps(test.images, after: 3)
    let head = Network(Array(network.layers[9...]))
    func mask(without off: [Int]) -> Tensor {
      Tensor((0..<128).map { off.contains($0) ? 0 : 1 })
    }
    let certainty = softmax(head(features))
    let unsure =
      (0..<100).filter { read[$0] == test.labels[$0] }
      .min { certainty[$0, read[$0]] < certainty[$1, read[$1]] } ?? 0
    let (one, label) = (features[unsure..<unsure + 1], test.labels[unsure])
    page.show(PictureGrid(test.images[unsure..<unsure + 1], zoom: 4), "least-sure")
    //: ![A digit that could be taken for another](least-sure "Read rightly, but not surely")
    func share(without off: [Int]) -> Float {
      softmax(head(one * mask(without: off)))[0, label]
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

    let surer = brightest.prefix(10).count { shares[$0] > share(without: []) }
    page.say("Without one of the ten brightest maps the network is surer in \(surer) cases of ten.")

    //: A map is evidence *for or against*. Its brightness does not say which, nor how much weight
    //: the dense layer gives it. Now all the test digits, each without its own brightest map:
    let dimmed = Tensor.concatenated(
      features.mean(axes: [1, 2]).argmax(axis: 1).enumerated().map { index, map in
        features[index..<index + 1] * mask(without: [map])
      })
    let changed = zip(read, predictions(head(dimmed))).count { $0 != $1 }
    page.say("\(changed) of \(test.count) answers change.")

    //: Hardly any: the brightest map does not carry the answer alone. Switch off more and more, the
    //: palest first, the brightest first (on average over all digits), or at random:
    let average = features.mean(axes: [0, 1, 2]).scalars
    let palest = (0..<128).sorted { average[$0] < average[$1] }
    let steps = Array(stride(from: 0, through: 128, by: 16))
    func accuracies(_ order: [Int]) -> [Float] {
      steps.map { off in
        accuracy(head(features * mask(without: Array(order.prefix(off)))), labels: test.labels)
      }
    }
    let orders: [(name: Message, maps: [Int])] = [
      ("palest first", palest), ("at random", (0..<128).shuffled(using: &generator)),
      ("brightest first", palest.reversed()),
    ]
    let curves = orders.map { accuracies($0.maps) }
    page.predictCourse(
      "More and more of the 128 maps are switched off, at random. Draw the share read rightly.",
      x: steps.map { Float($0) }, range: 0...1, right: .init("at random", Tensor(curves[1])),
      mistakes: [
        .init(
          "a little with each map", between: curves[1],
          "That is as if each map held a part that no other has. Many say nearly the same."
        ) { $0 },
        .init(
          "nearly all at once", between: curves[1],
          "That is as if all were needed together. Many say nearly the same."
        ) { 1 - (1 - $0) * (1 - $0) * (1 - $0) * (1 - $0) },
      ],
      otherwise: "With no map left it guesses: one digit of ten is right. And halfway?")
    page.plot(
      "switched-off",
      lines: zip(orders, curves).map { .init($0.name, x: steps, y: $1) },
      xAxis: "maps switched off", yAxis: "share read rightly")
    //: ![Three curves that begin together with all maps and end together with
    //: none](switched-off "Maps switched off, in three orders")

    let half = curves.map { "\(percent($0[steps.count / 2])) %" }
    page.say(
      "Without the paler half \(half[0]) are read rightly, without a random half \(half[1]), "
        + "without the brighter half \(half[2]).")

    //: The knowledge is spread over many maps: in each of these three ways, half of them read most
    //: digits. And brightness? Which half is missed more depends on the run; with another `--seed`
    //: it may be the other one. It is not even a hint to rely on.
    //:
    //: So pictures like those of this lesson show *that* something answers, and where. Whether the
    //: decision rests on it one finds out only by taking it away.
    //:
    //: > [!mistake] 001, feature maps are said to be shown so that a network's results can be
    //: > trusted. Keep the curves above in mind when somebody shows you a map to prove that.
  }
}
