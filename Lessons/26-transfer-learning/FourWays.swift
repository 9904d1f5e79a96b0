//: ## Or let it move
//: *Fine-tuning* starts from the same weights and lets all of them move, or only the last: a
//: network may be cut anywhere, what is in front frozen, what is behind trained. Layers 0 to 7
//: are the first two blocks, 8 to 12 the third and the flattening. And for comparison the same
//: network from nothing:
import LessonKit

extension TransferLearning {
  typealias Way = (name: Message, start: (UInt64) -> Network, frozen: Int)

  func ways(from reader: Network) -> [Way] {
    let known = Network(Array(reader.layers.dropLast()))
    return [
      ("head only", { _ in known }, 13), ("last block and head", { _ in known }, 8),
      ("everything", { _ in known }, 0), ("from nothing", { body(seed: 100 + $0) }, 0),
    ]
  }
}

//: All get the same letters, the same steps, the same optimizer. (In front of the cut a network
//: is *used*, so its batch normalization rests as well.)
extension TransferLearning {
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
}

//: ## Five times
//: One run may be luck.
extension TransferLearning {
  typealias FiveRuns = (name: Message, runs: [(network: Network, shares: [Float])])

  func thirty(_ pictures: LabelledImages, _ seed: UInt64) -> LabelledImages {
    pictures[270 + 30 * Int(seed)..<300 + 30 * Int(seed)]
  }

  func fourWays(
    _ page: Notebook, from reader: Network, _ letters: LabelledImages, judgedBy test: LabelledImages
  ) throws -> (results: [FiveRuns], recorders: [FeatureRecorder]) {
    //: So do it five times: each time another thirty letters, another head, another order, judged
    //: by the same three hundred letters after every ten steps.
    // The first of the five is watched, for the figure below.
    let own = try options.ownImage().map { picture -> Tensor in
      let grey = picture.greyByMean().tensor.batched.resized(height: 28, width: 28) / 255
      // Letters are white on black; a picture that is mostly bright is turned over.
      return grey.mean() > 0.5 ? 1 - grey : grey
    }
    let recorders = [(0, 3), (0, 2), (0, 0), (1, 0)].map { start, blocks in
      FeatureRecorder(
        test.prefix(150), own: own, start: start, frozen: blocks, staysSame: blocks == 3)
    }
    let results = zip(ways(from: reader), recorders).map { way, recorder -> FiveRuns in
      let runs = (1...5).map { seed in
        learn(
          way, from: thirty(letters, seed), judgedBy: test, seed: seed,
          recorder: seed == 1 ? recorder : nil)
      }
      return (way.name, runs)
    }
    func spread(_ result: Int, after checks: Int) -> Spread {
      Spread(results[result].runs.map { $0.shares[checks - 1] })
    }
    func means(_ result: Int) -> Tensor { Tensor((1...6).map { spread(result, after: $0).mean }) }
    page.predictCurve(
      "A new head on the frozen body: draw the share of letters it reads after 10 to 60 steps.",
      x: (1...6).map { Float(10 * $0) }, range: 0...1, right: .init("head only", means(0)),
      mistakes: [
        .init(
          "from nothing", means(3),
          "That is the network from nothing: it has to find out what a stroke is, too."),
        .init(
          "guessing", means(0) * 0 + 0.1,
          "That is guessing. The features were made for digits, and tell letters apart as well."),
      ],
      otherwise: "Guessing reads a tenth of ten letters. The features tell shapes apart at once.")
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
    return (results, recorders)
  }
}
