//: # 16. The book's network
//: One convolution, one pooling, two dense layers: this network "Deep Learning from Scratch" builds
//: in its chapter on convolution. It has 433,890 numbers to learn. How many of them belong to the
//: convolution? Guess before you read on.
import LessonKit

@main
struct SimpleConvNet: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions
  @OptionGroup var training: TrainingOptions

  @Option(
    in: 0.000_001...100,
    help:
      "The spread of all first weights, instead of √(2 / inputs) of each layer; the book's is 0.01."
  )
  var spread: Float?

  func run(_ page: Notebook) throws {
    //: ## The digits
    let data = try DataSource.digits.load(from: training.data)
    page.say(data.explanation)
    page.trace("to learn from", data.training.images)
    page.trace("to choose by", data.validation.images)
    page.trace("to be judged by", data.test.images)
    let examples = data.training.prefix(18)
    page.show(
      PictureGrid(
        examples.images, columns: 9, zoom: 2, labels: examples.labels.map { "\($0)" }
      ), "first-eighteen")
    //: ![Two rows of small digits, white on black, each with its label below](first-eighteen "The
    //: first eighteen, with what they are")

    //: The three parts are the training set, the validation set and the test set; lesson 17 says
    //: why there are three.
    //:
    //: ## From 28 to 10, by hand
    //: A window of 5 × 5 fits into 28 pixels at (28 + 2·0 − 5) / 1 + 1 = **24** places, so each of
    //: 30 filters makes a map of 24 × 24. Pooling 2 × 2 leaves (24 − 2) / 2 + 1 = **12** of 24.
    //: Laid out in a row, 30 maps of 12 × 12 are 30 · 12 · 12 = **4320** numbers. A dense layer
    //: makes **100** of them and another one **10**, a score for each digit.
    //:
    //: What makes this network another one, the book hands over as arguments: the shape of its
    //: input (`input_dim`), the number and size of its filters, their padding and stride
    //: (`conv_param`), how many numbers the hidden layer has (`hidden_size`), how many come out
    //: (`output_size`), and how far the first weights are spread (`weight_init_std`). In Swift:
    func simpleConvNet(
      input: [Int] = [28, 28, 1], filters: Int = 30, window: Int = 5, padding: Int = 0,
      stride: Int = 1, hidden: Int? = 100, outputs: Int = 10, spread: Float?, seed: UInt64
    ) -> Network {
      var generator = SeededGenerator(seed: seed)
      var layers: [any Layer] = [
        Convolution(
          filters: filters, filterSize: window, channels: input[2], stride: stride,
          padding: .explicit(padding), standardDeviation: spread, using: &generator),
        ReLU(), Pooling(.max, windowSize: 2), Flatten(),
      ]
      // What arrives at the first dense layer? The layers before it know.
      var width = Network(layers).outputShape(for: [1] + input)[1]
      if let hidden {
        layers += [
          Dense(inputs: width, outputs: hidden, standardDeviation: spread, using: &generator),
          ReLU(),
        ]
        width = hidden
      }
      return Network(
        layers + [
          Dense(inputs: width, outputs: outputs, standardDeviation: spread, using: &generator)
        ])
    }
    var network = simpleConvNet(spread: spread, seed: training.seed)

    //: One digit on its way. The sums are the ones above:
    var values = page.trace("one digit", data.test.images[0..<1])
    var stages: [(name: Message, shape: [Int])] = [("", Array(values.shape.dropFirst()))]
    for layer in network.layers {
      var layer = layer
      let name = "\(type(of: layer))"
      values = page.trace(name, layer.forward(values))
      if layer is ReLU {
        stages[stages.count - 1].name = "\(stages[stages.count - 1].name)\nReLU"
      } else {
        stages.append((layer.name, Array(values.shape.dropFirst())))
      }
    }
    page.show(LayerChain(stages), "whole-network", cover: true)
    //: ![A block one map thin, a deep one of 30 maps, a smaller one as deep, then three columns,
    //: each much shorter than the one before](whole-network "The whole network")

    //: ## Where the numbers are
    //: A filter has 5 · 5 · 1 weights and one bias. A dense layer has a weight from each input to
    //: each output, and a bias for each output:
    let summary = network.summary(for: [1, 28, 28, 1])
    let learning = summary.rows.filter { $0.parameters > 0 }
    let sums = network.parameters.filter { $0.value.rank > 1 }.map { weights in
      let (inputs, outputs) = (weights.value.shape.dropLast(), weights.value.shape.last ?? 0)
      return "\(outputs) · \(inputs.map(String.init).joined(separator: "·")) + \(outputs)"
    }
    page.predictShares(
      "How are all these numbers shared among the three layers?",
      among: ["convolution", "first dense", "second dense"],
      right: .init("weights and biases", Tensor(learning.map { Float($0.parameters) })),
      mistakes: [
        .init(
          "by the work", Tensor(learning.map { Float($0.multiplications) }),
          """
          Those are the multiplications. The convolution uses each of its few weights at every \
          place: it works much and has little to learn.
          """),
        .init(
          "by what comes out",
          Tensor(learning.map { Float($0.outputShape.dropFirst().reduce(1, *)) }),
          "Those are the numbers that come out. A weight belongs to a way from input to output."),
      ],
      otherwise: "Multiply for each layer: the inputs of one output, times the outputs or filters.")
    page.table(
      "What there is to learn, and what one digit costs",
      columns: ["layer", "sum", "parameters", "multiplications"],
      rows: zip(learning, sums).map { row, sum in
        [row.name, "\(sum)", "\(row.parameters)", "\(row.multiplications)"]
      })
    page.trace("parameters", parametersOf: summary, "780 + 432,100 + 1,010")
    page.trace(
      "share of the convolution",
      value: 100 * Float(learning[0].parameters) / Float(summary.parameters), "per cent")

    //: **Notice** the last column. The convolution and the first dense layer work equally hard:
    //: 24 · 24 · 30 · 25 multiplications in one, 4320 · 100 in the other, 432,000 in both. But the
    //: convolution has 750 weights for it and uses each at 24 · 24 = 576 places; the dense layer
    //: has 432,000 and uses each once.
    widthThatFits(page, data, network) {
      simpleConvNet(padding: $0, stride: $1, spread: nil, seed: 1)
    }

    gradientByHand(page, data, network)

    //: ## One step downhill
    //: The gradient points to where the loss grows. So go the other way: from every number take its
    //: gradient times a **learning rate**, a hyperparameter: it is chosen, not learned. How long
    //: should such a step be? Try some, on a mini-batch of a hundred digits, always from the same
    //: place:
    let hundred = data.training.prefix(100)
    let rates = (0...30).map { Float($0) / 50 }
    func lossesAfterOneStep(of network: Network) -> [Float] {
      var moved = network
      let (_, gradient) = softmaxCrossEntropy(
        moved.forward(hundred.images), labels: hundred.labels)
      moved.backpropagate(gradient)
      let here = moved.parameters
      return rates.map { rate in
        for (index, parameter) in here.enumerated() {
          moved.parameters[index].value = parameter.value - parameter.gradient * rate
        }
        return softmaxCrossEntropy(moved(hundred.images), labels: hundred.labels).loss
      }
    }
    let after = lossesAfterOneStep(of: network)
    page.plot(
      "one-step",
      lines: [.init("a hundred digits", x: rates, y: after, style: .marked)],
      xAxis: "learning rate", yAxis: "loss after the step")
    //: ![A valley: with the length of the step the loss falls at first, then rises](one-step "One
    //: step from the same place, short or long")
    page.trace("loss before", value: after[0])
    func lowest(_ losses: [Float]) -> Int { losses.indices.min { losses[$0] < losses[$1] } ?? 0 }
    page.trace(
      "lowest loss", value: after[lowest(after)], "with rate \(number(rates[lowest(after)]))")

    //: **Notice** the valley. A short step gains little, a long one climbs up the other side. And
    //: this is the valley of these hundred digits; the next hundred have another. Hence small
    //: steps, and many.
    //:
    //: ## The training loop
    //: The step of before, again and again, each time from the next hundred digits. `page.train`
    //: does that; lesson 17 shows its loop. The optimizer is SGD, **stochastic gradient descent**,
    //: and does just what you have seen: every number minus rate times gradient; stochastic because
    //: it is chance which hundred digits come next. The rate is 0.2, which is not where the valley
    //: was lowest; the next section says why.
    //:
    //: `--epochs` says how often all pictures are gone through, `--full` takes the book's 20.
    try training.loadWeights(into: &network)
    let epochs = training.epochs ?? (training.full ? 20 : data.isDrawn ? 4 : 1)
    let stepsOfEpoch = (data.training.count + training.batch - 1) / training.batch
    // Looks at the network at some steps of the first epoch, to play them again below.
    func newRecorder() -> ReplayRecorder {
      ReplayRecorder(
        data.validation.prefix(100), steps: min(epochs, 1) * stepsOfEpoch, moments: 12)
    }
    let recorder = newRecorder()
    let run = try page.train(
      &network, on: data, optimizer: SGD(learningRate: training.learningRate ?? 0.2),
      epochs: epochs, options: training, recorder: recorder, copiesAfter: [100])
    let later = run.copies[100] ?? network
    page.say("Trained: \(run.summary).")
    if let best = run.best { network = best }
    try training.saveWeights(of: network)
    let curve = run.smoothedLosses()
    page.sideBySide {
      page.plot(
        "loss", lines: [.init("each ten steps", x: curve.steps, y: curve.losses)],
        xAxis: "step", yAxis: "loss")
      page.plot(
        "accuracy",
        lines: [
          .init("learned from", x: curve.steps, y: run.smoothedAccuracies().accuracies),
          .init(
            "validation",
            x: run.validation.indices.map { min(($0 + 1) * stepsOfEpoch, run.losses.count) },
            y: run.validation, style: .marked),
        ], xAxis: "step", yAxis: "share read rightly")
    }
    //: ![The loss falls steeply in the first steps, then ever more slowly](loss "Loss")
    //: ![The share of digits read rightly rises steeply, then creeps towards 1](accuracy
    //: "Accuracy")

    //: **Notice** that loss and accuracy tell one story in two ways. The accuracy counts what is
    //: read rightly; the loss also goes down when the network gets surer of it.
    //:
    //: ## Which rate?
    //: A single step from the first weights was best when it was short. Here is the valley of the
    //: same hundred digits again, from where the network was after a hundred steps:
    let afterLater = lossesAfterOneStep(of: later)
    page.plot(
      "one-step-later",
      lines: [.init("a hundred digits", x: rates, y: afterLater, style: .marked)],
      xAxis: "learning rate", yAxis: "loss after the step")
    //: ![The loss after one step, for rates from 0 to 0.6](one-step-later "One more step after a
    //: hundred, short or long")
    page.trace(
      "lowest loss later", value: afterLater[lowest(afterLater)],
      "with rate \(number(rates[lowest(afterLater)]))")
    page.say(
      rates[lowest(afterLater)] > rates[lowest(after)]
        ? """
        It has become wider: at first a rate of \(number(rates[lowest(after)])) was best for one \
        step, now \(number(rates[lowest(afterLater)])) is.
        """
        : """
        At first a rate of \(number(rates[lowest(after)])) was best for one step, now \
        \(number(rates[lowest(afterLater)])) is.
        """)

    //: And a training is no single step. What a long step spoils with one hundred digits the next
    //: ones mend, and it gets further.
    try wholeTrainings(
      page, data, network: { simpleConvNet(hidden: $0, spread: nil, seed: $1) })

    //: ## The test
    //: Digits that had no part in anything so far:
    let testScores = network(data.test.images)
    let read = predictions(testScores)
    page.trace(
      "test accuracy", value: accuracy(testScores, labels: data.test.labels),
      "of \(data.test.count) digits")
    let sureness = softmax(testScores).max(axes: [1]).scalars
    let wrong = read.indices.filter { read[$0] != data.test.labels[$0] }
      .sorted { sureness[$0] > sureness[$1] }
    func meanSureness(_ digits: [Int]) -> Float {
      digits.reduce(0) { $0 + sureness[$1] } / Float(digits.count)
    }
    let right = read.indices.filter { read[$0] == data.test.labels[$0] }
    page.trace("share of the answer, if right", value: meanSureness(right), "on average")
    page.trace("share of the answer, if wrong", value: meanSureness(wrong), "on average")
    page.trace("share of the surest wrong answer", value: wrong.first.map { sureness[$0] } ?? 0)
    let shown = data.test.selecting(wrong.prefix(9))
    if shown.count > 0 {
      page.show(
        PictureGrid(
          shown.images, columns: 9, zoom: 2,
          labels: zip(shown.labels, wrong).map { "\($0) → \(read[$1])" }
        ), "wrongly-read")
    }
    //: ![A row of digits, under each what it is and what it was taken for](wrongly-read "Wrongly
    //: read, the surest first: what it is → what was read")

    let (sureRight, sureWrong) = (meanSureness(right), meanSureness(wrong))
    if !wrong.isEmpty {
      page.say(
        sureWrong < sureRight
          ? "On average it is less sure of its wrong answers: the share is worth something."
          : "On average it is no less sure of its wrong answers: the share is worth little here.")
    }

    //: Look at the first digits of that row, wrong and yet sure of it. Which of them do you read
    //: without hesitation? Those are what it could still learn. And how does it read yours? Here is
    //: the whole network, trained, and the page computes it anew for each digit you choose or draw:
    page.overview("at-work", of: network, data.test)
    //: ![The network from left to right: the input, a convolution, a pooling, two dense layers.
    //: Each is a stack of maps in perspective, with its shape, parameters and memory, and below it
    //: the maps of a digit](at-work "The network at work")

    //: **Notice** the long stick behind the maps: to scale, a hundred numbers of the hidden layer
    //: are a hundred maps of one pixel. Each of them reads all 4320 numbers of the pooled maps.
    try whereItStarts(page, data, run, [recorder, newRecorder(), newRecorder()]) {
      simpleConvNet(spread: $0, seed: training.seed)
    }

    //: ## Exercise
    //: Work out the width of the dense layer, and count the network:
    //: `Lessons/16-simple-conv-net/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 16`.
    //:
    //: ## Try next
    //: - `--epochs 5` with MNIST's real digits (`swift run convbook data fetch` gets them): how
    //:   much do four more passes gain?
    //: - `--spread 0.01 --epochs 5`: after how many steps does it begin?
    //: - `--rate 0.8`, with `--seed 1` to `--seed 5`: how do the curves look when it goes wrong?
    //: - Give the first dense layer 3967 inputs and run. What does the page say, and under which
    //:   cell?
    //: - Make it 10 filters and 50 hidden numbers. How much accuracy does that cost?
  }
}
