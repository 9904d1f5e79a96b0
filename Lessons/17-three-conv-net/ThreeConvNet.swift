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

    threeBlocks(page, data)

    //: ## Before the first step
    //: The network has seen nothing. It gives ten **logits**, one for each digit, and softmax makes
    //: shares of them. The loss is the cross-entropy: −ln of the share that the right digit got.
    //: With one-hot rows that is a sum over all ten, nine of them times 0, as TensorFlow has it;
    //: with the label itself one looks up the one that counts. Who gives each of ten digits a tenth
    //: has a loss of ln 10:
    let firstHundred = data.training.prefix(100)
    let opinions = threeConvNetwork(seed: training.seed)(firstHundred.images)
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
    var network = threeConvNetwork(seed: training.seed)
    try training.loadWeights(into: &network)
    let he = try trainingLoop(page, &network, called: "training", on: data)

    //: This run, with its steps and its loss:
    let (run, stepsOfEpoch) = (he.run, self.stepsOfEpoch(on: data))
    page.say("Trained: \(run.summary).")
    page.trace("steps", value: run.losses.count, "\(stepsOfEpoch) in an epoch")
    let (steps, losses) = run.smoothedLosses()
    let (_, shares) = run.smoothedAccuracies()
    page.predictCourse(
      "Draw the share of digits read rightly, from the first step to the last.", x: steps,
      range: 0...1, right: .init("this training", Tensor(shares)),
      mistakes: [
        .init(
          "evenly", between: shares,
          "That is as much with each step. But the first mistakes are the easy ones to unlearn."
        ) { $0 },
        .init(
          "late", between: shares,
          "That is late. Each step goes downhill, and at the beginning the hill is steepest."
        ) { $0 * $0 * $0 },
      ],
      otherwise: "It begins near 0.1, as guesses do, and most of the way up comes at once.")
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
    try howManyPictures(page, data)

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

    try twoStarts(page, data, he.run, he.recorder)

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
