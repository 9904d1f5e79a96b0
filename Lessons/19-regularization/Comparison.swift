//: ## Does it help?
import LessonKit

extension Regularization {
  func comparison(
    _ page: Notebook, _ five: [LabelledImages], _ validation: LabelledImages,
    _ others: LabelledImages
  ) {
    //: Dropout comes before the first layer (p = 0.2) and before the second (0.5). Batch
    //: normalization, of which more below, is often named among the remedies.
    func withDropout(_ seed: UInt64) -> [any Layer] {
      var layers = plain(seed: seed)
      layers.insert(Dropout(probability: 0.5, seed: seed), at: 3)
      layers.insert(Dropout(probability: 0.2, seed: seed + 10), at: 1)
      return layers
    }
    func withBatchNormalization(_ seed: UInt64) -> [any Layer] {
      var layers = plain(seed: seed)
      layers.insert(BatchNormalization(channels: 64), at: 2)
      return layers
    }
    func stoppedEarly(_ seed: UInt64, _ known: LabelledImages) -> Network {
      var (best, lowest) = (Network(), Float.infinity)
      _ = train(plain(seed: seed), on: known) { network in
        let loss = network.loss(on: validation)
        if loss < lowest { (best, lowest) = (network, loss) }
      }
      return best
    }

    //: Each recipe gets two thousand digits and may look at two hundred, but for the last: it
    //: learns from all of them, in as many steps.
    let decay = Adam(learningRate: 0.005, weightDecay: 0.8)
    typealias Recipe = (_ seed: UInt64, _ few: LabelledImages, _ many: LabelledImages) -> Network
    let recipes: [(Message, Recipe)] = [
      ("plain", { seed, few, _ in train(plain(seed: seed), on: few) }),
      ("early stopping", { seed, few, _ in stoppedEarly(seed, few) }),
      ("weight decay", { seed, few, _ in train(plain(seed: seed), on: few, by: decay) }),
      ("dropout", { seed, few, _ in train(withDropout(seed), on: few) }),
      (
        "augmentation",
        { seed, few, _ in train(plain(seed: seed), on: few, changing: augmentation) }
      ),
      (
        "augmentation, 180 epochs",
        { seed, few, _ in
          train(plain(seed: seed), on: few, epochs: 180, changing: augmentation)
        }
      ),
      ("batch normalization", { seed, few, _ in train(withBatchNormalization(seed), on: few) }),
      ("2000 digits, 6 epochs", { seed, _, many in train(plain(seed: seed), on: many, epochs: 6) }),
    ]
    let results = recipes.map { _, recipe in
      five.enumerated().map { index, digits in
        let network = recipe(seed + UInt64(index), digits.prefix(200), digits)
        return (loss: network.loss(on: others), right: 100 * network.accuracy(on: others))
      }
    }

    //: The table has the mean of the five and their standard deviation, which is what other
    //: digits and other first weights change by themselves. A gain smaller than that may be luck.
    //: So each network is also compared with the plain one that had the same digits and the same
    //: start:
    func spread(_ values: [Float], decimals: Int) -> String {
      let (mean, variance) = (Tensor(values).mean(), Tensor(values).variance(correction: 1))
      return [mean, variance.squareRoot()].map { fixed(Double($0), decimals: decimals) }
        .joined(separator: "\u{A0}±\u{A0}")
    }
    page.table(
      "Judged by the thousand others",
      columns: ["", "loss", "lower than plain", "% read rightly", "more than plain"],
      rows: recipes.indices.map { recipe in
        let (these, plain) = (results[recipe], results[0])
        let lower = (0..<5).count { these[$0].loss < plain[$0].loss }
        let more = (0..<5).count { these[$0].right > plain[$0].right }
        return [
          recipes[recipe].0, "\(spread(these.map(\.loss), decimals: 2))",
          recipe == 0 ? "" : "\(lower) of 5", "\(spread(these.map(\.right), decimals: 1))",
          recipe == 0 ? "" : "\(more) of 5",
        ]
      })

    //: **Notice** which rows are better all five times, and in which column. Early stopping, weight
    //: decay and dropout lower the loss. Do they read more digits rightly?
    func change(_ recipe: Int) -> Message {
      let rights = [recipe, 0].map { Tensor(results[$0].map(\.right)).mean() }
      let gain = (rights[0] - rights[1]).rounded(to: 1)
      return gain < 0 ? "\(-gain) fewer" : "\(gain) more"
    }
    page.say(
      """
      Of a hundred digits, on average, early stopping reads \(change(1)) rightly than plain \
      training, weight decay \(change(2)), dropout \(change(3)). Augmentation, which does not cost \
      a single new digit, reads \(change(4)), and ten times the digits, in as many steps, \
      \(change(7)). Trained three times as long, augmentation reads \(change(5)).
      """)
  }
}
