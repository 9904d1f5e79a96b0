//: ## 004, the practice in image processing
import LessonKit

extension Errata {
  func imageClaims(_ page: Notebook, _ claims: Claims) {
    //: ### Ten filters make ten pictures to learn from
    let ten = page.trace("ten filters", conv2D(.zeros(1, 8, 8, 1), .zeros(3, 3, 1, 10)))
    claims.verdict(
      "filters make more samples", cameOut: "\(ten.shape[0]) picture with \(ten.shape[3]) channels",
      fails: ten.shape[0] != 10, holds: "filters make channels; augmentation makes samples",
      lesson: 8)

    //: ### The filter brings out the outlines
    //: A bright square on dark ground, and the filter −1, 0, 1 in three rows:
    let shape = Tensor(
      (0..<20).map { y in (0..<20).map { (6..<14) ~= y && (6..<14) ~= $0 ? 255 : 0 } }
    )
    .reshaped(1, 20, 20, 1)
    let vertical = Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    let edges = conv2D(shape, vertical)
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
    claims.verdict(
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
    claims.verdict(
      "max pooling makes features clearer",
      cameOut: "the least response goes from \(falling.0) to \(falling.1)",
      fails: falling.0 < 0 && falling.1 >= 0, holds: "it erases falling edges; take |x| first",
      lesson: 10)

    //: ### The convolution is a preparation, not learning
    //: A gradient step on filters alone, nothing else in the network:
    var filters = Convolution(
      weights: .random(
        normal: 0, standardDeviation: 0.1, shape: [3, 3, 1, 1], using: &claims.generator))
    let unit = shape / 255
    func descend(_ rate: Float) -> Float {
      let (loss, gradient) = meanSquaredError(filters.forward(unit), edges / 255)
      filters.backpropagate(gradient)
      var descent = SGD(learningRate: rate)
      descent.update(&filters)
      return loss
    }
    let course = (0..<200).map { _ in descend(0.5) }
    claims.verdict(
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
    claims.verdict(
      "a byte holds the mean",
      cameOut: "too dark by \(number((-bias * 100).rounded() / 100)) on average",
      fails: bias < -0.3, holds: "bytes cut off; compute with Float, round at the end", lesson: 2)

    //: ### The red channel is the grey picture
    let colour = (red: 200, green: 100, blue: 50)
    claims.verdict(
      "red is grey", cameOut: "\(colour.red) against a mean of \(grey)", fails: colour.red != grey,
      holds: "red things look bright and blue ones black", lesson: 2)

    //: ### Inverse, Pulling, DDN, shpae
    //: Slips of the pen for reverse, Pooling, DNN and shape. One of them means something else:
    //: convolution *reverses* one function, it does not invert it.
    let values = Tensor([1, 2, 4])
    let (inverted, reversed) = (1 / values, values.flipped(axes: [0]))
    page.sideBySide {
      page.numbers(inverted, "Inverted")
      page.numbers(reversed, "Reversed")
    }
    claims.verdict(
      "convolution inverts f", cameOut: "1, 2, 4 inverted and reversed are two things",
      fails: inverted != reversed, holds: "f(−t), the same numbers from the other end", lesson: 6)
  }
}
