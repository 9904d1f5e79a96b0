//: # 26. Transfer learning
//: A network has learned to read digits. Now it is to read letters, and there are thirty of them to
//: learn from, three of each kind. Start again from nothing? Or is there something in digits that
//: letters can use?
import Foundation
import LessonKit

@main
struct TransferLearning: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions
  @OptionGroup var training: TrainingOptions
  @Option(
    help: .message(
      "The weights of torchvision's resnet18, for the last part.", valueName: "file"))
  var weights: String?

  func run(_ page: Notebook) throws {
    //: ## A network that knows digits
    //: Three convolutions, each with batch normalization (lesson 19), then a dense layer. All but
    //: the dense layer is the **body**: it makes 576 numbers of a picture, its **features**. The
    //: dense layer, the **head**, makes ten scores of these.
    func body(seed: UInt64) -> Network {
      var generator = SeededGenerator(seed: seed)
      func block(_ filters: Int, _ channels: Int) -> [any Layer] {
        [
          Convolution(
            filters: filters, filterSize: 3, channels: channels, padding: .same, using: &generator),
          BatchNormalization(channels: filters), ReLU(), Pooling(.max, windowSize: 2),
        ]
      }
      return Network(block(16, 1) + block(32, 16) + block(64, 32) + [Flatten()])
    }
    func head(seed: UInt64) -> Dense {
      var generator = SeededGenerator(seed: seed)
      return Dense(inputs: 576, outputs: 10, using: &generator)
    }
    let digits = try DataSource.digits.load(from: training.data)
    page.say(digits.explanation)

    //: It learns by `page.train`, the loop of lesson 17. This is the long part, and in real life it
    //: was done by somebody else, for weeks, on a million photos.
    var reader = Network(body(seed: training.seed).layers + [head(seed: training.seed)])
    try training.loadWeights(into: &reader)
    let run = try page.train(
      &reader, on: digits, optimizer: Adam(learningRate: training.learningRate ?? 0.001),
      epochs: training.epochs ?? (training.full ? 10 : 1), options: training)
    try training.saveWeights(of: reader)
    page.say("Trained: \(run.summary).")
    page.trace(
      "test accuracy, digits",
      value: accuracy(reader(digits.test.images), labels: digits.test.labels))

    //: ## Letters
    //: Ten letters, drawn by this program, three of each to learn from:
    let letters = DrawnLetters.pictures(330, seed: 25)
    let (few, test) = (letters[0..<30], letters[30..<330])
    page.show(
      PictureGrid(few.images, columns: 10, labels: few.labels.map { few.classNames[$0] }).image,
      "few-letters")
    //: ![Thirty drawn letters, white on black, each with its name](few-letters "All there is to
    //: learn from")

    //: What does the reader of digits say to them? It has to name a digit:
    let asDigits = predictions(reader(test.images))
    page.table(
      "Read as digits", columns: ["letter"] + (0..<10).map { "\($0)" },
      rows: (0..<10).map { letter in
        let read = test.labels.indices.filter { test.labels[$0] == letter }.map { asDigits[$0] }
        return ["\(test.classNames[letter])"]
          + (0..<10).map { digit in "\(read.count { $0 == digit })" }
      })

    //: **Notice** that it isn't silly. Letters that look alike get the same digit. So the features
    //: know strokes and bows; only the head is about digits. To keep the one and exchange the other
    //: is transfer learning.
    //:
    //: ## Freeze the body
    //: Take the head off and put a new one on. The body is **frozen**: nothing in it may change.
    //: That is called *feature extraction*.
    func transferred(frozen: Bool) -> Network {
      var layers = Array(reader.layers.dropLast())
      if frozen { for index in layers.indices { layers[index].freeze() } }
      return Network(layers + [head(seed: 250)])
    }
    let frozen = transferred(frozen: true)
    let cost = frozen.summary(for: [1, 28, 28, 1])
    page.trace("parameters", parametersOf: cost)
    page.trace("of them trainable", value: cost.trainable, "576 · 10 + 10")

    //: A frozen body gives the same features for the same picture every time. So compute them
    //: **once**, and train the head alone, on rows of 576 numbers:
    let knowing = Network(Array(frozen.layers.dropLast()))
    page.trace("features", knowing(few.images), from: few.images)

    //: ## Or let it move
    //: *Fine-tuning* starts from the same weights and lets all of them move. And for comparison:
    //: the same network from nothing. All three get the same thirty letters, the same steps, the
    //: same optimizer.
    func learn(
      _ start: Network, behind body: Network?, from pictures: LabelledImages,
      judgedBy test: LabelledImages, steps: Int = 60, every: Int = 60
    ) -> (network: Network, shares: [Float]) {
      var (network, adam) = (start, Adam(learningRate: 0.003))
      var choice = SeededGenerator(seed: training.seed)
      let (inputs, seen) = (
        body.map { $0(pictures.images) } ?? pictures.images,
        body.map { $0(test.images) } ?? test.images
      )
      var shares: [Float] = []
      for step in 1...steps {
        let chosen = (0..<20).map { _ in Int.random(in: 0..<pictures.count, using: &choice) }
        let (_, gradient) = softmaxCrossEntropy(
          network.forward(inputs.selecting(chosen, axis: 0)),
          labels: chosen.map { pictures.labels[$0] })
        network.backpropagate(gradient)
        adam.update(&network)
        if step % every == 0 {
          shares.append(accuracy(network(seen), labels: test.labels))
        }
      }
      return (network, shares)
    }
    let ways: [(name: Message, start: Network, body: Network?)] = [
      ("body frozen", Network(head(seed: 250)), knowing),
      ("fine-tuned", transferred(frozen: false), nil),
      (
        "from nothing",
        Network(body(seed: training.seed + 1).layers + [head(seed: 250)]), nil
      ),
    ]
    let results = ways.map {
      ($0.name, learn($0.start, behind: $0.body, from: few, judgedBy: test, every: 5))
    }
    page.plot(
      "new-letters",
      lines: results.map { name, result in
        .init(name, x: result.shares.indices.map { 5 * ($0 + 1) }, y: result.shares)
      }, xAxis: "step", yAxis: "share read rightly")
    //: ![The two networks that know digits rise at once and stay above the one from
    //: nothing](new-letters "Letters the networks have not seen")
    for (name, result) in results {
      page.trace("letters, \(name)", value: result.shares[result.shares.count - 1])
    }

    //: **Notice** where the curves are after ten steps. A network that knows strokes needs few
    //: examples to tell an A from a B; one that begins with nothing has to find out what a stroke
    //: is, from thirty pictures.
    //:
    //: ## Green and red
    //: Some letters it had not seen, read by the frozen body and its new head:
    let shown = test.prefix(40)
    let read = predictions(results[0].1.network(knowing(shown.images)))
    page.show(
      PictureGrid(
        shown.images, columns: 10,
        labels: zip(read, shown.labels).map { read, label in
          let names = shown.classNames
          return read == label ? names[read] : "\(names[read]), is \(names[label])"
        }, colours: zip(read, shown.labels).map { $0 == $1 ? .green : .red }
      ).image, "answers", cover: true)
    //: ![Forty letters, most with a green letter under them, some with a red one](answers "Right in
    //: green, wrong in red")

    //: ## What stays, and what moves
    //: PyTorch freezes weights by `requires_grad = False`. The study notes say that then nothing of
    //: the layer changes. But batch normalization keeps a running mean and variance of what comes
    //: by, and these are no weights: no gradient moves them. Every batch does:
    var halfFrozen = transferred(frozen: false)
    for index in halfFrozen.parameters.indices { halfFrozen.parameters[index].isTrainable = false }
    func statistics(_ network: Network) -> Float {
      network.buffers.reduce(0) { $0 + $1.value.sum() }
    }
    func change(of network: inout Network) -> (weights: Float, statistics: Float, scores: Float) {
      let (before, moment) = (network, Adam(learningRate: 0.01))
      var adam = moment
      for _ in 0..<20 {
        let (_, gradient) = softmaxCrossEntropy(network.forward(few.images), labels: few.labels)
        network.backpropagate(gradient)
        adam.update(&network)
      }
      let features = [before, network].map { Network(Array($0.layers.dropLast()))(test.images) }
      return (
        zip(before.parameters.dropLast(2), network.parameters.dropLast(2)).map {
          ($0.value - $1.value).absolute.max()
        }.max() ?? 0,
        abs(statistics(network) - statistics(before)), (features[0] - features[1]).absolute.max()
      )
    }
    var wholly = frozen
    let (halfChange, wholeChange) = (change(of: &halfFrozen), change(of: &wholly))
    page.table(
      "Changes of the body after twenty batches of letters",
      columns: ["", "weights", "running statistics", "features"],
      rows: [("weights frozen", halfChange), ("frozen in earnest", wholeChange)].map {
        [$0, "\($1.weights)", "\($1.statistics)", "\($1.scores)"]
      })
    page.trace("statistics moved while weights were frozen", value: halfChange.statistics)
    page.trace("frozen in earnest", value: wholeChange.statistics)

    //: **Notice** the first row: no weight moved, and yet the body gives other features, so a head
    //: that fitted it no longer does. To freeze means two things: no gradients, and the mode of use
    //: for batch normalization (`eval()` in PyTorch, `freeze()` here does both).
    //:
    //: ## How many, and how alike
    //: A rule of thumb says what to retrain:
    page.table(
      "What to retrain", columns: ["", "pictures like the old ones", "pictures of another kind"],
      rows: [
        ["few of them", "the head only", "the head, on features from an earlier layer"],
        ["many of them", "the head, then the last layers", "everything, from the old weights"],
      ])

    //: Rules can be run. Letters are like digits, clothes are not; 30 pictures are few, 2,000 many:
    let clothes = DrawnClothes.pictures(2300, seed: 25)
    let manyLetters = DrawnLetters.pictures(2300, seed: 25)
    var rows: [[Message]] = []
    let kinds: [(Message, LabelledImages)] = [("letters", manyLetters), ("clothes", clothes)]
    for (kind, pictures) in kinds {
      for count in [30, 2000] {
        let shares = ways.map { way in
          learn(
            way.start, behind: way.body, from: pictures[300..<300 + count],
            judgedBy: pictures[0..<300]
          ).shares[0]
        }
        rows.append(
          ["\(count) \(kind)"] + shares.map { "\(percent($0)) %" })
        for (way, share) in zip(ways, shares) {
          page.trace("\(count) \(kind.english), \(way.name.english)", value: share)
        }
      }
    }
    page.table("Read rightly", columns: ["pictures"] + ways.map(\.name), rows: rows)

    //: **Notice** where each column wins. With few pictures of the same kind the frozen body is as
    //: good as any: there is too little to learn more from. With many, or with another kind, it
    //: pays to let the body move, and a frozen one falls behind even a network from nothing:
    //: features of digits say little about sleeves.
    //:
    //: ## Six families
    //: Nobody trains on a million photos to sort a few hundred. One takes a body from a shelf.
    //: Those the notes name, by what is new in each:
    page.table(
      "Bodies to start from", columns: ["family", "what it brought"],
      rows: [
        ["Inception", "windows of several sizes side by side, made cheap by 1 × 1 (lesson 11)"],
        ["Xception", "one filter for each channel, then 1 × 1 over the channels"],
        ["ResNet", "a shortcut past every two or three layers, so that a hundred can be trained"],
        ["VGG", "nothing but 3 × 3 (lesson 23)"],
        ["MobileNet", "Xception's idea, small enough for a telephone"],
        ["DenseNet", "every layer reads all layers before it"],
      ])

    //: ## ResNet18
    //: The notes take the smallest of the ResNets. It is called 18 for its layers with weights on
    //: the main way: seventeen convolutions and a dense layer. (The three 1 × 1 in shortcuts are
    //: not counted.)
    var resNet = Network.resNet18(seed: training.seed)
    let shape = [1, 224, 224, 3]
    let whole = resNet.summary(for: shape)
    page.network(
      "resnet18", Plot.Network(whole, input: "a photo"))
    //: ![Boxes that shrink from 224 by 224 to 7 by 7, then a single row of 512 and one of
    //: 1000](resnet18 "ResNet18")
    let convolutions = resNet.parameters.filter { $0.value.rank == 4 }
    page.trace(
      "convolutions on the main way", value: convolutions.count { $0.value.shape[0] > 1 })
    page.trace("in shortcuts", value: convolutions.count { $0.value.shape[0] == 1 })
    page.trace("parameters", value: whole.parameters)

    //: For the notes' two classes its last layer is replaced. Weights come from a file,
    //: `--weights`, in torchvision's names and layout; without one they are random here.
    if let weights {
      try resNet.loadTorchvision(from: URL(fileURLWithPath: weights), .resNet18)
    }
    page.say(
      weights.map { "Weights from \($0)." }
        ?? "No `--weights`: a body that has never seen anything.")
    func twoClasses(frozen: Bool) -> Network {
      var layers = Array(resNet.layers.dropLast())
      if frozen { for index in layers.indices { layers[index].freeze() } }
      var generator = SeededGenerator(seed: training.seed)
      return Network(layers + [Dense(inputs: 512, outputs: 2, using: &generator)])
    }
    page.trace(
      "two classes, all trainable", value: twoClasses(frozen: false).summary(for: shape).trainable)
    page.trace(
      "two classes, body frozen", value: twoClasses(frozen: true).summary(for: shape).trainable,
      "512 · 2 + 2")

    //: The features of a frozen body once more, this time 512. A bag or a boot: 40 pictures to
    //: learn from, 80 to be judged by; small and grey, made as large and as colourful as ResNet
    //: wants them:
    let names = clothes.classNames
    let pair = (names.count - 2, names.count - 1)
    let chosen = clothes.labels.indices.filter { clothes.labels[$0] >= pair.0 }.prefix(120)
    let things = clothes.selecting(Array(chosen))
    let twoLabels = things.labels.map { $0 - pair.0 }
    let enlarged = things.images.resized(height: 64, width: 64)
    let coloured = Normalize.imageNet(.concatenated([enlarged, enlarged, enlarged], axis: 3))
    let raw = Network(Array(resNet.layers.dropLast()))(coloured, batchSize: 20)
    page.trace("features", raw, from: coloured)
    let features = (raw - raw.mean(axes: [0])) / (raw.absolute.mean() + 1e-6)
    var generator = SeededGenerator(seed: training.seed)
    var twoHeads = Network(Dense(inputs: 512, outputs: 2, using: &generator))
    var headAdam = Adam(learningRate: 0.003)
    for _ in 0..<60 {
      let (_, gradient) = softmaxCrossEntropy(
        twoHeads.forward(features[0..<40]), labels: Array(twoLabels[0..<40]))
      twoHeads.backpropagate(gradient)
      headAdam.update(&twoHeads)
    }
    let scores = twoHeads(features[40...])
    let answers = predictions(scores)
    page.trace(
      "told apart", value: accuracy(scores, labels: Array(twoLabels[40...])),
      "\(names[pair.0]) or \(names[pair.1]), of \(answers.count)")
    page.show(
      PictureGrid(
        things.images[40..<60], columns: 10,
        labels: answers.prefix(20).map { names[pair.0 + $0] },
        colours: zip(answers, twoLabels[40...]).prefix(20).map { $0 == $1 ? .green : .red }
      ).image, "told-apart")
    //: ![Twenty drawn bags and boots, each with its kind in green, or in red where it is
    //: wrong](told-apart "Told apart by ResNet18's features")

    //: **Notice**, if there were no weights, that even a body of random numbers is of use: it makes
    //: 512 different mixtures of a picture, and a head finds some that help. So a good result on an
    //: easy task does not prove that anything was transferred. Run it with weights and without, and
    //: compare.
    //:
    //: ## Exercise
    //: Count what learns, and keep a running mean as a frozen layer should:
    //: `Lessons/26-transfer-learning/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 26`.
    //:
    //: ## Try next
    //: - Freeze only the first block and let the others move. Where does it come out for clothes?
    //: - Fine-tune with a rate of 0.03. What happens to what was known?
    //: - With PyTorch at hand, `save_file(models.resnet18(weights="DEFAULT").state_dict(),
    //:   "resnet18.safetensors")` writes the file for `--weights`.
  }
}
