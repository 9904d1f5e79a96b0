//: ## What it is for
import LessonKit

extension Regularization {
  func normalizedTraining(
    _ page: Notebook, _ five: [LabelledImages], _ others: LabelledImages
  ) {
    //: Four convolutions and a dense layer, and two beginnings: He's, and all weights drawn with a
    //: deviation of 0.01. From the second the numbers shrink from layer to layer, until at the end
    //: hardly anything tells one digit from another (lesson 17). Both as they are, and with batch
    //: normalization behind each convolution:
    func network(seed: UInt64, deviation: Float? = nil, normalized: Bool) -> [any Layer] {
      var generator = SeededGenerator(seed: seed)
      let sizes = [(1, 8, 2), (8, 16, 2), (16, 16, 1), (16, 16, 1)]
      let blocks = sizes.flatMap { channels, filters, stride -> [any Layer] in
        let convolution = Convolution(
          filters: filters, filterSize: 3, channels: channels, stride: stride, padding: .same,
          standardDeviation: deviation, using: &generator)
        return normalized
          ? [convolution, BatchNormalization(channels: filters), ReLU()] : [convolution, ReLU()]
      }
      return blocks + [
        Flatten(),
        Dense(inputs: 256, outputs: 10, standardDeviation: deviation, using: &generator),
      ]
    }
    // As in training, since running statistics take a while to follow.
    func trainingLoss(_ network: Network, _ pictures: LabelledImages) -> Float {
      var network = network
      return softmaxCrossEntropy(network.forward(pictures.images), labels: pictures.labels).loss
    }
    let digits = five[0].prefix(200)
    func recorded(_ name: Message, _ layers: [any Layer]) -> RecordedTraining {
      let recorder = ReplayRecorder(digits, steps: 80, mode: .training)
      _ = train(layers, on: digits, epochs: 20, recorder: recorder)
      return (name, nil, recorder)
    }
    let narrow = recorded("0.01", network(seed: seed, deviation: 0.01, normalized: false))
    let four = [
      recorded("He's", network(seed: seed, normalized: false)),
      recorded("He's, normalized", network(seed: seed, normalized: true)), narrow,
      recorded("0.01, normalized", network(seed: seed, deviation: 0.01, normalized: true)),
    ]
    page.plot(
      "four-beginnings",
      lines: four.map { .init($0.name, x: $0.recorder.steps, y: $0.recorder.losses) },
      xAxis: "step", yAxis: "loss on the two hundred")
    //: ![In these epochs the curve of 0.01 without normalization stays level; the other three
    //: fall, the normalized ones earlier](four-beginnings "Four beginnings, at one learning rate")

    //: **Notice** the beginning with 0.01: in these eighty steps it gets nowhere as it is, and
    //: learns when normalized. All four again, step by step. Look at the gradients of 0.01:
    page.replay("four-replayed", four, stepsOfEpoch: 4)
    //: ![Loss and accuracy of four trainings, the spread of activations and gradients by layer,
    //: eight filters and a table of what the two hundred digits are read as, for
    //: each](four-replayed "Four beginnings, step by step")
    if let step = narrow.recorder.firstStepWithoutGradients {
      page.say(
        """
        From step \(step) on they are 0 in all layers: the ReLUs let nothing through any more, and \
        nothing tells a weight where to go. In lesson 17 such a beginning was late; this one is \
        lost.
        """)
    } else {
      page.say("They are not 0: such a beginning is late, not lost (lesson 17).")
    }

    //: He's beginning learns without. It is faster with it, but at one learning rate that may be
    //: luck. So here are five rates, from He's beginning, for Adam and for plain steps (SGD). Each
    //: point is the mean of three networks after ten epochs:
    typealias Result = (loss: Float, right: Float)
    func afterTen(_ optimizer: some Optimizer, normalized: Bool) -> Result {
      let three = five.prefix(3).enumerated().map { index, pictures -> Result in
        let digits = pictures.prefix(200)
        let trained = train(
          network(seed: seed + UInt64(index), normalized: normalized), on: digits, by: optimizer,
          epochs: 10)
        return (trainingLoss(trained, digits), trained.accuracy(on: others))
      }
      return (
        three.map(\.loss).reduce(0, +) / 3, three.map(\.right).reduce(0, +) / 3
      )
    }
    let adamRates: [Float] = [0.001, 0.003, 0.01, 0.03, 0.1]
    let sgdRates: [Float] = [0.01, 0.03, 0.1, 0.3, 1]
    let adam = [false, true].map { normalized in
      adamRates.map { afterTen(Adam(learningRate: $0), normalized: normalized) }
    }
    let sgd = [false, true].map { normalized in
      sgdRates.map { afterTen(SGD(learningRate: $0), normalized: normalized) }
    }
    page.plot(
      "rates",
      lines: [
        .init("Adam", x: adamRates, y: adam[0].map(\.loss), style: .marked),
        .init("Adam, normalized", x: adamRates, y: adam[1].map(\.loss), style: .marked),
        .init("SGD", x: sgdRates, y: sgd[0].map(\.loss), style: .marked),
        .init("SGD, normalized", x: sgdRates, y: sgd[1].map(\.loss), style: .marked),
      ], xAxis: "learning rate", yAxis: "loss after ten epochs", logarithmicX: true)
    //: ![Four curves over the rates. With Adam and with SGD the normalized one lies lower almost
    //: everywhere; with SGD the two are further apart](rates "Five learning rates")
    func row(_ name: Message, _ rates: [Float], _ results: [Result]) -> [Message] {
      let best = results.indices.min { results[$0].loss < results[$1].loss } ?? 0
      return [
        name, "\(rates[best])", "\(results[best].loss.rounded(to: 3))",
        "\(percent(results[best].right)) %",
      ]
    }
    page.table(
      "Each at its best rate", columns: ["", "rate", "loss", "others read rightly"],
      rows: [
        row("Adam", adamRates, adam[0]), row("Adam, normalized", adamRates, adam[1]),
        row("SGD", sgdRates, sgd[0]), row("SGD, normalized", sgdRates, sgd[1]),
      ])
    func lower(_ results: [[Result]]) -> Int {
      zip(results[0], results[1]).count { $1.loss < $0.loss }
    }
    page.say(
      """
      The normalized network has the lower loss at \(lower(adam)) of the five rates with Adam, at \
      \(lower(sgd)) of five with SGD.
      """)

    //: **Notice** how much further the same epochs get with normalization, above all by plain
    //: steps. (Adam's are scaled for each weight already.) That is what it is for: deep networks
    //: that train, and train fast, with less care about weights and rate. The last column is
    //: another matter: to be done sooner with the few digits one has does not yet mean to read
    //: others better.
  }
}
