//: # 24. Residual networks: the input is added again
//: VGG has sixteen layers and does better than eight. Then why not thirty, or a hundred? In 2015
//: somebody tried: with more layers the network became *worse*, even on the pictures it had learned
//: from. The remedy is a single plus sign.
import LessonKit

@main
struct ResidualNetworks: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  @Option(in: 1...1000, help: "How often training goes through all pictures.") var epochs: Int?
  @Option(
    in: 0...UInt64.max, help: "Where the random numbers start; the same seed gives the same run.")
  var seed: UInt64 = 1
  @Flag(help: "Train longer, on 4000 pictures in full size, up to 56 layers: many minutes.")
  var full = false
  @Option(
    help: ArgumentHelp(
      "The folder of MNIST, or “drawn” for digits drawn by this program.", valueName: "folder"))
  var data: String?

  func run(_ page: Notebook) throws {
    //: ## Deeper, and worse
    //: A few hundred digits to learn from, halved to 14 × 14 so that it goes quickly, and as many
    //: to be judged by:
    let digits = try DataSource.digits.load(from: data)
    page.say(digits.explanation)
    func prepared(_ pictures: LabelledImages) -> LabelledImages {
      guard !full else { return pictures.prefix(4000) }
      let few = pictures.prefix(320)
      return LabelledImages(
        images: averagePool2D(few.images, windowSize: 2, stride: 2), labels: few.labels,
        classNames: few.classNames)
    }
    let (known, others) = (prepared(digits.training), prepared(digits.test))
    page.trace("to learn from", known.images)
    page.trace("to be judged by", others.images)

    //: One recipe makes networks of any depth. A convolution with 8 filters comes first. Then
    //: follow three stages of equally many convolutions, with 8, 16 and 32 filters; the second and
    //: the third stage begin with a stride of 2, which halves the maps. At the end each map is
    //: averaged, and a dense layer reads the 32 means. Each convolution is 3 × 3 and is followed by
    //: batch normalization (lesson 19) and ReLU.
    //:
    //: A network **with shortcuts** is the same but for one thing: in each pair of convolutions,
    //: what went in is added to what comes out, before the last ReLU.
    func convolution(
      _ filters: Int, of size: Int, over channels: Int, stride: Int,
      _ generator: inout SeededGenerator
    ) -> [any Layer] {
      [
        Convolution(
          filters: filters, filterSize: size, channels: channels, stride: stride,
          padding: .explicit(size / 2), bias: .absent, using: &generator),
        BatchNormalization(channels: filters),
      ]
    }
    func network(_ depth: Int, shortcuts: Bool) -> Network {
      var generator = SeededGenerator(seed: seed)
      var layers = convolution(8, of: 3, over: 1, stride: 1, &generator) + [ReLU()]
      var channels = 8
      for stage in 0..<3 {
        for pair in 0..<(depth - 2) / 6 {
          let filters = 8 << stage
          let stride = stage > 0 && pair == 0 ? 2 : 1
          let two =
            convolution(filters, of: 3, over: channels, stride: stride, &generator) + [ReLU()]
            + convolution(filters, of: 3, over: filters, stride: 1, &generator)
          if shortcuts {
            let fits = stride == 1 && channels == filters
            let shortcut =
              fits ? [] : convolution(filters, of: 1, over: channels, stride: stride, &generator)
            layers.append(ResidualBlock(Network(two), shortcut: Network(shortcut)))
          } else {
            layers += two + [ReLU()]
          }
          channels = filters
        }
      }
      return Network(
        layers + [
          AdaptiveAveragePooling(to: 1), Flatten(),
          Dense(inputs: channels, outputs: 10, using: &generator),
        ])
    }

    //: Their depth is 6n + 2: with n pairs a stage there are 6n convolutions, the first one, and
    //: the dense layer. That is the recipe of the paper, which went up to 110, and to 1202.
    let depths = full ? [8, 20, 32, 56] : [8, 20, 32]
    page.table(
      "Parameters", columns: ["layers", "plain", "with shortcuts"],
      rows: depths.map { depth in
        let counts = [false, true].map {
          network(depth, shortcuts: $0).summary(for: [1, 14, 14, 1]).parameters
        }
        return ["\(depth)", "\(counts[0])", "\(counts[1])"]
      })

    //: The shortcuts themselves have no parameters, but for the two at which the maps change: more
    //: of that below. All are trained in the same way, by steps with momentum, each with a tenth of
    //: the rate in the last third, so that things settle:
    let epochs = epochs ?? (full ? 12 : 6)
    func train(_ network: inout Network, called name: String) throws -> [(
      loss: Float, right: Float
    )] {
      var optimizer = SGD(learningRate: 0.05, momentum: 0.9)
      var order = SeededGenerator(seed: seed)
      let run = page.training(name, epochs: epochs)
      for epoch in run.epochs {
        if epoch > epochs - epochs / 3 { optimizer.learningRate = 0.005 }
        for (images, labels) in run.batches(of: known, size: 20, using: &order) {
          let logits = network.forward(images)
          let (loss, gradient) = softmaxCrossEntropy(logits, labels: labels)
          network.backpropagate(gradient)
          optimizer.update(&network)
          try run.step(
            loss: loss, accuracy: accuracy(logits, labels: labels),
            learningRate: optimizer.learningRate)
        }
        // A hundred are enough to see it go on; all others are read at the end.
        let some = others.prefix(100)
        run.end(epoch, network, validation: accuracy(network(some.images), labels: some.labels))
      }
      // The mean loss and accuracy of each epoch's steps.
      let steps = max(1, run.losses.count / max(1, run.validation.count))
      return zip(
        run.smoothedLosses(over: steps).losses, run.smoothedAccuracies(over: steps).accuracies
      ).map { ($0, $1) }
    }
    typealias Trained = (depth: Int, network: Network, epochs: [(loss: Float, right: Float)])
    func trained(_ depth: Int, shortcuts: Bool) throws -> Trained {
      var made = network(depth, shortcuts: shortcuts)
      let name = shortcuts ? "with shortcuts, \(depth)" : "plain, \(depth)"
      let epochs = try train(&made, called: name)
      return (depth, made, epochs)
    }
    let plain = try depths.map { try trained($0, shortcuts: false) }
    let residual = try depths.map { try trained($0, shortcuts: true) }
    page.sideBySide {
      for (key, networks) in [("plain", plain), ("residual", residual)] {
        page.plot(
          "loss-\(key)",
          lines: networks.map { .init("\($0.depth) layers", y: $0.epochs.map(\.loss)) },
          xAxis: "epoch", yAxis: "loss on what is learned")
      }
    }
    //: ![The more layers, the higher the curve of the loss](loss-plain "Plain")
    //: ![The three curves fall closely together](loss-residual "With
    //: shortcuts")
    func right(_ trained: Trained) -> (known: Float, others: Float) {
      (
        trained.epochs.last?.right ?? 0,
        accuracy(trained.network(others.images), labels: others.labels)
      )
    }
    let (plainRight, residualRight) = (plain.map(right), residual.map(right))
    page.table(
      "Read rightly in the last epoch, in per cent",
      columns: [
        "layers", "plain: known", "plain: others", "with shortcuts: known",
        "with shortcuts: others",
      ],
      rows: depths.indices.map { index in
        let (one, other) = (plainRight[index], residualRight[index])
        return ["\(depths[index])"]
          + [one.known, one.others, other.known, other.others].map { "\(percent($0, places: 0))" }
      })

    //: **Notice** the column of the *known* digits. This is no learning by heart, where a network
    //: does well on what it knows and badly on others (lesson 19). The deep plain network does
    //: badly on both. The paper calls it **degradation**.
    //:
    //: It can't be that the deep network is not able to do better. Take the shallow one and put
    //: layers behind it that hand on what they get: it is deep now, and exactly as good. Such
    //: weights exist. Training doesn't find them.
    let lost = (plainRight.first?.known ?? 0) - (plainRight.last?.known ?? 0)
    let kept = (residualRight.first?.known ?? 0) - (residualRight.last?.known ?? 0)
    page.say(
      """
      From \(depths[0]) to \(depths[depths.count - 1]) layers the plain network loses \
      \(percent(lost, places: 0)) per cent of the digits it learned from, the one with shortcuts \
      \(percent(kept, places: 0)).
      """)

    //: ## The block by hand
    //: The way through the two convolutions is called F. Here, small enough for paper, it is two
    //: dense layers with ReLU between them, from 3 numbers to 4 and back to 3, for a batch of 2. A
    //: **residual block** gives relu(F(x) + x):
    let x = Tensor([[1, -2, 3], [0, 4, -1]])
    let first = Tensor([[1, 0, 2, -1], [0, 1, 1, 0], [1, -1, 0, 1]])
    let second = Tensor([[0, 1, -1], [1, 0, 2], [-1, 1, 0], [-2, 0, 1]])
    let hidden = relu(matmul(x, first))
    let main = matmul(hidden, second)
    page.sideBySide {
      page.numbers(x, "x")
      page.numbers(hidden, "relu(x · W₁)")
      page.numbers(main, "F(x)")
      page.numbers(main + x, "F(x) + x")
      page.numbers(relu(main + x), "relu(F(x) + x)")
    }

    //: Follow the first row. 1, −2, 3 becomes 4, −5, 0, 2, of which ReLU keeps 4, 0, 0, 2; times W₂
    //: that is −4, 4, −2. Plus 1, −2, 3 it is −3, 2, 1, and ReLU makes 0, 2, 1 of it. (ReLU comes
    //: *after* the sum. Before it, nothing negative could ever be added, and numbers would only
    //: grow from block to block.)
    //:
    //: In the library:
    let block = ResidualBlock(
      Network(Dense(weights: first), ReLU(), Dense(weights: second)))
    page.trace("block", Network(block)(x), from: x)
    page.trace(
      "difference from the sum by hand",
      value: (Network(block)(x) - relu(main + x)).absolute.max())

    //: Why does that help? **F only has to learn what is to be changed**, the *residual*, and not
    //: to repeat what is there already. If nothing is to be changed, weights of zero do it: of a
    //: picture's activations, which are not negative after a ReLU, the block then changes nothing.
    //: A plain layer of zeros gives zeros.
    let zeros = Network(Dense(weights: first * 0), ReLU(), Dense(weights: second * 0))
    let positive = relu(x)
    page.sideBySide {
      page.numbers(positive, "x, after a ReLU")
      page.numbers(Network(ResidualBlock(zeros))(positive), "block, weights 0")
      page.numbers(zeros(positive), "plain, weights 0")
    }

    //: ## One more, everywhere
    //: And on the way back? Change each number of x a little, and measure how much the sum of
    //: F(x) changes, and how much the sum of F(x) + x:
    func total(_ tensor: Tensor) -> Double {
      tensor.scalars.reduce(0) { $0 + Double($1) }
    }
    // Shifted a little: where ReLU bends there is no gradient to measure.
    let away = x + 0.25
    func branch(_ x: Tensor) -> Tensor { matmul(relu(matmul(x, first)), second) }
    func rounded(_ tensor: Tensor) -> Tensor {
      Tensor(shape: tensor.shape, scalars: tensor.scalars.map { $0.rounded(to: 2) })
    }
    let ofBranch = numericalGradient(at: away) { total(branch($0)) }
    let ofSum = numericalGradient(at: away) { total(branch($0) + $0) }
    page.sideBySide {
      page.numbers(rounded(ofBranch), "gradient of F(x)")
      page.numbers(rounded(ofSum), "gradient of F(x) + x")
    }
    page.trace("the second, less the first", value: (ofSum - ofBranch).mean().rounded(to: 2))

    //: The same as a graph of three numbers (lesson 15): x goes into the product and, past it, into
    //: the sum. Its gradient is what comes back on both ways:
    let (u, w) = (GraphNode("x", 2), GraphNode("w", -0.5))
    let sum = (u * w + u).named("y")
    sum.backward()
    page.show(GraphFigure(of: sum, slopes: true).image, "graph-of-block")
    //: ![Two lines lead away from x, one through the product with w = −0.5, one straight to the
    //: sum; the gradient of x is −0.5 + 1 = 0.5](graph-of-block "y = w · x + x")
    page.trace("gradient of x", value: Float(u.gradient), "−0.5 + 1")

    //: So along the shortcuts the gradient reaches every block as it left the last one, and what
    //: comes through the F is added to it. Without them it must pass through each convolution.
    //:
    //: ## Layer by layer
    //: What does that do in the networks from above? A hundred of the digits they learn from,
    //: through the deepest two: how far do the numbers behind each ReLU spread, and how far do the
    //: gradients that come back there?
    func deviation(_ tensor: Tensor) -> Float { tensor.variance().squareRoot() }
    let hundred = known.prefix(100)
    func signals(_ network: Network) -> (places: [Int], forward: [Float], back: [Float]) {
      var layers = network.layers
      var (values, place) = (hundred.images, 0)
      var (places, forward, back): ([Int], [Float], [Float]) = ([], [], [])
      for index in layers.indices {
        values = layers[index].forward(values)
        if layers[index] is Convolution { place += 1 }
        if layers[index] is ResidualBlock { place += 2 }
        guard layers[index] is ReLU || layers[index] is ResidualBlock else { continue }
        places.append(place)
        forward.append(deviation(values))
      }
      var (_, gradient) = softmaxCrossEntropy(values, labels: hundred.labels)
      for index in layers.indices.reversed() {
        if layers[index] is ReLU || layers[index] is ResidualBlock {
          back.append(deviation(gradient))
        }
        gradient = layers[index].backward(gradient)
      }
      return (places, forward, back.reversed())
    }
    let deepest = depths[depths.count - 1]
    let measured: [(name: Message, signals: (places: [Int], forward: [Float], back: [Float]))] = [
      ("plain, at the start", signals(network(deepest, shortcuts: false))),
      ("plain, trained", signals(plain[plain.count - 1].network)),
      ("shortcuts, at the start", signals(network(deepest, shortcuts: true))),
      ("shortcuts, trained", signals(residual[residual.count - 1].network)),
    ]
    page.sideBySide {
      page.plot(
        "activations",
        lines: measured.map { .init($0.name, x: $0.signals.places, y: $0.signals.forward) },
        xAxis: "convolutions so far", yAxis: "deviation", logarithmicY: true)
      page.plot(
        "gradients",
        lines: measured.map { .init($0.name, x: $0.signals.places, y: $0.signals.back) },
        xAxis: "convolutions so far", yAxis: "deviation", logarithmicY: true)
    }
    //: ![Plain, at the start: a level line. With shortcuts the lines rise within each of three
    //: stages and fall back where the next begins](activations "Activations")
    //: ![At the start the plain network's line falls by nearly two powers of ten from the first
    //: layer to the last, that with shortcuts by about one; after training both are
    //: flatter](gradients "Gradients")
    page.table(
      "The gradient behind the first convolution, times that behind the last",
      columns: ["", "ratio"],
      rows: measured.map { name, signals in
        let ratio = (signals.back.first ?? 0) / (signals.back.last ?? 1)
        return [name, "\(ratio.rounded(to: 2))"]
      })

    //: **Notice** the gradients at the start. In the plain network they grow from the last layer to
    //: the first, by nearly the same factor at each: it is a straight line on this scale. A step
    //: that is right for the last layers is far too large for the first ones. With shortcuts
    //: the line is flatter. And the activations: in the plain network normalization sets them back
    //: at every layer, with shortcuts each block adds its share to what is there, until a stage
    //: ends: there the projection is normalized, too.
    //:
    //: (Often it is said that the gradients *vanish* in plain networks. With batch normalization
    //: they don't, and the paper says so itself. That they grow is seen here; that this is the
    //: whole reason is not. *Try next* has something for that.)
    //:
    //: ## When the shapes change
    //: F(x) + x needs two shapes that are the same. Where a block halves the maps and takes more
    //: filters, x no longer fits. Then the shortcut gets a convolution of its own, 1 × 1 with the
    //: same stride: a **projection**.
    var generator = SeededGenerator(seed: seed)
    let narrow = Tensor.random(uniform: 0..<1, shape: [1, 6, 8, 3], using: &generator)
    let halving = ResidualBlock(
      Network(
        convolution(5, of: 3, over: 3, stride: 2, &generator) + [ReLU()]
          + convolution(5, of: 3, over: 5, stride: 1, &generator)),
      shortcut: Network(convolution(5, of: 1, over: 3, stride: 2, &generator)))
    page.network("projection", Plot.Network(Network(halving), for: [1, 6, 8, 3], input: "x"))
    //: ![Three boxes: x of 6 by 8 by 3, then two convolutions of 3 by 4 by 5. A line leads from the
    //: first box past the others and comes back in at the last](projection "A block with a
    //: projection")
    var inside = narrow
    for layer in halving.main.layers where layer is Convolution {
      inside = page.trace("3 × 3", Network(layer)(inside), from: inside)
    }
    let past = page.trace(
      "1 × 1, stride 2", Network(halving.shortcut.layers[0])(narrow), from: narrow)
    page.trace("sum", inside + past, from: past, "both branches give the same shape")
    page.trace("weights of the projection", value: 1 * 1 * 3 * 5, "1 · 1 · 3 · 5")

    //: A window of 1 × 1 that moves by two sees one pixel in four. The shortcut never reads the
    //: others; those reach the sum through F alone:
    let numbers = Tensor(shape: [6, 8], scalars: (0..<48).map { Float($0) })
    page.show(
      NumberGrid(numbers, cell: 34).tinted(Colour(red: 170, green: 215, blue: 205)) { y, x in
        y % 2 == 0 && x % 2 == 0
      }.image, "read-by-projection")
    //: ![A grid of 6 by 8 numbers; of each 2 by 2 the upper left one is
    //: tinted](read-by-projection "What the projection reads")

    //: ## ResNet-18
    //: Seven by seven with a stride of 2, a pooling, then four stages of two blocks each. No dense
    //: layers but the last:
    let resNet = Network.resNet18(seed: seed)
    let summary = resNet.summary(for: [1, 224, 224, 3])
    page.network("resnet18", Plot.Network(resNet, for: [1, 224, 224, 3], input: "a photo"))
    //: ![A row of boxes from 224 by 224 down to 7 by 7, with eight arcs above, each over two
    //: convolutions, three of them labelled 1 × 1 / 2](resnet18 "ResNet-18")
    var rows: [[Message]] = []
    for group in groups(of: summary.rows) {
      rows.append([
        "\(group.name)", "\(group.shape)", "\(group.parameters)", "\(group.multiplications)",
      ])
    }
    page.table(
      "ResNet-18, for one photo of 224 × 224",
      columns: ["layers", "output", "parameters", "multiplications"], rows: rows)
    page.trace("ResNet-18, parameters", parametersOf: summary)

    //: Where do its eighteen layers come from? Only layers with weights are counted, and only on
    //: the main path:
    let blocks = resNet.layers.compactMap { $0 as? ResidualBlock }
    func count(_ layers: [any Layer]) -> Int { layers.count { $0 is Convolution } }
    let onMain = count(resNet.layers) + blocks.reduce(0) { $0 + count($1.main.layers) }
    page.trace("convolutions on the main path", value: onMain)
    page.trace("projections beside it", value: blocks.reduce(0) { $0 + count($1.shortcut.layers) })
    page.trace("dense layers", value: resNet.layers.count { $0 is Dense })

    //: ## Fifty layers and more
    //: Two 3 × 3 over 512 maps are dear. A **bottleneck** block first goes down to a quarter of
    //: the maps by 1 × 1, convolves these, and goes up again (lesson 11). The paper's table needs
    //: no more than four numbers for each network, its blocks in each stage, and which kind they
    //: are. So a few lines count all five:
    struct Tally {
      var (parameters, multiplications) = (0, 0)
      /// Counts a convolution to maps of `side` × `side`, with γ and β, or with biases.
      mutating func add(_ window: Int, _ channels: Int, _ filters: Int, side: Int, biases: Bool) {
        let weights = window * window * channels * filters
        parameters += weights + (biases ? filters : 2 * filters)
        multiplications += weights * side * side
      }
    }
    func tally(_ blocks: [Int], bottleneck: Bool) -> Tally {
      var counted = Tally()
      counted.add(7, 3, 64, side: 112, biases: false)
      var channels = 64
      for (stage, count) in blocks.enumerated() {
        let (inner, side) = (64 << stage, 56 >> stage)
        let outer = bottleneck ? 4 * inner : inner
        for block in 0..<count {
          if block == 0 && channels != outer {
            counted.add(1, channels, outer, side: side, biases: false)
          }
          let windows = bottleneck ? [1, 3, 1] : [3, 3]
          let filters = bottleneck ? [inner, inner, outer] : [inner, inner]
          for (window, filters) in zip(windows, filters) {
            counted.add(window, channels, filters, side: side, biases: false)
            channels = filters
          }
        }
      }
      counted.add(1, channels, 1000, side: 1, biases: true)
      return counted
    }
    func vgg16() -> Tally {
      var counted = Tally()
      var channels = 3
      for (stage, (filters, count)) in zip([64, 128, 256, 512, 512], [2, 2, 3, 3, 3]).enumerated() {
        for _ in 0..<count {
          counted.add(3, channels, filters, side: 224 >> stage, biases: true)
          channels = filters
        }
      }
      // A dense layer is a convolution whose window is the whole picture.
      counted.add(7, 512, 4096, side: 1, biases: true)
      counted.add(1, 4096, 4096, side: 1, biases: true)
      counted.add(1, 4096, 1000, side: 1, biases: true)
      return counted
    }
    let family: [(name: Message, blocks: String, tally: Tally)] = [
      ("ResNet-18", "2, 2, 2, 2", tally([2, 2, 2, 2], bottleneck: false)),
      ("ResNet-34", "3, 4, 6, 3", tally([3, 4, 6, 3], bottleneck: false)),
      ("ResNet-50, bottlenecks", "3, 4, 6, 3", tally([3, 4, 6, 3], bottleneck: true)),
      ("ResNet-101, bottlenecks", "3, 4, 23, 3", tally([3, 4, 23, 3], bottleneck: true)),
      ("ResNet-152, bottlenecks", "3, 8, 36, 3", tally([3, 8, 36, 3], bottleneck: true)),
      ("VGG16, for comparison", "", vgg16()),
    ]
    page.table(
      "Counted from the paper’s table",
      columns: ["network", "blocks", "parameters", "multiplications, in thousand millions"],
      rows: family.map { name, blocks, tally in
        [
          name, "\(blocks)", "\(tally.parameters)",
          "\((Float(tally.multiplications) / 1e9).rounded(to: 1))",
        ]
      })
    page.trace("ResNet-50, parameters", value: family[2].tally.parameters)
    page.trace(
      "VGG16’s multiplications, times ResNet-50’s",
      value: (Float(family[5].tally.multiplications) / Float(family[2].tally.multiplications))
        .rounded(to: 1))

    //: **Notice** ResNet-34 and ResNet-50: as many blocks, half as many layers again, nearly the
    //: same work. And all of them, with 152 layers too, take less than VGG with sixteen, and fewer
    //: parameters: there are no dense layers of 4096. (Libraries now put the stride of 2 on the
    //: 3 × 3 of a bottleneck, where the paper has it on the 1 × 1 before. That costs a little more
    //: work, and no parameters.)
    //:
    //: On ImageNet's photos the paper has, for plain networks of 18 and 34 layers, 27.94 % and
    //: 28.54 % wrong; with shortcuts 27.88 % and 25.03 %. With 152 layers, and six networks that
    //: vote, it won the competition of 2015.
    //:
    //: ## Before or after
    //: After each sum stands a ReLU, so x does not get through a block quite unchanged. A year
    //: later the same authors moved normalization and ReLU to the front of each convolution:
    //: **pre-activation**. Then nothing stands on the way of x any more:
    func preactivated(_ filters: Int, over channels: Int, stride: Int) -> ResidualBlock {
      func convolution(_ size: Int, over channels: Int, stride: Int) -> [any Layer] {
        [
          Convolution(
            filters: filters, filterSize: size, channels: channels, stride: stride,
            padding: .explicit(size / 2), bias: .absent, using: &generator)
        ]
      }
      let main =
        [BatchNormalization(channels: channels), ReLU()]
        + convolution(3, over: channels, stride: stride)
        + [BatchNormalization(channels: filters), ReLU()]
        + convolution(3, over: filters, stride: 1)
      let fits = stride == 1 && channels == filters
      let shortcut = fits ? [] : convolution(1, over: channels, stride: stride)
      return ResidualBlock(Network(main), shortcut: Network(shortcut), activatesSum: false)
    }

    //: Three blocks that have learned nothing, all weights of their convolutions 0. What becomes of
    //: numbers that may be negative?
    func silenced(_ block: ResidualBlock) -> ResidualBlock {
      var block = block
      block.visitParameters { if $0.name == "weights" { $0.value = $0.value * 0 } }
      return block
    }
    let after = silenced(
      ResidualBlock(
        Network(
          convolution(3, of: 3, over: 3, stride: 1, &generator) + [ReLU()]
            + convolution(3, of: 3, over: 3, stride: 1, &generator))))
    let before = silenced(preactivated(3, over: 3, stride: 1))
    let signed = Tensor([[-1, 2, -3]]).reshaped(1, 1, 1, 3)
    page.sideBySide {
      page.numbers(signed.reshaped(1, 3), "x")
      page.numbers(Network(after, after, after)(signed).reshaped(1, 3), "after, 2015")
      page.numbers(Network(before, before, before)(signed).reshaped(1, 3), "before, 2016")
    }

    //: Does it learn better? Twenty layers, in the same way:
    func preactivated(_ depth: Int) -> Network {
      generator = SeededGenerator(seed: seed)
      var layers: [any Layer] = [
        Convolution(
          filters: 8, filterSize: 3, channels: 1, padding: .explicit(1), bias: .absent,
          using: &generator)
      ]
      var channels = 8
      for stage in 0..<3 {
        for pair in 0..<(depth - 2) / 6 {
          let stride = stage > 0 && pair == 0 ? 2 : 1
          layers.append(preactivated(8 << stage, over: channels, stride: stride))
          channels = 8 << stage
        }
      }
      // What leaves the last block was neither normalized nor activated.
      return Network(
        layers + [
          BatchNormalization(channels: channels), ReLU(), AdaptiveAveragePooling(to: 1), Flatten(),
          Dense(inputs: channels, outputs: 10, using: &generator),
        ])
    }
    var moved = preactivated(20)
    let movedEpochs = try train(&moved, called: "before, 20")
    page.plot(
      "before-or-after",
      lines: [
        .init("after, 2015", y: residual[1].epochs.map(\.loss)),
        .init("before, 2016", y: movedEpochs.map(\.loss)),
      ], xAxis: "epoch", yAxis: "loss on what is learned")
    //: ![Two curves that fall side by side](before-or-after "Normalization before or after the
    //: convolution")
    let movedRight = right((20, moved, movedEpochs))
    page.say(
      """
      Of the known digits \(percent(residualRight[1].known, places: 0)) per cent after, \
      \(percent(movedRight.known, places: 0)) before; of the others \
      \(percent(residualRight[1].others, places: 0)) and \(percent(movedRight.others, places: 0)).
      """)

    //: It is no help to twenty layers in a few epochs. In the paper of 2016 it is the depth that
    //: tells: of CIFAR-10's photos 6.61 % are wrong after, and 6.37 % before, with 110 layers;
    //: 7.61 % and 4.92 % with 1001.
    //:
    //: ## Exercise
    //: Write what a block does with what its convolutions give:
    //: `Lessons/24-residual-networks/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 24`.
    //:
    //: ## Try next
    //: - Divide the rate in `train` by five, or by ten. Does the plain network of 32 layers catch
    //:   up? If steps that are too large were all there is to it, it would.
    //: - `--seed 2`, `--seed 3`: other weights, another order. What stays?
    //: - Put the ReLU before the sum: what do the activations do from block to block?
    //: - Multiply instead: F(x) · x. What is the gradient of x where F(x) is 0?
    //: - `--full` adds 56 layers.
  }

  /// The rows of a summary in the paper's way: blocks of one shape together.
  private func groups(
    of rows: [NetworkSummary.Row]
  ) -> [(name: String, shape: String, parameters: Int, multiplications: Int)] {
    var groups: [(name: String, shape: String, parameters: Int, multiplications: Int)] = []
    for row in rows {
      let shape = row.outputShape.dropFirst().map(String.init).joined(separator: " × ")
      let last = groups.count - 1
      let isSameStage =
        row.layer == "ResidualBlock" && groups[last].shape == shape
        && groups[last].name.hasSuffix("ResidualBlock")
      if isSameStage || ["BatchNormalization", "ReLU", "Flatten"].contains(row.layer) {
        groups[last].parameters += row.parameters
        groups[last].multiplications += row.multiplications
        if isSameStage { groups[last].name = "2 × ResidualBlock" }
      } else {
        groups.append((row.layer, shape, row.parameters, row.multiplications))
      }
    }
    return groups
  }
}
