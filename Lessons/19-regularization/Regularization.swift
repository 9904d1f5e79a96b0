//: # 19. Regularization
//: In lesson 15 a network knew twenty digits by heart and of others not even half. Here it gets two
//: hundred. What keeps it from learning them by heart, too? Some remedies, what each does, and what
//: it is good for. Not all that goes by the name is a remedy.
import LessonKit

@main
struct Regularization: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## Learning by heart
    //: Two hundred digits to learn from and a thousand to be judged by, halved to 14 × 14 so that
    //: it goes quickly:
    func halved(_ pictures: LabelledImages) -> LabelledImages {
      LabelledImages(
        images: averagePool2D(pictures.images, windowSize: 2, stride: 2), labels: pictures.labels,
        classNames: pictures.classNames)
    }
    let digits = halved(DrawnDigits.pictures(200, seed: 1))
    let others = halved(DrawnDigits.pictures(1000, seed: 20))
    page.trace("to learn from", digits.images)
    page.trace("to be judged by", others.images)

    //: A network of two dense layers, and the training loop of lesson 17:
    func plain(seed: UInt64 = 1) -> [any Layer] {
      var generator = SeededGenerator(seed: seed)
      return [
        Flatten(), Dense(inputs: 196, outputs: 64, using: &generator), ReLU(),
        Dense(inputs: 64, outputs: 10, using: &generator),
      ]
    }
    func train(
      _ layers: [any Layer], on known: LabelledImages, decay: Float = 0, epochs: Int = 60,
      each: (Network) -> Void = { _ in }
    ) -> Network {
      var network = Network(layers)
      var adam = Adam(learningRate: 0.005, weightDecay: decay)
      var generator = SeededGenerator(seed: 19)
      for _ in 0..<epochs {
        for (images, labels) in known.batches(of: 50, shuffledBy: &generator) {
          let (_, gradient) = softmaxCrossEntropy(network.forward(images), labels: labels)
          network.backpropagate(gradient)
          adam.update(&network)
        }
        each(network)
      }
      return network
    }

    //: After every pass through the two hundred, the loss is measured on these and on the others:
    func loss(_ network: Network, _ pictures: LabelledImages) -> Float {
      softmaxCrossEntropy(network(pictures.images), labels: pictures.labels).loss
    }
    var onKnown: [Float] = []
    var onOthers: [Float] = []
    let byHeart = train(plain(), on: digits) { network in
      onKnown.append(loss(network, digits))
      onOthers.append(loss(network, others))
    }
    let epochs = onKnown.indices.map { Float($0 + 1) }
    page.plot(
      "learning-by-heart",
      lines: [
        .init("the two hundred", x: epochs, y: onKnown), .init("others", x: epochs, y: onOthers),
      ], xAxis: "epoch", yAxis: "loss")
    //: ![Both curves fall; one goes on to 0, the other turns and rises again](learning-by-heart
    //: "Learning by heart")
    let lowest = onOthers.min() ?? 0
    let epoch = epochs[onOthers.firstIndex(of: lowest) ?? 0]
    page.table(
      "Loss on others", columns: ["lowest", "in epoch", "at the end"],
      rows: [[lowest, epoch, onOthers[59]].map { "\($0.rounded(to: 2))" }])

    //: **Notice** where the curves part. This is **overfitting**: what is learned from there on
    //: holds for the two hundred only. To end there is called early stopping. Whatever narrows the
    //: gap is called **regularization**.
    //:
    //: ## Dropout: rely on nobody
    //: In training, each number is set to 0 with a probability p, anew at every step. So no unit
    //: can rely on another, and what has been learned must be known in several places. Ten ones, p
    //: = 0.3:
    var dropout = Dropout(probability: 0.3, seed: 3)
    let ones = Tensor.ones(1, 10)
    page.sideBySide {
      page.numbers(dropout.forward(ones), "Once")
      page.numbers(dropout.forward(ones), "And again")
    }

    //: Where does 1.429 come from? What stays is multiplied by 1 / (1 − p) = 1 / 0.7. With that the
    //: sum is, on average, what it was. In use nothing is dropped and nothing multiplied: then the
    //: layer hands on what it gets. Without the factor, the next layer would find its inputs 1.43
    //: times as large in use as it was trained for:
    let many = dropout.forward(.ones(100, 1000))
    page.trace("mean in training", value: many.mean().rounded(to: 2), "1 went in")
    page.trace(
      "without the factor", value: (many.mean() * 70).rounded() / 100, "1 went in")
    dropout.mode = .inference
    page.trace("mean in use", value: dropout.forward(.ones(100, 1000)).mean())

    //: The same with a digit, p = 0.5:
    var half = Dropout(probability: 0.5, seed: 4)
    let digit = DrawnDigits.pictures(1, seed: 1).images
    let dropped = (0..<5).map { _ in half.forward(digit) }
    let average = (0..<500).reduce(Tensor.zeros(1, 28, 28, 1)) { sum, _ in
      sum + half.forward(digit) / 500
    }
    page.show(
      PictureGrid(
        .concatenated([digit] + dropped + [average]), columns: 7, zoom: 3, scale: .stretched,
        labels: ["input", "1", "2", "3", "4", "5", "mean of 500"]
      ).image, "dropout",
      cover: true)
    //: ![A digit, five times with half its pixels black, and the mean of 500: the digit
    //: again](dropout "A digit after dropout")

    //: **Notice** the mean. It is the input again: that is what the factor is for.
    //:
    //: ## Weight decay: nothing for free
    //: The second remedy draws every weight towards 0, a little at each step. What is not
    //: needed again and again fades. AlexNet's weight decay is 0.0005, for its long training. Here,
    //: with a rate of 0.005 and a decay of 0.8, each weight loses 0.005 · 0.8 = 0.4 % at every
    //: step:
    let decayed = train(plain(), on: digits, decay: 0.8)
    page.histogram(
      "first-weights",
      of: [
        .init("plain", byHeart.parameters[0].value),
        .init("decay 0.8", decayed.parameters[0].value),
      ], xAxis: "weight")
    //: ![Two bells around 0; the one with decay is narrower and higher](first-weights "The weights
    //: of the first layer")

    //: ## Does it help?
    //: Every row is the mean of three runs, each with other digits to learn from and another
    //: start. Dropout comes before the first layer (p = 0.2) and before the second (0.5):
    func withDropout(seed: UInt64) -> [any Layer] {
      var layers = plain(seed: seed)
      layers.insert(Dropout(probability: 0.5, seed: seed), at: 3)
      layers.insert(Dropout(probability: 0.2, seed: seed + 10), at: 1)
      return layers
    }
    func withBatchNormalization(seed: UInt64) -> [any Layer] {
      var layers = plain(seed: seed)
      layers.insert(BatchNormalization(channels: 64), at: 2)
      return layers
    }

    //: Last comes the plain network with ten times the digits, for as many steps:
    typealias Recipe = (name: Message, layers: (UInt64) -> [any Layer], decay: Float, count: Int)
    let recipes: [Recipe] = [
      ("plain", plain, 0, 200), ("weight decay", plain, 0.8, 200), ("dropout", withDropout, 0, 200),
      ("batch normalization", withBatchNormalization, 0, 200), ("2000 digits", plain, 0, 2000),
    ]
    let rows = recipes.map { recipe -> [Message] in
      let networks = (1...3).map { (seed: UInt64) in
        train(
          recipe.layers(seed), on: halved(DrawnDigits.pictures(recipe.count, seed: seed)),
          decay: recipe.decay, epochs: 60 * 200 / recipe.count)
      }
      let loss = networks.reduce(0) { $0 + loss($1, others) / 3 }
      let right = networks.reduce(0) {
        $0 + accuracy($1(others.images), labels: others.labels) / 3
      }
      return [
        recipe.name, "\(loss.rounded(to: 2))", "\(percent(right)) %",
      ]
    }
    page.table("Judged by the thousand others", columns: ["", "loss", "read rightly"], rows: rows)

    //: **Notice** that dropout and weight decay lower the loss on others. Of digits read rightly
    //: they gain about one in a hundred, and so much may be chance: by a thousand digits a share of
    //: 75 % is known to √(0.75 · 0.25 / 1000) = 1.4 %. More digits help more than everything else.
    //: And batch normalization is no remedy here at all. What is it for?
    //:
    //: ## Batch normalization: a common scale
    //: For each feature, take the mean of the batch away and divide by the root of its variance.
    //: Of 1, 2, 3, 4 the mean is 2.5, the variance (1.5² + 0.5² + 0.5² + 1.5²) / 4 = 1.25:
    var normalization = BatchNormalization(channels: 1, epsilon: 0)
    let column = Tensor([[1], [2], [3], [4]])
    let normalized = normalization.forward(column)
    let byThree = (column - column.mean()) / column.variance(correction: 1).squareRoot()
    normalization.gamma.value = Tensor([2])
    normalization.beta.value = Tensor([10])
    page.sideBySide {
      page.numbers(column, "Input")
      page.numbers(normalized, "Normalized")
      page.numbers(byThree, "Divided by n − 1: wrong")
      page.numbers(normalization.forward(column), "times γ = 2, plus β = 10")
    }
    page.trace("normalized 4", value: normalized[3, 0], "1.5 / √1.25")

    //: γ and β are learned, for each feature or channel: if another scale suits the next layer
    //: better, it can have it.
    //:
    //: It is said to make the numbers Gaussian. It shifts and stretches them, no more. Here ten
    //: thousand that are far from Gaussian, and what becomes of their **skew**, 0 for every bell:
    var generator = SeededGenerator(seed: 19)
    let waits = -Tensor.random(uniform: 1e-6..<1, shape: [10_000, 1], using: &generator).logarithm
    let lopsided = waits * 2 + 3
    var fresh = BatchNormalization(channels: 1)
    let after = fresh.forward(lopsided)
    page.histogram(
      "before-and-after", of: [.init("before", lopsided), .init("after", after)],
      layout: .sideBySide)
    //: ![A steep edge on the left and a long tail to the right; the same shape before and
    //: after](before-and-after "Before and after")
    func skew(_ tensor: Tensor) -> Float {
      let centred = (tensor - tensor.mean()) / tensor.variance().squareRoot()
      return (centred * centred * centred).mean()
    }
    page.table(
      "Shifted and stretched", columns: ["", "mean", "deviation", "skew"],
      rows: [("before", lopsided), ("after", after)].map { name, tensor in
        [name]
          + [tensor.mean(), tensor.variance().squareRoot(), skew(tensor)].map {
            "\($0.rounded(to: 2))"
          }
      })

    //: ## In use there is no batch
    //: What a picture is taken for must not depend on which others are looked at with it. So in
    //: training the layer gathers **running statistics**, each time nine tenths of the old and one
    //: tenth of the new, and in use those take the place of the batch's. (There, and only there,
    //: the variance is divided by n − 1: it is to speak for all numbers, not for these.)
    var gathering = BatchNormalization(channels: 1)
    var means: [Float] = []
    for _ in 0..<60 {
      _ = gathering.forward(
        .random(normal: 3, standardDeviation: 2, shape: [20, 1], using: &generator))
      means.append(gathering.runningMean.value.scalar)
    }
    page.plot(
      "running-mean",
      lines: [.init("running mean", x: means.indices.map { Float($0 + 1) }, y: means)],
      xAxis: "batch", yAxis: "mean")
    //: ![The curve climbs from 0 and then wavers around 3](running-mean "The running mean of
    //: numbers around 3")
    let single = Tensor([[5]])
    let asInTraining = gathering.forward(single)
    gathering.mode = .inference
    page.trace("5 alone, in training", value: asInTraining.scalar)
    page.trace(
      "5 alone, in use", value: (gathering.forward(single).scalar * 10).rounded() / 10,
      "about (5 − 3) / 2")

    //: **Notice** the 0. Alone in its batch, every number is its own mean. If you forget to
    //: switch over (PyTorch: `model.eval()`), you get such answers, or with dropout a different one
    //: each time.
    //:
    //: ## What it is for
    //: Four hidden layers, all weights drawn with a deviation of 0.01. From layer to layer the
    //: numbers shrink, until at the end nothing tells one digit from another (lesson 17). With
    //: batch normalization after each layer:
    func deep(normalizes: Bool) -> [any Layer] {
      var generator = SeededGenerator(seed: 19)
      let sizes = [196, 64, 64, 64, 64]
      let hidden = zip(sizes, sizes.dropFirst()).flatMap { inputs, outputs -> [any Layer] in
        let dense = Dense(
          inputs: inputs, outputs: outputs, standardDeviation: 0.01, using: &generator)
        return normalizes
          ? [dense, BatchNormalization(channels: outputs), ReLU()] : [dense, ReLU()]
      }
      return [Flatten()] + hidden + [
        Dense(inputs: 64, outputs: 10, standardDeviation: 0.01, using: &generator)
      ]
    }
    let curves = [false, true].map { normalizes in
      var losses: [Float] = []
      _ = train(deep(normalizes: normalizes), on: digits, epochs: 20) { network in
        // As in training, since running statistics take a while to follow.
        var training = network
        let logits = training.forward(digits.images)
        losses.append(softmaxCrossEntropy(logits, labels: digits.labels).loss)
      }
      return losses
    }
    page.plot(
      "poor-start",
      lines: zip(["without", "with batch normalization"], curves).map { name, losses in
        .init(name, x: losses.indices.map { Float($0 + 1) }, y: losses)
      }, xAxis: "epoch", yAxis: "loss")
    //: ![Without, the loss stays at 2.3 for many epochs; with it, it falls from the
    //: first](poor-start "Four layers deep, a poor start")

    //: **Notice** that it learns from the first epoch on. That is what it is for: deep networks
    //: that train, and train fast. Any regularizing comes by the way.
    //:
    //: ## Local response normalization
    //: AlexNet has an older kind. Channels at the same place compete: each is divided by a power of
    //: what its neighbours, two on either side, are together.
    //:
    //: bᵢ = aᵢ / (2 + 0.0001 · Σ a²)^0.75
    //:
    let channels = Tensor([[0, 40, 0, 300, 80, 40, 0, 120]])
    var local = LocalResponseNormalization()
    let responses = local.forward(channels)
    page.table(
      "One place, eight channels", columns: ["channel", "a", "Σ a² of five", "b"],
      rows: (0..<8).map { channel in
        let near = channels[0..., max(0, channel - 2)..<min(8, channel + 3)]
        return [Float(channel), channels[0, channel], (near * near).sum(), responses[0, channel]]
          .map { "\($0.rounded(to: 1))" }
      })
    page.trace("b of channel 3", value: responses[0, 3])

    //: **Notice** channel 4. Beside the 300, its 80 is pressed down to 12.6, while the 120 of
    //: channel 7, which has nobody around, keeps 45.9, as much as the 300 itself. The layer learns
    //: nothing, and nobody uses it any more.
    //:
    //: (Notes say that a normalization layer "normalizes the input". The question is over what:
    //: batch normalization over the batch and all places, channel by channel; this one over
    //: neighbouring channels, place by place.)
    //:
    //: ## Exercise
    //: Write batch normalization and dropout: `Lessons/19-regularization/Exercise/Exercise.swift`,
    //: checked by `swift run convbook check 19`.
    //:
    //: ## Try next
    //: - p = 0.9 in both dropouts. What becomes of the loss on the two hundred?
    //: - Put dropout *and* weight decay in. Do they add up?
    //: - A batch of two in training: what can batch normalization make of it?
    //: - Which of these layers give a different answer for a picture if the batch is shuffled?
  }
}
