//: # 24. Residual networks: the input is added again
//: VGG has sixteen layers and does better than eight. Then why not thirty, or a hundred? In 2015
//: somebody tried: with more layers the network became *worse*, even on the pictures it had learned
//: from. The remedy is a single plus sign.
import LessonKit

@main
struct ResidualNetworks: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  @Option(in: 1...1000, help: "How often training goes through all pictures.") var epochs: Int?
  @Option(
    in: 0...UInt64.max, help: "Where the random numbers start; the same seed gives the same run.")
  var seed: UInt64 = 1
  @Flag(help: "Train longer, on 4000 pictures in full size, up to 56 layers: many minutes.")
  var full = false
  @Option(
    help: .message(
      "The folder of MNIST, or “drawn” for digits drawn by this program.", valueName: "folder"))
  var data: String?

  func run(_ page: Notebook) throws {
    //: Try it first. A **block** makes F(x) of the numbers x that come in, and its **shortcut**
    //: adds x to that. Here F is as small as can be: two dense layers with ReLU between them,
    //: sixteen numbers in and out, F(x) = s · relu(x · W₁) · W₂, with random weights as networks
    //: begin with. Nothing is trained, and nothing normalized. Without shortcuts the output is
    //: F(F(F(x))), with all of them each block gives F(x) + x:
    var dice = SeededGenerator(seed: seed)
    let branches = (0..<30).map { _ in
      Network(
        Dense(inputs: 16, outputs: 16, using: &dice), ReLU(),
        Dense(inputs: 16, outputs: 16, standardDeviation: 1 / 4, using: &dice))
    }
    let (signal, slope) = (
      Tensor.random(normal: 0, standardDeviation: 1, shape: [1, 16], using: &dice),
      Tensor.random(normal: 0, standardDeviation: 1, shape: [1, 16], using: &dice)
    )
    page.shortcuts(
      "shortcuts", branches, input: signal, gradient: slope, count: 12, scale: 0.5)
    //: ![A chain of blocks, each an F and an arc past it; below, the size of signal and gradient
    //: from block to block, the paths by their length, and what each block matters](shortcuts "A
    //: chain of blocks, forward and back")

    //: **Notice** what one switch does. Without shortcuts everything must pass through every F:
    //: what each of them shrinks is shrunk again and again. With shortcuts n blocks are no longer
    //: one path but 2ⁿ, since each block can be passed on two ways. The slope at the input is the
    //: sum of what all of them bring back (multiply out (1 + F₁)(1 + F₂)…): n! / (k! (n − k)!)
    //: paths pass through k of the F, most of them through about half. But where F is small, a path
    //: through many brings next to nothing. What arrives comes along short paths, as if many
    //: shallow networks were added up (Veit, Wilber and Belongie 2016). And since nothing depends
    //: on a single path, one block may be missing: take it out.
    //:
    //: ## Deeper, and worse
    //: A few hundred digits to learn from, halved to 14 × 14 so that it goes quickly, and as many
    //: to be judged by:
    let digits = try DataSource.digits.load(from: data)
    page.say(digits.explanation)
    func prepared(_ pictures: LabelledImages) -> LabelledImages {
      guard !full else { return pictures.prefix(4000) }
      let few = pictures.prefix(320)
      return LabelledImages(
        images: averagePool2D(few.images, windowSize: 2, stride: 2), labels: few.labels,
        classNames: few.classNames)
    }
    let (known, others) = (prepared(digits.training), prepared(digits.test))
    page.trace("to learn from", known.images)
    page.trace("to be judged by", others.images)

    recipe(page)

    let (plain, residual) = try trainedNetworks(page, known, others)

    try blockByHand(page)

    layerByLayer(page, known, plain[plain.count - 1], residual[residual.count - 1])
    try oneBlockLess(
      page, plain: plain[1].network, residual: residual[1].network, judgedBy: others.prefix(100))

    //: ## When the shapes change
    //: F(x) + x needs two shapes that are the same. Where a block halves the maps and takes more
    //: filters, x no longer fits. Then the shortcut gets a convolution of its own, 1 × 1 with the
    //: same stride: a **projection**.
    var generator = SeededGenerator(seed: seed)
    let narrow = Tensor.random(uniform: 0..<1, shape: [1, 6, 8, 3], using: &generator)
    let halving = ResidualBlock(
      Network(
        convolution(5, of: 3, over: 3, stride: 2, &generator) + [ReLU()]
          + convolution(5, of: 3, over: 5, stride: 1, &generator)),
      shortcut: Network(convolution(5, of: 1, over: 3, stride: 2, &generator)))
    page.network("projection", Plot.Network(Network(halving), for: [1, 6, 8, 3], input: "x"))
    //: ![Three boxes: x of 6 by 8 by 3, then two convolutions of 3 by 4 by 5. A line leads from the
    //: first box past the others and comes back in at the last](projection "A block with a
    //: projection")
    var inside = narrow
    for layer in halving.main.layers where layer is Convolution {
      inside = page.trace("3 × 3", Network(layer)(inside), from: inside)
    }
    let past = page.trace(
      "1 × 1, stride 2", Network(halving.shortcut.layers[0])(narrow), from: narrow)
    page.trace("sum", inside + past, from: past, "both branches give the same shape")
    let projection = halving.shortcut.layers[0].parameters[0].value
    page.trace("weights of the projection", value: projection.count, "1 · 1 · 3 · 5")

    //: Which pixels does the shortcut read, with its window of 1 × 1 that moves by two?
    let numbers = Tensor(shape: [6, 8], scalars: (0..<48).map { Float($0) })
    func grid(where isRead: (Int, Int) -> Bool) -> NumberGrid {
      NumberGrid(numbers, cell: 34).tinted(Colour(red: 170, green: 215, blue: 205), where: isRead)
    }
    page.predictPicture(
      "Which of these pixels does the projection read?", "projection-reads",
      right: .init(
        grid { y, x in y % 2 == 0 && x % 2 == 0 }.image, seen: "Of each 2 by 2 one is tinted",
        "It moves by two down and by two to the right, and looks at one pixel each time."),
      mistakes: [
        .init(
          grid { _, _ in true }.image, seen: "All are tinted",
          "A window of 2 × 2 or 3 × 3 that moves by two reads them all. This one is 1 × 1."),
        .init(
          grid { y, _ in y % 2 == 0 }.image, seen: "Every other row is tinted",
          "That is a stride of 2 downwards only. It moves by two to the right as well."),
        .init(
          grid { y, x in y < 3 && x < 4 }.image, seen: "The upper left quarter is tinted",
          "As many, but the window goes on to the end of the rows."),
      ])
    page.show(grid { y, x in y % 2 == 0 && x % 2 == 0 }, "read-by-projection")
    //: ![A grid of 6 by 8 numbers; of each 2 by 2 the upper left one is
    //: tinted](read-by-projection "What the projection reads")

    //: One in four. The shortcut never reads the others; those reach the sum through F alone.
    try resNetFamily(page)

    try beforeOrAfter(page, known, others, residual[1])

    //: In the paper of 2016 it is the depth that tells: of CIFAR-10's photos 6.61 % are wrong
    //: after, and 6.37 % before, with 110 layers; 7.61 % and 4.92 % with 1001.
    //:
    //: ## Exercise
    //: Write what a block does with what its convolutions give:
    //: `Lessons/24-residual-networks/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 24`.
    //:
    //: ## Try next
    //: - Divide the rate in `train` by five, or by ten. Does the plain network of 32 layers catch
    //:   up? If steps that are too large were all there is to it, it would.
    //: - `--seed 2`, `--seed 3`: other weights, another order. What stays?
    //: - Put the ReLU before the sum: what do the activations do from block to block?
    //: - Multiply instead: F(x) · x. What is the gradient of x where F(x) is 0?
    //: - `--full` adds 56 layers.
  }
}
