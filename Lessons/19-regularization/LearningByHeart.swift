//: ## Learning by heart
//: A network of two dense layers, and the training loop of lesson 17. Before each step it may
//: change the pictures; that comes later.
import LessonKit

extension Regularization {
  func plain(seed: UInt64) -> [any Layer] {
    var generator = SeededGenerator(seed: seed)
    return [
      Flatten(), Dense(inputs: 196, outputs: 64, using: &generator), ReLU(),
      Dense(inputs: 64, outputs: 10, using: &generator),
    ]
  }

  func train(
    _ layers: [any Layer], on known: LabelledImages,
    by optimizer: some Optimizer = Adam(learningRate: 0.005), epochs: Int = 60,
    changing: Augmentation? = nil, recorder: ReplayRecorder? = nil,
    each: (Network) -> Void = { _ in }
  ) -> Network {
    var network = Network(layers)
    var step = 0
    recorder?.record(step, network)
    var optimizer = optimizer
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<epochs {
      for (images, labels) in known.batches(of: 50, shuffledBy: &generator) {
        let images = changing?(images, using: &generator) ?? images
        let (_, gradient) = softmaxCrossEntropy(network.forward(images), labels: labels)
        network.backpropagate(gradient)
        optimizer.update(&network)
        step += 1
        recorder?.record(step, network)
      }
      each(network)
    }
    return network
  }
}

//: Networks are judged by their loss and by the share of digits that they read rightly.
extension Network {
  func loss(on pictures: LabelledImages) -> Float {
    softmaxCrossEntropy(self(pictures.images), labels: pictures.labels).loss
  }

  func accuracy(on pictures: LabelledImages) -> Float {
    Networks.accuracy(self(pictures.images), labels: pictures.labels)
  }
}

extension Plot.Line {
  /// A line over the epochs 1, 2, …
  init(_ name: Message, epochs values: [Float]) {
    self.init(name, x: values.indices.map { Float($0 + 1) }, y: values)
  }
}

extension Regularization {
  func learningByHeart(
    _ page: Notebook, _ digits: LabelledImages, _ validation: LabelledImages,
    _ others: LabelledImages
  ) {
    //: Sixty times through the two hundred. Each time the network is kept, and its loss measured
    //: on the two hundred and on the others:
    var networks: [Network] = []
    let byHeart = train(plain(seed: seed), on: digits) { networks.append($0) }
    let onKnown = networks.map { $0.loss(on: digits) }
    let onOthers = networks.map { $0.loss(on: others) }
    page.predictCourse(
      "Draw the loss on the others, digits it does not learn from, over the sixty epochs.",
      x: onOthers.indices.map { Float($0 + 1) }, range: 0...(onOthers.max() ?? 1).rounded(.up),
      right: .init("on the others", Tensor(onOthers)),
      mistakes: [
        .init(
          "on the two hundred", Tensor(onKnown),
          """
          That is the loss on what it learns from. Part of what it learns holds for those two \
          hundred alone.
          """)
      ],
      otherwise: """
        At first it learns what holds for all digits, and the loss falls as that of the two \
        hundred does. And when there is nothing of that kind left to learn?
        """)
    page.plot(
      "learning-by-heart",
      lines: [
        .init("the two hundred", epochs: onKnown),
        .init("others", epochs: onOthers),
      ], xAxis: "epoch", yAxis: "loss")
    //: ![Both curves fall; one goes on to 0, the other turns and rises again](learning-by-heart
    //: "Learning by heart")
    page.table(
      "At the end", columns: ["", "loss", "read rightly"],
      rows: [("the two hundred", digits), ("others", others)].map { name, pictures in
        [
          name, "\(byHeart.loss(on: pictures).rounded(to: 2))",
          "\(percent(byHeart.accuracy(on: pictures))) %",
        ]
      })

    //: **Notice** where the curves part. This is **overfitting**: what is learned from there on
    //: holds for the two hundred only. Whatever narrows the gap is called **regularization**.
    //:
    //: ## Early stopping: end in time
    //: The cheapest remedy is **early stopping**, where the curve of the others turns. But then the
    //: thousand have had a say in the network and can no longer judge it. So two hundred more
    //: digits, from which nothing is learned either, say when: a **validation set**. Which of the
    //: sixty networks does it choose?
    let onValidation = networks.map { $0.loss(on: validation) }
    page.plot(
      "early-stopping",
      lines: [
        .init("validation set", epochs: onValidation), .init("others", epochs: onOthers),
      ], xAxis: "epoch", yAxis: "loss")
    //: ![Two curves that fall and, after about as many epochs, rise again](early-stopping
    //: "Where to stop")
    func lowest(_ losses: [Float]) -> Int { (-Tensor(losses)).argmax() }
    let choices: [(Message, Int)] = [
      ("the validation set", lowest(onValidation)),
      ("the others themselves", lowest(onOthers)),
      ("nobody: the last", networks.count - 1),
    ]
    page.table(
      "Chosen by", columns: ["", "epoch", "loss on others", "others read rightly"],
      rows: choices.map { name, index in
        [
          name, "\(index + 1)", "\(onOthers[index].rounded(to: 2))",
          "\(percent(networks[index].accuracy(on: others))) %",
        ]
      })

    //: **Notice** that the loss gains by it, and the share read rightly little or nothing. What
    //: grows after the turn is mainly how *sure* the network is of its mistakes, and that the loss
    //: counts.
  }
}
