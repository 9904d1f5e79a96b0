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
    //: the dense layer is the **body**: it makes 288 numbers of a picture, its **features**. The
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
      return Network(block(8, 1) + block(16, 8) + block(32, 16) + [Flatten()])
    }
    func head(seed: UInt64) -> Dense {
      var generator = SeededGenerator(seed: seed)
      return Dense(inputs: 288, outputs: 10, using: &generator)
    }
    let digits = try DataSource.digits.load(from: training.data)
    page.say(digits.explanation)

    //: It learns by `page.train`, the loop of lesson 17. This is the long part, and in real life it
    //: was done by somebody else, for days or weeks, on a million photos.
    var reader = Network(body(seed: training.seed).layers + [head(seed: training.seed)])
    try training.loadWeights(into: &reader)
    let run = try page.train(
      &reader, on: digits, optimizer: Adam(learningRate: training.learningRate ?? 0.003),
      epochs: training.epochs ?? (training.full ? 10 : 1), options: training)
    try training.saveWeights(of: reader)
    page.say("Trained: \(run.summary).")
    page.trace(
      "test accuracy, digits",
      value: accuracy(reader(digits.test.images), labels: digits.test.labels))

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
    page.trace("parameters", parametersOf: cost)
    page.trace("of them trainable", value: cost.trainable, "288 · 10 + 10")

    //: What is frozen gives the same numbers for the same picture every time. So compute them
    //: **once**, and train what is behind:
    let knowing = Network(Array(frozen.layers.dropLast()))
    page.trace("features", knowing(few.images), from: few.images)

    //: ## Or let it move
    //: *Fine-tuning* starts from the same weights and lets all of them move, or only the last: a
    //: network may be cut anywhere, what is in front frozen, what is behind trained. Layers 0 to 7
    //: are the first two blocks, 8 to 12 the third and the flattening. And for comparison the same
    //: network from nothing:
    typealias Way = (name: Message, start: (UInt64) -> Network, frozen: Int)
    func ways(from reader: Network) -> [Way] {
      let known = Network(Array(reader.layers.dropLast()))
      return [
        ("head only", { _ in known }, 13), ("last block and head", { _ in known }, 8),
        ("everything", { _ in known }, 0), ("from nothing", { body(seed: 100 + $0) }, 0),
      ]
    }

    //: All get the same letters, the same steps, the same optimizer. (In front of the cut a network
    //: is *used*, so its batch normalization rests as well.)
    func learn(
      _ way: Way, from pictures: LabelledImages, judgedBy test: LabelledImages, seed: UInt64,
      steps: Int = 60, every: Int = 10, recorder: FeatureRecorder? = nil
    ) -> (network: Network, shares: [Float]) {
      let body = way.start(seed).layers
      let front = Network(Array(body[..<way.frozen]))
      var network = Network(Array(body[way.frozen...]) + [head(seed: 250 + seed)])
      var (adam, choice) = (Adam(learningRate: 0.003), SeededGenerator(seed: seed))
      let (inputs, seen) = (front(pictures.images), front(test.images))
      var shares: [Float] = []
      // What the network has come to, and for the figure below what it makes of each picture.
      func judge(after step: Int) -> Float {
        let (body, head) = (
          Network(Array(network.layers.dropLast())), Network(Array(network.layers.suffix(1)))
        )
        let features = body(seen)
        let share = accuracy(head(features), labels: test.labels)
        recorder?.record(
          step, features: features, own: recorder?.own.map { body(front($0)) }, head,
          accuracy: share)
        return share
      }
      if recorder != nil { _ = judge(after: 0) }
      for step in 1...steps {
        let chosen = (0..<20).map { _ in Int.random(in: 0..<pictures.count, using: &choice) }
        let (_, gradient) = softmaxCrossEntropy(
          network.forward(inputs.selecting(chosen, axis: 0)),
          labels: chosen.map { pictures.labels[$0] })
        network.backpropagate(gradient)
        adam.update(&network)
        if step % every == 0 { shares.append(judge(after: step)) }
      }
      return (Network(front.layers + network.layers), shares)
    }

    //: ## Five times
    //: One run may be luck. So do it five times: each time another thirty letters, another head,
    //: another order, judged by the same three hundred letters after every ten steps.
    func thirty(_ pictures: LabelledImages, _ seed: UInt64) -> LabelledImages {
      pictures[270 + 30 * Int(seed)..<300 + 30 * Int(seed)]
    }
    // The first of the five is watched, for the figure below.
    let shownLetters = test.prefix(150)
    let own = try options.ownImage().map { picture -> Tensor in
      let grey = picture.greyByMean().tensor.batched.resized(height: 28, width: 28) / 255
      // Letters are white on black; a picture that is mostly bright is turned over.
      return grey.mean() > 0.5 ? 1 - grey : grey
    }
    func recorder(start: Int, frozen blocks: Int) -> FeatureRecorder {
      FeatureRecorder(
        shownLetters, own: own, start: start, frozen: blocks, staysSame: blocks == 3)
    }
    var recorders = [(0, 3), (0, 2), (0, 0), (1, 0)].map { recorder(start: $0, frozen: $1) }
    let results = zip(ways(from: reader), recorders).map { way, recorder in
      (
        name: way.name,
        runs: (1...5).map {
          learn(
            way, from: thirty(letters, $0), judgedBy: test, seed: $0,
            recorder: $0 == 1 ? recorder : nil)
        }
      )
    }
    func spread(_ result: Int, after checks: Int) -> Spread {
      Spread(results[result].runs.map { $0.shares[checks - 1] })
    }
    page.plot(
      "new-letters",
      lines: results.indices.map { way in
        .init(
          results[way].name, x: (1...6).map { 10 * $0 },
          y: (1...6).map { spread(way, after: $0).mean },
          style: .marked)
      }, xAxis: "step", yAxis: "share read rightly")
    //: ![Four curves that climb; the table below has their ends](new-letters "Letters the networks
    //: have not seen, means of five")
    page.table(
      "Read rightly, mean and standard deviation of five", columns: ["", "10 steps", "60 steps"],
      rows: results.indices.map {
        [results[$0].name, spread($0, after: 1).percent, spread($0, after: 6).percent]
      })
    for way in results.indices {
      page.trace("letters, \(results[way].name.english)", value: spread(way, after: 6).mean)
    }

    //: The same thirty letters, the same order: how much is the head on a frozen body ahead of the
    //: network from nothing, each time?
    let lead = zip(results[0].runs, results[3].runs).map { $0.shares[5] - $1.shares[5] }
    page.say(
      "After 60 steps by \(Spread(lead).percent); it is ahead in \(lead.count { $0 > 0 }) of 5.")

    //: **Notice** how wide the ± is. With thirty letters to learn from it matters which thirty. But
    //: both ways got the same thirty each time, so look at the differences pair by pair, as the
    //: line above does: one that has the same sign every time says something, even where it is
    //: smaller than the spread of either. Such a lead comes from digits: a network that knows
    //: strokes needs few examples to tell an E from an F; one that begins with nothing has to find
    //: out what a stroke is, from thirty pictures.
    //:
    //: ## Locks, and where the features go
    //: The first of the five once more, with a lock on each block. What is locked is frozen. The
    //: map shows what the head gets to read: the 288 features of each of 150 letters, in the plane
    //: in which they differ most. (The two directions of the plane are the first two **principal
    //: components**: the features vary most along the first, and of all that are at right angles to
    //: it most along the second.)
    page.trace(
      "features of the letters on the map", knowing(shownLetters.images), from: shownLetters.images)

    //: Four of the locks were tried above. The others, from digits and from nothing, with the same
    //: thirty letters:
    let bodies = [Network(Array(reader.layers.dropLast())), body(seed: 101)]
    for (start, blocks) in [(0, 1), (1, 1), (1, 2), (1, 3)] {
      let recorder = recorder(start: start, frozen: blocks)
      let way: Way = ("", { _ in bodies[start] }, [0, 4, 8, 13][blocks])
      _ = learn(way, from: thirty(letters, 1), judgedBy: test, seed: 1, recorder: recorder)
      recorders.append(recorder)
    }
    recorders.sort { ($0.start, $0.frozen) < ($1.start, $1.frozen) }
    let sizes = reader.parameters.map(\.value.count)
    page.transfer(
      "locks",
      layers: [
        ("block 1", sizes[0..<4].reduce(0, +)), ("block 2", sizes[4..<8].reduce(0, +)),
        ("block 3", sizes[8..<12].reduce(0, +)), ("head", sizes[12...].reduce(0, +)),
      ], recorders, of: shownLetters, own: own, starts: ["with digits", "from nothing"])
    //: ![Three blocks with locks and a head; a curve of what is read rightly; and letters as points
    //: in a plane](locks "Frozen or trained, and the features as a map")

    //: Do letters of a kind gather? Of all the variance in 288 directions, this share lies between
    //: the kinds, from the mean of one to that of another; the rest lies within them:
    func shareBetweenKinds(_ features: Tensor) -> Float {
      let mean = features.mean(axes: [0])
      let between = (0..<10).reduce(Float(0)) { sum, kind in
        let own = shownLetters.labels.indices.filter { shownLetters.labels[$0] == kind }
        guard !own.isEmpty else { return sum }
        let apart = features.selecting(own, axis: 0).mean(axes: [0]) - mean
        return sum + Float(own.count) * (apart * apart).sum()
      }
      let differences = features - mean
      return between / max((differences * differences).sum(), .leastNormalMagnitude)
    }
    page.table(
      "Variance between kinds, in per cent of all",
      columns: ["begins", "blocks frozen", "at step 0", "at step 60"],
      rows: recorders.map { recorder in
        let shares = [recorder.features.first, recorder.features.last].compactMap { features in
          features.map { shareBetweenKinds($0[0..<shownLetters.count]) }
        }
        return [recorder.start == 0 ? "with digits" : "from nothing", "\(recorder.frozen)"]
          + shares.map { "\(percent($0, places: 0))" }
      })

    //: **Notice** that with all blocks locked no point moves: only the head learns, to draw its
    //: lines between points that lie where digits have put them. Unlock the blocks, and training
    //: moves the points themselves, also those of letters that were never learned from. How much
    //: that changes is in the table, from column to column, and what digits have brought, from its
    //: upper half to its lower. On the map look at what lies apart: that is apart in the 288
    //: directions as well. What lies together in the plane need not be together in all others.
    //:
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
    //:
    //: ## How many, and how alike
    //: The notes have a rule of thumb for what to retrain, by how many pictures there are and how
    //: much they are like the old ones:
    page.table(
      "What to retrain", columns: ["", "alike", "not alike"],
      rows: [
        ["few", "the head only", "some of the convolutions, and the head"],
        ["many", "the last convolutions, and the head", "everything"],
      ])

    //: Rules can be run. Letters are like digits, clothes are not; 30 pictures are few, 2,000 many,
    //: and get 400 steps instead of 60. Each seed trains its own reader of digits first. That takes
    //: minutes, so it was done beforehand, by this cell with `--measure`:
    let clothes = DrawnClothes.pictures(2450, seed: 25)
    let cases =
      [("letters", letters, 30), ("clothes", clothes, 30)].map { ($0, 60) }
      + [("letters", letters, 2000), ("clothes", clothes, 2000)].map { ($0, 400) }
    let measured = try recorded("what-to-retrain", on: digits, of: .digits, options: training) {
      seeds in
      try seeds.map { seed -> [[Float]] in
        var reader = Network(body(seed: seed).layers + [head(seed: seed)])
        _ = try page.train(
          &reader, on: digits, optimizer: Adam(learningRate: 0.003), epochs: 1, options: training)
        return cases.map { one, steps in
          let pictures = one.2 == 30 ? thirty(one.1, seed) : one.1[300..<2300]
          return ways(from: reader).map { way in
            learn(
              way, from: pictures, judgedBy: one.1[0..<300], seed: seed, steps: steps, every: steps
            ).shares[0]
          }
        }
      }
    }
    let names = ways(from: reader).map(\.name)
    page.table(
      "Read rightly, mean and standard deviation", columns: ["pictures"] + names,
      rows: cases.indices.map { index in
        ["\(cases[index].0.2) \(cases[index].0.0)"]
          + names.indices.map { way in Spread(measured.value.map { $0[index][way] }).percent }
      })
    page.table(
      "Ahead of the network from nothing, with the same pictures",
      columns: ["pictures"] + names.dropLast(),
      rows: cases.indices.map { index in
        ["\(cases[index].0.2) \(cases[index].0.0)"]
          + names.indices.dropLast().map { way in
            let ahead = measured.value.count { $0[index][way] > $0[index][3] }
            return "\(ahead) of \(measured.seeds.count)"
          }
      })
    for index in cases.indices {
      page.trace(
        "\(cases[index].0.2) \(cases[index].0.0), everything",
        value: Spread(measured.value.map { $0[index][2] }).mean)
    }
    page.say(measured.explanation)

    //: **Notice**, row by row. *Few, alike*: whatever comes from digits helps a lot, and the head
    //: alone is about as good as moving more. *Few, not alike*: it helps little, whatever is moved;
    //: the notes warn of that. *Many, alike*: the head alone falls behind a little, and from
    //: nothing one gets as far. *Many, not alike*: the head alone falls far behind, features of
    //: digits say little about sleeves; and the old weights are no advantage any more. So transfer
    //: is for the upper left corner of the notes' table, few and alike: it saves examples.
    //:
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

    //: To tell two kinds of things apart its last layer is replaced. Weights come from a file,
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
    //: learn from, 80 to be judged by; small and grey, made larger and of three channels:
    let kinds = clothes.classNames
    let pair = (kinds.count - 2, kinds.count - 1)
    let chosen = clothes.labels.indices.filter { clothes.labels[$0] >= pair.0 }.prefix(120)
    let things = clothes.selecting(Array(chosen))
    let twoLabels = things.labels.map { $0 - pair.0 }
    let enlarged = things.images.resized(height: 64, width: 64)
    let coloured = Normalize.imageNet(.concatenated([enlarged, enlarged, enlarged], axis: 3))
    let raw = Network(Array(resNet.layers.dropLast()))(coloured, batchSize: 20)
    page.trace("features", raw, from: coloured)

    //: Features are moved and scaled as the 40 say. (The 80 must have no part in that: in earnest
    //: they are not known yet.) A head learns from them; and for comparison another one gets no
    //: body at all, but the 28 · 28 pixels as they are:
    func scoresOfHead(on raw: Tensor) -> Tensor {
      let known = raw[0..<40]
      let features = (raw - known.mean(axes: [0])) / (known.absolute.mean() + 1e-6)
      var generator = SeededGenerator(seed: training.seed)
      var head = Network(Dense(inputs: raw.shape[1], outputs: 2, using: &generator))
      var adam = Adam(learningRate: 0.003)
      for _ in 0..<60 {
        let (_, gradient) = softmaxCrossEntropy(
          head.forward(features[0..<40]), labels: Array(twoLabels[0..<40]))
        head.backpropagate(gradient)
        adam.update(&head)
      }
      return head(features[40...])
    }
    let scores = scoresOfHead(on: raw)
    let answers = predictions(scores)
    page.trace(
      "told apart", value: accuracy(scores, labels: Array(twoLabels[40...])),
      "\(kinds[pair.0]) or \(kinds[pair.1]), of \(answers.count)")
    page.trace(
      "told apart by pixels",
      value: accuracy(
        scoresOfHead(on: things.images.reshaped(120, 784)), labels: Array(twoLabels[40...])),
      "of \(answers.count)")
    page.show(
      PictureGrid(
        things.images[40..<60], columns: 10,
        labels: answers.prefix(20).map { "\(kinds[pair.0 + $0])" },
        colours: zip(answers, twoLabels[40...]).prefix(20).map { $0 == $1 ? .green : .red }
      ), "told-apart")
    //: ![Twenty drawn bags and boots, each with its kind in green, or in red where it is
    //: wrong](told-apart "Told apart by ResNet18's features")

    //: **Notice** how the two compare. If there were no weights, the body is one of random numbers:
    //: it makes 512 mixtures of a picture, and a head finds some that tell the two apart, as it
    //: does among plain pixels. Which of the two is ahead then depends on the `--seed`. So a good
    //: result on an easy task does not prove that anything was transferred. Run it with weights and
    //: without, and compare.
    //:
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
