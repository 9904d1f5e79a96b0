//: # 4. Why convolution?
//: A network could simply connect every pixel with every output. For a long time that is what
//: people did. Why is it a bad idea for pictures? Count the weights, then shuffle the photo.
//:
//: One thing is used here before it is explained: a **filter**, a few numbers that slide over the
//: picture and give a sum at every place. `conv2D` slides it; lesson 5 does so by hand.
import LessonKit

@main
struct WhyConvolution: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## A dense layer by hand
    //: A picture of four pixels, written as one column: x. A **dense** (or fully connected) layer
    //: has one row of weights for each output. Three outputs, four pixels: twelve weights. Each
    //: output is the sum of its row times the pixels, f = W x.
    let x = Tensor([[1], [2], [0], [3]])
    let weights = Tensor([
      [1, 0, 2, 1],
      [0, 1, 0, -1],
      [2, 1, 1, 0],
    ])
    let f = matmul(weights, x)
    page.predictSum(
      "The second output is the second row of W times x. Which number is it?", of: weights,
      filter: x.reshaped(1, 4), at: (1, 0))
    page.sideBySide {
      page.numbers(weights, "W")
      page.numbers(x, "x")
      page.numbers(f, "f = W x")
    }
    page.trace("f = W x", f, from: x, "W is \(weights.shape[0]) × \(weights.shape[1])")

    //: Two layers, one after the other, need something in between: **W₂ max(0, W₁ x)**, everything
    //: negative set to 0. Without it two layers are one:
    let second = Tensor([[1, 2, 0], [0, 1, 1]])
    let twoLayers = matmul(second, matmul(weights, x))
    let oneLayer = matmul(matmul(second, weights), x)
    let withMax = matmul(second, matmul(weights, x).map { max(0, $0) })
    page.sideBySide {
      page.numbers(second, "W₂")
      page.numbers(matmul(second, weights), "W₂ W₁")
      page.numbers(matmul(weights, x).map { max(0, $0) }, "max(0, W₁ x)")
    }
    page.sideBySide {
      page.numbers(twoLayers, "W₂ (W₁ x)")
      page.numbers(oneLayer, "(W₂ W₁) x")
      page.numbers(withMax, "W₂ max(0, W₁ x)")
    }

    //: **Notice** that the first two are equal: the product W₂ W₁ is just another matrix. Lesson 14
    //: comes back to that.
    //:
    //: Here are a dense layer and a filter over the same eight numbers in a row, each with six
    //: outputs. The filter is three long, so each of its outputs is tied to three neighbours. Shift
    //: the numbers and shuffle them: which answers are still the same?
    let signal = Tensor([2, 5, 1, 0, 0, 0, 0, 0])
    var wiring = SeededGenerator(seed: 4)
    page.wires(
      "wires", signal,
      dense: Tensor.random(integers: -3..<4, shape: [6, 8], using: &wiring),
      filter: Tensor([-1, 2, 1]), shuffled: Array(0..<8).shuffled(using: &wiring))
    //: ![A column of eight numbers; to its left six outputs, each tied to all of them, to its right
    //: six outputs, each tied to three neighbours](wires "A dense layer and a filter, wire by
    //: wire")

    //: The same as drawings, from six inputs to four outputs:
    let (inputs, reach) = (6, 3)
    let outputs = inputs - reach + 1
    // Inputs lie left, each output right of the middle of its window, in steps of one downwards.
    let places = Tensor(
      (0..<inputs).map { [0, -Float($0)] } + (0..<outputs).map { [4, -Float($0 + reach / 2)] })
    let denseTies = (0..<outputs).flatMap { output in (0..<inputs).map { ($0, inputs + output) } }
    let localTies = (0..<outputs).flatMap { output in
      (output..<output + reach).map { ($0, inputs + output) }
    }
    let ofEachWeight: [Colour] = [.orange, .blue, .green]
    let labels = (Array(0..<inputs) + Array(0..<outputs)).map { Message("\($0)") }
    page.sideBySide {
      page.show(
        NodeLinkFigure(places, ties: denseTies, labels: labels, size: 300), "dense-ties",
        with: ["ties": denseTies.count])
      page.show(
        NodeLinkFigure(
          places, ties: localTies,
          tieColours: localTies.map { ofEachWeight[$0.0 - ($0.1 - inputs)] }, labels: labels,
          size: 300
        ), "local-ties", with: ["ties": localTies.count, "weights": reach])
    }
    //: ![Six circles on the left, four on the right, and a grey line from every one to every
    //: other](dense-ties "Dense: {ties} lines, each with a weight of its own")
    //: ![Each of the four circles on the right is tied to three neighbours on the left; parallel
    //: lines have the same colour](local-ties "A filter: {ties} lines, but only {weights} weights;
    //: parallel lines share one")

    //: Whole networks are chains of such layers. Two that read a digit: above, dense layers only.
    //: Below, filters first, then **pooling**, which makes maps smaller (lesson 10), and dense
    //: layers where the answer is made; lesson 16 trains that one.
    let dense28 = LayerChain([
      ("", [28, 28, 1]), ("flatten", [28 * 28]), ("dense\nReLU", [100]), ("dense\nReLU", [50]),
      ("dense\nsoftmax", [10]),
    ])
    page.show(dense28, "dense-chain")
    //: ![A square, then four columns that get shorter; nothing of the square's form is
    //: kept](dense-chain "A chain of dense layers: the picture is a column from the first step on")
    let maps = conv2D(.zeros(1, 28, 28, 1), .zeros(5, 5, 1, 30))
    let pooled = maxPool2D(maps, windowSize: 2, stride: 2)
    let local28 = LayerChain([
      ("", [28, 28, 1]), ("30 filters\nReLU", Array(maps.shape.dropFirst())),
      ("pooling", Array(pooled.shape.dropFirst())), ("flatten", [pooled.count]),
      ("dense\nReLU", [100]), ("dense\nsoftmax", [10]),
    ])
    page.show(local28, "local-chain")
    //: ![A square, then two blocks of maps, then three columns](local-chain "A chain with filters:
    //: it stays a stack of maps, with rows and columns, until the dense layers")

    //: > [!mistake] 002, two layers are written W₂ max(), and what stands in the brackets got lost.
    //: > It is W₂ max(0, W₁ x).
    //:
    //: ## Counting weights
    //: A digit of 28 × 28 pixels becomes a column. A colour photo of 224 × 224 does too, and it is
    //: longer. A hundred outputs:
    let digit = page.trace("digit, flattened", value: 28 * 28, "28 · 28")
    let photoLength = page.trace("photo, flattened", value: 224 * 224 * 3, "224 · 224 · 3")
    let dense = page.trace("dense weights", value: photoLength * 100, "\(photoLength) · 100")

    //: A hundred filters of 3 × 3 read the same three channels, and have the same weights at every
    //: place:
    let shared = page.trace("filter weights", value: 3 * 3 * 3 * 100, "3 · 3 · 3 · 100")
    page.trace("times as many", value: dense / shared, "a hundred numbers against a hundred maps")
    page.say(
      "The digit, \(digit) pixels, would get by with either. The photo would not: "
        + "\(number(Double(dense))) weights in one layer, and four times as many if it were twice "
        + "as wide and high. The filters stay at \(number(Double(shared))).")

    //: That was not quite a fair comparison. The dense layer gives a hundred *numbers*, each filter
    //: a whole *map*. What would a dense layer need for the same maps? And who has more to
    //: multiply?
    let geometry = try WindowGeometry(input: [224, 224], windowSize: [3, 3])
    let sites = geometry.output.reduce(1, *)
    let mapNumbers = page.trace(
      "numbers in the maps", value: sites * 100,
      "\(geometry.output[0]) · \(geometry.output[1]) · 100")
    let sameMaps = page.trace(
      "dense weights for the same maps", value: photoLength * mapNumbers,
      "\(photoLength) · \(mapNumbers)")
    let slid = page.trace(
      "multiplications of the filters", value: sites * shared,
      "each of \(shared) weights at \(sites) places")
    page.trace("multiplications of the dense layer", value: dense, "each weight once")
    page.table(
      "From 224 × 224 × 3", columns: ["layer", "gives", "weights", "multiplications"],
      rows: [
        ["dense", "100 numbers", "\(dense)", "\(dense)"],
        ["100 filters", "100 maps, \(mapNumbers) numbers", "\(shared)", "\(slid)"],
        ["dense", "the same maps", "\(sameMaps)", "\(sameMaps)"],
      ])

    //: **Notice** that filters save weights, not work: a weight that is used at every place is
    //: multiplied at every place. For the same maps they save both.
    //:
    //: ## Shuffle the pixels
    //: A column of pixels has no neighbours. Take a photo, make it 28 × 28, and shuffle its pixels,
    //: every picture in the same way. To you it is destroyed.
    let photo = try options.image(default: "fruits.jpg").greyByMean()
      .resizedByArea(height: 28, width: 28)
    let pixels = photo.tensor.reshaped(784, 1)
    var generator = SeededGenerator(seed: 4)
    let order = Array(0..<784).shuffled(using: &generator)
    let shuffled = Tensor(shape: [784, 1], scalars: order.map { pixels.scalars[$0] })
    page.sideBySide {
      page.show(pixels.reshaped(28, 28), "28-28", .bytes)
      page.show(shuffled.reshaped(28, 28), "shuffled", .bytes, cover: true)
    }
    //: ![A very coarse grey picture of fruit in a bowl](28-28 "28 × 28")
    //: ![Grey noise without any form](shuffled "The same pixels, shuffled")

    //: To a dense layer nothing has happened. Shuffle the columns of its weights in the same way
    //: and it gives the same answers. Training would find those weights just as easily.
    let denseWeights = Tensor.random(integers: -3..<4, shape: [10, 784], using: &generator)
    let shuffledWeights = Tensor(
      shape: [10, 784],
      scalars: (0..<10).flatMap { row in order.map { denseWeights[row, $0] } })
    let before = matmul(denseWeights, pixels)
    let after = matmul(shuffledWeights, shuffled)
    page.trace(
      "change of a dense layer", value: (before - after).absolute.max(), "largest of ten outputs")

    //: A filter reads neighbours, and can tell at once. The smallest there is, (−1, 1), subtracts a
    //: pixel from the one to its right. In the photo those two are mostly alike, in the noise they
    //: are not:
    let edge = Tensor([[-1, 1]])
    func meanAnswer(_ column: Tensor) -> Float {
      conv2D(column.reshaped(28, 28), edge).absolute.mean()
    }
    let ordered = meanAnswer(pixels).rounded()
    let disordered = meanAnswer(shuffled).rounded()
    page.predictLarger(
      "Where does the filter answer more, on average?",
      [("in the photo", ordered), ("in the shuffled photo", disordered)],
      because: "Neighbours in a photo are mostly alike, and their difference is small.")
    func answer(_ column: Tensor) -> Tensor { conv2D(column.reshaped(28, 28), edge) }
    let ofPhoto = answer(pixels)
    page.predictPicture(
      "Grey is 0. Which picture is the filter's answer to the shuffled photo?", "shuffled-answer",
      right: .init(
        answer(shuffled), .signed(120), seen: "Strong black and white noise",
        "Pixels that have nothing to do with each other lie side by side."),
      mistakes: [
        .init(
          ofPhoto, .signed(120), seen: "Grey, with outlines of fruit",
          "That is its answer to the photo as it was."),
        .init(
          Tensor(shape: ofPhoto.shape, scalars: ofPhoto.scalars.shuffled(using: &generator)),
          .signed(120), seen: "Grey noise, weak but for a few specks",
          "That is filtered first and shuffled afterwards: the neighbours were still the photo's."),
      ])
    page.table(
      "Mean answer of the filter", columns: ["picture", "mean |answer|"],
      rows: [["photo", "\(ordered)"], ["shuffled", "\(disordered)"]])
    page.trace("shuffled against photo", value: disordered / max(ordered, 1), "times the answer")

    //: **Notice** what that means. A dense layer has a weight for every place, but no idea which
    //: places are *neighbours*: any order of the pixels is as good to it as any other, and what
    //: lies next to what it has to learn from many pictures. Convolution starts with that
    //: knowledge.
    //:
    //: ## Shift by one pixel
    //: Move the photo one pixel to the right. It is still the same fruit. What do the layers say?
    let picture = pixels.reshaped(28, 28)
    let moved = Tensor.concatenated(
      [picture.sliced(0..<1, axis: 1), picture.sliced(0..<27, axis: 1)], axis: 1)
    let denseMoved = matmul(denseWeights, moved.reshaped(784, 1))
    let change = (before - denseMoved).absolute.mean() / max(before.absolute.mean(), 1)
    page.trace(
      "dense layer", value: percent(change), "per cent change of its outputs")

    //: So the dense layer does notice *where* things are. It notices too well: to it, the moved
    //: fruit are other pixels with other weights, and what it has learned of fruit in one place
    //: tells it nothing of fruit one pixel further on. The answer of the filter is the *same*
    //: answer, moved by one pixel as well:
    let still = conv2D(picture, edge)
    let shifted = conv2D(moved, edge)
    let difference = still[0..., 1..<26] - shifted[0..., 2..<27]
    page.trace("filter", value: difference.absolute.max(), "largest difference once moved back")

    //: That is called translation equivariance: move the input, and the output moves along. It
    //: comes from weight sharing, the same weights at every place. A lemon learned in one corner is
    //: known in every corner.
    //:
    //: ## Where the idea comes from
    //: In 1959 David Hubel and Torsten Wiesel showed light bars to a cat and listened to single
    //: cells of its visual cortex. Each cell answered to a bar in one small part of the view and at
    //: one angle, and stayed silent otherwise. A filter is such a cell, copied to every place.
    //:
    //: ## Exercise
    //: Count the parameters of a dense layer, and write two layers behind each other:
    //: `Lessons/04-why-convolution/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 4`.
    //:
    //: ## Try next
    //: - How many weights would the dense layer need for a photo from your phone?
    //: - Shift the photo down instead of right. Which line of code, which axis?
    //: - Why is the change of the dense layer not 0? Would it be if all its weights were equal?
  }
}
