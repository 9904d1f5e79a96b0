//: # 17. Three convolutions read digits
//: A digit is 28 × 28 pixels, written by someone in a hurry. Three convolutions, each with ReLU and
//: pooling, and one dense layer: 113,162 numbers, all random at first. How many pictures does it
//: take until they read digits, and which do they still get wrong?
import LessonKit

@main
struct ThreeConvNet: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions
  @OptionGroup var training: TrainingOptions

  func run(_ page: Notebook) throws {
    //: ## The digits
    let data = try DataSource.digits.load(from: training.data)
    page.say(data.explanation)
    page.trace("to learn from", data.training.images)
    page.trace("to choose by", data.validation.images)
    page.trace("to be judged by", data.test.images)
    let examples = data.training.prefix(30)
    page.show(
      PictureGrid(
        examples.images, columns: 15, zoom: 2, labels: examples.labels.map(String.init)
      ).image, "first-thirty")
    //: ![Two rows of small handwritten digits, white on black, each with its label
    //: below](first-thirty "The first thirty, with what they are")

    //: The three parts have three purposes. The network **learns** from the first. By the second
    //: one chooses: how long to train, how large a step. The third is opened once, at the end: a
    //: choice that was made by it makes it look better than new digits would.
    //:
    //: ## The network
    //: Each convolution has filters of 3 × 3 and SAME padding, so it keeps the size. Each pooling
    //: halves it, rounding up: 28, 14, 7, 4. Meanwhile the channels grow: 32, 64, 128.
    var generator = SeededGenerator(seed: training.seed)
    var network = Network(
      Convolution(filters: 32, filterSize: 3, channels: 1, padding: .same, using: &generator),
      ReLU(),
      Pooling(.max, windowSize: 2, padding: .same),
      Convolution(filters: 64, filterSize: 3, channels: 32, padding: .same, using: &generator),
      ReLU(),
      Pooling(.max, windowSize: 2, padding: .same),
      Convolution(filters: 128, filterSize: 3, channels: 64, padding: .same, using: &generator),
      ReLU(),
      Pooling(.max, windowSize: 2, padding: .same),
      Flatten(), Dense(inputs: 2048, outputs: 10, using: &generator))

    //: What a layer gives is what the next one takes. One picture on its way:
    var values = page.trace("one digit", data.test.images[0..<1])
    for layer in network.layers {
      var layer = layer
      values = page.trace("\(type(of: layer))", layer.forward(values), from: values)
    }

    //: 7 × 7 pooled by two is 4 × 4, not 3 × 3: SAME pooling rounds up, so 4 · 4 · 128 = 2048
    //: numbers reach the dense layer. And a convolution with 64 filters gives 64 channels, whatever
    //: came in: channels don't multiply. Now the cost:
    let summary = network.summary(for: [1, 28, 28, 1])
    page.table("The layers, for one picture", summary)
    page.trace("parameters", parametersOf: summary, "320 + 18,496 + 73,856 + 20,490")

    //: ## Before the first step
    //: The network has seen nothing. It gives ten **logits**, one for each digit, and softmax makes
    //: shares of them. The loss is the cross-entropy: −ln of the share that the right digit got.
    //: Who gives each of ten digits a tenth has a loss of ln 10:
    let firstHundred = data.training.prefix(100)
    let (untrained, _) = softmaxCrossEntropy(
      network(firstHundred.images), labels: firstHundred.labels)
    page.trace("ln 10", value: -logSoftmax(Tensor([[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]])).scalars[0])
    page.trace("loss before training", value: untrained, "of a hundred digits")
    page.trace(
      "accuracy before training",
      value: accuracy(network(firstHundred.images), labels: firstHundred.labels))

    //: The loss is larger: random weights give a random opinion, and a random opinion costs more
    //: than none.
    //:
    //: ## The training loop
    //: Four lines do it. **Forward**: what does the network say? **Loss**: how wrong is that, and
    //: in which direction should each logit go? **Backward**: in which direction should each weight
    //: go? **Update**: go a little. Repeat with the next hundred pictures. The other lessons call
    //: this loop by its name in the library, `page.train`.
    func train(_ network: inout Network, epochs: Int, on pictures: LabelledImages) throws
      -> TrainingRun
    {
      var adam = Adam(learningRate: training.learningRate ?? 0.001)
      var order = SeededGenerator(seed: training.seed)
      let run = page.training(epochs: epochs)
      for epoch in run.epochs {
        for (images, labels) in run.batches(of: pictures, size: training.batch, using: &order) {
          let logits = network.forward(images)
          let (loss, gradient) = softmaxCrossEntropy(logits, labels: labels)
          network.backpropagate(gradient)
          adam.update(&network)
          try run.step(
            loss: loss, accuracy: accuracy(logits, labels: labels), learningRate: adam.learningRate)
        }
        run.end(
          epoch, network,
          validation: accuracy(network(data.validation.images), labels: data.validation.labels))
      }
      return run
    }

    //: A pass through all pictures is an **epoch**. The study document takes 30, a class has less
    //: time; `--epochs 5` and `--full` take more.
    try training.loadWeights(into: &network)
    let epochs = training.epochs ?? (training.full ? 30 : data.isDrawn ? 2 : 1)
    let run = try train(&network, epochs: epochs, on: data.training)
    page.say("Trained: \(run.summary).")
    let (steps, losses) = run.smoothedLosses()
    let (_, shares) = run.smoothedAccuracies()
    page.sideBySide {
      page.plot(
        "loss", lines: [.init("each ten steps", x: steps, y: losses)], xAxis: "step", yAxis: "loss")
      page.plot(
        "accuracy", lines: [.init("each ten steps", x: steps, y: shares)], xAxis: "step",
        yAxis: "share read rightly")
    }
    //: ![The loss falls steeply in the first steps, then ever more slowly](loss "Loss")
    //: ![The share of digits read rightly rises steeply, then creeps towards 1](accuracy
    //: "Accuracy")

    //: **Notice** how much happens in the first fifty steps, and how little later. The last percent
    //: takes longer than all the others.
    if let best = run.best { network = best }
    try training.saveWeights(of: network)

    //: ## The test
    //: Now the pictures nobody has looked at:
    let logits = network(data.test.images)
    let read = predictions(logits)
    page.trace(
      "test accuracy", value: accuracy(logits, labels: data.test.labels),
      "of \(data.test.count) digits")
    page.show(
      ConfusionFigure(
        confusionMatrix(logits, labels: data.test.labels), names: data.test.classNames
      ).image, "confusion",
      cover: true)
    //: ![A table ten by ten. Nearly all counts stand on the diagonal; a few elsewhere are
    //: tinted](confusion "What was read as what: a row is a digit, a column what was read")

    //: Each row is a digit, each column what it was taken for. What stands off the diagonal is a
    //: mistake. Here are some, with what they are and what was read:
    let wrong = read.indices.filter { read[$0] != data.test.labels[$0] }
    let shown = data.test.selecting(wrong.prefix(20))
    page.say("Wrongly read: \(wrong.count) of \(data.test.count).")
    if shown.count > 0 {
      page.show(
        PictureGrid(
          shown.images, columns: 10, zoom: 2,
          labels: zip(shown.labels, wrong).map { "\($0) → \(read[$1])" }
        ).image, "wrongly-read")
    }
    //: ![Digits that the network took for others, most of them hard to read for people
    //: too](wrongly-read "Wrongly read: what it is → what was read")

    //: **Notice** that you hesitate at many of them, too. A few are mistakes nobody would make: the
    //: network knows shapes, not digits.
    //:
    //: ## What it looks at
    //: The maps of the first convolution still look like the digit: edges, strokes, its inside.
    //: Those of the third are 7 × 7 and say *where* something is, hardly *what*. (Lesson 21 looks
    //: closer.)
    var maps = data.test.images[0..<1]
    for (index, layer) in network.layers.prefix(8).enumerated() {
      var layer = layer
      maps = layer.forward(maps)
      guard layer is ReLU else { continue }
      let channels = PictureGrid.channels(of: maps)[0..<16]
      page.show(
        PictureGrid(channels, columns: 16, zoom: 56 / channels.shape[1], scale: .stretched).image,
        "maps-\((index + 2) / 3)", with: ["count": maps.shape[3], "side": channels.shape[1]])
    }
    //: ![Sixteen small grey maps of one digit, {side} pixels wide each](maps-{number} "After
    //: convolution {number}: 16 of {count} maps")

    //: ## Does it matter where one starts?
    //: The numbers above began with a spread that He and others worked out: √(2 / inputs), so that
    //: signals keep their size from layer to layer. The document begins with 0.01 everywhere, and
    //: biases of 0.1. What reaches the end of such a network?
    func documentNetwork(_ generator: inout SeededGenerator, lastBias: BiasInitialization)
      -> Network
    {
      func block(_ filters: Int, _ channels: Int) -> [any Layer] {
        [
          Convolution(
            filters: filters, filterSize: 3, channels: channels, padding: .same,
            standardDeviation: 0.01,
            bias: .constant(0.1), using: &generator),
          ReLU(), Pooling(.max, windowSize: 2, padding: .same),
        ]
      }
      return Network(
        block(32, 1) + block(64, 32) + block(128, 64) + [
          Flatten(),
          Dense(
            inputs: 2048, outputs: 10, standardDeviation: 0.01, bias: lastBias, using: &generator),
        ])
    }
    func spread(_ network: Network) -> Float {
      // How far the logits of one digit differ from those of another: only that can tell them
      // apart.
      let logits = network(firstHundred.images)
      let centred = logits - logits.mean(axes: [0])
      return (centred * centred).mean().squareRoot()
    }
    var seeds = SeededGenerator(seed: training.seed)
    let zeroBias = documentNetwork(&seeds, lastBias: .constant(0))
    var fresh = SeededGenerator(seed: training.seed)
    let he = Network(
      Convolution(filters: 32, filterSize: 3, channels: 1, padding: .same, using: &fresh), ReLU(),
      Pooling(.max, windowSize: 2, padding: .same),
      Convolution(filters: 64, filterSize: 3, channels: 32, padding: .same, using: &fresh), ReLU(),
      Pooling(.max, windowSize: 2, padding: .same),
      Convolution(filters: 128, filterSize: 3, channels: 64, padding: .same, using: &fresh), ReLU(),
      Pooling(.max, windowSize: 2, padding: .same),
      Flatten(), Dense(inputs: 2048, outputs: 10, using: &fresh))
    page.trace("spread of logits, He", value: spread(he), "from digit to digit")
    page.trace("spread of logits, 0.01", value: spread(zeroBias), "from digit to digit")

    //: With 0.01 all digits look the same at the end: what tells them apart has shrunk to almost
    //: nothing. The document also draws the last ten biases from a normal distribution of spread 1.
    //: So the network begins with a firm opinion about nothing, which costs more than the ln 10 of
    //: having none:
    var drawn = SeededGenerator(seed: training.seed)
    var document = documentNetwork(&drawn, lastBias: .normal(standardDeviation: 1))
    for (name, start) in [("biases 0", zeroBias), ("biases drawn", document)] {
      let (loss, _) = softmaxCrossEntropy(start(firstHundred.images), labels: firstHundred.labels)
      page.trace("loss before training, \(name)", value: loss)
    }

    //: Does it learn all the same? The same loop, the same pictures in the same order:
    let documentRun = try train(&document, epochs: training.full ? epochs : 1, on: data.training)
    let (documentSteps, documentLosses) = documentRun.smoothedLosses()
    page.plot(
      "two-starts",
      lines: [
        .init(
          "He", x: Array(steps.prefix(documentSteps.count)),
          y: Array(losses.prefix(documentSteps.count))),
        .init("0.01", x: documentSteps, y: documentLosses),
      ], xAxis: "step", yAxis: "loss")
    //: ![Both curves fall; the one that began with 0.01 stays high for the first steps](two-starts
    //: "Two starts")
    page.trace(
      "test accuracy, 0.01",
      value: accuracy((documentRun.best ?? document)(data.test.images), labels: data.test.labels),
      documentRun.summary)

    //: It does: Adam gives small gradients long steps. But it spends its first steps on getting up.
    //: TensorFlow with the document's values reads 97.1 % of MNIST's test digits after one epoch,
    //: 98.4 % after two, 99.1 % after seven.
    //:
    //: ## Exercise
    //: Follow the size of a picture through blocks with SAME:
    //: `Lessons/17-three-conv-net/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 17`.
    //:
    //: ## Try next
    //: - `--epochs 5`: does the test accuracy go on rising? Does the loss?
    //: - `--rate 0.1`: what does the run say, and why?
    //: - Take the ReLUs out. What remains of three convolutions (lesson 14)?
    //: - `swift run convbook data fetch` gets MNIST's 70,000 real digits; then run this again.
  }
}
