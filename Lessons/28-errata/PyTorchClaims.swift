//: ## 001, the notes on a PyTorch book
import LessonKit

extension Errata {
  func pyTorchClaims(_ page: Notebook, _ claims: Claims) {
    //: ### Smoothing leaves a row of ones as it is
    //: A filter .25, .5, .25 over five ones, the ends padded so that five come out:
    let row = conv1D(Tensor([1, 1, 1, 1, 1]), Tensor([0.25, 0.5, 0.25]), padding: .same)
    let smooth = row.scalars.map { number($0) }.joined(separator: ", ")
    claims.verdict(
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
    claims.verdict(
      "the output is as large as the input",
      cameOut: "\(outputs.count { $0.1.shape == six.shape }) of \(outputs.count) keep their shape",
      fails: !outputs.allSatisfy { $0.1.shape == six.shape },
      holds: "only with SAME, stride 1 and one filter", lesson: 11)

    //: ### randint(10) draws 0 to 10
    //: As everywhere in programming, the end is not included. Our range says it in its name:
    let whole = Tensor.random(integers: 0..<10, shape: [100_000], using: &claims.generator)
    claims.verdict(
      "randint(10) draws 0 to 10", cameOut: "the largest of 100,000 is \(number(whole.max()))",
      fails: whole.max() != 10, holds: "0 to 9", lesson: 3)

    //: ### rand draws standard normal numbers between 0 and 1
    //: Standard normal numbers know no bounds, and 68 % of them lie within one deviation of their
    //: mean.
    let even = Tensor.random(uniform: 0..<1, shape: [100_000], using: &claims.generator)
    let deviation = even.variance().squareRoot()
    let within = (even - even.mean()).count { abs($0) < deviation }
    page.trace("deviation", value: deviation.rounded(to: 3))
    claims.verdict(
      "rand is standard normal",
      cameOut: "\(number((Float(within) / 1000).rounded())) % within one deviation",
      fails: abs(Float(within) / 100_000 - 0.683) > 0.01,
      holds: "uniform: mean 0.5, deviation 1/√12 = 0.289", lesson: 3)

    //: ### rand(8) is a matrix 1 × 8, and randn's “standard” is 0
    let eight = Tensor.random(uniform: 0..<1, shape: [8], using: &claims.generator)
    let normal = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [100_000], using: &claims.generator)
    page.trace("rand(8)", eight)
    claims.verdict(
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
    claims.verdict(
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
    claims.verdict(
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
    claims.verdict(
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
    claims.verdict(
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
    claims.verdict(
      "ResNet18 has 50 layers", cameOut: "\(layerCount) layers with weights",
      fails: layerCount != 50, holds: "17 convolutions and a dense layer; ResNet50 has 50",
      lesson: 26)

    //: ### pretrained=True, and torchvision.transform
    claims.tell(
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
    claims.verdict(
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
    claims.verdict(
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
    claims.verdict(
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
    claims.verdict(
      "the feature matrix is A + I",
      cameOut: "\(describe(withSelf.shape)) against \(describe(features.shape))",
      fails: withSelf.shape != features.shape,
      holds: "A says who is tied to whom, X what is known of each", lesson: 27)

    //: ### (height, width, channel) here, W · H · D there
    //: The notes use both orders on one page. Read a picture in the wrong one:
    let small = Tensor([[1, 2, 3], [4, 5, 6]])
    let (asWritten, swapped) = (small[0, 1], small.transposed[0, 1])
    claims.verdict(
      "(W, H) or (H, W), no matter",
      cameOut:
        "place (0, 1) holds \(asWritten) in one order and \(swapped) in the other",
      fails: asWritten != swapped, holds: "choose one order and keep it: here (N, H, W, C)",
      lesson: 1)
  }
}
