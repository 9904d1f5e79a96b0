//: # 18. Dense or convolutional?
//: Two networks look at the same pictures of clothes, for the same number of steps. One reads each
//: picture as a row of 784 numbers, the other through small windows. Which reads better? And then
//: somebody nudges the pictures by two pixels. Which still reads?
import LessonKit

@main
struct DenseOrConv: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions
  @OptionGroup var training: TrainingOptions

  func run(_ page: Notebook) throws {
    //: ## The clothes
    let data = try DataSource.clothes.load(from: training.data)
    page.say(data.explanation)
    page.trace("to learn from", data.training.images)
    page.trace("to choose by", data.validation.images)
    page.trace("to be judged by", data.test.images)
    let names = data.training.classNames
    let oneOfEach = data.training.selecting(
      names.indices.compactMap { data.training.labels.firstIndex(of: $0) })
    page.show(
      PictureGrid(
        oneOfEach.images, columns: 5, labels: oneOfEach.labels.map { "\(names[$0])" }
      ), "one-of-each-kind", cover: true)
    //: ![Ten small grey pictures of clothes on black, from T-shirt to ankle boot](one-of-each-kind
    //: "One of each kind")

    //: ## A picture as a row
    //: A dense layer takes rows. What PyTorch calls `view`, and others reshape, makes a row of a
    //: picture: each line of pixels is put behind the one before. No number changes.
    let small = Tensor([[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    page.sideBySide {
      page.numbers(small, "3 × 3")
      page.numbers(small.reshaped(-1, 9), "view(−1, 9)")
    }
    page.trace(
      "view(−1, 784)", data.test.images.reshaped(-1, 784), from: data.test.images,
      "the −1 stands for whatever fits")

    //: **Notice** the 5 and the 8. In the picture they touch, in the row they are three places
    //: apart; of 28 × 28 pixels it would be 28. The row still holds everything but this: who is
    //: whose neighbour. A dense layer has a weight for each place and no idea which places touch.
    //:
    //: ## Two networks
    //: Both have about as many numbers to learn, so that neither wins by its size:
    func denseNetwork(seed: UInt64) -> Network {
      var generator = SeededGenerator(seed: seed)
      return Network(
        Flatten(),
        Dense(inputs: 784, outputs: 256, using: &generator), ReLU(),
        Dense(inputs: 256, outputs: 128, using: &generator), ReLU(),
        Dense(inputs: 128, outputs: 10, using: &generator))
    }
    func convolutionalNetwork(seed: UInt64) -> Network {
      var generator = SeededGenerator(seed: seed)
      return Network(
        Convolution(filters: 16, filterSize: 3, channels: 1, padding: .same, using: &generator),
        ReLU(), Pooling(.max, windowSize: 2),
        Convolution(filters: 32, filterSize: 3, channels: 16, padding: .same, using: &generator),
        ReLU(), Pooling(.max, windowSize: 2),
        Flatten(),
        Dense(inputs: 7 * 7 * 32, outputs: 128, using: &generator), ReLU(),
        Dense(inputs: 128, outputs: 10, using: &generator))
    }

    //: What comes out of each layer for one picture, what there is to learn, and what it costs:
    var dense = denseNetwork(seed: training.seed)
    var convolutional = convolutionalNetwork(seed: training.seed)
    let picture = [1, 28, 28, 1]
    let cost = (dense.summary(for: picture), convolutional.summary(for: picture))
    page.predictLarger(
      "Which of the two multiplies more often for one picture?",
      [
        ("dense", Float(cost.0.multiplications)),
        ("convolutional", Float(cost.1.multiplications)),
      ],
      because: """
        A dense layer uses each weight once. A convolution uses its few at every place, so it \
        multiplies more often than it has weights.
        """)
    page.table("The dense network", cost.0)
    page.table("The convolutional one", cost.1)
    page.trace("parameters, dense", parametersOf: cost.0, "200,960 + 32,896 + 1,290")
    page.trace(
      "parameters, convolutional", parametersOf: cost.1, "160 + 4,640 + 200,832 + 1,290")
    page.trace(
      "multiplications, times as many",
      value: Float(cost.1.multiplications) / Float(cost.0.multiplications))

    //: **Notice** where the convolutional network spends what. Nearly all its numbers are in a
    //: dense layer, nearly all its work is in the convolutions, which use each number again at
    //: every place. It has fewer numbers and works harder: not everything here can be the same.
    //:
    //: ## A function or an object
    //: PyTorch has most layers twice. `nn.Conv2d` is an object that owns its weights, `F.conv2d` a
    //: function that is handed them. It is the same sum, here as there:
    var layer = Convolution(
      weights: convolutional.parameters[0].value, bias: convolutional.parameters[1].value,
      padding: .same)
    let byObject = layer.forward(oneOfEach.images)
    let byFunction = conv2D(
      oneOfEach.images, layer.weights.value, bias: layer.bias.value, padding: .same)
    page.trace("object", byObject, from: oneOfEach.images)
    page.trace("function", byFunction, from: oneOfEach.images)
    let difference = (byObject - byFunction).absolute.max()
    page.say("They differ by \(orRounding(difference, below: 1e-4)).")

    //: So the choice is about who keeps the weights. Here only convolutions and dense layers have
    //: any. ReLU, pooling and flattening have none (the zeros in the tables), and for them it makes
    //: no difference which form you take.
    //:
    //: A network in PyTorch is a class with two methods. `__init__` runs once, and makes what has
    //: to last. `forward` runs for every batch, and uses it. What if a layer is made in `forward`
    //: instead? Two networks of a convolution and a ReLU:
    struct MadeOnce {
      private var convolution: Convolution
      init(using generator: inout SeededGenerator) {
        convolution = Convolution(filters: 16, filterSize: 3, channels: 1, using: &generator)
      }
      mutating func forward(_ images: Tensor) -> Tensor { relu(convolution.forward(images)) }
    }
    struct MadeEachTime {
      func forward(_ images: Tensor, using generator: inout SeededGenerator) -> Tensor {
        var convolution = Convolution(filters: 16, filterSize: 3, channels: 1, using: &generator)
        var activation = ReLU()
        return activation.forward(convolution.forward(images))
      }
    }
    var random = SeededGenerator(seed: training.seed)
    var once = MadeOnce(using: &random)
    let twice = [once.forward(oneOfEach.images), once.forward(oneOfEach.images)]
    let anew = (0..<2).map { _ in MadeEachTime().forward(oneOfEach.images, using: &random) }
    page.trace("two calls, made in init", value: (twice[0] - twice[1]).absolute.max(), "differ by")
    page.trace("two calls, made in forward", value: (anew[0] - anew[1]).absolute.max(), "differ by")

    //: **Notice** the last number. A convolution made in `forward` has new random weights at each
    //: call, and nothing that it learns lasts. The ReLU may be made anywhere, or be a function.
    //:
    //: > [!mistake] 001, `F.relu` is said to be defined in `forward` and `nn.ReLU` in `__init__`,
    //: > and the place to be the difference; `nn` activations are said to compute with the channels
    //: > of input and output. Both are *used* in `forward`. `__init__` makes what has weights to
    //: > keep, and a ReLU has neither weights nor channels.
    //:
    //: ## The same steps
    //: The same pictures, in the same order, with the same optimizer, and the loop of lesson 17,
    //: which is `page.train`. (Stop one training with Ctrl-C, and the next ones take no more epochs
    //: than it did.) `look` will become useful later: it is how the network sees the pictures, and
    //: for now it changes nothing.
    typealias Look = (Tensor) -> Tensor
    func share(
      readBy network: Network, of pictures: LabelledImages, _ look: Look = { $0 }
    ) -> Float {
      accuracy(network(look(pictures.images)), labels: pictures.labels)
    }
    var epochs = training.epochs ?? (training.full ? 10 : data.isDrawn ? 2 : 1)
    func train(
      _ network: inout Network, called name: String, _ look: Look = { $0 },
      recorder: ReplayRecorder? = nil
    ) throws -> TrainingRun {
      let run = try page.train(
        &network, called: name, on: data,
        optimizer: Adam(learningRate: training.learningRate ?? 0.001), epochs: epochs,
        options: training, preprocess: look, recorder: recorder)
      if run.wasInterrupted { epochs = run.validation.count }
      if let best = run.best { network = best }
      return run
    }

    //: Dense first, then convolutional, which is also the one that `--load` and `--save` mean:
    try training.loadWeights(into: &convolutional)
    // They look at the networks at twenty steps, which can be played again below.
    let steps = epochs * ((data.training.count + training.batch - 1) / training.batch)
    let recorders = [0, 1].map { _ in
      ReplayRecorder(data.validation.prefix(100), steps: steps)
    }
    let runs = (
      try train(&dense, called: "dense", recorder: recorders[0]),
      try train(&convolutional, called: "conv", recorder: recorders[1])
    )
    try training.saveWeights(of: convolutional)
    page.say("Dense: \(runs.0.summary). Convolutional: \(runs.1.summary).")
    page.sideBySide {
      page.plot(
        "loss",
        lines: [("dense", runs.0), ("convolutional", runs.1)].map { name, run in
          .init(name, x: run.smoothedLosses().steps, y: run.smoothedLosses().losses)
        }, xAxis: "step", yAxis: "loss")
      page.plot(
        "accuracy",
        lines: [("dense", runs.0), ("convolutional", runs.1)].map { name, run in
          .init(name, x: run.smoothedAccuracies().steps, y: run.smoothedAccuracies().accuracies)
        }, xAxis: "step", yAxis: "share read rightly")
    }
    //: ![Two falling curves, one for each network](loss "Loss")
    //: ![Two rising curves, one for each network](accuracy "Accuracy")

    //: Both under one slider, with what a hundred validation pictures are read as:
    page.replay(
      "replayed",
      [("dense", runs.0, recorders[0]), ("convolutional", runs.1, recorders[1])])
    //: ![A falling curve of the loss and a rising one of the accuracy for each network, and for
    //: each a table of what a hundred pictures are read as](replayed "Both trainings, step by
    //: step")

    //: And the pictures neither of them has seen:
    let ordered = (share(readBy: dense, of: data.test), share(readBy: convolutional, of: data.test))
    page.trace("test accuracy, dense", value: ordered.0, "of \(data.test.count) pictures")
    page.trace("test accuracy, convolutional", value: ordered.1, "of \(data.test.count) pictures")

    func points(_ share: Float) -> String { number(percent(share)) }
    page.say(
      """
      The dense one misreads \(points(1 - ordered.0)) % of the pictures, the convolutional one \
      \(points(1 - ordered.1)) %.
      """)

    //: Here is the convolutional one at work. Choose a piece of clothing, or paint one with a broad
    //: pen: a shape filled with even white is all it gets then, without cloth, seams and shadows:
    page.overview("at-work", of: convolutional, data.test, pen: 5)
    //: ![The network from left to right: the input, twice a convolution and a pooling, two dense
    //: layers. Each is a stack of maps in perspective, with its shape, parameters and memory, and
    //: below it the maps of a piece of clothing](at-work "The convolutional network at work")

    //: And the dense one, with the same pictures. Behind the picture it has no maps, only numbers
    //: in a row. Point at one of the first 256: it has not read a window but all 784 pixels, and
    //: has a weight of its own for each:
    page.overview("dense-at-work", of: dense, data.test, pen: 5, explainsPlacement: false)
    //: ![The network from left to right: the input and three dense layers, each a stick as long as
    //: it has numbers, with its shape, parameters and memory, and below it these
    //: numbers](dense-at-work "The dense network at work")

    //: **Notice** how early the curves part. Nothing tells a convolution what a sleeve is. But what
    //: it learns about an edge in one place it knows in all others, and the dense network has to
    //: see the edge everywhere. Does that count for more when there are fewer pictures to see it
    //: in? Both again, 500 steps each, from heaps of different size, several times (measured
    //: beforehand, as in lesson 17):
    let sizes = [500, 2000, 10_000]
    let amounts = try recorded("amounts", on: data, of: .clothes, options: training) { seeds in
      sizes.map { size in
        seeds.map { seed in
          var generator = SeededGenerator(seed: seed)
          let order = Array(0..<data.training.count).shuffled(using: &generator)
          let pictures = data.training.selecting(order.prefix(size))
          return [denseNetwork(seed: seed), convolutionalNetwork(seed: seed)].map { network in
            share(
              readBy: network.trained(
                on: pictures, by: Adam(learningRate: 0.001), steps: 500, seed: seed),
              of: data.test)
          }
        }
      }
    }
    page.say(amounts.explanation)
    page.table(
      "Test pictures read rightly, in per cent: the average, and the least and most of the seeds",
      columns: ["pictures", "dense", "convolutional"],
      rows: sizes.indices.map { size in
        ["\(sizes[size])"]
          + [0, 1].map { network in
            let shares = amounts.value[size].map { percent($0[network]) }
            let mean = shares.reduce(0, +) / Float(shares.count)
            return
              "\(mean.rounded(to: 1)) (\(shares.min() ?? 0) to \(shares.max() ?? 0))"
          }
      })
    let leads = amounts.value.map { shares in
      shares.reduce(0) { $0 + $1[1] - $1[0] } / Float(shares.count)
    }
    page.say(
      """
      On average the convolutional network leads by \(points(leads[0])) points with \(sizes[0]) \
      pictures, and by \(points(leads[2])) with \(sizes[2]).
      """)

    //: > [!mistake] 001, with more data a simple dense network is said to be unable to extract
    //: > features and to classify. More pictures help both; that is no reason for convolutions.
    //: > Their lead, which the notes call small, depends on the pictures and on how many there are.
    //:
    //: ## Nudged
    //: Now move the test pictures by one, two and three pixels, to the right, to the left, down and
    //: up. What is pushed over the edge is gone, black comes in on the other side. Neither network
    //: is told.
    func moved(_ pictures: Tensor, down: Int, right: Int) -> Tensor {
      let framed = pictures.padded(3)
      return framed[0..., (3 - down)..<(31 - down), (3 - right)..<(31 - right), 0...]
    }
    let boot = oneOfEach.images[(oneOfEach.count - 1)...]
    page.show(
      PictureGrid(
        .concatenated((0...3).map { moved(boot, down: 0, right: $0) }), columns: 4, zoom: 5,
        labels: ["as it is", "1 pixel", "2 pixels", "3 pixels"]
      ), "moved")
    //: ![The same boot four times, each a pixel further to the right than the one before](moved
    //: "Moved to the right")

    //: Each distance in all four directions:
    let distances = 0...3
    func meanShare(readBy network: Network, movedBy distance: Int) -> Float {
      let ways = distance == 0 ? [(0, 0)] : [(0, 1), (0, -1), (1, 0), (-1, 0)]
      let shares = ways.map { down, right in
        share(readBy: network, of: data.test) {
          moved($0, down: distance * down, right: distance * right)
        }
      }
      return shares.reduce(0, +) / Float(shares.count)
    }
    let nudged = [dense, convolutional].map { network in
      distances.map { meanShare(readBy: network, movedBy: $0) }
    }
    page.plot(
      "accuracy-moved",
      lines: [
        .init("dense", x: Array(distances), y: nudged[0], style: .marked),
        .init("convolutional", x: Array(distances), y: nudged[1], style: .marked),
      ], xAxis: "moved by … pixels", yAxis: "share read rightly")
    //: ![Two lines that fall with the distance, one for each network](accuracy-moved "Test
    //: pictures, moved")
    page.table(
      "Points lost, on average over the four directions",
      columns: ["moved by", "dense", "convolutional"],
      rows: distances.dropFirst().map { distance in
        ["\(distance)"] + nudged.map { "\(points($0[0] - $0[distance]))" }
      })
    page.trace("moved by 2, dense", value: nudged[0][2])
    page.trace("moved by 2, convolutional", value: nudged[1][2])

    let lost = nudged.map { $0[0] - $0[3] }
    page.say(
      lost[0] > lost[1]
        ? "Both suffer, and from three pixels the dense network more."
        : "Both suffer, and from three pixels the convolutional network no less.")

    //: Each weight of the dense network belongs to one pixel, and now reads another. Filters find
    //: the sleeve where it has gone (lesson 4), and pooling forgives a pixel or so (lesson 10). But
    //: the convolutional network ends in dense layers, too, and these read a row of maps that have
    //: moved.
    //:
    //: ## Shuffled
    //: Is it really the neighbours? Take them away. Here is one fixed disorder for all pictures, to
    //: learn from and to be judged by: pixel 0 goes to one place, pixel 1 to another, always the
    //: same ones.
    var generator = SeededGenerator(seed: 18)
    let disorder = Array(0..<784).shuffled(using: &generator)
    func shuffled(_ pictures: Tensor) -> Tensor {
      pictures.reshaped(-1, 784).selecting(disorder, axis: 1).reshaped(to: pictures.shape)
    }
    page.show(
      PictureGrid(
        .concatenated([oneOfEach.images[5...], shuffled(oneOfEach.images[5...])]), columns: 5
      ), "shuffled")
    //: ![A row of clothes, and under it a row of grey noise in which nothing can be made
    //: out](shuffled "Five pictures, and the same five shuffled")

    //: You could not learn to read those. Can they? Both networks once more, from the same start,
    //: with `shuffled` for a look:
    var denseShuffled = denseNetwork(seed: training.seed)
    var convolutionalShuffled = convolutionalNetwork(seed: training.seed)
    let shuffledRuns = (
      try train(&denseShuffled, called: "dense", shuffled),
      try train(&convolutionalShuffled, called: "conv", shuffled)
    )
    page.say("Dense: \(shuffledRuns.0.summary). Convolutional: \(shuffledRuns.1.summary).")
    let disordered = (
      share(readBy: denseShuffled, of: data.test, shuffled),
      share(readBy: convolutionalShuffled, of: data.test, shuffled)
    )
    page.trace("shuffled, dense", value: disordered.0)
    page.trace("shuffled, convolutional", value: disordered.1)
    page.bars(
      "misread",
      [
        .init("dense", percent(1 - ordered.0)),
        .init("dense, shuffled", percent(1 - disordered.0)),
        .init("convolutional", percent(1 - ordered.1)),
        .init("convolutional, shuffled", percent(1 - disordered.1)),
      ], unit: "%")
    //: ![Four bars: each network on proper pictures and on shuffled ones](misread "Misread, in per
    //: cent of the test pictures")
    page.say(
      """
      Shuffling costs the dense network \(points(ordered.0 - disordered.0)) points and the \
      convolutional one \(points(ordered.1 - disordered.1)).
      """)

    //: The dense network does not mind: what is left of a difference, a point or two up or down, is
    //: luck. In fact there is nothing it could mind. Take the network that was trained on proper
    //: pictures, shuffle the rows of its first weights in the same way, and it reads shuffled
    //: pictures with the very same answers:
    let weights = dense.parameters[0].value
    var rearranged = dense
    rearranged.parameters[0].value = weights.selecting(disorder, axis: 0)
    let hundred = data.test.prefix(100).images
    let change = (rearranged(shuffled(hundred)) - dense(hundred)).absolute.max()
    page.say("Its scores change by \(orRounding(change, below: 1e-3)).")

    //: For filters there is no such way out. A window of 3 × 3 on noise sees nine pixels that have
    //: nothing to do with each other, at every place nine others, with the same nine weights. What
    //: a convolutional network knows before its first picture is that neighbours belong together
    //: and that a thing is the same thing elsewhere. This is its inductive bias. Where that holds,
    //: it need not be learned from pictures.
    //:
    //: ## Exercise
    //: Nudge a picture, and count what a dense network learns:
    //: `Lessons/18-dense-or-conv/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 18`.
    //:
    //: ## Try next
    //: - Move the training pictures, too, each batch by another pixel or two: give `train` a `look`
    //:   that does. Who gains more?
    //: - `--epochs 5`: does the dense network catch up? And on shuffled pictures, does the other?
    //: - Make a third network: convolutions as here, but a pooling over the whole map at the end
    //:   instead of the large dense layer. How does it take the nudge?
    //: - `swift run convbook data fetch` gets Fashion-MNIST's 70,000 real pictures; with `--full`
    //:   the convolutional network should read more than 90 % of the test pictures.
  }
}
