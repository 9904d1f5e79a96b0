//: ## Twelve to begin with
import LessonKit

extension Errata {
  func twelveClaims(_ page: Notebook) throws {
    //: ### Deep without activation functions
    //: A function is linear, up to a constant, when f(a + b) + f(0) is f(a) + f(b). Five dense
    //: layers, without and with a ReLU behind each:
    var generator = SeededGenerator(seed: 28)
    let dense = (0..<5).map { _ in
      Dense(weights: .random(normal: 0, standardDeviation: 0.5, shape: [8, 8], using: &generator))
    }
    let (a, b) = (Tensor.ones(1, 8), Tensor.random(within: 2, shape: [1, 8], seed: 1))
    func bend(_ f: Network) -> Float {
      (f(a + b) + f(.zeros(1, 8)) - f(a) - f(b)).absolute.max()
    }
    let bent = Network(dense.flatMap { [$0, ReLU()] as [any Layer] })
    let bends = (bend(Network(dense)), bend(bent))
    page.judge(
      "Without activation functions a network is linear, however deep it is.", "002",
      holds: bends.0 < 1e-4 && bends.1 > 1e-2,
      """
      The two sides differ by \(orRounding(bends.0, below: 1e-4)) without \
      ReLU, and by \(bends.1.rounded(to: 2)) with it. Lesson 14.
      """)

    //: ### SAME
    //: TensorFlow calls a padding “SAME”. Pool a picture of 7 × 7 with windows of 2 × 2 and stride
    //: 2:
    let same = try WindowGeometry(input: [7, 7], windowSize: [2, 2], stride: 2, padding: .same)
    page.judge(
      "With padding SAME the output is as large as the input.", "003",
      holds: same.output == [7, 7],
      """
      7 × 7 becomes \(same.output[0]) × \(same.output[1]). SAME gives ⌈n / stride⌉, which is the \
      size of the input at stride 1 only. Lesson 7.
      """)

    //: ### What a pooling learns
    let eight = Tensor.random(within: 1, shape: [1, 6, 6, 8], seed: 2)
    var pooling = Pooling(.max, windowSize: 2)
    let pooled = pooling.forward(eight)
    page.judge(
      "A pooling has nothing to learn, and as many channels come out as went in.", "000",
      holds: pooling.parameters.isEmpty && pooled.shape[3] == eight.shape[3],
      """
      It has \(pooling.parameters.count) parameters, and \(describe(eight.shape)) became \
      \(describe(pooled.shape)). Lesson 10.
      """)

    //: ### What convolution saves
    //: The two networks of lesson 18, of about equal size, over one picture of 28 × 28; and a
    //: single layer from that picture to sixteen maps, once dense, once a convolution:
    let picture = [1, 28, 28, 1]
    func summary(_ layers: any Layer...) -> NetworkSummary { Network(layers).summary(for: picture) }
    let byRows = summary(
      Flatten(), Dense(weights: .zeros(784, 256)), Dense(weights: .zeros(256, 128)),
      Dense(weights: .zeros(128, 10)))
    let byWindows = summary(
      Convolution(weights: .zeros(3, 3, 1, 16), padding: .same), Pooling(.max, windowSize: 2),
      Convolution(weights: .zeros(3, 3, 16, 32), padding: .same), Pooling(.max, windowSize: 2),
      Flatten(), Dense(weights: .zeros(1568, 128)), Dense(weights: .zeros(128, 10)))
    let times = Float(byWindows.multiplications) / Float(byRows.multiplications)
    let single =
      784 * 784 * 16
      / summary(
        Convolution(weights: .zeros(3, 3, 1, 16), padding: .same)
      ).multiplications
    page.judge(
      "A convolutional network saves time, since it looks at small parts.", "001",
      holds: single > 1,
      """
      But it depends on what it is compared with. Like for like, a dense layer to as many outputs \
      would take \(single) times the multiplications of the convolution; but nobody builds that \
      layer. The convolutional network of lesson 18 takes \(times.rounded(to: 2)) times those of \
      the dense one of about its size. What convolution saves in any case is weights: it uses the \
      same few at every place. Lesson 18.
      """)

    //: ### Details of a photo
    //: Document 004 slides −1, 0, 1 over the red channel of a photo. How much of a picture is
    //: texture? Take the share of its variance that lies within squares of 8 × 8 pixels:
    let red = try options.image(default: "teddy.jpg", atLeast: 18).tensor.batched.channel(0)
    let vertical = Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]).reshaped(3, 3, 1, 1)
    let response = conv2D(red, vertical)
    func texture(_ map: Tensor) -> Float {
      let coarse = averagePool2D(map, windowSize: 8, stride: 8).variance()
      return 1 - coarse / max(map.variance(), .leastNormalMagnitude)
    }
    let shares = (texture(red), texture(response))
    page.judge(
      "The filter takes the details away, such as the texture of the road.", "004",
      holds: shares.1 < shares.0,
      """
      Within the squares lie \(percent(shares.0)) % of the variance of the photo, and \
      \(percent(shares.1)) % of that of the response. Differences of neighbours take away what \
      changes slowly, brightness and shade; what is fine they keep. Lesson 9.
      """)
    page.sideBySide {
      page.show(red, "red-channel", .bytes)
      page.show(response, "response", .signed)
    }
    //: ![The photo in grey](red-channel "The red channel")
    //: ![Grey, with every stone of the road and every hair outlined](response "The response")

    //: ### What lies around the picture
    //: How many outputs of a 3 × 3 filter read padding? Ones under a filter of ones give 9, or
    //: less where the padding is:
    func atBorder(_ side: Int) -> Float {
      let sums = conv2D(.ones(side, side), .ones(3, 3), padding: .same)
      return percent(sums.count { $0 < 9 }, of: sums.count)
    }
    let border = [224, 28, 14, 7].map { (side: $0, share: atBorder($0)) }
    let bySide = border.map { "\($0.share) % at \($0.side) × \($0.side)" as Message }
    page.judge(
      "What is padded hardly matters: it is a tiny part of the picture.", "002",
      holds: border.allSatisfy { $0.share < 5 },
      """
      Padding is read by \(bySide.joined(separator: ", ")). It holds for the photo, and not for \
      the small maps that deep layers work on; and behind several layers more of the outputs have \
      seen it. Lesson 7.
      """)

    //: That was one layer. A filter of 3 × 3 reads what the layer before has made of the padding,
    //: too. Let ones mark what has not seen any, at 28 × 28:
    var unseen = Tensor.ones(28, 28)
    let touched = (0...6).map { layer -> Float in
      if layer > 0 {
        unseen = conv2D(unseen, .ones(3, 3), padding: .same).map { $0 == 9 ? 1 : 0 }
      }
      return percent(unseen.count { $0 == 0 }, of: unseen.count)
    }
    let first = touched[1]
    page.predictCourse(
      "How many per cent of the outputs have seen padding behind 0 to 6 layers? Draw it.",
      x: touched.indices.map { Float($0) }, range: 0...100,
      right: .init("counted", Tensor(touched)),
      mistakes: [
        .init(
          "as many as behind one", Tensor(touched.map { min($0, first) }),
          "That is one row on each side, as behind one layer. But the next one reads that row."),
        .init(
          "as many more with each", Tensor(touched.indices.map { min(100, Float($0) * first) }),
          "Each layer adds a ring. But rings get shorter towards the middle."),
      ],
      otherwise: "Each layer adds a ring, one pixel wide, inside the last.")
    page.plot(
      "seen-padding",
      lines: [
        .init("3 × 3, SAME", x: touched.indices.map { Float($0) }, y: touched, style: .marked)
      ], xAxis: "layers", yAxis: "outputs that have seen padding, %")
    //: ![The curve rises from 0, steeply at first, then less so](seen-padding "What has seen
    //: padding, at 28 × 28")

    //: ### Turned or not
    //: Let one layer learn the filter above from digits and their responses, once as the
    //: correlation that libraries compute, once as true convolution, which turns the filter. (To
    //: turn the filter by 180° is to turn picture and answer.)
    let digits = DrawnDigits.pictures(20, seed: 28).images
    let goal = conv2D(digits, vertical)
    func learned(turned: Bool) -> (filter: Tensor, error: Float) {
      func seen(_ maps: Tensor) -> Tensor { turned ? maps.flipped(axes: [1, 2]) : maps }
      var layer = Convolution(weights: .random(within: 0.1, shape: [3, 3, 1, 1], seed: 3))
      var (adam, error) = (Adam(learningRate: 0.05), Float(0))
      for _ in 0..<200 {
        let (loss, gradient) = meanSquaredError(layer.forward(seen(digits)), seen(goal))
        layer.backpropagate(gradient)
        adam.update(&layer)
        error = loss
      }
      return (layer.weights.value.reshaped(3, 3), error)
    }
    let (correlation, convolution) = (learned(turned: false), learned(turned: true))
    let apart = (correlation.filter - convolution.filter.rotated180).absolute.max()
    let difference: Message = apart < 0.01 ? "less than 0.01" : "\(apart)"
    page.judge(
      "Convolution or cross-correlation: the result is the same, because weights are learned.",
      "002", holds: max(correlation.error, convolution.error) < 0.01 && apart < 0.1,
      """
      Both learn to give these responses, and the one's filter is the other's, turned by 180° \
      (up to \(difference)). A filter that is *given* must \
      say which of the two is meant. Lesson 6.
      """)
    page.sideBySide {
      page.numbers(correlation.filter.map { $0.rounded(to: 2) }, "Learned as correlation")
      page.numbers(convolution.filter.map { $0.rounded(to: 2) }, "Learned as convolution")
    }

    //: ### Maps of the second layer
    //: The notebook has 32, then 64, then 128 filters, and comments the shapes.
    var maps = Tensor.zeros(1, 28, 28, 1)
    for (filters, channels) in [(32, 1), (64, 32), (128, 64)] {
      let convolved = conv2D(maps, .zeros(3, 3, channels, filters), padding: .same)
      maps = maxPool2D(convolved, windowSize: 2, padding: .same)
    }
    page.judge(
      "14 × 14 × 32 becomes 64 × 32 × 14 × 14, and at the end there are 128 × 64 × 32 maps.",
      "003", holds: maps.shape[3] == 128 * 64 * 32,
      """
      At the end stands \(describe(maps.shape)). There are as many maps as filters: each filter \
      sums over all maps it reads. Lesson 17.
      """)

    //: ### After batch normalization
    //: Squares of normal numbers lean to one side. Skew measures that: 0 for a Gaussian.
    let leaning = Tensor.random(
      normal: 0, standardDeviation: 1, shape: [100_000, 1], using: &generator
    ).map { $0 * $0 }
    func skew(_ values: Tensor) -> Float {
      let centred = values - values.mean()
      return (centred * centred * centred).mean()
        / (values.variance() * values.variance().squareRoot())
    }
    var normalization = BatchNormalization(channels: 1)
    let skews = (skew(leaning), skew(normalization.forward(leaning)))
    page.judge(
      "Batch normalization makes the data Gaussian, with mean 0 and deviation 1.", "001",
      holds: abs(skews.1) < 0.5,
      """
      The skew is \(skews.0.rounded(to: 1)) before and \(skews.1.rounded(to: 1)) after. Numbers \
      are moved and scaled, to mean 0 and deviation 1; the form of their distribution stays. \
      Lesson 19.
      """)

    //: ### Features after pooling
    //: A bright square on dark ground, the response of the filter above, and its maxima over
    //: 3 × 3:
    let square = Tensor(
      (0..<20).map { y in (0..<20).map { (6..<14) ~= y && (6..<14) ~= $0 ? 255 : 0 } }
    )
    .reshaped(1, 20, 20, 1)
    let edges = conv2D(square, vertical)
    let maxima = maxPool2D(edges, windowSize: 3, stride: 3)
    page.judge(
      "Max pooling makes the features clearer.", "004", holds: maxima.min() < 0,
      """
      The largest response stays \(number(maxima.max())). The least, at the right edge, was \
      \(number(edges.min())) and is \(number(maxima.min())): where it gets darker from left to \
      right, nothing is left. Take |x| first. Lesson 10.
      """)
    page.sideBySide {
      for (key, map) in [("square", square), ("its-response", edges), ("pooled", maxima)] {
        page.show(
          map.resized(height: 180, width: 180, by: .nearest), "\(key)",
          key == "square" ? .bytes : .signed(765), cover: key == "its-response")
      }
    }
    //: ![A white square on black](square "A square")
    //: ![On grey a white bar where the square begins on the left and a black one where it ends;
    //: nothing above and below](its-response "Its response")
    //: ![Only the white bar is left](pooled "Pooled")

    //: ### A frozen layer
    //: Take from a batch normalization all that is learned, as `requires_grad = False` does, and
    //: show it a batch:
    var frozen = BatchNormalization(channels: 1)
    for index in frozen.parameters.indices { frozen.parameters[index].isTrainable = false }
    let meanBefore = frozen.buffers[0].value.scalars[0]
    _ = frozen.forward(Tensor(shape: [4, 1], scalars: [8, 9, 11, 12]))
    let meanAfter = frozen.buffers[0].value.scalars[0]
    page.judge(
      "With requires_grad = False a layer is used and does not change.", "001",
      holds: meanBefore == meanAfter,
      """
      Its running mean went from \(meanBefore) to \(meanAfter). Weights rest; statistics move \
      with every batch, unless the layer is in inference mode. Lesson 26.
      """)

    //: ### Three small windows
    //: Let a gradient of 1 flow back from one output through three filters of 3 × 3, and count the
    //: pixels it reaches.
    var stack = Network((0..<3).map { _ in Convolution(weights: .ones(3, 3, 1, 1)) })
    let centre = stack.forward(.zeros(1, 11, 11, 1))
    var onePixel = [Float](repeating: 0, count: centre.count)
    onePixel[centre.count / 2] = 1
    let reached = stack.backward(Tensor(shape: centre.shape, scalars: onePixel))
    let reachedCount = reached.count { $0 > 0 }
    page.judge(
      "Three filters of 3 × 3 see about as much as one of 7 × 7.", "002",
      holds: reachedCount == 7 * 7,
      """
      They see \(reachedCount) pixels, exactly 7 × 7. The numbers in the picture below count the \
      ways from a pixel to the output: the middle counts for more than a corner. Lesson 23.
      """)
    page.trace("pixels seen", value: reachedCount)
    page.show(
      NumberGrid(reached[0].reshaped(11, 11), cell: 36, shading: .range(70, 0)), "paths")
    //: ![Eleven by eleven cells; the inner seven by seven hold numbers that grow towards the
    //: middle](paths "How many ways lead from each pixel to the output")
  }
}
