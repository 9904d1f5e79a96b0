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
    var stages = [(name: "", shape: Array(values.shape.dropFirst()))]
    for layer in network.layers {
      var layer = layer
      let name = "\(type(of: layer))"
      values = page.trace(name, layer.forward(values))
      if layer is ReLU {
        stages[stages.count - 1].name += "\nReLU"
      } else {
        stages.append((name.lowercased(), Array(values.shape.dropFirst())))
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
        ["\(row.layer)", "\(sum)", "\(row.parameters)", "\(row.multiplications)"]
      })
    page.trace("parameters", parametersOf: summary, "780 + 432,100 + 1,010")
    page.trace(
      "share of the convolution",
      value: 100 * Float(learning[0].parameters) / Float(summary.parameters), "per cent")

    //: **Notice** the last column. The convolution and the first dense layer work equally hard:
    //: 24 · 24 · 30 · 25 multiplications in one, 4320 · 100 in the other, 432,000 in both. But the
    //: convolution has 750 weights for it and uses each at 24 · 24 = 576 places; the dense layer
    //: has 432,000 and uses each once.
    //:
    //: ## The width that has to fit
    //: A dense layer is made for as many numbers as arrive, no more, no fewer. It is easily worked
    //: out wrongly. What do two ways give that are often taken?
    //:
    //: > [!mistake] 000, a map is said to be `28 - 5 + 2 * 0` wide, without the stride and without
    //: > + 1, and the dense layer `int(30 * (map / 2) * (map / 2))`.
    //:
    let map: Float = 28 - 5 + 2 * 0
    let noted = Int(30 * (map / 2) * (map / 2))
    let unpooled = 30 * 24 * 24
    let front = Network(Array(network.layers.prefix(4)))
    let arriving = front(data.test.images[0..<1]).shape[1]
    let claims: [(Message, Int)] = [
      ("the notes' sum", noted), ("pooling forgotten", unpooled), ("the sum above", 30 * 12 * 12),
    ]
    page.table(
      "How wide must the dense layer be?", columns: ["by", "width", "when a digit comes"],
      rows: claims.map { claim, width in
        let fits = width == arriving
        let words: Message = fits ? "fits" : "stops, \(arriving) numbers arrive"
        return [claim, "\(width)", words]
      })
    page.trace("width, the notes' sum", value: noted, "30 · 11.5 · 11.5, cut off")
    page.trace("width, pooling forgotten", value: unpooled, "30 · 24 · 24")
    page.trace("width", value: arriving, "30 · 12 · 12")

    //: A window as wide as the picture has one place and not none: hence the + 1, and a map of 24
    //: instead of 23 columns. Half of 23 is 11.5, and half a column should make anyone suspicious.
    //: Best not to work the width out at all: `simpleConvNet` asks its own layers. Then it also
    //: holds for other paddings and strides:
    page.table(
      "Other arguments", columns: ["padding", "stride", "width", "the notes' sum", "parameters"],
      rows: [(0, 1), (2, 1), (0, 2), (2, 2)].map { padding, stride in
        let other = simpleConvNet(padding: padding, stride: stride, spread: nil, seed: 1)
        let width = Network(Array(other.layers.prefix(4))).outputShape(for: [1, 28, 28, 1])[1]
        let map = Float(28 - 5 + 2 * padding)
        return [
          "\(padding)", "\(stride)", "\(width)", "\(Int(30 * (map / 2) * (map / 2)))",
          "\(other.summary(for: [1, 28, 28, 1]).parameters)",
        ]
      })

    //: ## Predict
    //: Forward through all layers: that is the whole of predicting. Three digits, before any
    //: training:
    func predict(_ images: Tensor) -> Tensor {
      var values = images
      for layer in network.layers {
        var layer = layer
        values = layer.forward(values)
      }
      return values
    }
    let three = data.training.prefix(3)
    let scores = page.trace("predict", predict(three.images), from: three.images)

    //: ## Loss
    //: Softmax makes shares of the ten scores (lesson 14). The loss of one digit is −ln of the
    //: share that the right answer got: 0 if it got everything, and larger the less it got. The
    //: loss of a batch is the mean. This is the cross entropy with a one-hot label: 1 for the right
    //: digit, 0 for all others.
    func loss(_ images: Tensor, _ labels: [Int]) -> Float {
      softmaxCrossEntropy(predict(images), labels: labels).loss
    }
    let shares = softmax(scores)
    let losses = three.labels.indices.map { -logSoftmax(scores)[$0, three.labels[$0]] }
    page.table(
      "Three digits", columns: ["digit", "share of the right answer", "−ln share"],
      rows: three.labels.indices.map { index in
        let digit = three.labels[index]
        return ["\(digit)", "\(shares[index, digit])", "\(losses[index])"]
      })
    page.trace("mean", value: losses.reduce(0, +) / 3, "of the last column")
    page.trace("loss", value: loss(three.images, three.labels), "the same by the function")

    //: ## Gradient
    //: In which direction should each of the 433,890 numbers go? First forward, so that every layer
    //: remembers what came in. The gradient of the loss with respect to the scores is then simply
    //: **the shares minus the right answer**: what each digit got, less the 1 that the right one
    //: should have got. For the first of the three digits:
    page.table(
      "A \(three.labels[0]): shares, answer, gradient",
      columns: ["digit", "share", "right answer", "gradient of its score"],
      rows: (0..<10).map { digit in
        let answer: Float = digit == three.labels[0] ? 1 : 0
        return ["\(digit)", "\(shares[0, digit])", "\(answer)", "\(shares[0, digit] - answer)"]
      })

    //: **Notice** the signs. A gradient tells what makes the loss *grow*. It is positive for every
    //: wrong digit, whose score should fall, and negative for the right one, whose score should
    //: rise: the step to be taken is against it. (For the batch of three each is divided by 3, as
    //: the loss is a mean.)
    //:
    //: Then back, last layer first. From the gradient of its output each layer computes that of its
    //: input, which the layer before it needs, and notes that of its own weights.
    func gradient(
      _ images: Tensor, _ labels: [Int], watch: (String, Tensor) -> Void = { _, _ in }
    ) {
      var values = images
      for index in network.layers.indices { values = network.layers[index].forward(values) }
      var gradient = softmaxCrossEntropy(values, labels: labels).gradient
      for index in network.layers.indices.reversed() {
        let layer = "\(type(of: network.layers[index]))"
        gradient = network.layers[index].backward(gradient)
        watch(layer, gradient)
      }
    }
    page.trace(
      "gradient of the scores", softmaxCrossEntropy(scores, labels: three.labels).gradient)
    gradient(three.images, three.labels) { page.trace("through \($0)", $1.shape) }

    //: **Notice** that these are the shapes of the way there, in reverse, down to the pixels of the
    //: three digits. Is the gradient right? Ask the loss itself: move one weight a little up, a
    //: little down, and see what the loss does. In each of the three layers, for the weight with
    //: the largest gradient:
    func measuredGradient(_ parameter: Int, _ place: Int) -> Float {
      let value = network.parameters[parameter].value
      func lossMoved(by distance: Float) -> Float {
        var scalars = value.scalars
        scalars[place] += distance
        network.parameters[parameter].value = Tensor(shape: value.shape, scalars: scalars)
        return loss(three.images, three.labels)
      }
      let slope = (lossMoved(by: 0.01) - lossMoved(by: -0.01)) / 0.02
      network.parameters[parameter].value = value
      return slope
    }
    let checks = [("W1", 0), ("W2", 2), ("W3", 4)].map { name, parameter in
      let gradient = network.parameters[parameter].gradient
      let place = gradient.absolute.argmax()
      return (name, gradient.scalars[place], measuredGradient(parameter, place))
    }
    page.table(
      "One weight of each layer", columns: ["weights", "gradient, computed", "measured"],
      rows: checks.map { ["\($0)", "\($1)", "\($2)"] })
    let worst = checks.map { abs($1 - $2) / abs($1) }.max() ?? 0
    page.trace("they differ by at most", value: (worst * 1000).rounded(.up) / 10, "per cent")

    //: W1, W2, W3 are the book's names.
    //:
    //: > [!mistake] 000, the listing stops before it computes anything. It defines `predicd`,
    //: > `layers` and `last_layer`, and calls `predict`, `layer` and `last_layers`; and `predicd`,
    //: > `loss` and `gradient` stand in cells of their own, outside the class. A compiler says so
    //: > before the first run.
    //:
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
    var later = network
    let stepsOfEpoch = (data.training.count + training.batch - 1) / training.batch
    // Looks at the network at some steps of the first epoch, to play them again below.
    func newRecorder() -> ReplayRecorder {
      ReplayRecorder(
        data.validation.prefix(100), steps: min(epochs, 1) * stepsOfEpoch, moments: 12)
    }
    let recorder = newRecorder()
    let run = try page.train(
      &network, on: data, optimizer: SGD(learningRate: training.learningRate ?? 0.2),
      epochs: epochs, options: training, recorder: recorder,
      afterStep: { step, network in if step <= 100 { later = network } })
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
    //:
    //: ## Where it starts
    //: The first weights were spread by √(2 / inputs) in each layer, if `--spread` did not say
    //: otherwise, so that signals keep their size on the way. The book spreads them by 0.01 in all
    //: layers. How large is the gradient that arrives at the filters?
    for (name, spread) in [("√(2 / inputs)", nil), ("0.01", Float(0.01))] {
      var network = simpleConvNet(spread: spread, seed: training.seed)
      let (_, gradient) = softmaxCrossEntropy(
        network.forward(hundred.images), labels: hundred.labels)
      network.backpropagate(gradient)
      page.trace(
        "gradient of W1, \(name)", value: network.parameters[0].gradient.absolute.max(),
        "the largest")
    }

    //: An SGD step is in proportion to the gradient, so from 0.01 the steps are tiny. **Adam**, the
    //: rule of lesson 17, gives every number a step size of its own, larger where gradients are
    //: small. One epoch with each:
    var patient = simpleConvNet(spread: 0.01, seed: training.seed)
    let recorders = (newRecorder(), newRecorder())
    let withSGD = try page.train(
      &patient, called: "0.01, SGD", on: data,
      optimizer: SGD(learningRate: training.learningRate ?? 0.2), epochs: min(epochs, 1),
      options: training, recorder: recorders.0)
    var adaptive = simpleConvNet(spread: 0.01, seed: training.seed)
    let withAdam = try page.train(
      &adaptive, called: "0.01, Adam", on: data, optimizer: Adam(learningRate: 0.001),
      epochs: min(epochs, 1), options: training, recorder: recorders.1)
    let (sgdCurve, adamCurve) = (withSGD.smoothedLosses(), withAdam.smoothedLosses())
    page.plot(
      "three-starts",
      lines: [
        .init(
          "as above", x: Array(curve.steps.prefix(sgdCurve.steps.count)),
          y: Array(curve.losses.prefix(sgdCurve.steps.count))),
        .init("0.01, SGD", x: sgdCurve.steps, y: sgdCurve.losses),
        .init("0.01, Adam", x: adamCurve.steps, y: adamCurve.losses),
      ], xAxis: "step", yAxis: "loss")
    //: ![One curve falls at once, one a little later; 0.01 with SGD stays level for
    //: long](three-starts "Three starts")

    //: The same three under one slider: the filters, what a hundred validation digits are read as,
    //: and how far activations and gradients spread in each layer:
    page.replay(
      "replayed",
      [
        ("as above", run, recorder), ("0.01, SGD", withSGD, recorders.0),
        ("0.01, Adam", withAdam, recorders.1),
      ])
    //: ![Loss and accuracy of three trainings, the spread of activations and gradients by layer,
    //: thirty filters and a table of what a hundred digits are read as, for each](replayed "Three
    //: starts, step by step")

    //: **Notice** the level stretch. A network that starts too small begins late; how far it gets
    //: afterwards this plot does not show. Start and rule belong together: 0.01 goes well with
    //: Adam, which the book takes, and √(2 / inputs) with either.
    //:
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
