//: # 28. Errata
//: This book grew out of five sets of study notes. They are good notes, and they err, as all notes
//: do. Here is each of their claims that does not hold, one by one: the claim, a run that
//: contradicts it, and what holds. Can you say what is wrong before you read the run?
import LessonKit

@main
struct Errata: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## How to read this page
    //: Every claim ends with a verdict, and the verdict is computed: `fails` is a comparison, not
    //: an opinion. Should a claim stand after all, the page says so. A few claims are about history
    //: or about what libraries are called; those can't be run, and the page says that, too, and
    //: names its source. Each verdict ends with the lesson that goes into it.
    var notes = ""
    var overview: [[Message]] = []
    var (failed, told) = (0, 0)
    func verdict(
      _ claim: Message, cameOut: Message, fails: Bool, holds: Message, lesson: Int,
      line: Int = #line
    ) {
      page.say(
        fails
          ? "**Fails.** Came out: \(cameOut). What holds: \(holds). Lesson \(lesson)."
          : "**Stands.** Came out: \(cameOut). What holds: \(holds). Lesson \(lesson).",
        line: line)
      failed += fails ? 1 : 0
      overview.append(["\(notes)", claim, cameOut, holds, "\(lesson)"])
    }
    func tell(
      _ claim: Message, holds: Message, source: Message, lesson: Int, line: Int = #line
    ) {
      page.say("**Told, not run.** \(holds). Source: \(source). Lesson \(lesson).", line: line)
      told += 1
      overview.append(["\(notes)", claim, "told, not run", holds, "\(lesson)"])
    }
    var generator = SeededGenerator(seed: 27)

    //: ## 000, the notebook after “Deep Learning from Scratch”
    //:
    //: ### The dense layer is 3967 wide
    //: Its class computes the side after a convolution as H − F + 2P, without dividing by the
    //: stride and without adding 1, and cuts off what is left over at the end.
    notes = "000"
    let side = 28 - 5 + 2 * 0
    let claimedWidth = Int(30 * (Double(side) / 2) * (Double(side) / 2))
    let digit = Tensor.zeros(1, 28, 28, 1)
    let flat = Network(
      Convolution(filters: 30, filterSize: 5, channels: 1, using: &generator), ReLU(),
      Pooling(.max, windowSize: 2), Flatten())(digit)
    let pooledShape = flat.shape
    page.trace("claimed", value: claimedWidth)
    page.trace("flat size", flat, from: digit)
    verdict(
      "the dense layer is \(claimedWidth) wide", cameOut: "\(pooledShape[1])",
      fails: claimedWidth != pooledShape[1],
      holds: "(28 − 5) / 1 + 1 = 24, 24 / 2 = 12, 30 · 12 · 12", lesson: 16)

    //: ### The class runs as it stands
    //: In Python a name is looked up when the line is reached. So list what the notebook defines,
    //: what it uses, and subtract.
    let defined: Set = [
      "params", "layers", "last_layer", "predicd", "loss", "gradient", "Convolution", "Pooling",
      "Convolution.forward", "Pooling.forward",
    ]
    let used: Set = [
      "params", "layers", "layer", "last_layer", "last_layers", "predict", "loss", "Convolution",
      "Pooling", "Relu", "Affine", "SoftmaxWithLoss", "Convolution.forward",
      "Pooling.forward", "Convolution.backward", "Pooling.backward",
    ]
    let missing = used.subtracting(defined).sorted()
    verdict(
      "the class runs as it stands", cameOut: "undefined are \(missing.joined(separator: ", "))",
      fails: !missing.isEmpty,
      holds:
        """
        self.layers, predict, last_layer; ReLU, dense layer, softmax and all backward passes are \
        needed
        """,
      lesson: 16)

    //: ### A pool's size does not depend on its padding
    //: Its Pooling computes 1 + (H − window) / stride, but pads all the same. Of 4 × 4 with padding
    //: 1:
    let negative = Tensor(shape: [1, 4, 4, 1], repeating: -1)
    let claimedSide = 1 + (4 - 2) / 2
    let padded = page.trace(
      "maxPool2D", maxPool2D(negative, windowSize: 2, stride: 2, padding: .explicit(1)))
    verdict(
      "4 × 4, padding 1, pool 2/2 is \(claimedSide) × \(claimedSide)",
      cameOut: "\(padded.shape[1]) × \(padded.shape[2])", fails: padded.shape[1] != claimedSide,
      holds: "1 + (H + 2P − window) / stride, as for a convolution", lesson: 13)

    //: ### Zeros around a maximum do no harm
    //: It pads with zeros under a maximum. The picture just used is −1 everywhere:
    let zeros = maxPool2D(
      negative.padded([
        .init(before: 0, after: 0), .init(before: 1, after: 1),
        .init(before: 1, after: 1), .init(before: 0, after: 0),
      ]), windowSize: 2, stride: 2)
    page.sideBySide {
      page.numbers(zeros, "Padded with 0")
      page.numbers(padded, "Padded with −∞")
    }
    verdict(
      "zeros under a maximum are harmless",
      cameOut: "corner \(number(zeros[0, 0, 0, 0])) in a picture of −1",
      fails: zeros[0, 0, 0, 0] != -1, holds: "−∞ never wins; lay it around a maximum", lesson: 10)

    //: ### im2col cuts the picture into a grid
    //: In a grid every number would be in one piece.
    let numbers = Tensor.random(uniform: 0..<1, shape: [1, 7, 7, 3], using: &generator)
    let columns = page.trace("im2col", im2col(numbers, filterSize: 5))
    verdict(
      "im2col cuts into a grid", cameOut: "\(numbers.count) numbers became \(columns.count)",
      fails: columns.count != numbers.count,
      holds: "windows overlap; the middle number is in all nine", lesson: 12)

    //: ### Pooling makes a network indifferent to shifts and sizes
    //: A lone 6 in 4 × 4, moved by one pixel each way; and a square, twice as large.
    func lone(_ y: Int, _ x: Int) -> Tensor {
      Tensor((0..<4).map { row in (0..<4).map { $0 == x && row == y ? 6 : 0 } })
        .reshaped(1, 4, 4, 1)
    }
    let unmoved = maxPool2D(lone(1, 1), windowSize: 2)
    let moves = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)]
    let unnoticed = moves.count { maxPool2D(lone(1 + $0.0, 1 + $0.1), windowSize: 2) == unmoved }
    let square = Tensor((0..<4).map { y in (0..<4).map { y < 2 && $0 < 2 ? 1 : 0 } })
      .reshaped(1, 4, 4, 1)
    let larger = square.resized(height: 8, width: 8, by: .nearest)[0..., 0..<4, 0..<4, 0...]
    let sameSize = maxPool2D(square, windowSize: 2) == maxPool2D(larger, windowSize: 2)
    page.trace("shifts unnoticed", value: unnoticed, "of 8")
    verdict(
      "pooling is invariant to shift and scale",
      cameOut:
        """
        \(unnoticed) of 8 shifts go unnoticed, and the larger square \
        \(sameSize ? "does" : "does not")
        """,
      fails: unnoticed < 8 || !sameSize,
      holds: "it forgives some small shifts, and no change of size", lesson: 10)

    //: ### AlexNet alternates convolution and pooling
    //: Pool 3/2 after each of its five convolutions, and see where it ends:
    var height = 227
    var alternating = [height]
    var ranOut = false
    for (window, stride, padding) in [(11, 4, 0), (5, 1, 2), (3, 1, 1), (3, 1, 1), (3, 1, 1)] {
      height = try WindowGeometry(
        input: [height], windowSize: [window], stride: stride, padding: .explicit(padding)
      ).output[0]
      alternating.append(height)
      guard
        let pooled = try? WindowGeometry(
          input: [height], windowSize: [3], stride: 2, padding: .valid)
      else {
        ranOut = true
        break
      }
      height = pooled.output[0]
      alternating.append(height)
    }
    let halving = alternating.map(String.init).joined(separator: " → ")
    verdict(
      "AlexNet alternates convolution and pooling",
      cameOut: ranOut
        ? "\(halving), and no third pixel is left to pool" : "\(halving)",
      fails: height != 6, holds: "conv3, 4 and 5 follow each other; 6 × 6 reach the dense layers",
      lesson: 22)

    //: ### LeNet was the first convolutional network
    //: Document 002 says it, too.
    tell(
      "LeNet was the first",
      holds: "Fukushima's Neocognitron has convolution and pooling in 1980, LeCun trains one by "
        + "backpropagation in 1989; LeNet-5 is of 1998", source: "the papers of those years",
      lesson: 22)

    //: ## 001, the notes on a PyTorch book
    //:
    //: ### Smoothing leaves a row of ones as it is
    //: A filter .25, .5, .25 over five ones, the ends padded so that five come out:
    notes = "001"
    let row = conv1D(
      Tensor([1, 1, 1, 1, 1]).reshaped(1, 5, 1), Tensor([0.25, 0.5, 0.25]).reshaped(3, 1, 1),
      padding: .same)
    let smooth = row.scalars.map { number($0) }.joined(separator: ", ")
    verdict(
      "1, 1, 1, 1, 1 smoothed is 1, 1, 1, 1, 1", cameOut: "\(smooth)", fails: row.min() != 1,
      holds: "the padding is 0, so the ends lose a quarter", lesson: 11)

    //: ### What comes out of a 2D convolution is (W, H), as it went in
    let six = Tensor.zeros(1, 6, 6, 1)
    let outputs = [
      ("same, stride 1, one filter", conv2D(six, .zeros(3, 3, 1, 1), padding: .same)),
      ("valid", conv2D(six, .zeros(3, 3, 1, 1))),
      ("same, stride 2", conv2D(six, .zeros(3, 3, 1, 1), stride: 2, padding: .same)),
      ("same, ten filters", conv2D(six, .zeros(3, 3, 1, 10), padding: .same)),
    ]
    for (setting, output) in outputs { page.trace(setting, output) }
    verdict(
      "the output is as large as the input",
      cameOut: "\(outputs.count { $0.1.shape == six.shape }) of \(outputs.count) keep their shape",
      fails: !outputs.allSatisfy { $0.1.shape == six.shape },
      holds: "only with SAME, stride 1 and one filter", lesson: 11)

    //: ### randint(10) draws 0 to 10
    //: As everywhere in programming, the end is not included. Our range says it in its name:
    let whole = Tensor.random(integers: 0..<10, shape: [100_000], using: &generator)
    verdict(
      "randint(10) draws 0 to 10", cameOut: "the largest of 100,000 is \(number(whole.max()))",
      fails: whole.max() != 10, holds: "0 to 9", lesson: 3)

    //: ### rand draws standard normal numbers between 0 and 1
    //: Standard normal numbers know no bounds, and 68 % of them lie within one deviation of their
    //: mean.
    let even = Tensor.random(uniform: 0..<1, shape: [100_000], using: &generator)
    let deviation = even.variance().squareRoot()
    let within = (even - even.mean()).count { abs($0) < deviation }
    page.trace("deviation", value: deviation.rounded(to: 3))
    verdict(
      "rand is standard normal",
      cameOut: "\(number((Float(within) / 1000).rounded())) % within one deviation",
      fails: abs(Float(within) / 100_000 - 0.683) > 0.01,
      holds: "uniform: mean 0.5, deviation 1/√12 = 0.289", lesson: 3)

    //: ### rand(8) is a matrix 1 × 8, and randn's “standard” is 0
    let eight = Tensor.random(uniform: 0..<1, shape: [8], using: &generator)
    let normal = Tensor.random(normal: 0, standardDeviation: 1, shape: [100_000], using: &generator)
    page.trace("rand(8)", eight)
    verdict(
      "rand(8) is 1 × 8, randn has standard 0",
      cameOut: "\(eight.rank) axis; the mean of randn is \(number(normal.mean().rounded(to: 1))), "
        + "its deviation \(number(normal.variance().squareRoot().rounded(to: 2)))",
      fails: eight.shape != [1, 8], holds: "shape (8,); mean 0, standard deviation 1", lesson: 3)

    //: ### nn.ReLU keeps parameters, F.relu must be handed them
    var layers: [(String, any Layer)] = [
      ("ReLU", ReLU()), ("Pooling", Pooling(.max, windowSize: 2)),
      ("Convolution", Convolution(weights: .ones(3, 3, 1, 1))),
      ("Dense", Dense(weights: .ones(4, 2))),
    ]
    let parameterCounts = layers.map { $0.1.parameters.count }
    let signs = Tensor([[-1, 2, -3, 4]])
    let sameEitherWay = layers[0].1.forward(signs) == relu(signs)
    verdict(
      "nn's activations hold parameters, F's need them",
      cameOut: zip(layers, parameterCounts).map { "\($0.0) \($1)" }.joined(separator: ", "),
      fails: parameterCounts[0] == 0 && sameEitherWay,
      holds: "only layers with weights have any; object and function give the same", lesson: 18)

    //: ### Batch normalization makes data Gaussian
    //: Squares of normal numbers lean to one side. Skew measures that: 0 for a Gaussian.
    func skew(_ values: Tensor) -> Float {
      let centred = values - values.mean()
      return (centred * centred * centred).mean()
        / (values.variance() * values.variance().squareRoot())
    }
    let leaning = (normal * normal).reshaped(100_000, 1)
    var normalization = BatchNormalization(channels: 1)
    let normalized = normalization.forward(leaning)
    func tenth(_ value: Float) -> String { number(value.rounded(to: 1)) }
    verdict(
      "batch normalization makes Gaussian",
      cameOut: "skew \(tenth(skew(leaning))) before and "
        + "\(tenth(skew(normalized))) after",
      fails: abs(skew(normalized)) > 0.5,
      holds: "it moves and scales: mean 0, deviation 1, the same form", lesson: 19)

    //: ### Dropout zeroes a share p
    //: And scales the rest by 1 / (1 − p). True, and half of it: in use it must do nothing.
    var dropout = Dropout(probability: 0.3, seed: 27)
    let thousand = Tensor.ones(1, 1000)
    let trainingZeros = dropout.forward(thousand).count { $0 == 0 }
    dropout.mode = .inference
    let usedZeros = dropout.forward(thousand).count { $0 == 0 }
    verdict(
      "dropout zeroes a share p",
      cameOut: "\(trainingZeros) of 1000 in training, \(usedZeros) in use",
      fails: usedZeros == 0 && trainingZeros > 0, holds: "only in training", lesson: 19)

    //: ### Log-softmax is there because softmax's gradients vanish
    //: The gradient of softmax and logarithm together is the same either way. The numbers are not:
    let extreme = Tensor([[1000, 0]])
    let naive = softmax(extreme).logarithm
    let stable = logSoftmax(extreme)
    page.trace("log(softmax)", value: naive[0, 1])
    page.trace("log-softmax", value: stable[0, 1])
    verdict(
      "log-softmax is against vanishing gradients",
      cameOut: "\(number(naive[0, 1])) the naive way, \(number(stable[0, 1])) in one step",
      fails: naive[0, 1] == -.infinity && stable[0, 1] == -1000,
      holds: "it is about numbers that overflow and underflow", lesson: 14)

    //: ### ResNet18 has 50 layers
    //: Layers with weights along the way from picture to answer, and all its parameters:
    var layerCount = 1
    var parameters = 7 * 7 * 3 * 64 + 2 * 64
    var depth = 64
    for width in [64, 128, 256, 512] {
      // The first block of a stage changes the depth, the second keeps it.
      for incoming in [depth, width] {
        layerCount += 2
        parameters += 9 * incoming * width + 9 * width * width + 2 * 2 * width
        // A shortcut must become as deep as what it is added to.
        if incoming != width { parameters += incoming * width + 2 * width }
      }
      depth = width
    }
    layerCount += 1
    parameters += 512 * 1000 + 1000
    page.trace("parameters of ResNet18", value: parameters, "torchvision's 11,689,512")
    verdict(
      "ResNet18 has 50 layers", cameOut: "\(layerCount) layers with weights",
      fails: layerCount != 50, holds: "17 convolutions and a dense layer; ResNet50 has 50",
      lesson: 26)

    //: ### pretrained=True, and torchvision.transform
    tell(
      "pretrained=True loads weights",
      holds:
        "since torchvision 0.13 it is weights=…; the module is torchvision.transforms. The notes' "
        + "own correction, next(iterator) for iterator.next(), is right",
      source: "torchvision's documentation",
      lesson: 26)

    //: ### Resize cuts
    //: Number the columns of a picture and look which are left at its ends.
    let ruler = Tensor((0..<4).map { _ in (0..<640).map { Float($0) } }).reshaped(1, 4, 640, 1)
    let scaled = ruler.resized(height: 2, width: 384, antialias: true)
    let ends = (scaled[0, 0, 0, 0], scaled[0, 0, 383, 0])
    page.trace("Resize", scaled, from: ruler)
    verdict(
      "Resize cuts",
      cameOut: "columns \(ends.0.rounded()) to \(ends.1.rounded()) of 0 to 639",
      fails: ends.0 < 2 && ends.1 > 637, holds: "it scales; RandomResizedCrop cuts, then scales",
      lesson: 25)

    //: ### requires_grad = False keeps a layer as it is
    //: Freeze a batch normalization, train one step, and use it:
    var frozen = BatchNormalization(channels: 1)
    for index in frozen.parameters.indices { frozen.parameters[index].isTrainable = false }
    let meanBefore = frozen.buffers[0].value.scalars[0]
    _ = frozen.forward(Tensor(shape: [4, 1], scalars: [8, 9, 11, 12]))
    let meanAfter = frozen.buffers[0].value.scalars[0]
    verdict(
      "a frozen layer does not change",
      cameOut: "its running mean went from \(meanBefore) to \(meanAfter)",
      fails: meanBefore != meanAfter,
      holds: "weights rest, statistics move, unless the layer is in inference mode", lesson: 26)

    //: ### The chain rule is a composed function
    //: Take u = 3x + 1 and F = u · u at x = 2. The composed function has a value. The rule is about
    //: slopes:
    let x = GraphNode("x", 2)
    let u = 3 * x + 1
    let composed = u * u
    composed.backward()
    let byRule = 2 * u.value * 3
    verdict(
      "the chain rule is a composed function",
      cameOut:
        "F is \(composed.value), dF/dx is \(x.gradient) = 2u · 3",
      fails: composed.value != x.gradient && x.gradient == byRule,
      holds: "it is how to differentiate one: multiply the slopes", lesson: 15)

    //: ### The feature matrix is A + I
    let adjacency = Tensor([[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 1], [0, 0, 1, 0]])
    let features = Tensor([[20, 2], [30, 1], [40, 9], [50, 4]])
    let identity = Tensor((0..<4).map { row in (0..<4).map { $0 == row ? 1 : 0 } })
    let withSelf = page.trace("A + I", adjacency + identity)
    page.trace("features", features, "age and years of four people")
    verdict(
      "the feature matrix is A + I",
      cameOut: "\(describe(withSelf.shape)) against \(describe(features.shape))",
      fails: withSelf.shape != features.shape,
      holds: "A says who is tied to whom, X what is known of each", lesson: 27)

    //: ### (height, width, channel) here, W · H · D there
    //: The notes use both orders on one page. Read a picture in the wrong one:
    let small = Tensor([[1, 2, 3], [4, 5, 6]])
    let (asWritten, swapped) = (small[0, 1], small.transposed[0, 1])
    verdict(
      "(W, H) or (H, W), no matter",
      cameOut:
        "place (0, 1) holds \(asWritten) in one order and \(swapped) in the other",
      fails: asWritten != swapped, holds: "choose one order and keep it: here (N, H, W, C)",
      lesson: 1)

    //: ## 002, the lecture on architectures
    //:
    //: ### 4 × 4 with padding 1 is 5 × 5
    notes = "002"
    let fourByFour = Tensor.zeros(4, 4)
    let framed = fourByFour.padded(1)
    page.trace("padded", framed, from: fourByFour)
    verdict(
      "4 × 4 with padding 1 is 5 × 5", cameOut: "\(describe(framed.shape))",
      fails: framed.shape != [5, 5],
      holds: "6 × 6, a row on each side; that is why 4 × 4 come out", lesson: 7)

    //: ### f = W₂ max()
    //: A maximum of nothing. What belongs in it, and what happens without it:
    let (first, second) = (Tensor([[1, -1], [-1, 1]]), Tensor([[1, 1]]))
    let point = Tensor([[3], [1]])
    let withMaximum = matmul(second, relu(matmul(first, point))).scalar
    let without = matmul(matmul(second, first), point).scalar
    page.trace("W₂ max(0, W₁ x)", value: withMaximum)
    page.trace("W₂ W₁ x", value: without)
    verdict(
      "f = W₂ max()", cameOut: "\(withMaximum) with it, \(without) without",
      fails: withMaximum != without,
      holds: "W₂ max(0, W₁ x); without the maximum two layers are one", lesson: 4)

    //: ### Convolution and correlation give the same
    //: True of what is *learned*. A filter that is given is another filter when it is turned:
    let vertical = Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    let jump = Tensor((0..<5).map { _ in [0, 0, 0, 9, 9] }).reshaped(1, 5, 5, 1)
    let correlation = conv2D(jump, vertical.reshaped(3, 3, 1, 1))
    let convolution = conv2D(jump, vertical.rotated180.reshaped(3, 3, 1, 1))
    page.trace("correlation", value: correlation[0, 0, 1, 0])
    page.trace("convolution", value: convolution[0, 0, 1, 0])
    verdict(
      "correlation and convolution give the same",
      cameOut: "\(number(correlation[0, 0, 1, 0])) and \(number(convolution[0, 0, 1, 0]))",
      fails: correlation != convolution,
      holds: "the learned filter comes out turned, and then they agree",
      lesson: 6)

    //: ### Correlation is also called fused multiply-add
    //: That is something else: a processor's a · b + c with one rounding instead of two.
    let nearOne: Float = 1 + 0x1p-13
    let fused = Float(-1).addingProduct(nearOne, nearOne)
    let separate = nearOne * nearOne - 1
    verdict(
      "correlation is called fused multiply-add",
      cameOut: fused == separate
        ? "no difference" : "fused and separate differ in the last digits of a · a − 1",
      fails: fused != separate, holds: "correlation is a sum of products, however they are rounded",
      lesson: 12)

    //: ### The size of the input decides the size of the filter
    let oneFilter = Tensor.zeros(3, 3, 3, 10)
    let sizes = [Tensor.zeros(1, 32, 32, 3), .zeros(1, 64, 48, 3)].map {
      conv2D($0, oneFilter).shape
    }
    verdict(
      "the input's size decides the filter's",
      cameOut: "the same filters over 32 × 32 and 64 × 48 give \(describe(sizes[0])) and "
        + "\(describe(sizes[1]))",
      fails: sizes[0] != sizes[1],
      holds: "the input's depth decides the filter's depth; its size is chosen",
      lesson: 8)

    //: ### One filter's output has depth 3 / 3
    //: The depth is divided, they say, and 3 / 3 is 1. With a depth of 6 that would be 2.
    let six3 = conv2D(.zeros(1, 36, 36, 6), .zeros(5, 5, 6, 1))
    page.trace("one filter over depth 6", six3)
    verdict(
      "depth is divided by 3", cameOut: "depth \(six3.shape[3]), where 6 / 3 is \(6 / 3)",
      fails: six3.shape[3] != 6 / 3, holds: "one filter sums over all channels", lesson: 8)

    //: ### Without padding the output is always smaller
    let pointwise = conv2D(.zeros(1, 4, 4, 8), .zeros(1, 1, 8, 2))
    page.trace("1 × 1", pointwise)
    verdict(
      "without padding it gets smaller", cameOut: "\(pointwise.shape[1]) × \(pointwise.shape[2])",
      fails: pointwise.shape[1] == 4, holds: "a 1 × 1 filter keeps height and width", lesson: 11)

    //: ### 6 × 6, filter 3, stride 2 is an error
    //: (6 − 3) / 2 + 1 is 2.5, and the notes fear that the filter reaches beyond the picture.
    let halves = try WindowGeometry(input: [6, 6], windowSize: [3, 3], stride: 2, padding: .valid)
    verdict(
      "a stride that does not fit is an error",
      cameOut:
        "\(halves.output[0]) × \(halves.output[1]), and \(halves.axes[0].unread) row is never read",
      fails: halves.output == [2, 2],
      holds: "the size is rounded down; the last row and column go unread",
      lesson: 7)

    //: ### Three 3 × 3 see about as much as 7 × 7
    //: Let a gradient of 1 flow back from one output, and count the pixels it reaches.
    var stack = Network((0..<3).map { _ in Convolution(weights: .ones(3, 3, 1, 1)) })
    let centre = stack.forward(.zeros(1, 11, 11, 1))
    var onePixel = [Float](repeating: 0, count: centre.count)
    onePixel[centre.count / 2] = 1
    let reached = stack.backward(Tensor(shape: centre.shape, scalars: onePixel))
    let reachedCount = reached.count { $0 > 0 }
    page.show(
      NumberGrid(reached[0].reshaped(11, 11), cell: 36, shading: .range(70, 0)).image, "paths")
    //: ![Eleven by eleven cells; the inner seven by seven hold numbers that grow towards the
    //: middle](paths "How many ways lead from each pixel to the output")
    page.trace("pixels seen", value: reachedCount)
    verdict(
      "three 3 × 3 see about 7 × 7", cameOut: "\(reachedCount) pixels",
      fails: reachedCount == 7 * 7, holds: "exactly 7 × 7, the middle more often than the edge",
      lesson: 23)

    //: ### Convolutions need most of VGG's memory, therefore …
    //: There the notes break off. How much is it, for VGG16 and one picture?
    var activations = 224 * 224 * 3
    var firstTwo = 0
    for (side, filters, convolutions) in [
      (224, 64, 2), (112, 128, 2), (56, 256, 3), (28, 512, 3), (14, 512, 3),
    ] {
      activations += convolutions * side * side * filters
      if side == 224 { firstTwo = convolutions * side * side * filters }
      activations += (side / 2) * (side / 2) * filters
    }
    activations += 4096 + 4096 + 1000
    let share = Float(100 * firstTwo) / Float(activations)
    page.trace("numbers kept for one picture", value: activations)
    page.say(
      "**Left open, finished here.** The first two convolutions alone hold "
        + "\(share.rounded()) % of these numbers. Therefore training, which must keep all "
        + "of them for the way back, runs out of memory there first, and shrinking pictures early "
        + "saves the most. Lesson 23.")
    overview.append([
      "\(notes)", "“CONV layers' results are what memory is used for. Therefore ???”",
      "the notes break off",
      "the first two of VGG16 hold \(share.rounded()) %", "23",
    ])

    //: ### AlexNet's ensemble reached 15.4 %
    tell(
      "seven AlexNets reach 15.4 %",
      holds:
        "15.4 % on the validation pictures, 15.3 % on the test pictures that decided the contest",
      source: "Krizhevsky, Sutskever and Hinton 2012, table 2", lesson: 22)

    //: ## 003, the TensorFlow notebook
    //:
    //: ### 14 × 14 × 32 becomes 64 × 32 × 14 × 14
    //: The comments multiply the channels of layer after layer, until 128 × 64 × 32 maps are left.
    notes = "003"
    var maps = Tensor.zeros(1, 28, 28, 1)
    for (filters, channels) in [(32, 1), (64, 32), (128, 64)] {
      maps = conv2D(maps, .zeros(3, 3, channels, filters), padding: .same)
      maps = page.trace(
        "conv and pool", maxPool2D(maps, windowSize: 2, padding: .same), from: maps)
    }
    let claimedMaps = 128 * 64 * 32
    verdict(
      "channels multiply to \(claimedMaps)",
      cameOut: "\(maps.shape[3]) channels, \(describe(maps.shape))",
      fails: maps.shape[3] != claimedMaps,
      holds: "as many as there are filters: 14×14×64, 7×7×128, 4×4×128",
      lesson: 17)

    //: ### SAME keeps the size
    let same = try WindowGeometry(input: [7, 7], windowSize: [2, 2], stride: 2, padding: .same)
    verdict(
      "SAME keeps the size",
      cameOut: "7 × 7 becomes \(same.output[0]) × \(same.output[1]) with stride 2",
      fails: same.output != [7, 7], holds: "⌈n / stride⌉: the size only at stride 1", lesson: 7)

    //: ### max_pool fills up with zeros where data is missing
    let pooled = maxPool2D(
      negative[0..., 0..<3, 0..<3, 0...], windowSize: 2, stride: 2, padding: .same)
    page.numbers(pooled, "3 × 3 of −1, pooled 2/2 with SAME")
    verdict(
      "max pooling pads with zeros", cameOut: "the largest number is \(number(pooled.max()))",
      fails: pooled.max() != 0, holds: "padding never wins a maximum", lesson: 10)

    //: ### The fully connected layer is the flattening
    let flatten = Flatten()
    let dense = Dense(inputs: 2048, outputs: 10, using: &generator)
    let learned = [
      flatten.parameters.map(\.value.count).reduce(0, +),
      dense.parameters.map(\.value.count).reduce(0, +),
    ]
    page.trace("parameters of the flattening", value: learned[0])
    page.trace("parameters of the dense layer", value: learned[1])
    verdict(
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
    verdict(
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
    verdict(
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
      let bias = Tensor.random(normal: 0, standardDeviation: 1, shape: [1, 10], using: &generator)
      sum += softmaxCrossEntropy(bias, labels: [draw % 10]).loss
    }
    let opinion = sum / Float(draws)
    let neutral = softmaxCrossEntropy(.zeros(1, 10), labels: [0]).loss
    verdict(
      "biases from N(0, 1) do no harm",
      cameOut: "a loss of \(opinion.rounded(to: 2)) instead of "
        + "\(neutral.rounded(to: 3))",
      fails: opinion > neutral + 0.3, holds: "start last biases at 0: ln 10", lesson: 17)

    //: ### All 10,000 test pictures at once
    let bytes = 10_000 * 28 * 28 * 32 * MemoryLayout<Float>.size
    page.trace("bytes of the first convolution's output", value: bytes)
    verdict(
      "the test set goes through in one piece",
      cameOut: "\(number((Float(bytes) / 1e7).rounded() / 100)) GB in the first convolution alone",
      fails: bytes > 1_000_000_000, holds: "in portions: a hundred at a time take a hundredth",
      lesson: 17)

    //: ## 004, the practice in image processing
    //:
    //: ### Ten filters make ten pictures to learn from
    notes = "004"
    let ten = page.trace("ten filters", conv2D(.zeros(1, 8, 8, 1), .zeros(3, 3, 1, 10)))
    verdict(
      "filters make more samples", cameOut: "\(ten.shape[0]) picture with \(ten.shape[3]) channels",
      fails: ten.shape[0] != 10, holds: "filters make channels; augmentation makes samples",
      lesson: 8)

    //: ### The filter brings out the outlines
    //: A bright square on dark ground, and the filter −1, 0, 1 in three rows:
    let shape = Tensor(
      (0..<20).map { y in (0..<20).map { (6..<14) ~= y && (6..<14) ~= $0 ? 255 : 0 } }
    )
    .reshaped(1, 20, 20, 1)
    let edges = conv2D(shape, vertical.reshaped(3, 3, 1, 1))
    page.sideBySide {
      page.show(shape.resized(height: 180, width: 180, by: .nearest), "square", .bytes)
      page.show(
        edges.resized(height: 180, width: 180, by: .nearest), "its-response", .signed,
        cover: true)
    }
    //: ![A white square on black](square "A square")
    //: ![On grey a white bar where the square begins on the left and a black one where it ends;
    //: nothing above and below](its-response "Its response")
    let (onLeft, onTop) = (edges[0, 9, 5, 0], edges[0, 5, 9, 0])
    verdict(
      "the filter finds outlines",
      cameOut: "\(onLeft) at the left edge, \(onTop) at the top",
      fails: onLeft != 0 && onTop == 0, holds: "this one finds vertical edges only", lesson: 9)

    //: ### Pooling makes the features clearer
    //: The right edge of that square is −765. What does a maximum over 3 × 3 leave of it?
    let kept = (
      maxPool2D(edges, windowSize: 3, stride: 3),
      maxPool2D(edges.absolute, windowSize: 3, stride: 3)
    )
    page.trace("least after pooling", value: kept.0.min())
    let falling = (edges.min(), kept.0.min())
    page.sideBySide {
      page.show(kept.0.resized(height: 180, width: 180, by: .nearest), "pooled", .signed)
      page.show(kept.1.resized(height: 180, width: 180, by: .nearest), "absolute-first", .signed)
    }
    //: ![Only the bar on the left is left](pooled "Pooled")
    //: ![Both bars are there](absolute-first "|x| first, then pooled")
    verdict(
      "max pooling makes features clearer",
      cameOut: "the least response goes from \(falling.0) to \(falling.1)",
      fails: falling.0 < 0 && falling.1 >= 0, holds: "it erases falling edges; take |x| first",
      lesson: 10)

    //: ### The convolution is a preparation, not learning
    //: A gradient step on filters alone, nothing else in the network:
    var filters = Convolution(
      weights: .random(normal: 0, standardDeviation: 0.1, shape: [3, 3, 1, 1], using: &generator))
    let unit = shape / 255
    func descend(_ rate: Float) -> Float {
      let (loss, gradient) = meanSquaredError(filters.forward(unit), edges / 255)
      filters.backpropagate(gradient)
      var descent = SGD(learningRate: rate)
      descent.update(&filters)
      return loss
    }
    let course = (0..<200).map { _ in descend(0.5) }
    verdict(
      "the convolution itself does not learn",
      cameOut: course[199] < 0.001
        ? "its loss falls from \(course[0].rounded(to: 3)) to below 0.001"
        : "its loss falls from \(course[0].rounded(to: 3)) to \(number(course[199]))",
      fails: course[199] < course[0] / 10, holds: "the filters are what is learned", lesson: 20)

    //: ### The mean in 8 bits is the mean
    //: `grey[y, x] = np.mean(grey[y, x])` writes 116.67 into a byte. Over all sums of three bytes:
    let grey = (200 + 100 + 50) / 3
    let bias = -Float((0..<766).map { $0 % 3 }.reduce(0, +)) / 766 / 3
    page.trace("(200 + 100 + 50) / 3 in a byte", value: grey)
    verdict(
      "a byte holds the mean",
      cameOut: "too dark by \(number((-bias * 100).rounded() / 100)) on average",
      fails: bias < -0.3, holds: "bytes cut off; compute with Float, round at the end", lesson: 2)

    //: ### The red channel is the grey picture
    let colour = (red: 200, green: 100, blue: 50)
    verdict(
      "red is grey", cameOut: "\(colour.red) against a mean of \(grey)", fails: colour.red != grey,
      holds: "red things look bright and blue ones black", lesson: 2)

    //: ### Inverse, Pulling, DDN, shpae
    //: Slips of the pen for reverse, Pooling, DNN and shape. One of them means something else:
    //: convolution *reverses* one function, it does not invert it.
    let values = Tensor([1, 2, 4])
    let (inverted, reversed) = (1 / values, values.flipped(axes: [0]))
    page.sideBySide {
      page.numbers(inverted.reshaped(1, 3), "Inverted")
      page.numbers(reversed.reshaped(1, 3), "Reversed")
    }
    verdict(
      "convolution inverts f", cameOut: "1, 2, 4 inverted and reversed are two things",
      fails: inverted != reversed, holds: "f(−t), the same numbers from the other end", lesson: 6)

    //: ## All of them
    //: What was claimed, what came out, what holds:
    page.table(
      "Errata", columns: ["notes", "claim", "what came out", "what holds", "lesson"], rows: overview
    )
    page.trace("claims", value: overview.count)
    page.trace("failed when run", value: failed)
    page.trace("told", value: told, "history and names")
    page.trace("left open", value: 1)
    page.trace("stood", value: overview.count - failed - told - 1)

    //: **Notice** the pattern. Hardly any of these mistakes shows in an error message. Shapes fit
    //: by accident, networks learn in spite of a bad start, a picture looks right. What finds them
    //: is a small example whose answer you know, and that is why every lesson began with one.
    //:
    //: ## Exercise
    //: Put five claims right, one from each of the notes:
    //: `Lessons/28-errata/Exercise/Exercise.swift`, checked by `swift run convbook check 28`.
    //:
    //: ## Try next
    //: - Cover the verdicts and predict them.
    //: - Take a claim of your own, from a blog or from this book, and write its run below the
    //:   others.
    //: - Which of these would a test have caught? Write the test.
  }
}
