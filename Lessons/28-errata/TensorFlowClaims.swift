//: ## 003, the TensorFlow notebook
import LessonKit

extension Errata {
  func tensorFlowClaims(_ page: Notebook) throws {
    //: ### The third pool
    //: The last comment on shapes is about a pool of 2 × 2 by 2 with SAME.
    func pooled(_ side: Int) throws -> Int {
      try WindowGeometry(input: [side], windowSize: [2], stride: 2, padding: .same).output[0]
    }
    let (ofFourteen, ofSeven) = (try pooled(14), try pooled(7))
    page.judge(
      "The third pool makes 4 × 4 of 14 × 14.", "003", holds: ofFourteen == 4,
      """
      Of 14 it makes \(ofFourteen). The third pool gets 7 × 7, as the comment above it says, and \
      of 7 it makes \(ofSeven). Lesson 17.
      """)

    //: ### A pool where data is missing
    let ones = maxPool2D(
      Tensor(shape: [3, 3], repeating: -1), windowSize: 2, stride: 2, padding: .same)
    page.judge(
      "Where data is missing, max_pool fills up with zeros.", "003", holds: ones.max() == 0,
      """
      A picture of −1 gives \(number(ones.max())) at the most: padding never wins. (TensorFlow, \
      too, leaves it out.) Lesson 10.
      """)
    page.numbers(ones, "3 × 3 of −1, pooled 2/2 with SAME")

    //: ### Flattening
    let (flatten, dense) = (Flatten(), Dense(weights: .zeros(2048, 10)))
    let learned = [
      flatten.parameters.map(\.value.count).reduce(0, +),
      dense.parameters.map(\.value.count).reduce(0, +),
    ]
    page.judge(
      "The fully connected layer is the flattening.", "003", holds: learned[0] == learned[1],
      """
      Flattening lines the numbers up and learns nothing; the dense layer behind it has weights. \
      Lesson 17.
      """)
    page.trace("parameters of the flattening", value: learned[0])
    page.trace("parameters of the dense layer", value: learned[1])

    //: ### What softmax gives
    let scores = Tensor([[2, 1, 0.1]])
    let probabilities = softmax(scores)
    page.judge(
      "Softmax gives numbers between 0 and 1 whose sum is 1.", "003",
      holds: abs(probabilities.sum() - 1) < 1e-6 && probabilities.min() > 0,
      """
      Of 2, 1 and 0.1 it makes \(probabilities.scalars.map { "\($0.rounded(to: 3))" }
        .joined(separator: ", ")). Lesson 14.
      """)

    //: ### The last layer's scores
    //: A regression predicts its target, and 100 more would be 100 off.
    let raised = scores + 100
    let moved = (softmax(raised) - probabilities).absolute.max()
    let regression = meanSquaredError(raised, scores).loss
    let byHowMuch: Message = moved < 1e-5 ? "by rounding at most" : "by \(moved)"
    page.judge(
      "What goes into softmax is the value of a linear regression.", "003",
      holds: moved > 1e-5,
      """
      100 more on every score moves the probabilities \(byHowMuch), and makes a regression's \
      squared error \(number(regression.rounded())). They are logits: only their differences \
      count. Lesson 14.
      """)

    //: ### A deviation for every layer
    //: All weights are drawn with 0.01. How far do the scores of one digit lie from those of
    //: another, before training?
    let digits = DrawnDigits.pictures(50, seed: 27)
    func spread(_ deviation: Float?) -> Float {
      var seeds = SeededGenerator(seed: 27)
      let blocks = [(32, 1), (64, 32), (128, 64)].flatMap { filters, channels -> [any Layer] in
        [
          Convolution(
            filters: filters, filterSize: 3, channels: channels, padding: .same,
            standardDeviation: deviation, bias: .constant(0.1), using: &seeds), ReLU(),
          Pooling(.max, windowSize: 2, padding: .same),
        ]
      }
      let head = Dense(inputs: 2048, outputs: 10, standardDeviation: deviation, using: &seeds)
      let logits = Network(blocks + [Flatten(), head])(digits.images)
      return logits.variance(axes: [0]).mean().squareRoot()
    }
    let spreads = (spread(0.01), spread(nil))
    page.judge(
      "What its code does: it draws all weights with the deviation 0.01, a good start.", "003",
      holds: spreads.0 > 0.1 * spreads.1,
      """
      The scores of two digits differ by \(number((spreads.0 * 1e6).rounded() / 1e6)); with He's \
      start, √(2 / inputs), by \(spreads.1.rounded(to: 2)). Adam finds out of it all the same. \
      Lesson 17.
      """)

    //: ### Biases at the end
    //: They are drawn from N(0, 1). A network that knows nothing should lose ln 10. Averaged over
    //: 2,000 draws:
    var generator = SeededGenerator(seed: 28)
    let draws = 2_000
    let losses = (0..<draws).map { draw in
      let bias = Tensor.random(
        normal: 0, standardDeviation: 1, shape: [1, 10], using: &generator)
      return softmaxCrossEntropy(bias, labels: [draw % 10]).loss
    }
    let opinion = losses.reduce(0, +) / Float(draws)
    let neutral = softmaxCrossEntropy(.zeros(1, 10), labels: [0]).loss
    page.judge(
      "What its code does: it draws the last biases at random, too, at no cost.", "003",
      holds: opinion < neutral + 0.1,
      """
      Training begins at a loss of \(opinion.rounded(to: 2)) on average, not at ln 10 = \
      \(neutral.rounded(to: 3)): the network has an opinion about nothing. Start last biases at 0. \
      Lesson 17.
      """)

    //: ### Ten thousand at once
    let bytes = 10_000 * 28 * 28 * 32 * MemoryLayout<Float>.size
    page.judge(
      "What its code does: it sends all test pictures through at once; 8 GB are enough.", "003",
      holds: 2 * bytes < 8_000_000_000,
      """
      It takes \((Float(bytes) / 1e9).rounded(to: 2)) GB for the output of the first convolution \
      alone, and as much again behind the ReLU. Where there is less memory, take a hundred at a \
      time: a hundredth of that. Lesson 17.
      """)
    page.trace("bytes of the first convolution's output", value: bytes)

    //: ### Five thousand pictures
    //: The lines that name the data, but for the imports and the test pictures:
    let lines = """
      print(mnist.train.num_examples, mnist.test.num_examples, mnist.validation.num_examples)
      total_batch = int(mnist.train.num_examples / batch_size)
      batch_x, batch_t = mnist.train.next_batch(batch_size)
      """.split(separator: "\n")
    let uses = lines.filter { $0.contains("validation") && !$0.hasPrefix("print") }.count
    page.judge(
      "What its code does: it has 5,000 pictures set aside, and validates with them.", "003",
      holds: uses > 0,
      """
      Their number is printed, and they are used \(uses) times. All thirty epochs are run, and the \
      test pictures read once, at the end: nothing tells when to stop. Lesson 17.
      """)

    //: ### A path for Python
    page.judge(
      "What its code does: “%env PYTHONPATH = # /env/python” sets PYTHONPATH to nothing.", "003",
      holds: false,
      """
      IPython has no comments there: the variable becomes “# /env/python”, as the line it prints \
      says. Here it did no harm.
      """, source: "what the notebook prints, “env: PYTHONPATH=# /env/python”")
  }
}
