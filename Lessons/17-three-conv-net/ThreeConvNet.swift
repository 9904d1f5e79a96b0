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
    let data = try DataSource.digits.load(from: training.data, as: HurriedDigits.self)
    page.say(data.explanation)
    if data.isDrawn {
      page.say(
        """
        These are written in more of a hurry than lesson 16's, so what is read rightly here and \
        there can't be compared.
        """)
    }
    page.trace("to learn from", data.training.images)
    page.trace("to choose by", data.validation.images)
    page.trace("to be judged by", data.test.images)
    let examples = data.training.prefix(30)
    page.show(
      PictureGrid(
        examples.images, columns: 15, zoom: 2, labels: examples.labels.map { "\($0)" }
      ), "first-thirty")
    //: ![Two rows of small digits, white on black, each with its label below](first-thirty "The
    //: first thirty, with what they are")

    //: The three parts have three purposes. The network **learns** from the first. By the second
    //: one chooses: how long to train, how large a step. The third is opened once, at the end: a
    //: choice that was made by it makes it look better than new digits would.
    //:
    //: ## Rows of numbers
    //: The study document's program prints shapes before anything else: pictures as rows of 784
    //: numbers, answers as rows of 10. A 3 becomes one-hot: ten numbers, all 0 but for a 1 at
    //: place 3.
    func oneHot(_ labels: [Int]) -> Tensor {
      Tensor(labels.map { label in (0..<10).map { $0 == label ? 1 : 0 } })
    }
    let rows = page.trace(
      "pictures as rows", data.training.images.reshaped(-1, 784), from: data.training.images)
    page.trace("labels, one-hot", oneHot(data.training.labels))
    page.trace(
      "test pictures as rows", data.test.images.reshaped(-1, 784), from: data.test.images)
    page.trace("test labels, one-hot", oneHot(data.test.labels))
    page.numbers(oneHot(Array(data.training.labels.prefix(3))), "The first three labels")

    //: (Of MNIST 55,000 rows are to learn from and 10,000 to be judged by, as the document prints.)
    //: A convolution wants to know which pixels touch, so before the first one the rows become
    //: pictures again. No number changes, and the −1 stands for as many as there are:
    page.trace("reshape(−1, 28, 28, 1)", rows.reshaped(-1, 28, 28, 1), from: rows)

    //: ## The network
    //: Each convolution has filters of 3 × 3 and SAME padding, so it keeps the size. Each pooling
    //: halves it, rounding up: 28, 14, 7, 4. Meanwhile the channels grow: 32, 64, 128. How the
    //: first weights are spread, and the first biases, is left open; we shall need that at the end.
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
    var network = threeConvNetwork(seed: training.seed)

    //: What a layer gives is what the next one takes. One picture on its way:
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

    //: ## Before the first step
    //: The network has seen nothing. It gives ten **logits**, one for each digit, and softmax makes
    //: shares of them. The loss is the cross-entropy: −ln of the share that the right digit got.
    //: With one-hot rows that is a sum over all ten, nine of them times 0, as TensorFlow has it;
    //: with the label itself one looks up the one that counts. Who gives each of ten digits a tenth
    //: has a loss of ln 10:
    let firstHundred = data.training.prefix(100)
    let opinions = network(firstHundred.images)
    let (untrained, _) = softmaxCrossEntropy(opinions, labels: firstHundred.labels)
    let summed = -(oneHot(firstHundred.labels) * logSoftmax(opinions)).sum() / 100
    page.trace("ln 10", value: -logSoftmax(Tensor([[0, 0, 0, 0, 0, 0, 0, 0, 0, 0]])).scalars[0])
    page.trace("loss before training", value: untrained, "of a hundred digits")
    page.trace("the same with one-hot labels", value: summed)
    page.trace("accuracy before training", value: accuracy(opinions, labels: firstHundred.labels))

    //: Random weights give a random opinion, and as a rule a random opinion costs more than none,
    //: which would be ln 10.
    //:
    //: > [!mistake] 003, the last scores are called values of a linear regression. They are logits:
    //: > softmax and cross-entropy make a classification of them, and what they are computed from
    //: > is learned, too.
    //:
    //: ## The training loop
    //: Four lines do it. **Forward**: what does the network say? **Loss**: how wrong is that, and
    //: how does that change with each logit? **Backward**: how does it change with each weight?
    //: **Update**: move each weight a little against that. Repeat with the next hundred pictures.
    //: The other lessons call this loop by its name in the library, `page.train`.
    func train(
      _ network: inout Network, called name: String, epochs: Int, recorder: ReplayRecorder
    ) throws -> TrainingRun {
      var adam = Adam(learningRate: training.learningRate ?? 0.001)
      var order = SeededGenerator(seed: training.seed)
      let run = page.training(name, epochs: epochs, lineEvery: 100)
      recorder.record(0, network)
      for epoch in run.epochs {
        for (images, labels) in run.batches(
          of: data.training, size: training.batch, using: &order)
        {
          let logits = network.forward(images)
          let (loss, gradient) = softmaxCrossEntropy(logits, labels: labels)
          network.backpropagate(gradient)
          adam.update(&network)
          try run.step(
            loss: loss, accuracy: accuracy(logits, labels: labels), learningRate: adam.learningRate)
          recorder.record(run.losses.count, network)
        }
        run.end(
          epoch, network,
          validation: accuracy(network(data.validation.images), labels: data.validation.labels))
      }
      return run
    }

    //: A pass through all pictures is an **epoch**. The study document takes 30, a class has less
    //: time; `--epochs 5` and `--full` take more. Like the document's program it tells the loss of
    //: every hundredth step of an epoch. In the terminal it also says how much time has passed;
    //: here it does not, so that the same pictures give the same page. The recorder looks at the
    //: network at twenty of its steps; what it sees can be played again at the end. (`keeping`
    //: matters in `convbook live` alone: as long as nothing above changes, the network need not
    //: learn again.)
    try training.loadWeights(into: &network)
    let epochs = training.epochs ?? (training.full ? 30 : data.isDrawn ? 3 : 1)
    let stepsOfEpoch = (data.training.count + training.batch - 1) / training.batch
    func newRecorder() -> ReplayRecorder {
      ReplayRecorder(data.validation.prefix(100), steps: epochs * stepsOfEpoch)
    }
    let recorder = newRecorder()
    let run = try page.keeping(
      &network, called: "training", on: data, options: training, recorder: recorder
    ) { try train(&$0, called: "training", epochs: epochs, recorder: recorder) }
    page.say("Trained: \(run.summary).")
    page.trace("steps", value: run.losses.count, "\(stepsOfEpoch) in an epoch")
    let (steps, losses) = run.smoothedLosses()
    let (_, shares) = run.smoothedAccuracies()
    if steps.count > 6 {
      // Seven places of the curve that comes below, evenly from its first step to its last.
      let places = (0...6).map { $0 * (steps.count - 1) / 6 }
      let course = Tensor(places.map { shares[$0] })
      let even = Tensor((0...6).map { Float($0) / 6 })
      let rise = course[6] - course[0]
      page.predictCurve(
        "Draw the share of digits read rightly, from the first step to the last.",
        x: places.map { steps[$0] }, range: 0...1, right: .init("this training", course),
        mistakes: [
          .init(
            "evenly", course[0] + rise * even,
            "That is as much with each step. But the first mistakes are the easy ones to unlearn."),
          .init(
            "late", course[0] + rise * even * even * even,
            "That is late. Each step goes downhill, and at the beginning the hill is steepest."),
        ],
        otherwise: "It begins near 0.1, as guesses do, and most of the way up comes at once.")
    }
    let told = run.losses.indices.filter { $0 % stepsOfEpoch % 100 == 0 }
    page.table(
      "Every hundredth step", columns: ["epoch", "step", "loss"],
      rows: told.prefix(30).map { step in
        ["\(step / stepsOfEpoch + 1)", "\(step % stepsOfEpoch)", "\(run.losses[step])"]
      })
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

    //: **Notice** how much happens at first, and how little later.
    if let nine = shares.firstIndex(where: { $0 >= 0.9 }) {
      page.say(
        """
        Nine of ten digits were read rightly for the first time around step \(Int(steps[nine])) of \
        \(run.losses.count).
        """)
    }
    if let best = run.best { network = best }
    try training.saveWeights(of: network)

    //: ## The test
    //: Now the pictures nobody has looked at. (Calling a network takes them a hundred at a time.
    //: The document's program hands over all 10,000 at once; the maps of its first convolution
    //: alone take a gigabyte then.)
    let logits = network(data.test.images)
    let read = predictions(logits)
    page.trace(
      "test accuracy", value: accuracy(logits, labels: data.test.labels),
      "of \(data.test.count) digits")
    page.show(
      ConfusionFigure(
        confusionMatrix(logits, labels: data.test.labels), names: data.test.classNames
      ), "confusion",
      cover: true)
    //: ![A table ten by ten. Nearly all counts stand on the diagonal; a few elsewhere are
    //: tinted](confusion "What was read as what: a row is a digit, a column what was read")

    //: Each row is a digit, each column what it was taken for. What stands off the diagonal is a
    //: mistake. Which digits are taken for which? Those with most, and then some of the pictures:
    let wrong = read.indices.filter { read[$0] != data.test.labels[$0] }
    page.predictMisread(
      "One of these digits is misread. Which?", "misread", of: data.test, logits: logits)
    let shown = data.test.selecting(wrong.prefix(20))
    let pairs = Dictionary(grouping: wrong) { [data.test.labels[$0], read[$0]] }
      .sorted { ($1.value.count, $0.key[0], $0.key[1]) < ($0.value.count, $1.key[0], $1.key[1]) }
    page.table(
      "Wrongly read: \(wrong.count) of \(data.test.count)",
      columns: ["digit", "read as", "how often"],
      rows: pairs.prefix(5).map { ["\($0.key[0])", "\($0.key[1])", "\($0.value.count)"] })
    if shown.count > 0 {
      page.show(
        PictureGrid(
          shown.images, columns: 10, zoom: 2,
          labels: zip(shown.labels, wrong).map { "\($0) → \(read[$1])" }
        ), "wrongly-read")
    }
    //: ![Digits in rows, under each what it is and what it was taken for](wrongly-read "Wrongly
    //: read: what it is → what was read")

    //: **Notice** which of them you would have read rightly. Over the others you may hesitate, too.
    //:
    //: ## How many pictures does it take?
    //: The question of the beginning. Take 100 pictures, then 200, up to 10,000, and let a new
    //: network learn from each heap. All make 600 steps, so that none practises longer than
    //: another: with 100 pictures it sees each of them 600 times, with 10,000 each only 6 times.
    //: Beside it, a single dense layer, which tells digits apart by a weighted sum of their pixels:
    func testAccuracy(_ network: Network) -> Float {
      accuracy(network(data.test.images), labels: data.test.labels)
    }
    func oneLayer(seed: UInt64) -> Network {
      var generator = SeededGenerator(seed: seed)
      return Network(Flatten(), Dense(inputs: 784, outputs: 10, using: &generator))
    }

    //: That is done several times, each time with other pictures and other first weights, and takes
    //: minutes. So it was done beforehand by this cell, and `--measure` does it again:
    let sizes = [100, 200, 500, 1000, 2000, 5000, 10_000]
    let curve = try recorded("learning-curve", on: data, of: .digits, options: training) { seeds in
      sizes.map { size in
        seeds.map { seed in
          var generator = SeededGenerator(seed: seed)
          let order = Array(0..<data.training.count).shuffled(using: &generator)
          let pictures = data.training.selecting(order.prefix(size))
          return [threeConvNetwork(seed: seed), oneLayer(seed: seed)].map {
            testAccuracy(
              $0.trained(on: pictures, by: Adam(learningRate: 0.001), steps: 600, seed: seed))
          }
        }
      }
    }
    page.say(curve.explanation)
    func misread(_ size: Int, _ network: Int) -> [Float] {
      curve.value[size].map { percent(1 - $0[network], places: 2) }
    }
    func mean(_ numbers: [Float]) -> Float { numbers.reduce(0, +) / Float(numbers.count) }
    page.plot(
      "learning-curve",
      lines: ["three convolutions", "one dense layer"].enumerated().map { network, name in
        .init(
          name, x: sizes, y: sizes.indices.map { mean(misread($0, network)) }, style: .marked)
      }, xAxis: "pictures to learn from", yAxis: "misread, %", logarithmicX: true,
      logarithmicY: true)
    //: ![Both lines fall from left to right, that of the three convolutions further
    //: down](learning-curve "Test pictures misread, in per cent, on average over the seeds")
    page.table(
      "Misread, in per cent: the average, and the least and most of the seeds",
      columns: ["pictures", "three convolutions", "one dense layer"],
      rows: sizes.indices.map { size in
        ["\(sizes[size])"]
          + [0, 1].map { network in
            let shares = misread(size, network)
            return
              "\(mean(shares).rounded(to: 2)) (\(shares.min() ?? 0) to \(shares.max() ?? 0))"
          }
      })
    if let nine = sizes.indices.first(where: { mean(misread($0, 0)) <= 10 }) {
      page.say(
        """
        Of these heaps the one with \(sizes[nine]) pictures, \(sizes[nine] / 10) of each digit, is \
        the first from which three convolutions learn to read nine of ten digits they have not \
        seen. With \(sizes[6]) they misread \(mean(misread(6, 0)).rounded(to: 1)) %.
        """)
    }

    //: **Notice** the axes: equal steps to the right multiply the pictures, equal steps down divide
    //: the mistakes. There is no number of pictures at which a network *can* read. The single layer
    //: soon gains little more in these steps; a weighted sum of pixels tells many digits apart, not
    //: all.
    let gained = sizes.indices.dropFirst().map {
      percent(1 - mean(misread($0, 0)) / mean(misread($0 - 1, 0)), places: 0)
    }
    let (smallest, largest) = (gained.dropLast().min() ?? 0, gained.dropLast().max() ?? 0)
    let last = max(0, gained.last ?? 0)
    page.say(
      """
      Up to \(sizes[5]) pictures, each larger heap takes away between \(smallest) and \(largest) \
      per cent of the mistakes that three convolutions made with the one before. The last takes \
      away \(last) per cent, perhaps because in 600 steps each of \(sizes[6]) is seen only six \
      times.
      """)

    //: ## What it looks at
    //: Here is the whole network, with the weights that this run has trained. The page computes it
    //: anew for each picture you choose, and for the digit that you draw:
    page.overview("at-work", of: network, data.test)
    //: ![The network from left to right: the input, three times a convolution and a pooling, a
    //: dense layer. Each is a stack of maps in perspective, with its shape, parameters and memory,
    //: and below it the maps of a digit](at-work "The network at work")

    //: **Notice** what happens to a digit that you draw small, into a corner, once it is no longer
    //: moved to where the digits of the training set were. Pooling forgives a pixel or two, not
    //: ten: the dense layer at the end has learned *where* to look.
    //:
    //: The maps of the first convolution still look like the digit: edges, strokes, its inside. To
    //: the eye those of the third, 7 × 7, say *where* something is, hardly *what*; lesson 21
    //: measures what they know. Each map is drawn from its own black to its own white:
    var maps = data.test.images[0..<1]
    for (index, layer) in network.layers.prefix(8).enumerated() {
      var layer = layer
      maps = layer.forward(maps)
      guard layer is ReLU else { continue }
      let channels = PictureGrid.channels(of: maps)[0..<16]
      let stretched = (0..<16).map { index in
        let map = channels[index] - channels[index].min()
        return map / max(map.max(), 1e-9)
      }
      page.show(
        PictureGrid(.stacked(stretched), columns: 16, zoom: 56 / channels.shape[1], scale: .unit),
        "maps-\((index + 2) / 3)", with: ["count": maps.shape[3], "side": channels.shape[1]])
    }
    //: ![Sixteen small grey maps of one digit, {side} pixels wide each](maps-{number} "After
    //: convolution {number}: 16 of {count} maps")

    //: ## Does it matter where one starts?
    //: The numbers above began with a spread that He and others worked out: √(2 / inputs), so that
    //: signals keep their size from layer to layer. The document begins with 0.01 everywhere, and
    //: biases of 0.1. What reaches the end of such a network?
    func spread(_ network: Network) -> Float {
      // How far the logits of one digit differ from those of another: only that can tell them
      // apart.
      let logits = network(firstHundred.images)
      let centred = logits - logits.mean(axes: [0])
      return (centred * centred).mean().squareRoot()
    }
    let he = threeConvNetwork(seed: training.seed)
    let narrow = threeConvNetwork(seed: training.seed, spread: 0.01, bias: 0.1)
    page.trace("spread of logits, He", value: spread(he), "from digit to digit")
    page.trace("spread of logits, 0.01", value: spread(narrow), "from digit to digit")

    //: With 0.01 all digits look the same at the end: what tells them apart has shrunk to almost
    //: nothing. The document also draws the last ten biases from a normal distribution of spread 1.
    //: So the network begins with a firm opinion about nothing, which costs more than the ln 10 of
    //: having none:
    func documentNetwork(seed: UInt64) -> Network {
      threeConvNetwork(
        seed: seed, spread: 0.01, bias: 0.1, lastBias: .normal(standardDeviation: 1))
    }
    var document = documentNetwork(seed: training.seed)
    for (name, start) in [("biases 0", narrow), ("biases drawn", document)] {
      let (loss, _) = softmaxCrossEntropy(start(firstHundred.images), labels: firstHundred.labels)
      page.trace("loss before training, \(name)", value: loss)
    }

    //: Does it learn all the same? The same loop, as many steps, the same pictures in the same
    //: order:
    let documentRecorder = newRecorder()
    let documentRun = try page.keeping(
      &document, called: "document", on: data, options: training, recorder: documentRecorder
    ) { try train(&$0, called: "document", epochs: epochs, recorder: documentRecorder) }
    let (documentSteps, documentLosses) = documentRun.smoothedLosses()
    page.plot(
      "two-starts",
      lines: [
        .init("He", x: steps, y: losses),
        .init("the document's", x: documentSteps, y: documentLosses),
      ], xAxis: "step", yAxis: "loss")
    //: ![Both curves fall; the one that began with 0.01 stays high for the first steps](two-starts
    //: "Two starts")
    page.trace(
      "test accuracy, 0.01",
      value: accuracy((documentRun.best ?? document)(data.test.images), labels: data.test.labels),
      documentRun.summary)
    func belowOne(_ losses: [Float]) -> Message {
      guard let place = losses.firstIndex(where: { $0 < 1 }) else {
        return "not in this training"
      }
      return "around step \(Int(steps[place]))"
    }
    page.say(
      "The loss falls below 1 with He's start \(belowOne(losses)), with the document's "
        + "\(belowOne(documentLosses)).")

    //: Both trainings again, under one slider. Look at the spread of activations and gradients
    //: while the document's loss stays high, and at what its network reads all digits as:
    page.replay(
      "replayed", [("He", run, recorder), ("the document's", documentRun, documentRecorder)])
    //: ![Loss and accuracy of two trainings, the spread of activations and gradients by layer, 32
    //: filters of 3 × 3 and a table of what a hundred digits are read as, for each](replayed "Two
    //: trainings, step by step")

    //: Is that this seed's luck? Here are more, and for longer, measured beforehand like the curve
    //: above:
    let passes = data.isDrawn ? 6 : 2
    let starts = try recorded("starts", on: data, of: .digits, options: training) { seeds in
      seeds.map { seed in
        [threeConvNetwork(seed: seed), documentNetwork(seed: seed)].map { network in
          var shares: [Float] = []
          let epoch = data.training.count / 100
          _ = network.trained(
            on: data.training, by: Adam(learningRate: 0.001), steps: passes * epoch, seed: seed
          ) { step, network in
            if step % epoch == 0 { shares.append(testAccuracy(network)) }
          }
          return shares
        }
      }
    }
    page.say(starts.explanation)
    page.table(
      "Test pictures read rightly, in per cent: the average, and the least and most of the seeds",
      columns: ["epoch", "He", "the document's"],
      rows: (0..<passes).map { epoch in
        ["\(epoch + 1)"]
          + [0, 1].map { start in
            let shares = starts.value.map { percent($0[start][epoch], places: 2) }
            return
              "\(mean(shares).rounded(to: 2)) (\(shares.min() ?? 0) to \(shares.max() ?? 0))"
          }
      })

    //: The same as curves, epoch by epoch, with a band from the worst of the seeds to the best:
    let stepsOfStarts = data.training.count / 100
    let endsOfEpochs = (1...passes).map { $0 * stepsOfStarts }
    page.replay(
      "starts",
      [("He" as Message), "the document's"].enumerated().map { start, name in
        let epochs = (0..<passes).map { epoch in starts.value.map { $0[start][epoch] } }
        return .init(
          name: name,
          accuracy: .init(
            steps: endsOfEpochs, values: epochs.map(mean),
            band: epochs.map { [$0.min() ?? 0, $0.max() ?? 0] }))
      }, steps: endsOfEpochs, stepsOfEpoch: stepsOfStarts)
    //: ![Two rising curves, the document's below; their bands part in the first epochs and come
    //: close later](starts "Test pictures read rightly, over the seeds")

    //: It learns, but late. It spends its first steps on getting away from where all digits look
    //: the same. (With SGD it would spend more: Adam's steps stay long where gradients are small,
    //: as in lesson 16.)
    //:
    //: > [!mistake] 003, every layer begins with a spread of 0.01 and the last biases with 1. Both
    //: > can be undone by training, and both take steps of it. Spread weights by √(2 / inputs), and
    //: > begin biases at 0.
    //:
    //: ## Exercise
    //: Follow the size of a picture through blocks with SAME:
    //: `Lessons/17-three-conv-net/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 17`.
    //:
    //: ## Try next
    //: - `--epochs 6`: does the test accuracy go on rising? Does the loss go on falling?
    //: - `--rate 0.1`: what does the run say, and why?
    //: - Take the ReLUs out. What remains of three convolutions (lesson 14)?
    //: - `swift run convbook data fetch` gets MNIST's 70,000 real digits; then run this again.
  }
}
