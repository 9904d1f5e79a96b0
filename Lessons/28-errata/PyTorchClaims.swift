//: ## 001, the notes on a PyTorch book
import LessonKit

extension Errata {
  func pyTorchClaims(_ page: Notebook) throws {
    //: ### Smoothing a row of ones
    //: A filter .25, .5, .25 over five ones, padded with zeros so that five come out:
    let row = conv1D(Tensor([1, 1, 1, 1, 1]), Tensor([0.25, 0.5, 0.25]), padding: .same)
    page.judge(
      "1, 1, 1, 1, 1 under the filter .25, .5, .25 is 1, 1, 1, 1, 1.", "001", holds: row.min() == 1,
      """
      It is \(row.scalars.map { number($0) }.joined(separator: ", ")): the ends lose the quarter \
      that lies on the padding. Lesson 11.
      """)

    //: ### Sizes, flat and deep
    //: A picture of 6 × 6 in four settings, and a stack of four slices of 6 × 6:
    let six = Tensor.zeros(1, 6, 6, 1)
    let outputs = [
      conv2D(six, .zeros(3, 3, 1, 1), padding: .same), conv2D(six, .zeros(3, 3, 1, 1)),
      conv2D(six, .zeros(3, 3, 1, 1), stride: 2, padding: .same),
      conv2D(six, .zeros(3, 3, 1, 10), padding: .same),
    ]
    let kept = outputs.count { $0.shape == six.shape }
    page.judge(
      "2D convolution of (W, H) gives (W, H).", "001", holds: kept == outputs.count,
      """
      \(outputs.map { describe($0.shape) }.joined(separator: ", ")) came out of SAME, VALID, \
      stride 2, ten filters: \(kept) of \(outputs.count) keep the shape. Lesson 11.
      """)
    let deep = conv3D(.zeros(4, 6, 6), .zeros(3, 3, 3))
    page.judge(
      "3D convolution of (W, H, L) with (k, k, d), d < L, gives (W, H, L).", "001",
      holds: deep.shape == [4, 6, 6],
      """
      (4, 6, 6) with (3, 3, 3) gives \(describe(deep.shape)): each axis loses what the filter is \
      wider than 1, unless it is padded. And d may be L: then one slice is left. Lesson 11.
      """)

    //: ### Random numbers
    page.judge(
      "np.random.randint(10) draws from 0 to 10.", "001", holds: false,
      "From 0 to 9: the end is not included. Lesson 3.", source: "NumPy's documentation")
    var generator = SeededGenerator(seed: 28)
    let even = Tensor.random(uniform: 0..<1, shape: [100_000], using: &generator)
    let deviation = even.variance().squareRoot()
    let within = percent(even.count { abs($0 - 0.5) < deviation }, of: even.count, places: 0)
    page.judge(
      "np.random.rand draws standard normal numbers between 0 and 1.", "001",
      holds: abs(within - 68.3) < 1,
      """
      Normal numbers have no bounds, and 68 % of them lie within a deviation of their mean. This \
      sample of \(even.count), drawn evenly between 0 and 1, has the deviation \
      \(deviation.rounded(to: 4)) (all such numbers: 1/√12 = \
      \((1 / Float(12).squareRoot()).rounded(to: 4))), and \(within) % of it lie within. Lesson 3.
      """)
    page.judge(
      "np.random.randn(8) gives a matrix 1 × 8; its “standard” is 0, its deviation 1.", "001",
      holds: false,
      "It gives shape (8,): one axis. The deviation is 1; what is 0 is the mean. Lesson 3.",
      source: "NumPy's documentation")

    //: ### nn.ReLU and F.relu
    var layers: [(String, any Layer)] = [
      ("ReLU", ReLU()), ("Pooling", Pooling(.max, windowSize: 2)),
      ("Convolution", Convolution(weights: .ones(3, 3, 1, 1))),
      ("Dense", Dense(weights: .ones(4, 2))),
    ]
    let parameters = layers.map { $0.1.parameters.count }
    let signs = Tensor([[-1, 2, -3, 4]])
    let same = layers[0].1.forward(signs) == relu(signs)
    page.judge(
      "nn.ReLU holds its parameters; F.relu must be given the weights each time.", "001",
      holds: parameters[0] > 0 || !same,
      """
      Parameters: \(zip(layers, parameters).map { "\($0.0) \($1)" }.joined(separator: ", ")). A \
      ReLU has none, so object and function give the same. It is true of nn.Conv2d and F.conv2d. \
      Lesson 14.
      """)

    //: ### Dropout
    var dropout = Dropout(probability: 0.3, seed: 27)
    let trained = dropout.forward(.ones(1, 1000))
    dropout.mode = .inference
    let used = dropout.forward(.ones(1, 1000))
    page.judge(
      "Dropout(p) sets a share p to 0 and multiplies the rest by 1 / (1 − p).", "001",
      holds: abs(Float(trained.count { $0 == 0 }) / 1000 - 0.3) < 0.05
        && abs(trained.max() - 1 / 0.7) < 1e-5,
      """
      On average, and in training: with p = 0.3, \(trained.count { $0 == 0 }) of 1000 became 0 \
      and the rest \(trained.max().rounded(to: 3)). In use it does nothing: \
      \(used.count { $0 == 0 }) of 1000. Lesson 19.
      """)

    //: ### Why log-softmax
    //: Scores that are sure and wrong: −20 for the right class, 20 for the other. By how much does
    //: an error change with the right score, if it is (1 − p)², and if it is −log p?
    let p = softmax(Tensor([[-20, 20]])).scalars[0]
    let slopes = (square: 2 * (p - 1) * p * (1 - p), logarithm: p - 1)
    let extreme = Tensor([[1000, 0]])
    page.judge(
      "Log-softmax is used because softmax is prone to vanishing gradients.", "001",
      holds: abs(slopes.square) < 1e-6 && abs(slopes.logarithm) > 0.9,
      """
      In part: it is true of the *logarithm*. The gradient is \(slopes.square) with the square and \
      \(slopes.logarithm) with the logarithm. But to take softmax and logarithm in one step is for \
      the numbers: of the scores 1000 and 0, log(softmax) makes \
      \(number(softmax(extreme).logarithm[0, 1])), log-softmax \
      \(number(logSoftmax(extreme)[0, 1])). PyTorch's documentation adds that one step is also \
      faster. Lesson 14.
      """)

    //: ### ResNet18
    var resNet = Network.resNet18(seed: 1)
    let weights = resNet.parameters.map(\.value).filter { $0.rank > 1 }
    let shortcuts = weights.count { $0.rank == 4 && $0.shape[0] == 1 }
    let parameterCount = resNet.parameters.reduce(0) { $0 + $1.value.count }
    page.judge(
      "ResNet18 has 50 layers.", "001", holds: weights.count - shortcuts == 50,
      """
      It has \(weights.count - shortcuts) with weights on the main way, 17 convolutions and a \
      dense layer, and \(shortcuts) projections beside it. ResNet50 has 50. Lesson 24.
      """)
    page.trace("parameters of ResNet18", value: parameterCount, "torchvision's 11,689,512")

    //: ### What ResNet18 can read
    let sizes = [(64, 64), (97, 160), (224, 224)]
    let scores = sizes.map { height, width in
      resNet.layers.reduce([1, height, width, 3]) { $1.outputShape(for: $0) }
    }
    page.judge(
      "ResNet18 is very narrow in what input it takes.", "001",
      holds: Set(scores).count > 1,
      """
      \(sizes.map { "\($0) × \($1)" }.joined(separator: ", ")): each gives \
      \(describe(scores[0])), because a mean over each last map stands before the dense layer. \
      (Weights that were trained at 224 × 224 read best near that size.) Lesson 26 gives it 64 × 64.
      """)
    let small = resNet.forward(.zeros(1, 97, 160, 3))
    page.trace("97 × 160 through ResNet18", small)

    //: ### Names in PyTorch
    page.judge(
      "pretrained=True loads a trained model.", "001", holds: true,
      """
      It did, and since torchvision 0.13 it warns: weights=… says which weights.
      """, source: "torchvision's documentation")
    page.judge(
      "The book's iterator.next() fails; it must be next(iterator).", "001", holds: true,
      """
      Python 3 has none; PyTorch's had one until 1.13, so it may have worked when the book was \
      written. The function calls `__next__`.
      """, source: "Python's documentation; issue 80181 of pytorch/pytorch")

    //: ### Resize
    //: Number the columns of a picture, and look which are left at its ends.
    let ruler = Tensor((0..<4).map { _ in (0..<640).map { Float($0) } }).reshaped(1, 4, 640, 1)
    let scaled = ruler.resized(height: 2, width: 384, antialias: true)
    let ends = (scaled[0, 0, 0, 0], scaled[0, 0, 383, 0])
    page.judge(
      "Resize, like RandomResizedCrop, cuts the picture.", "001", holds: ends.1 < 600,
      """
      Columns \(ends.0.rounded()) to \(ends.1.rounded()) of 0 to 639 are left: it scales. \
      RandomResizedCrop cuts, then scales. Lesson 25.
      """)
    page.trace("Resize", scaled, from: ruler)

    //: ### More epochs
    //: The notes say that more pictures and also more epochs can give a better result. Take the
    //: epochs alone, and always: the network of lesson 19 learns 200 digits, halved to 14 × 14, and
    //: reads 500 others after each of 60 epochs:
    func halved(_ numbers: Range<Int>) -> (images: Tensor, labels: [Int]) {
      let pictures = DrawnDigits.pictures(numbers, seed: 1)
      return (averagePool2D(pictures.images, windowSize: 2, stride: 2), pictures.labels)
    }
    let (digits, others) = (halved(0..<200), halved(200..<700))
    var network = Network(
      Flatten(), Dense(inputs: 196, outputs: 64, using: &generator), ReLU(),
      Dense(inputs: 64, outputs: 10, using: &generator))
    var adam = Adam(learningRate: 0.005)
    var accuracies: [Float] = []
    let losses = (0..<60).map { _ in
      for start in stride(from: 0, to: 200, by: 50) {
        let (_, gradient) = softmaxCrossEntropy(
          network.forward(digits.images[start..<start + 50]),
          labels: Array(digits.labels[start..<start + 50]))
        network.backpropagate(gradient)
        adam.update(&network)
      }
      let scores = network(others.images)
      accuracies.append(accuracy(scores, labels: others.labels))
      return softmaxCrossEntropy(scores, labels: others.labels).loss
    }
    let lowest = losses.min() ?? 0
    let epoch = (losses.firstIndex(of: lowest) ?? 0) + 1
    page.judge(
      "More epochs alone always lower the loss on others.", "001", holds: epoch == 60,
      """
      The loss on the others is \(lowest.rounded(to: 2)) at epoch \(epoch) and \
      \(losses[59].rounded(to: 2)) at the end: the network gets surer, also where it errs. What it \
      reads is another matter: \(percent(accuracies[epoch - 1])) % at epoch \(epoch), \
      \(percent(accuracies[59])) % at the end. Lesson 19.
      """)
    page.plot(
      "more-epochs", lines: [.init("loss on others", y: losses)], xAxis: "epoch", yAxis: "loss")
    //: ![A curve that falls steeply, then slowly rises](more-epochs "Loss on 500 other digits")

    //: ### Form near the output
    //: A digit through three convolutions with random weights and two pools, 28 × 28 → 7 × 7. The
    //: mean of the last maps beside a digit shrunk to 7 × 7 as well: how far are they correlated,
    //: with the same digit and with those of other kinds? For 50 digits:
    var body = Network(
      [(16, 1), (32, 16), (64, 32)].enumerated().flatMap { index, block -> [any Layer] in
        let convolution = Convolution(
          filters: block.0, filterSize: 3, channels: block.1, padding: .same, using: &generator)
        return [convolution, ReLU()] + (index < 2 ? [Pooling(.max, windowSize: 2)] : [])
      })
    let fifty = DrawnDigits.pictures(50, seed: 3)
    let last = body.forward(fifty.images).mean(axes: [3])
    let shrunk = averagePool2D(fifty.images, windowSize: 4, stride: 4).mean(axes: [3])
    func likeness(_ map: Int, _ digit: Int) -> Float {
      let (one, other) = (last[map] - last[map].mean(), shrunk[digit] - shrunk[digit].mean())
      return (one * other).mean() / (one.variance() * other.variance()).squareRoot()
    }
    let likenesses = (0..<50).map { index in
      let strangers = (0..<50).filter { fifty.labels[$0] != fifty.labels[index] }
      return (
        own: likeness(index, index), others: Spread(strangers.map { likeness(index, $0) }).mean
      )
    }
    let ahead = likenesses.count { $0.own > $0.others }
    page.judge(
      "Near the output nothing is left of the input's form.", "001", holds: ahead < 35,
      """
      The correlation with the digit itself is \
      \(Spread(likenesses.map(\.own)).mean.rounded(to: 2)), with digits of other kinds \
      \(Spread(likenesses.map(\.others)).mean.rounded(to: 2)); the digit itself is ahead in \
      \(ahead) of 50, where chance makes 25. As long as there are maps, they say where something \
      is; each window reads its neighbourhood. Lesson 21.
      """)

    //: ### Chain rule
    //: Take u = 3x + 1 and F = u · u at x = 2.
    let x = GraphNode("x", 2)
    let u = 3 * x + 1
    let composed = u * u
    composed.backward()
    page.judge(
      "The chain rule is how to differentiate a function composed of others.", "001",
      holds: x.gradient == 2 * u.value * 3,
      """
      F is \(composed.value), and dF/dx is \(x.gradient) = 2u · 3, the product of the slopes. \
      Lesson 15.
      """)

    //: ### Adjacency and features
    let adjacency = Tensor([[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 1], [0, 0, 1, 0]])
    let features = Tensor([[20, 2], [30, 1], [40, 9], [50, 4]])
    let withSelf = adjacency + .identity(4)
    page.judge(
      "The feature matrix is the adjacency matrix with ones for oneself.", "001",
      holds: withSelf.shape == features.shape,
      """
      A + I is \(describe(withSelf.shape)) and says who is tied to whom. X, what is known of each, \
      is \(describe(features.shape)) here: age and years of four people. A layer multiplies both. \
      Lesson 27.
      """)
  }
}
