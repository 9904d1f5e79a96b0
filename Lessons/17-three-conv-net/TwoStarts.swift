//: ## Does it matter where one starts?
import LessonKit

extension ThreeConvNet {
  func twoStarts(
    _ page: Notebook, _ data: DatasetSplits, _ run: TrainingRun, _ recorder: ReplayRecorder
  ) throws {
    //: The numbers above began with a spread that He and others worked out: √(2 / inputs), so that
    //: signals keep their size from layer to layer. The document begins with 0.01 everywhere, and
    //: biases of 0.1. What reaches the end of such a network?
    let firstHundred = data.training.prefix(100)
    func spread(_ network: Network) -> Float {
      // How far the logits of one digit differ from those of another: only that can tell them
      // apart.
      let logits = network(firstHundred.images)
      let centred = logits - logits.mean(axes: [0])
      return (centred * centred).mean().squareRoot()
    }
    let he = threeConvNetwork(seed: training.seed)
    let narrow = threeConvNetwork(seed: training.seed, spread: 0.01, bias: 0.1)
    page.trace("spread of logits, He", value: spread(he), "from digit to digit")
    page.trace("spread of logits, 0.01", value: spread(narrow), "from digit to digit")

    //: With 0.01 all digits look the same at the end: what tells them apart has shrunk to almost
    //: nothing. The document also draws the last ten biases from a normal distribution of spread 1.
    //: So the network begins with a firm opinion about nothing, which costs more than the ln 10 of
    //: having none:
    func documentNetwork(seed: UInt64) -> Network {
      threeConvNetwork(
        seed: seed, spread: 0.01, bias: 0.1, lastBias: .normal(standardDeviation: 1))
    }
    var document = documentNetwork(seed: training.seed)
    for (name, start) in [("biases 0", narrow), ("biases drawn", document)] {
      let (loss, _) = softmaxCrossEntropy(start(firstHundred.images), labels: firstHundred.labels)
      page.trace("loss before training, \(name)", value: loss)
    }

    //: Does it learn all the same? The same loop, as many steps, the same pictures in the same
    //: order:
    let (documentRun, documentRecorder) = try trainingLoop(
      page, &document, called: "document", on: data)
    let (steps, losses) = run.smoothedLosses()
    let (documentSteps, documentLosses) = documentRun.smoothedLosses()
    page.plot(
      "two-starts",
      lines: [
        .init("He", x: steps, y: losses),
        .init("the document's", x: documentSteps, y: documentLosses),
      ], xAxis: "step", yAxis: "loss")
    //: ![Both curves fall; the one that began with 0.01 stays high for the first steps](two-starts
    //: "Two starts")
    page.trace(
      "test accuracy, 0.01",
      value: (documentRun.best ?? document).accuracy(on: data.test),
      documentRun.summary)
    func belowOne(_ losses: [Float]) -> Message {
      guard let place = losses.firstIndex(where: { $0 < 1 }) else {
        return "not in this training"
      }
      return "around step \(Int(steps[place]))"
    }
    page.say(
      "The loss falls below 1 with He's start \(belowOne(losses)), with the document's "
        + "\(belowOne(documentLosses)).")

    //: Both trainings again, under one slider. Look at the spread of activations and gradients
    //: while the document's loss stays high, and at what its network reads all digits as:
    page.replay(
      "replayed", [("He", run, recorder), ("the document's", documentRun, documentRecorder)])
    //: ![Loss and accuracy of two trainings, the spread of activations and gradients by layer, 32
    //: filters of 3 × 3 and a table of what a hundred digits are read as, for each](replayed "Two
    //: trainings, step by step")

    //: Is that this seed's luck? Here are more, and for longer, measured beforehand like the curve
    //: above:
    let passes = data.isDrawn ? 6 : 2
    let starts = try recorded("starts", on: data, of: .digits, options: training) { seeds in
      seeds.map { seed in
        [threeConvNetwork(seed: seed), documentNetwork(seed: seed)].map { network in
          var shares: [Float] = []
          let epoch = data.training.count / 100
          _ = network.trained(
            on: data.training, by: Adam(learningRate: 0.001), steps: passes * epoch, seed: seed
          ) { step, network in
            if step % epoch == 0 { shares.append(network.accuracy(on: data.test)) }
          }
          return shares
        }
      }
    }
    page.say(starts.explanation)
    page.table(
      "Test pictures read rightly, in per cent: the average, and the least and most of the seeds",
      columns: ["epoch", "He", "the document's"],
      rows: (0..<passes).map { epoch in
        ["\(epoch + 1)"]
          + [0, 1].map { start in
            let shares = starts.value.map { percent($0[start][epoch], places: 2) }
            return
              "\(Spread(shares).mean.rounded(to: 2)) (\(shares.min() ?? 0) to \(shares.max() ?? 0))"
          }
      })

    //: The same as curves, epoch by epoch, with a band from the worst of the seeds to the best:
    let stepsOfStarts = data.training.count / 100
    let endsOfEpochs = (1...passes).map { $0 * stepsOfStarts }
    page.replay(
      "starts",
      [("He" as Message), "the document's"].enumerated().map { start, name in
        let epochs = (0..<passes).map { epoch in starts.value.map { $0[start][epoch] } }
        return .init(
          name: name,
          accuracy: .init(
            steps: endsOfEpochs, values: epochs.map { Spread($0).mean },
            band: epochs.map { [$0.min() ?? 0, $0.max() ?? 0] }))
      }, steps: endsOfEpochs, stepsOfEpoch: stepsOfStarts)
    //: ![Two rising curves, the document's below; their bands part in the first epochs and come
    //: close later](starts "Test pictures read rightly, over the seeds")

    //: It learns, but late. It spends its first steps on getting away from where all digits look
    //: the same. (With SGD it would spend more: Adam's steps stay long where gradients are small,
    //: as in lesson 16.)
    //:
    //: > [!mistake] 003, every layer begins with a spread of 0.01 and the last biases with 1. Both
    //: > can be undone by training, and both take steps of it. Spread weights by √(2 / inputs), and
    //: > begin biases at 0.
  }
}
