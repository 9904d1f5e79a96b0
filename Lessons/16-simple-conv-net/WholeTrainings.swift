//: ### In a whole training
import LessonKit

extension SimpleConvNet {
  func wholeTrainings(
    _ page: Notebook, _ data: DatasetSplits,
    network: @escaping (_ hidden: Int?, _ seed: UInt64) -> Network
  ) throws {
    //: So try some, each to its end, and choose by the validation set:
    func validationAccuracy(of network: Network, rate: Float, seed: UInt64) -> Float {
      let trained = network.trained(
        on: data.training, by: SGD(learningRate: rate),
        steps: (data.isDrawn ? 4 : 1) * data.training.count / 100, seed: seed)
      return accuracy(trained(data.validation.images), labels: data.validation.labels)
    }
    let tried: [Float] = [0.01, 0.04, 0.1, 0.2, 0.4, 0.8]
    let byRate = try recorded("rates", on: data, of: .digits, options: training) { seeds in
      tried.map { rate in
        seeds.map { seed in
          validationAccuracy(
            of: network(100, seed), rate: rate, seed: seed)
        }
      }
    }
    page.say(byRate.explanation)
    func averageAndRange(_ shares: [Float]) -> [Message] {
      [Spread(shares).mean, shares.min() ?? 0, shares.max() ?? 0].map {
        "\(percent($0, places: 2))"
      }
    }
    page.table(
      "Validation digits read rightly, in per cent of \(data.validation.count)",
      columns: ["rate", "average", "least", "most"],
      rows: zip(tried, byRate.value).map { ["\($0)"] + averageAndRange($1) })

    //: **Notice** how wide the good middle is, and how both ends fail. With short steps the network
    //: has not arrived yet. With long ones it jumps about, and a run may end far below the others.
    let best = tried[Tensor(byRate.value.map { Spread($0).mean }).argmax()]
    page.say(
      best == 0.2
        ? "On average 0.2 is best here, and it is at some distance from the cliff."
        : "On average \(number(best)) is best here; we stay at 0.2, farther from the cliff.")

    //: ## Without the hidden layer
    //: The hidden layer of a hundred numbers holds nearly all of the network. Is it needed? Leave
    //: it out, and the ten scores are weighted sums of the 4320 numbers of the maps. And leave out
    //: the convolution as well, and they are weighted sums of the pixels. That is **softmax
    //: regression**:
    func pixelsOnly(seed: UInt64) -> Network {
      var generator = SeededGenerator(seed: seed)
      return Network(Flatten(), Dense(inputs: 784, outputs: 10, using: &generator))
    }
    let kinds: [(Message, (UInt64) -> Network)] = [
      ("pixels → 10", pixelsOnly),
      ("convolution → 10", { network(nil, $0) }),
      ("convolution → 100 → 10", { network(100, $0) }),
    ]
    let byKind = try recorded("hidden-layer", on: data, of: .digits, options: training) { seeds in
      kinds.map { _, made in
        seeds.map { validationAccuracy(of: made($0), rate: 0.2, seed: $0) }
      }
    }
    page.say(byKind.explanation)
    page.table(
      "Validation digits read rightly, in per cent",
      columns: ["network", "parameters", "average", "least", "most"],
      rows: zip(kinds, byKind.value).map { kind, shares in
        [kind.0, "\(kind.1(1).summary(for: [1, 28, 28, 1]).parameters)"] + averageAndRange(shares)
      })

    //: **Notice** where the jump is. The last layer computes the same in all three: weighted sums,
    //: softmax, cross-entropy. What differs is what it sums. Filters and ReLU are learned along
    //: with it, and they make numbers of which a weighted sum can tell digits apart. And the hidden
    //: layer with its 432,100 numbers?
    let (without, with) = (Spread(byKind.value[1]).mean, Spread(byKind.value[2]).mean)
    page.say(
      """
      It adds \(percent(with - without, places: 1)) per cent of all digits. That sounds little, \
      but it is \(percent((with - without) / (1 - without), places: 0)) per cent of the mistakes \
      that were left.
      """)

    //: > [!mistake] 004, without a hidden layer the network is said to do the same as ordinary
    //: > regression. Its last layer does, a softmax regression on the maps. The network does not:
    //: > the maps are learned, and a regression on the pixels reads far fewer digits.
  }
}
