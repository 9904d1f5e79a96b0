//: ## 004, the practice in image processing
import LessonKit

extension Errata {
  func imageClaims(_ page: Notebook) {
    //: ### Colour before a dense network
    var generator = SeededGenerator(seed: 28)
    let colours = Tensor.random(uniform: 0..<1, shape: [5, 28, 28, 3], using: &generator)
    let scores = Network(Flatten(), Dense(inputs: 28 * 28 * 3, outputs: 10, using: &generator))(
      colours)
    page.judge(
      "For a dense network colour must be taken out of a picture first.", "004",
      holds: scores.shape != [5, 10],
      """
      Five pictures in colour gave \(describe(scores.shape)). A row of 28 · 28 · 3 numbers is as \
      good a row as one of 28 · 28; it has three times the weights. Lesson 4.
      """)
    page.trace("dense, in colour", scores, from: colours)

    //: ### Without a graphics card
    //: The practice slides a filter over a photo and pools the response. How long does that take
    //: here?
    let photo = Tensor.random(uniform: 0..<255, shape: [1, 429, 640, 1], using: &generator)
    let vertical = Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]).reshaped(3, 3, 1, 1)
    let time = ContinuousClock().measure {
      _ = maxPool2D(conv2D(photo, vertical), windowSize: 3, stride: 3)
    }
    let limit: Message = time < .seconds(1) ? "a second" : time < .seconds(5) ? "5 s" : "a minute"
    page.judge(
      "Computed by the processor it takes too long.", "004", holds: time > .seconds(5),
      """
      It took less than \(limit): \(427 * 638 * 9) multiplications. All lessons of this book \
      train on the processor; what needs a graphics card is a million photos. Lesson 12.
      """)

    //: ### A mean in 8 bits
    //: `grey[y, x] = np.mean(grey[y, x])` writes the mean of 200, 100 and 50 into a byte. Over all
    //: sums of three bytes:
    let inByte = (200 + 100 + 50) / 3
    let bias = Float((0..<766).map { $0 % 3 }.reduce(0, +)) / 3 / 766
    page.judge(
      "The grey picture holds the mean of R, G and B.", "004", holds: bias == 0,
      """
      The byte holds \(inByte), not 116.67: bytes cut off, and the picture is too dark by \
      \(bias.rounded(to: 2)) on average. Compute with Float, round at the end. Lesson 2.
      """)
    page.trace("(200 + 100 + 50) / 3 in a byte", value: inByte)

    //: ### Zeros around 5 × 5
    let padded = conv2D(Tensor.ones(5, 5), .ones(3, 3), padding: .explicit(1))
    page.judge(
      "5 × 5 with zeros around it is 5 × 5 behind a filter of 3 × 3.", "004",
      holds: padded.shape == [5, 5],
      "\(describe(padded.shape)): (5 + 2 − 3) / 1 + 1 = 5. Lesson 7.")

    //: ### Ten filters over a picture
    let ten = page.trace("ten filters", conv2D(.zeros(1, 8, 8, 1), .zeros(3, 3, 1, 10)))
    page.judge(
      "Ten filters make ten pictures of one, so there is more to learn from.", "004",
      holds: ten.shape[0] == 10,
      """
      \(describe(ten.shape)): one picture with \(ten.shape[3]) channels. Filters make channels; \
      augmentation makes pictures. Lessons 8 and 25.
      """)

    //: ### Layer after layer
    //: 32 filters, and again, and again:
    var maps = Tensor.zeros(1, 16, 16, 1)
    let counts = (0..<4).map { _ in
      maps = conv2D(maps, .zeros(3, 3, maps.shape[3], 32), padding: .same)
      return maps.shape[3]
    }
    page.judge(
      "The pictures that filters make increase exponentially.", "004",
      holds: zip(counts, counts.dropFirst()).allSatisfy { $1 >= 2 * $0 },
      """
      Behind four layers there are \(counts.map(String.init).joined(separator: ", ")): as many as \
      the layer has filters, since each sums over all it reads. A network grows them slowly, on \
      purpose, while pooling shrinks the pictures. Lesson 8.
      """)

    //: ### imshow without cmap
    //: Document 004 shows its first response by `imshow(t_img)`; only later it adds
    //: `cmap='gray'`. What does matplotlib do with numbers of one channel if nobody says?
    let row = (0..<256).map { Float($0) }
    let greys = Tensor([[Float]](repeating: row, count: 32))
    let colour = Viridis.colours((0...255).map { UInt8($0) })
    let isGrey = stride(from: 0, to: colour.count, by: 3).allSatisfy { (red: Int) in
      colour[red] == colour[red + 1]
    }
    page.judge(
      "What its code does: imshow(t_img) shows the response in grey.", "004", holds: isGrey,
      """
      It shows false colours: the least number violet, the largest yellow (its default map, \
      viridis), and stretches them over all there is. Say `cmap='gray'`, and `vmin` and `vmax` \
      too, when two pictures are to be compared. Lesson 9.
      """)
    page.sideBySide {
      page.show(greys, "greys", .bytes)
      page.show(
        Image(
          height: 32, width: 256, channels: 3,
          pixels: (0..<32).flatMap { _ in colour }), "viridis")
    }
    //: ![A ramp from black to white](greys "Grey, 0 to 255")
    //: ![The same ramp from violet over green to yellow](viridis "The same numbers in viridis")

    //: ### Outlines
    let square = Tensor(
      (0..<20).map { y in (0..<20).map { (6..<14) ~= y && (6..<14) ~= $0 ? 255 : 0 } }
    )
    .reshaped(1, 20, 20, 1)
    let edges = conv2D(square, vertical)
    let (onLeft, onTop) = (edges[0, 9, 5, 0], edges[0, 5, 9, 0])
    page.judge(
      "Behind the filter the outlines of things stand out.", "004", holds: onLeft != 0,
      """
      Half of them: a bright square has \(number(onLeft)) at its left edge and \(number(onTop)) at \
      its top. This filter finds vertical edges only. Lesson 9.
      """)

    //: ### Learning, or not
    //: The conclusion calls the convolutions feature extraction. A gradient step on a filter alone,
    //: nothing else in the network, two hundred times:
    var filter = Convolution(
      weights: .random(
        normal: 0, standardDeviation: 0.1, shape: [3, 3, 1, 1], using: &generator))
    var descent = SGD(learningRate: 0.5)
    let course = (0..<200).map { _ in
      let (loss, gradient) = meanSquaredError(filter.forward(square / 255), edges / 255)
      filter.backpropagate(gradient)
      descent.update(&filter)
      return loss
    }
    let end: Message = course[199] < 0.001 ? "below 0.001" : "\(course[199])"
    page.judge(
      "The CNN's own part, the convolutions, is not learning.", "004",
      holds: course[199] > course[0] / 10,
      """
      The loss falls from \(course[0].rounded(to: 3)) to \(end). The same document says so \
      earlier: filters are changed together with the dense weights. Lesson 20.
      """)
  }
}
