//: # 15. Backpropagation
//: A network takes a 3 for an 8. A hundred thousand weights had a hand in that. Which of them
//: should change, in which direction, and by how much? One walk back through the computation
//: answers for all of them at once.
import LessonKit

@main
struct Backpropagation: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## Three numbers instead of a hundred thousand
    //: Compute F = (x + y) · z. Drawn as a **computational graph**, boxes are inputs, circles
    //: compute, and each value stands above the line on which it leaves:
    let x = GraphNode("x", -2)
    let y = GraphNode("y", 5)
    let z = GraphNode("z", 4)
    let a = (x + y).named("a")
    let f = (a * z).named("F")
    page.show(GraphFigure(of: f, gradients: false), "graph-of-f")
    //: ![x = −2 and y = 5 are added to a = 3; times z = 4, that is F = 12](graph-of-f "F = (x + y)
    //: · z")

    //: Now the question, in small: if x were a little larger, what would become of F? Try it, with
    //: a hundredth more of each input in turn:
    var tries: [[Message]] = []
    for input in [x, y, z] {
      let before = input.value
      input.set(before + 0.01)
      f.recompute()
      tries.append(["0.01 more \(input.name)", "\(f.value)", "\((f.value - 12) / 0.01)"])
      input.set(before)
      f.recompute()
    }
    page.table("Trying", columns: ["change", "F", "growth of F, per unit"], rows: tries)

    //: The last column is the **gradient** of F: 4, 4, 3. But trying takes a run of the whole
    //: computation for each input. For a network that is a hundred thousand runs, for one step.
    //:
    //: ## Each node knows its own slopes
    //: A sum grows by 1 when one of its inputs grows by 1. A product grows by as much as the
    //: *other* input is. These are the **local gradients**. A node can tell them from its inputs
    //: alone; here they are in blue:
    page.show(GraphFigure(of: f, slopes: true, gradients: false), "local-gradients")
    //: ![The same graph, with 1 on both lines into the sum, and 4 and 3 into the
    //: product](local-gradients "Local gradients")

    //: From x to F the way leads through a. One more x is one more a, and one more a is 4 more F.
    //: So one more x is 1 · 4 more F: **along a way, slopes are multiplied**. That is the chain
    //: rule.
    //:
    //: > [!mistake] 001, the chain rule is said to be a function made of functions. Those are what
    //: > it is for; the rule says how to differentiate them.
    //:
    //: Begin at the end with 1, since F grows with F at that rate, and walk to the front. What has
    //: been multiplied is there for all that comes before it. This walk is backpropagation:
    f.backward()
    page.show(GraphFigure(of: f, slopes: true), "forward-and-back", cover: true)
    //: ![Below the lines, in red, the gradients: F 1, a 4, z 3, x 4, y 4](forward-and-back "Forward
    //: in green, back in red")
    page.trace("gradient of x", value: Float(x.gradient))
    page.trace("gradient of y", value: Float(y.gradient))
    page.trace("gradient of z", value: Float(z.gradient))

    //: **Notice** that these are the numbers of the table. It took one walk, not three.
    //:
    //: ## The engine
    //: What does `backward` do? Three short pieces of the library, from the files themselves.
    //: First, an operation says two things: how its value comes from its inputs, and what its local
    //: gradients are. This is the product; `$0` are the values of its inputs, so `[$0[1], $0[0]]`
    //: is "each gets what the other is":
    //:
    //: > [!source] ../../Sources/Networks/Graph/GraphOperations.swift, public static func *
    //:
    //: Second, an order. A node may hand its gradient on only when it has all of it, so everything
    //: that uses a node must have its turn before the node itself. `nodes` visits what a node is
    //: made of, then adds the node, each one once: inputs come first, the result last. This is a
    //: **topological order**, and read from its end it is what the walk needs:
    //:
    //: > [!source] ../../Sources/Networks/Graph/GraphNode.swift, public var nodes
    //:
    //: Third, the walk. Gradients begin at 0, that of the result at 1. Then each node, last one
    //: first, adds to each of its inputs its own gradient times the slope between them:
    //:
    //: > [!source] ../../Sources/Networks/Graph/GraphNode.swift, public func backward()
    //:
    //: That is the whole engine. Here is the same walk through F, turn by turn, and with other
    //: inputs, too:
    page.backward("walk-through-f", f)
    //: ![x = −2, y = 5 and z = 4; a = 3 and F = 12. Back from F: 4 · 1 to x and to y by way of a,
    //: and 1 · 3 to z](walk-through-f "F = (x + y) · z, forward and back")

    //: **Notice** that `backward` asks no node what it computes. A new operation needs a value and
    //: its local gradients, nothing else; PyTorch's `backward()` walks in the same way, with
    //: tensors for numbers.
    //:
    //: ## Share, choose, swap
    //: Three operations, three characters:
    let (p, q) = (GraphNode("p", 3), GraphNode("q", 2))
    let (r, s) = (GraphNode("r", 4), GraphNode("s", 1))
    let g = (GraphNode.maximum(p * q, r) + s).named("G")
    g.backward()
    page.predictLarger(
      "p = 3, q = 2, r = 4 and s = 1. A little more of which makes most of max(p · q, r) + s?",
      [p, q, r, s].map { (Message($0.name), Float($0.gradient)) },
      because: """
        q is multiplied by p, and the product is larger than r: a little more q is 3 times as \
        much G. A little more of r, the loser, changes nothing.
        """)
    page.show(GraphFigure(of: g), "graph-of-max")
    //: ![Gradients: s 1, the maximum 1, its winner p · q 1, its loser r 0, p 2, q 3](graph-of-max
    //: "G = max(p · q, r) + s")

    //: **Notice** who gets what. The sum hands its 1 on to both. The maximum gives everything to
    //: the winner and nothing to r: a little more of the loser changes nothing. (That is max
    //: pooling, in lesson 13.) The product swaps: p gets what q is, and q what p is.
    //:
    //: ## What changed, and no more
    //: A node looks at nothing but its neighbours. That is handy on the way forward, too:
    var renewed: [[Message]] = []
    for (input, value) in [(z, 10.0), (x, 0.0)] {
      input.set(value)
      let names = f.recompute().map(\.name).joined(separator: ", ")
      renewed.append(["\(input.name) = \(value)", "\(names)", "\(f.value)"])
    }
    page.table("Changes", columns: ["change", "computed again", "F"], rows: renewed)

    //: A new z leaves x + y as it was.
    //:
    //: ## Several ways are added up
    //: In u · u + u, three ways lead from u to the end. Each hands something back:
    let u = GraphNode("u", 3)
    let square = u * u
    let h = (square + u).named("H")
    h.backward()
    page.backward("graph-of-square", h, rows: [(square, -1), (h, -0.4)], isDrawn: true)
    //: ![Two lines of slope 3 from u to a product, one of slope 1 to a sum; u has gradient
    //: 7](graph-of-square "H = u · u + u")

    //: 3 + 3 + 1 is 7: this is what `+=` is for in the engine. A program that writes `=` there
    //: keeps what came last:
    var overwritten = 0.0
    for node in h.nodes.reversed() {
      for (input, slope) in zip(node.inputs, node.localGradients) where input === u {
        overwritten = node.gradient * slope
      }
    }
    func tried(_ u: Double) -> Double { u * u + u }
    page.table(
      "The gradient of u", columns: ["tried", "added up", "overwritten"],
      rows: [
        [(tried(3.01) - tried(2.99)) / 0.02, u.gradient, overwritten].map { "\($0)" }
      ])

    //: ## Copies with a past, and without
    //: PyTorch has two ways to copy that are easily confused. `clone` copies a number and stays in
    //: the graph. `detach` gives the number without its past, and no gradient comes through:
    let k = (u.cloned * u.detached).named("K")
    k.backward()
    page.show(GraphFigure(of: k, slopes: true), "graph-detached")
    //: ![Both copies have the gradient 3, but detach has slope 0; so u has 3, from the
    //: clone](graph-detached "K = clone of u · detached u")
    page.trace("gradient of u", value: Float(u.gradient), "u · u would have 6")

    //: (In PyTorch a detached tensor shares the memory of the original: to change one in place
    //: changes both. A copy of its own, without a past, is `clone().detach()`.)
    //:
    //: ## A step downhill
    //: What is all this for? Here is a neuron, σ(w · x + b). It says 0.018 and should say 1. The
    //: loss L is the square of what is missing:
    let w = GraphNode("w", -2)
    let b = GraphNode("b", 0)
    let loss = (((w * GraphNode("x", 2) + b).sigmoid.named("y") - 1).squared).named("L")
    loss.backward()
    page.backward("neuron", loss, isDrawn: true)
    //: ![From w = −2, x = 2 and b = 0 to L = 0.9644; the gradients of w and b are negative](neuron
    //: "A neuron and its loss")

    //: The gradients of w and b are negative: with more of either, the loss falls. So take a step
    //: against the gradient, and another one:
    var losses: [Float] = []
    for _ in 0..<40 {
      losses.append(Float(loss.value))
      loss.backward()
      for weight in [w, b] { weight.set(weight.value - weight.gradient) }
      loss.recompute()
    }
    page.predictCourse(
      "Draw the loss, from the beginning to the twelfth of the forty steps.",
      x: (0...12).map { Float($0) }, range: 0...1,
      right: .init("this neuron", Tensor(Array(losses[0...12]))),
      mistakes: [
        .init(
          "as much with each step", between: Array(losses[0...12]),
          "That is as if each step were as long as the others. Steps go with the slope."
        ) { $0 },
        .init(
          "most at first", between: Array(losses[0...12]),
          """
          That is as if the largest mistake were mended fastest. But at 0.018 the sigmoid is \
          nearly flat: its slope is a factor of both gradients, and the first steps are short.
          """
        ) { 1 - (1 - $0) * (1 - $0) * (1 - $0) * (1 - $0) },
      ],
      otherwise: "Steps go with the slope: how steep is a sigmoid at 0.018, in the middle, near 1?")
    page.plot(
      "forty-steps", lines: [.init("loss", x: losses.indices.map { Float($0) }, y: losses)],
      xAxis: "step", yAxis: "loss")
    //: ![The loss hardly falls at first, then fast, then ever more slowly towards 0](forty-steps
    //: "Forty steps")

    //: **Notice** the slow start. The sigmoid is flat there (lesson 14), so its slope, a factor in
    //: both gradients, is small: the neuron is as wrong as can be and hardly learns.
    //:
    //: Later lessons use two rules that make more of the same gradients. With **momentum** (lesson
    //: 22) a step is nine tenths of the last one, less rate · gradient: equal directions add up.
    //: **Adam** (lesson 17) keeps running means of the gradients and of their squares, and divides
    //: the one by the root of the other: its steps are hardly shorter where slopes are small.
    //: The same neuron as a network of the library, by each rule:
    func lossesOfNeuron(_ optimizer: some Optimizer) -> [Float] {
      var (neuron, optimizer) = (Network(Dense(weights: Tensor([[-2]])), Sigmoid()), optimizer)
      return (0...40).map { _ in
        let (loss, gradient) = meanSquaredError(neuron.forward(Tensor([[2]])), Tensor([[1]]))
        neuron.backpropagate(gradient)
        optimizer.update(&neuron)
        return loss
      }
    }
    let rules: [(name: Message, losses: [Float])] = [
      ("plain", lossesOfNeuron(SGD(learningRate: 1))),
      ("momentum", lossesOfNeuron(SGD(learningRate: 1, momentum: 0.9))),
      ("Adam", lossesOfNeuron(Adam(learningRate: 0.3))),
    ]
    page.plot(
      "three-rules",
      lines: rules.map { .init($0.name, x: $0.losses.indices.map { Float($0) }, y: $0.losses) },
      xAxis: "step", yAxis: "loss")
    //: ![Three curves from the same height. Adam's falls from the first step on; the others are
    //: level at first, then momentum's falls sooner than the plain one](three-rules "Three rules")
    for (name, losses) in rules {
      page.trace(
        "steps to a loss below 0.1, \(name.english)",
        value: losses.firstIndex { $0 < 0.1 } ?? losses.count)
    }

    //: **Notice** the beginning. Adam's first step is as long as its rate, 0.3, for w and for b,
    //: however flat it is there. (Its rate can't be compared with the others' 1: a plain step is
    //: the rate times the gradient. With 0.1 Adam would take longer than they do.)
    //:
    //: ## The same for a convolution
    //: A layer is a node for whole tensors. Its `backward` takes the gradient of the output and
    //: returns that of the input. In a convolution a pixel went into a sum, times a number of the
    //: filter, so that number is its slope. Where windows overlap, several ways are added up:
    let filter = Tensor([[2, 0, 1], [0, 1, 2], [1, 0, 2]])
    func back(_ gradient: Tensor, _ filter: Tensor, stride: Int = 1, adds: Bool = true) -> Tensor {
      var inputGradient = Tensor.zeros(5, 5)
      for (oy, ox) in places(gradient) {
        for (ky, kx) in places(filter) {
          let (y, x) = (oy * stride + ky, ox * stride + kx)
          let share = gradient[oy, ox] * filter[ky, kx]
          inputGradient[y, x] = adds ? inputGradient[y, x] + share : share
        }
      }
      return inputGradient
    }
    func places(_ tensor: Tensor) -> [(Int, Int)] {
      (0..<tensor.count).map { ($0 / tensor.shape[1], $0 % tensor.shape[1]) }
    }
    let one = Tensor([[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    page.sideBySide {
      page.numbers(filter, "Filter")
      page.numbers(one, "Gradient of the output")
    }
    func grid(_ numbers: Tensor, _ words: Message) -> Notebook.PictureOption {
      .init(NumberGrid(numbers).image, seen: "A grid of five by five numbers", words)
    }
    page.predictPicture(
      "What comes back to the 5 × 5 pixels of the input?", "way-back",
      right: grid(
        back(one, filter), "Each pixel under the window gets the number it was multiplied by."),
      mistakes: [
        grid(
          back(one, filter.rotated180),
          """
          Here the filter is turned by 180°. On the way there each pixel met the number that lay \
          on it; that same number is its slope.
          """),
        grid(
          back(one, Tensor([[0, 0, 0], [0, 1, 0], [0, 0, 0]])),
          "That is for the pixel in the middle alone. All nine went into the sum."),
        grid(
          back(Tensor.ones(3, 3), filter),
          "That is with a gradient of 1 for all nine outputs. Here only one of them has it."),
      ])
    page.numbers(back(one, filter), "Gradient of the input")

    //: **Notice** that the filter appears where the window stood, as it is, not turned. Books say
    //: that it must be turned by 180°, and they are right, too. They stand at a pixel and look at
    //: the outputs, from the other end: as a formula, the gradient of the input is a correlation of
    //: the padded gradient of the output with the *turned* filter.
    let many = Tensor([[1, -2, 3], [0, 4, -1], [2, 5, -3]])
    let loops = back(many, filter)
    for (name, filter) in [("turned", filter.rotated180), ("not turned", filter)] {
      let formula = conv2D(many, filter, padding: .explicit(2))
      page.trace("difference, \(name)", value: (formula - loops).absolute.max())
    }

    //: ## Trust, but measure
    //: Gradients are easy to get wrong, and a wrong one often still trains, only worse. So hold
    //: them to what trying gives. The **relative error** is the largest difference, divided by the
    //: largest gradient. Here with stride 2, for the right way and three wrong ones:
    var generator = SeededGenerator(seed: 15)
    let input = Tensor.random(integers: -3..<4, shape: [5, 5], using: &generator)
    let wanted = Tensor([[1, -2], [3, 1]])
    let measured = numericalGradient(at: input, step: 1) { input in
      let output = conv2D(input, filter, stride: 2)
      return Double((output * wanted).sum())
    }
    let ways: [(Message, Tensor)] = [
      ("right", back(wanted, filter, stride: 2)),
      ("= for +=", back(wanted, filter, stride: 2, adds: false)),
      ("stride forgotten", back(wanted, filter)),
      ("filter turned", back(wanted, filter.rotated180, stride: 2)),
    ]
    page.table(
      "Measured against computed", columns: ["backward", "relative error"],
      rows: ways.map { [$0.0, "\(relativeError($0.1, measured))"] })
    page.trace("relative error", value: relativeError(ways[0].1, measured), "the right way")

    //: These whole numbers are exact. Elsewhere rounding remains: with Float, be content with a
    //: thousandth; from a hundredth on it is as a rule a mistake. Now a whole network, its loss the
    //: cross-entropy of two digits. Its parameters have names, with the layer's place in front:
    let digits = DrawnDigits.pictures(20, seed: 15)
    func newNetwork(_ activation: any Layer, _ pooling: Pooling.Kind) -> Network {
      var generator = SeededGenerator(seed: 15)
      return Network(
        Convolution(filters: 8, filterSize: 5, channels: 1, stride: 2, using: &generator),
        activation,
        Pooling(pooling, windowSize: 2), Flatten(),
        Dense(inputs: 288, outputs: 32, using: &generator), activation,
        Dense(inputs: 32, outputs: 10, using: &generator))
    }
    let two = digits.prefix(2)
    func checks(_ pooling: Pooling.Kind) -> [(name: String, error: Float)] {
      var network = newNetwork(Tanh(), pooling)
      let (_, gradient) = softmaxCrossEntropy(network.forward(two.images), labels: two.labels)
      network.backpropagate(gradient)
      // The 9,216 weights of the first dense layer would take 18,432 runs.
      let quick = network.parameters.indices.filter { network.parameters[$0].value.count < 1000 }
      return quick.map { index in
        let tried = numericalGradient(at: network.parameters[index].value) { value in
          var moved = network
          moved.parameters[index].value = value
          let logarithms = logSoftmax(moved.forward(two.images))
          return -Double(logarithms[0, two.labels[0]] + logarithms[1, two.labels[1]]) / 2
        }
        let parameter = network.parameters[index]
        return (parameter.name, relativeError(parameter.gradient, tried))
      }
    }
    page.table(
      "Relative errors, in thousandths", columns: ["parameter", "average pooling", "max pooling"],
      rows: zip(checks(.average), checks(.max)).map { average, maximum in
        ["\(average.name)"] + [average, maximum].map { "\(($0.error * 1000).rounded(to: 2))" }
      })

    //: **Notice** the one that is a thousand times larger than the others. Nothing is wrong with
    //: `backward` there. When a filter's weight is moved by 0.01, somewhere another pixel wins a
    //: maximum. There the loss has a corner, and what is measured across a corner is no slope. Such
    //: corners, of max and of ReLU, are the first thing to think of when a check fails here and
    //: there.
    //:
    //: ## The acid test
    //: Does it learn, then? Take twenty pictures and demand everything. A network of ten thousand
    //: numbers must be able to learn twenty pictures by heart. If its loss does not go to 0,
    //: something is broken, and no larger heap of pictures will mend it.
    //:
    //: Three runs: one as it should be; one with a ReLU that lets every gradient back through; one
    //: where before each step the labels are shuffled, but not the pictures.
    func overfit(_ activation: any Layer, shuffles: Bool = false) -> (Network, losses: [Float]) {
      var network = newNetwork(activation, .max)
      var adam = Adam(learningRate: 0.003)
      var labels = digits.labels
      var losses: [Float] = []
      for _ in 0..<150 {
        if shuffles { labels.shuffle(using: &generator) }
        let (loss, gradient) = softmaxCrossEntropy(network.forward(digits.images), labels: labels)
        losses.append(loss)
        network.backpropagate(gradient)
        adam.update(&network)
      }
      return (network, losses)
    }
    let (learned, right) = overfit(ReLU())
    // ReLU whose way back is wrong: it lets every gradient through.
    struct LeakingReLU: Layer {
      mutating func forward(_ input: Tensor) -> Tensor { relu(input) }
      mutating func backward(_ outputGradient: Tensor) -> Tensor { outputGradient }
    }
    let runs: [(Message, [Float])] = [
      ("right", right), ("wrong ReLU", overfit(LeakingReLU()).losses),
      ("labels shuffled", overfit(ReLU(), shuffles: true).losses),
    ]
    page.plot(
      "training",
      lines: runs.map { .init($0.0, x: $0.1.indices.map { Float($0) }, y: $0.1) },
      xAxis: "step", yAxis: "loss", logarithmicY: true)
    //: ![Two curves fall to a thousandth, the wrong ReLU's later; the third stays above 2](training
    //: "Twenty pictures, 150 steps")
    page.trace("loss at the end", value: right[149].rounded(to: 3), "the right run")

    //: **Notice** which mistake is found. With shuffled labels there is nothing to learn by heart,
    //: and the loss stays near ln 10 = 2.303, that of guessing. But the wrong ReLU gets to 0, too,
    //: only later. That is why it takes both: this test tells whether all parts work together, the
    //: gradient check whether each is right.
    let read = predictions(learned(digits.images))
    page.show(
      PictureGrid(
        digits.images, columns: 10, zoom: 2,
        labels: zip(digits.labels, read).map { "\($0) → \($1)" }
      ), "answers")
    //: ![Twenty small digits; under each stands the same number twice](answers "The twenty: what it
    //: is → what was read")
    let others = DrawnDigits.pictures(1000, seed: 16)
    let known = zip(digits.labels, read).count { $0 == $1 }
    let unknown = zip(others.labels, predictions(learned(others.images))).count { $0 == $1 }
    page.table(
      "Read rightly", columns: ["digits", "right"],
      rows: [["the twenty", "\(known) of 20"], ["others", "\(unknown) of 1000"]])
    page.trace("right", value: known, "of the twenty")

    //: It knows the twenty by heart, and of others not even half. This was a test of the program.
    //: What it takes to read digits one has never seen is what the next lessons are about.
    //:
    //: ## Exercise
    //: Write both gradients of a convolution: `Lessons/15-backpropagation/Exercise/Exercise.swift`,
    //: checked by `swift run convbook check 15`.
    //:
    //: ## Try next
    //: - Set z to −4 in the first graph. Which gradients change, and which don't?
    //: - Let p · q and r be equal. Who gets the gradient? Who would have deserved it?
    //: - Make a = u + 1 and M = (a · u) · a. What if `backward` took the nodes in the order in
    //:   which it meets them, so that a had its turn before a · u?
    //: - Measure with `step: 0.0001`. The errors grow, though the step is smaller. Why?
    //: - Shuffle the labels once, before the first step. Does the loss go to 0? What has been
    //:   learned then?
  }
}
