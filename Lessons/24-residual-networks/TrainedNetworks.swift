//: The shortcuts themselves have no parameters, but for the two at which the maps change: more
//: of that below. All are trained in the same way, by steps with momentum, each with a tenth of
//: the rate in the last third, so that things settle:
import LessonKit

extension ResidualNetworks {
  var passes: Int { epochs ?? (full ? 12 : 6) }

  func train(
    _ network: inout Network, called name: String, _ page: Notebook, on known: LabelledImages,
    _ others: LabelledImages, recorder: ReplayRecorder? = nil
  ) throws -> TrainingRun {
    var optimizer = SGD(learningRate: 0.05, momentum: 0.9)
    var order = SeededGenerator(seed: seed)
    let run = page.training(name, epochs: passes)
    recorder?.record(0, network)
    for epoch in run.epochs {
      if epoch > passes - passes / 3 { optimizer.learningRate = 0.005 }
      for (images, labels) in run.batches(of: known, size: 20, using: &order) {
        let logits = network.forward(images)
        let (loss, gradient) = softmaxCrossEntropy(logits, labels: labels)
        network.backpropagate(gradient)
        optimizer.update(&network)
        try run.step(
          loss: loss, accuracy: accuracy(logits, labels: labels),
          learningRate: optimizer.learningRate)
        recorder?.record(run.losses.count, network)
      }
      // A hundred are enough to see it go on; all others are read at the end.
      let some = others.prefix(100)
      run.end(epoch, network, validation: accuracy(network(some.images), labels: some.labels))
    }
    return run
  }
}

//: Of each training the losses are kept, epoch by epoch.
extension ResidualNetworks {
  /// The mean loss and accuracy of each epoch's steps.
  func byEpoch(_ run: TrainingRun) -> [(loss: Float, right: Float)] {
    let steps = max(1, run.losses.count / max(1, run.validation.count))
    return zip(
      run.smoothedLosses(over: steps).losses, run.smoothedAccuracies(over: steps).accuracies
    ).map { ($0, $1) }
  }

  struct Trained {
    let depth: Int
    let network: Network
    let epochs: [(loss: Float, right: Float)]
    var recorded: RecordedTraining?
  }

  func right(_ trained: Trained, _ others: LabelledImages) -> (known: Float, others: Float) {
    (
      trained.epochs.last?.right ?? 0,
      accuracy(trained.network(others.images), labels: others.labels)
    )
  }

  func trainedNetworks(
    _ page: Notebook, _ known: LabelledImages, _ others: LabelledImages
  ) throws -> (plain: [Trained], residual: [Trained]) {
    //: Each depth without shortcuts, then each with them:
    let stepsOfAll = passes * ((known.count + 19) / 20)
    func trained(_ depth: Int, shortcuts: Bool) throws -> Trained {
      var made = network(depth, shortcuts: shortcuts)
      let name = shortcuts ? "with shortcuts, \(depth)" : "plain, \(depth)"
      // Looks at a network at a dozen of its steps, to play them again below.
      let recorder = ReplayRecorder(
        known.prefix(50), steps: stepsOfAll, moments: 12, mode: .training)
      let run = try train(
        &made, called: name, page, on: known, others,
        recorder: depth == depths.last ? recorder : nil)
      let words: Message =
        shortcuts ? "\(depth) layers with shortcuts" : "\(depth) plain layers"
      return Trained(
        depth: depth, network: made, epochs: byEpoch(run), recorded: (words, run, recorder))
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
    //: The deepest of each, step by step, with what fifty of the known digits are read as:
    page.replay(
      "deepest", [plain, residual].compactMap { $0.last?.recorded }, over: 4)
    //: ![Loss of the plain network and of the one with shortcuts, the spread of their activations
    //: and gradients by layer, and a table of what fifty digits are read as, for each](deepest "The
    //: deepest networks, step by step")

    let (plainRight, residualRight) = (
      plain.map { right($0, others) }, residual.map { right($0, others) }
    )
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

    //: **Notice** the column of the *known* digits. (The two drawings may differ in scale.)
    let lost = (plainRight.first?.known ?? 0) - (plainRight.last?.known ?? 0)
    let kept = (residualRight.first?.known ?? 0) - (residualRight.last?.known ?? 0)
    page.say(
      lost > 0.1
        ? "After these \(stepsOfAll) steps the deep plain network does badly on both, known and "
          + "others."
        : "After these \(stepsOfAll) steps the deep plain network has caught up, or nearly.")

    //: To do badly on both is no learning by heart, where a network does well on what it knows and
    //: badly on others (lesson 19). The paper calls it **degradation**. With digits, patience makes
    //: up for much of it: try `--epochs 40`. The paper's pictures are far harder, and there it
    //: stayed, even with three times the steps.
    //:
    //: It can't be that the deep network is not able to do better. Take the shallow one and put
    //: layers behind it that hand on what they get: it is deep now, and exactly as good. Such
    //: weights exist. Training finds none as good, or finds them late.
    page.say(
      """
      From \(depths[0]) to \(depths[depths.count - 1]) layers the plain network loses \
      \(percent(lost, places: 0)) per cent of the digits it learned from, the one with shortcuts \
      \(percent(kept, places: 0)).
      """)
    return (plain, residual)
  }
}
