//: ## 003, the TensorFlow notebook
import LessonKit

extension Errata {
  func tensorFlowClaims(_ page: Notebook, _ claims: Claims) throws {
    //: ### 14 × 14 × 32 becomes 64 × 32 × 14 × 14
    //: The comments multiply the channels of layer after layer, until 128 × 64 × 32 maps are left.
    var maps = Tensor.zeros(1, 28, 28, 1)
    for (filters, channels) in [(32, 1), (64, 32), (128, 64)] {
      maps = conv2D(maps, .zeros(3, 3, channels, filters), padding: .same)
      maps = page.trace(
        "conv and pool", maxPool2D(maps, windowSize: 2, padding: .same), from: maps)
    }
    let claimedMaps = 128 * 64 * 32
    claims.verdict(
      "channels multiply to \(claimedMaps)",
      cameOut: "\(maps.shape[3]) channels, \(describe(maps.shape))",
      fails: maps.shape[3] != claimedMaps,
      holds: "as many as there are filters: 14×14×64, 7×7×128, 4×4×128",
      lesson: 17)

    //: ### SAME keeps the size
    let same = try WindowGeometry(input: [7, 7], windowSize: [2, 2], stride: 2, padding: .same)
    claims.verdict(
      "SAME keeps the size",
      cameOut: "7 × 7 becomes \(same.output[0]) × \(same.output[1]) with stride 2",
      fails: same.output != [7, 7], holds: "⌈n / stride⌉: the size only at stride 1", lesson: 7)

    //: ### max_pool fills up with zeros where data is missing
    let pooled = maxPool2D(
      Tensor(shape: [3, 3], repeating: -1), windowSize: 2, stride: 2, padding: .same)
    page.numbers(pooled, "3 × 3 of −1, pooled 2/2 with SAME")
    claims.verdict(
      "max pooling pads with zeros", cameOut: "the largest number is \(number(pooled.max()))",
      fails: pooled.max() != 0, holds: "padding never wins a maximum", lesson: 10)

    //: ### The fully connected layer is the flattening
    let flatten = Flatten()
    let dense = Dense(inputs: 2048, outputs: 10, using: &claims.generator)
    let learned = [
      flatten.parameters.map(\.value.count).reduce(0, +),
      dense.parameters.map(\.value.count).reduce(0, +),
    ]
    page.trace("parameters of the flattening", value: learned[0])
    page.trace("parameters of the dense layer", value: learned[1])
    claims.verdict(
      "flattening is the dense layer",
      cameOut: "\(learned[0]) and \(learned[1]) parameters",
      fails: learned[0] != learned[1], holds: "flattening only lines the numbers up", lesson: 17)

    //: ### The last layer's scores are a linear regression
    //: A regression predicts its target, and 100 more would be 100 off. Logits are only compared:
    let scores = Tensor([[2, 1, 0.1]])
    let raised = scores + 100
    let movedShares = (softmax(raised) - softmax(scores)).absolute.max()
    let regression = meanSquaredError(raised, scores).loss
    page.trace("squared error", value: regression)
    claims.verdict(
      "logits are a linear regression",
      cameOut: movedShares < 1e-5
        ? "100 more on every score moves the probabilities by rounding at most"
        : "100 more on every score moves the probabilities by \(movedShares)",
      fails: movedShares < 1e-5 && regression > 1, holds: "they are logits: only differences count",
      lesson: 14)

    //: ### 0.01 is a good deviation for every layer
    //: How far do the scores of one digit lie from those of another, before training?
    let digits = DrawnDigits.pictures(50, seed: 27)
    func network(_ deviation: Float?) -> Network {
      var seeds = SeededGenerator(seed: 27)
      let blocks: [[any Layer]] = [(32, 1), (64, 32), (128, 64)].map { filters, channels in
        [
          Convolution(
            filters: filters, filterSize: 3, channels: channels, padding: .same,
            standardDeviation: deviation,
            bias: .constant(0.1), using: &seeds), ReLU(),
          Pooling(.max, windowSize: 2, padding: .same),
        ]
      }
      return Network(
        blocks.flatMap { $0 }
          + [
            Flatten(),
            Dense(inputs: 2048, outputs: 10, standardDeviation: deviation, using: &seeds),
          ])
    }
    func spread(_ network: Network) -> Float {
      let logits = network(digits.images)
      let centred = logits - logits.mean(axes: [0])
      return (centred * centred).mean().squareRoot()
    }
    let spreads = (spread(network(0.01)), spread(network(nil)))
    claims.verdict(
      "deviation 0.01 everywhere",
      cameOut:
        "digits differ by \(number((spreads.0 * 1e6).rounded() / 1e6)) in their scores; with He's "
        + "start by \(spreads.1.rounded(to: 2))",
      fails: spreads.0 < 0.001 * spreads.1, holds: "√(2 / inputs) keeps signals alive", lesson: 17)

    //: ### Random biases at the end do no harm
    //: A network that knows nothing should lose ln 10. One whose ten last biases are drawn from
    //: N(0, 1) has an opinion about nothing. Averaged over 2,000 draws:
    var (sum, draws) = (Float(0), 2_000)
    for draw in 0..<draws {
      let bias = Tensor.random(
        normal: 0, standardDeviation: 1, shape: [1, 10], using: &claims.generator)
      sum += softmaxCrossEntropy(bias, labels: [draw % 10]).loss
    }
    let opinion = sum / Float(draws)
    let neutral = softmaxCrossEntropy(.zeros(1, 10), labels: [0]).loss
    claims.verdict(
      "biases from N(0, 1) do no harm",
      cameOut: "a loss of \(opinion.rounded(to: 2)) instead of "
        + "\(neutral.rounded(to: 3))",
      fails: opinion > neutral + 0.3, holds: "start last biases at 0: ln 10", lesson: 17)

    //: ### All 10,000 test pictures at once
    let bytes = 10_000 * 28 * 28 * 32 * MemoryLayout<Float>.size
    page.trace("bytes of the first convolution's output", value: bytes)
    claims.verdict(
      "the test set goes through in one piece",
      cameOut: "\(number((Float(bytes) / 1e7).rounded() / 100)) GB in the first convolution alone",
      fails: bytes > 1_000_000_000, holds: "in portions: a hundred at a time take a hundredth",
      lesson: 17)
  }
}
