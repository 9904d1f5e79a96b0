//: # 22. From LeNet to ZFNet
//: In 1998 a network with 60,000 numbers read the amounts on cheques. In 2012 one with 60 million
//: told a thousand kinds of things apart on photos, and changed the field. Put them side by side:
//: how much of that is new, and how much is only larger?
import LessonKit

@main
struct LeNetToZFNet: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions
  @OptionGroup var training: TrainingOptions

  func run(_ page: Notebook) throws {
    //: ## LeNet-5, counted by hand
    //: Two convolutions, each with a pooling behind it, then three dense layers. A convolution has
    //: window · window · channels weights for each filter, and a bias; a dense layer a weight for
    //: each input of each output, and a bias:
    func convolution(_ window: Int, _ channels: Int, filters: Int) -> Int {
      (window * window * channels + 1) * filters
    }
    func dense(_ inputs: Int, _ outputs: Int) -> Int { (inputs + 1) * outputs }
    let byHand = [
      convolution(5, 1, filters: 6), convolution(5, 6, filters: 16),
      dense(5 * 5 * 16, 120), dense(120, 84), dense(84, 10),
    ]
    page.say(
      "\(byHand.map { number(Float($0)) }.joined(separator: " + ")) = \(byHand.reduce(0, +))")

    //: That is LeNet-5 as it is taught today. The library has it, and can draw it. Boxes are as
    //: high and wide as what comes out of a layer; below is what that takes of memory, and what the
    //: weights take:
    func summary(_ network: Network, _ side: Int, _ channels: Int) -> NetworkSummary {
      network.summary(for: [1, side, side, channels])
    }
    var leNet = Network.leNet5(seed: training.seed)
    let modern = summary(leNet, 28, 1)
    page.network(
      "lenet-5", Plot.Network(modern, input: "a digit"))
    //: ![Boxes that shrink from 28 by 28 to 5 by 5, then three rows of numbers; most weights are in
    //: the first dense layer](lenet-5 "LeNet-5, the form of today")
    page.trace("LeNet-5, parameters", parametersOf: modern)

    //: ## What the paper had
    //: The paper has 60,000. Its pictures were 32 × 32, its squashing function tanh, its pooling a
    //: mean with a weight and a bias for each map. And its second convolution did not read all six
    //: maps. Rows are its sixteen filters, columns the six maps they could read:
    let connections = Network.leNet5Connections
    page.show(
      NumberGrid(
        Tensor(
          connections.map { maps in (0..<6).map { Float(maps.contains($0) ? 1 : 0) } }), cell: 24
      ).tinted(Colour(red: 170, green: 205, blue: 240)) { filter, map in
        connections[filter].contains(map)
      }, "second-convolution", cover: true)
    //: ![A grid of 16 rows and 6 columns: three neighbours, then four, then two pairs, then all
    //: six](second-convolution "Which maps the sixteen filters of the second convolution read")
    let partial = connections.map { convolution(5, $0.count, filters: 1) }.reduce(0, +)
    page.trace("second convolution, paper", value: partial)
    page.trace("second convolution, all maps", value: byHand[1])
    let original = summary(.originalLeNet5(seed: training.seed), 32, 1)
    page.trace("LeNet-5 as in the paper, parameters", parametersOf: original)

    //: **Notice** the blue cells. Each filter gets another selection, which saved multiplications
    //: in 1998 and kept filters from learning the same. The idea will come back. At the end the
    //: paper compares 84 numbers with a fixed code for each digit, so there is nothing to learn
    //: there.
    //:
    //: > [!mistake] 000, LeNet is called the first convolutional network, in 002, too. Fukushima's
    //: > neocognitron of 1980 had sliding windows and pooling, though it did not learn by
    //: > gradients. Waibel and others slid windows along speech and learned them by gradients in
    //: > 1987. LeCun's network for postcodes is of 1989, LeNet-5 of 1998.
    //:
    //: ## It still reads
    let data = try DataSource.digits.load(from: training.data)
    page.say(data.explanation)

    //: A pass or two through the digits (`page.train` is the loop of lesson 17), with AlexNet's own
    //: way of learning: steps against the gradient that keep nine tenths of the last step
    //: (**momentum**), and pull all weights a little towards zero (**weight decay**).
    try training.loadWeights(into: &leNet)
    let run = try page.train(
      &leNet, on: data,
      optimizer: SGD(
        learningRate: training.learningRate ?? 0.02, momentum: 0.9, weightDecay: 0.0005),
      epochs: training.epochs ?? (training.full ? 20 : data.isDrawn ? 2 : 1), options: training)
    if let best = run.best { leNet = best }
    try training.saveWeights(of: leNet)
    page.say("Trained: \(run.summary).")
    page.plot(
      "lenet-5-learns",
      lines: [
        .init(
          "share read rightly", x: run.smoothedAccuracies().steps,
          y: run.smoothedAccuracies().accuracies)
      ], xAxis: "step", yAxis: "share read rightly")
    //: ![A curve that climbs steeply within some dozens of steps and then flattens close to
    //: 1](lenet-5-learns "LeNet-5 learns")
    let logits = leNet(data.test.images)
    page.trace(
      "test accuracy", value: accuracy(logits, labels: data.test.labels),
      "of \(data.test.count) digits")
    let read = predictions(logits)
    let wrong = read.indices.filter { read[$0] != data.test.labels[$0] }.prefix(12)
    page.show(
      PictureGrid(
        data.test.selecting(Array(wrong)).images, columns: 6, zoom: 4,
        labels: wrong.map { "\(data.test.labels[$0]) as \(read[$0])" }
      ), "wrongly-read")
    //: ![Digits in rows, each with what it is and what was read](wrongly-read "Digits it gets
    //: wrong")

    //: ## The winners, year by year
    //: From 2010 to 2017 there was a competition, ILSVRC, on photos of the collection ImageNet:
    //: tell a thousand kinds of things apart, with five guesses for each photo. The share of photos
    //: on which all five of the winner's guesses were wrong, and how many layers with weights its
    //: network had:
    let winners: [(year: Int, name: Message, error: Float, layers: Message)] = [
      (2010, "no network", 28.2, "–"), (2011, "no network", 25.8, "–"),
      (2012, "AlexNet", 16.4, "8"), (2013, "Clarifai, akin to ZFNet", 11.7, "8 (ZFNet)"),
      (2014, "GoogLeNet; VGG, the second, has 7.3", 6.7, "22 (VGG: 19)"),
      (2015, "ResNet", 3.6, "152"), (2016, "a vote of several kinds", 3.0, "–"),
      (2017, "SENet", 2.3, "–"),
    ]
    page.bars("winners", winners.map { .init("\($0.year)", $0.error) }, unit: "%")
    //: ![Eight bars that get shorter year by year, from 28 to 2](winners "Wrong with all five
    //: guesses, in per cent of the photos")
    page.table(
      "Winners", columns: ["year", "network", "error, %", "layers"],
      rows: winners.map { ["\($0.year)", $0.name, "\($0.error)", $0.layers] })

    //: **Notice** the step from 2011 to 2012. It is the reason why everybody does this now. (These
    //: are the organizers' numbers for networks that saw the competition's photos only; with more
    //: photos AlexNet reached 15.3 and Clarifai 11.2. A person who had practised reached 5.1.)
    //:
    //: > [!mistake] 002, ZFNet is said to have won in 2013. The winner was Clarifai, the company of
    //: > one of its authors, with networks of its own.
    //:
    //: ## Fourteen years later
    //: AlexNet takes a photo and ends with a thousand numbers, one for each kind of thing. Its
    //: first layer has 96 filters of 11 × 11 that move by four pixels. The paper says that the
    //: photo has 224 × 224 pixels. Does that fit?
    let photo = try options.image(default: "teddy.jpg", atLeast: 3)
    func square(_ side: Int) -> Tensor {
      let cut = min(photo.height, photo.width)
      let middle = photo.cropped(
        to: PixelArea(
          y: (photo.height - cut) / 2, x: (photo.width - cut) / 2, height: cut, width: cut))
      return middle.tensor.batched.resized(height: side, width: side, antialias: true)
    }
    var generator = SeededGenerator(seed: training.seed)
    let filters = Tensor.random(
      within: 0.1, shape: [11, 11, 3, 96], seed: generator.next())
    for side in [224, 227] {
      page.trace("pixels \(side)", conv2D(square(side), filters, stride: 4))
    }
    page.say(
      "(224 − 11) / 4 + 1 = \(number(Float(224 - 11) / 4 + 1)), which is no number of windows.")

    //: With 224 the library finds room for 54 windows and leaves a column unread. All later sizes
    //: of the paper follow from 55, so its authors must have had 227, or a border they don't
    //: mention. torchvision's AlexNet pads the 224 by two pixels on each side and gets 55 as well:
    let padded = try WindowGeometry(
      input: [224, 224], windowSize: [11, 11], stride: 4, padding: .explicit(2))
    page.trace("224 padded by 2", padded)

    //: ## A photo through AlexNet
    //: All of it, layer by layer. The weights are random: nothing has been learned here, and the
    //: thousand numbers at the end mean nothing. The shapes are the real ones.
    var picture = Normalize.imageNet(square(227) / 255)
    page.show(
      square(227)[0].image, "photo")
    //: ![A teddy bear, cut to a square](photo "The photo, 227 × 227")
    let alexNet = Network.alexNet(seed: training.seed)
    let alexNetCost = summary(alexNet, 227, 3)
    page.folded("AlexNet, all layers") {
      for layer in alexNet.layers {
        let result = Network(layer)(picture)
        picture = page.trace("\(type(of: layer))", result, from: picture)
      }
    }
    page.network(
      "alexnet", Plot.Network(alexNetCost, input: "a photo"))
    //: ![Boxes that shrink from 227 by 227 over 55, 27 and 13 to 6, then rows of 4096; nearly all
    //: weights are in the dense layers](alexnet "AlexNet")

    //: **Notice** that after the second pooling three convolutions follow each other, at 13 × 13.
    //: Zoom in to read the boxes. And see where the memory goes: for what comes out, in the upper
    //: row of bars, to the left; for the weights, in the lower, to the right. What if each
    //: convolution had its pooling of 3 × 3 by 2 behind it?
    var sides = [55]
    while let last = sides.last, last >= 3, sides.count < 6 { sides.append((last - 3) / 2 + 1) }
    page.say(
      "\(sides.map { "\($0) × \($0)" }.joined(separator: ", ")): of five poolings "
        + "\(sides.count - 1) find room.")

    //: > [!mistake] 000, convolution and pooling are said to alternate in AlexNet. They do so
    //: > twice.
    //:
    //: ## Three networks of one name
    //: AlexNet was spread over two graphics cards with 3 GB each. Convolutions 2, 4 and 5 read only
    //: the maps on their own card: two **groups**, LeNet's selection again. Without groups there
    //: are more weights, and torchvision's AlexNet, from a later paper, is a third:
    let counts = [
      ("two groups, as in the paper", alexNetCost.parameters),
      (
        "without groups",
        summary(.alexNet(grouped: false, seed: training.seed), 227, 3).parameters
      ),
      (
        "torchvision's", summary(.torchvisionAlexNet(seed: training.seed), 224, 3).parameters
      ),
    ]
    for (name, count) in counts { page.trace("AlexNet, \(name)", value: count) }
    let layers = alexNetCost.rows.filter { $0.parameters > 0 }
    page.predictShares(
      "Where are AlexNet's weights? How much of all has each layer?",
      among: ["c1", "c2", "c3", "c4", "c5", "d1", "d2", "d3"],
      right: .init("weights and biases", Tensor(layers.map { Float($0.parameters) })),
      mistakes: [
        .init(
          "by the work", Tensor(layers.map { Float($0.multiplications) }),
          "Those are the multiplications, most of which are made by the convolutions."),
        .init(
          "alike", Tensor(shape: [8], repeating: 1),
          "Alike they are not: a dense layer has a weight from each input to each output."),
      ],
      otherwise: """
        Look at what each layer reads and writes: the first dense one reads 6 · 6 · 256 numbers \
        and writes 4096.
        """)
    page.bars(
      "alexnet-weights",
      zip(
        ["convolution 1", "2", "3", "4", "5", "dense 1", "dense 2", "dense 3"],
        layers.map { Float($0.parameters / 1000) / 1000 }
      ).map { .init($0, $1) }, unit: "million")
    //: ![Five short bars for the convolutions, a very long one for the first dense
    //: layer](alexnet-weights "AlexNet's weights, in millions")
    let dense3 = layers.suffix(3).reduce(0) { $0 + $1.parameters }
    let share = Float(dense3) / Float(alexNetCost.parameters)
    page.trace("share of the dense layers", value: percent(share), "per cent")

    //: ## Eight details
    //: The lecture notes list what to look at, and nearly all of it you have met:
    page.table(
      "What AlexNet did, and where it is in this book",
      columns: ["detail", "in the paper", "here"],
      rows: [
        [
          "ReLU",
          "six times as fast to 25 % error as tanh (a small network, on CIFAR-10); known before",
          "lesson 14",
        ],
        ["normalization over maps", "LRN; 1.2 points; hardly used since", "lesson 19"],
        ["more pictures from few", "cut, mirrored, colours shifted", "lesson 25"],
        ["dropout", "half of the first two dense layers", "lesson 19"],
        ["batches", "128 pictures", "option --batch"],
        ["momentum", "0.9", "the optimizer above"],
        ["learning rate", "0.01, divided by 10 three times, by hand", "the next section"],
        ["weight decay", "0.0005", "the optimizer above"],
      ])

    //: > [!mistake] 002, AlexNet is said to be the first to use ReLU. Its authors name Nair and
    //: > Hinton, 2010, and Fukushima cut off below zero in 1969.

    try scheduleAndVote(page, data)

    //: ## ZFNet looks closer
    //: A year later Zeiler and Fergus made AlexNet's filters visible. In its first layer they found
    //: very fine and very coarse patterns, little between, and some dead filters; the second was
    //: full of patterns that come from steps too large. So they gave the first layer smaller
    //: windows and smaller steps. (The second got larger steps instead, 2 in place of 1.) The same
    //: filter, a bright side and a dark side, in both ways:
    func edge(_ window: Int) -> Tensor {
      let row = (0..<window).map { Float($0 < window / 2 ? -1 : $0 > window / 2 ? 1 : 0) }
      return Tensor(Array(repeating: row, count: window)).reshaped(window, window, 1, 1)
        / Float(window * window)
    }
    func grey(_ side: Int) -> Tensor { square(side).mean(axes: [3]).reshaped(1, side, side, 1) }
    let coarse = page.trace("AlexNet's first", conv2D(grey(227), edge(11), stride: 4))
    let fine = page.trace(
      "ZFNet's first", conv2D(grey(224), edge(7), stride: 2, padding: .explicit(1)))
    func shownLarge(_ map: Tensor) -> PictureGrid {
      PictureGrid(map, columns: 1, zoom: 330 / map.shape[1], scale: .signed)
    }
    page.sideBySide {
      page.show(shownLarge(coarse), "11-by-11")
      page.show(shownLarge(fine), "7-by-7")
    }
    //: ![The teddy's outlines in coarse blocks](11-by-11 "11 × 11, by 4")
    //: ![The teddy's outlines, twice as fine; the fur can be made out](7-by-7 "7 × 7, by 2")

    //: **Notice** the fur. At steps of four, stripes finer than eight pixels can't be told from
    //: coarser ones (lesson 25 shows what that does to rings). ZFNet has four times as many numbers
    //: there.
    //:
    //: The usual ZFNet keeps AlexNet's maps in convolutions 3 to 5: 384, 384 and 256. A variant in
    //: the paper's table, which the lecture notes list, has 512, 1024 and 512 there. Where is that
    //: paid for?
    let wide = summary(.zfNet(seed: training.seed), 224, 3)
    let narrow = summary(.zfNet(maps: [384, 384, 256], seed: training.seed), 224, 3)
    page.trace("ZFNet with AlexNet's maps", parametersOf: narrow)
    page.trace("ZFNet with more maps", parametersOf: wide)
    func added(_ of: KeyPath<NetworkSummary.Row, Int>, in layer: String? = nil) -> Float {
      zip(wide.rows, narrow.rows).filter { layer == nil || $0.0.layer == layer }
        .reduce(Float(0)) { $0 + Float($1.0[keyPath: of] - $1.1[keyPath: of]) }
    }
    let (moreWeights, moreWork) = (added(\.parameters), added(\.multiplications))
    page.say(
      "It adds \((moreWeights / 1e6).rounded(to: 1)) million parameters, "
        + "\(percent(added(\.parameters, in: "Dense") / moreWeights)) % of them in the dense layer "
        + "that reads the last maps, and \((moreWork / 1e6).rounded()) million multiplications, "
        + "\(percent(added(\.multiplications, in: "Convolution") / moreWork)) % of them in "
        + "convolutions 3 to 5.")
    page.network(
      "zfnet", Plot.Network(wide, input: "a photo"))
    //: ![Boxes that shrink from 224 by 224 over 110, 55, 26 and 13 to 6, then rows of 4096](zfnet
    //: "ZFNet")

    //: What did it gain? The best vote in the paper is 14.8 per cent on the test pictures, where
    //: AlexNet's five had 16.4 and its seven 15.3. The 11.7 of the notes is Clarifai's.
    //:
    //: ## Side by side
    //: So what was new in 2012? Put the three on one scale:
    page.table(
      "Three networks",
      columns: ["", "year", "input", "parameters", "multiplications"],
      rows: [
        ("LeNet-5", "1998", modern), ("AlexNet", "2012", alexNetCost), ("ZFNet", "2013", wide),
      ].map { name, year, cost in
        [
          name, year, "\(Array(cost.inputShape.dropFirst()))", "\(cost.parameters)",
          "\(cost.multiplications)",
        ]
      })
    page.sideBySide {
      for (what, of) in [
        ("parameters", \NetworkSummary.parameters),
        ("multiplications", \NetworkSummary.multiplications),
      ] {
        page.bars(
          what,
          [("LeNet-5", modern), ("AlexNet", alexNetCost), ("ZFNet", wide)].map { name, cost in
            .init("\(name)", (Float(cost[keyPath: of]) / 1e6).rounded(to: 2))
          }, unit: "million")
      }
    }
    //: ![LeNet's bar can hardly be seen beside those of AlexNet and ZFNet](parameters "Parameters")
    //: ![The same for their multiplications: AlexNet and ZFNet take over a thousand times
    //: LeNet's](multiplications "Multiplications")
    page.trace(
      "AlexNet's multiplications, times LeNet's",
      value: (Float(alexNetCost.multiplications) / Float(modern.multiplications)).rounded())

    //: **Notice** that the layers are the same: slide, squash, pool, and dense at the end. ReLU,
    //: dropout and a million labelled photos made it possible to train so much of them, and two
    //: graphics cards to wait for only six days. The step from LeNet to AlexNet is mostly one of
    //: size.
    //:
    //: ## Exercise
    //: Work out a network's sizes line by line, and notice when a window does not fit:
    //: `Lessons/22-lenet-to-zfnet/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 22`.
    //:
    //: ## Try next
    //: - Give the seven voters 200 digits only, or 6,000, and `--measure`. When does a vote help
    //:   most?
    //: - Begin the schedule at 0.02, or take its first step after one epoch.
    //: - Replace `leNet5` by `originalLeNet5`, with digits padded to 32 × 32. How far does it get?
    //: - `--image` takes a photo of yours through AlexNet; `--tensors` writes all that comes out.
  }
}
