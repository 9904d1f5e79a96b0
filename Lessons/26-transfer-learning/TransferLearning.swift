//: # 26. Transfer learning
//: A network has learned to read digits. Now it is to read letters, and there are thirty of them to
//: learn from, three of each kind. Start again from nothing? Or is there something in digits that
//: letters can use?
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
    //: Three convolutions, each with batch normalization (lesson 19), then a dense layer.
    let digits = try DataSource.digits.load(from: training.data)
    let reader = try readerOfDigits(page, digits)

    //: ## Letters
    //: Ten letters, drawn by this program, three of each to learn from:
    let letters = DrawnLetters.pictures(2450, seed: 25)
    let (few, test) = (letters[300..<330], letters[0..<300])
    page.show(
      PictureGrid(few.images, columns: 10, labels: few.labels.map { "\(few.classNames[$0])" }),
      "few-letters")
    //: ![Thirty drawn letters, white on black, each with its name](few-letters "All there is to
    //: learn from")

    //: What does the reader of digits say to three hundred others? It has to name a digit:
    let asDigits = predictions(reader(test.images))
    func counts(_ letter: Int, _ read: [Int]) -> [Int] {
      let named = zip(read, test.labels).filter { $0.1 == letter }.map(\.0)
      return (0..<10).map { digit in named.count { $0 == digit } }
    }
    page.table(
      "Read as digits", columns: ["letter"] + (0..<10).map { "\($0)" },
      rows: (0..<10).map { letter in
        ["\(test.classNames[letter])"] + counts(letter, asDigits).map { "\($0)" }
      })

    //: Is that guessing? Add up how often each letter gets its commonest digit, and compare with
    //: the same answers dealt out anew:
    func commonest(_ read: [Int]) -> Int {
      (0..<10).reduce(0) { $0 + (counts($1, read).max() ?? 0) }
    }
    var cards = SeededGenerator(seed: training.seed)
    page.trace("commonest digits", value: commonest(asDigits), "of \(test.count)")
    page.trace(
      "dealt out anew", value: commonest(asDigits.shuffled(using: &cards)), "of \(test.count)")

    //: **Notice** that it isn't silly. The pictures of a letter get the same few digits. So the
    //: features tell shapes apart; only the head is about digits. To keep the one and exchange the
    //: other is transfer learning.
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
    func byPart(_ count: (NetworkSummary.Row) -> Int) -> Tensor {
      Tensor(
        [0..<4, 4..<8, 8..<12, 12..<14].map { layers in
          Float(cost.rows[layers].reduce(0) { $0 + count($1) })
        })
    }
    page.predictShares(
      "Three blocks and the head: how are the parameters shared among them?",
      among: ["block 1", "block 2", "block 3", "head"],
      right: .init("weights, biases, γ and β", byPart(\.parameters)),
      mistakes: [
        .init(
          "by the work", byPart(\.multiplications),
          "Those are the multiplications: a filter uses each of its weights at every place."
        ),
        .init(
          "by the numbers that come out",
          byPart { $0.layer == "Convolution" ? $0.outputShape.dropFirst().reduce(1, *) : 0 },
          "Those are the maps of each block's convolution: many numbers, made by few weights."),
      ],
      otherwise: "A filter has 3 · 3 weights for each map it reads: 1, 8, 16. The head reads 288.")
    page.trace("parameters", parametersOf: cost)
    page.trace("of them trainable", value: cost.trainable, "288 · 10 + 10")

    //: What is frozen gives the same numbers for the same picture every time. So compute them
    //: **once**, and train what is behind:
    let knowing = Network(Array(frozen.layers.dropLast()))
    page.trace("features", knowing(few.images), from: few.images)

    let (results, recorders) = try fourWays(page, from: reader, letters, judgedBy: test)

    locks(page, reader, letters, judgedBy: test, tried: recorders)

    //: ## Green and red
    //: Some letters that the first of the five, a head on the frozen body, had not seen:
    let shown = test.prefix(40)
    let read = predictions(results[0].runs[0].network(shown.images))
    page.show(
      PictureGrid(
        shown.images, columns: 10,
        labels: zip(read, shown.labels).map { read, label in
          let names = shown.classNames
          return read == label ? "\(names[read])" : "\(names[read]), is \(names[label])"
        }, colours: zip(read, shown.labels).map { $0 == $1 ? .green : .red }
      ), "answers", cover: true)
    //: ![Forty letters, most with a green letter under them, some with a red one](answers "Right in
    //: green, wrong in red")

    //: ## What stays, and what moves
    //: PyTorch freezes weights by `requires_grad = False`. But batch normalization keeps a running
    //: mean and variance of what comes by, and these are no weights: no gradient moves them. Every
    //: batch does:
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

    //: > [!mistake] 001, with `requires_grad = False` the convolutions are said to be used and not
    //: > trained. That is so for weights. Statistics go on moving, unless the layer is in the mode
    //: > of use.
    //:
    //: **Notice** the first row: no weight moved, and yet the body gives other features, so a head
    //: that fitted it no longer does. To freeze means two things: no gradients, and the mode of use
    //: for batch normalization (`eval()` in PyTorch, `freeze()` here does both).
    let clothes = DrawnClothes.pictures(2450, seed: 25)
    try howManyHowAlike(page, reader, digits, letters, clothes)

    //: ## Six bodies
    //: Nobody trains on a million photos to sort a few hundred. One takes a body from a shelf.
    //: The six that the notes name, by what is new in each:
    page.table(
      "Bodies to start from", columns: ["network", "what it brought"],
      rows: [
        ["Xception", "one filter for each channel, then 1 × 1 over the channels"],
        [
          "Inception V3",
          "GoogLeNet's windows taken apart: 5 × 5 into two 3 × 3, n × n into 1 × n and n × 1",
        ],
        ["ResNet50", "a shortcut past every three layers (lesson 24)"],
        ["VGG16", "nothing but 3 × 3, sixteen layers (lesson 23)"],
        ["VGG19", "the same with nineteen"],
        ["MobileNet", "the same idea as Xception, small enough for a phone"],
      ])

    try largeBody(page, clothes)

    //: ## Exercise
    //: Count what learns, and keep a running mean as a frozen layer should:
    //: `Lessons/26-transfer-learning/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 26`.
    //:
    //: ## Try next
    //: - Freeze only the first block: cut at 4 instead of 8. Where does it come out?
    //: - Fine-tune with a rate of 0.03. What happens to what was known?
    //: - With PyTorch at hand, `save_file(models.resnet18(weights="DEFAULT").state_dict(),
    //:   "resnet18.safetensors")` writes the file for `--weights`.
  }
}
