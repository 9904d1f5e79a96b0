//: # 13. Layers
//: A network is a chain of layers. Each must do two things: compute forward, and pass a gradient
//: back (what that is comes below, on one number). Build the two that make a convolutional network,
//: and find the three mistakes that nearly everybody makes on the way.
import LessonKit

@main
struct Layers: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## Convolution in three steps
    //: Lesson 12 has the parts. Unfold the windows into rows, multiply with the filters as columns,
    //: fold the result back. Two pictures of 10 × 12 with three channels, six filters of 4 × 5, so
    //: that no two lengths are alike and none can stand in for another:
    var generator = SeededGenerator(seed: 13)
    let input = Tensor.random(integers: 0..<5, shape: [2, 10, 12, 3], using: &generator)
    let weights = Tensor.random(integers: -2..<3, shape: [4, 5, 3, 6], using: &generator)
    let bias = Tensor([1, 0, -1, 2, -2, 3])

    let rows = page.trace("1. unfold", im2col(input, filterSize: [4, 5]))
    let product = matmul(rows, weights.reshaped(60, 6)) + bias
    page.trace("2. multiply", product, from: rows, "times (60, 6), plus bias")
    let output = page.trace(
      "3. fold", product.reshaped(2, 7, 8, 6), from: product, "(N, OH, OW, K)")
    page.trace(
      "difference", value: (output - conv2D(input, weights, bias: bias)).absolute.max(),
      "against conv2D")

    //: A layer keeps its weights, so that forward needs only the input:
    var convolution = Convolution(weights: weights, bias: bias)
    page.trace("Convolution", convolution.forward(input))

    //: ## First mistake: folding in the wrong order
    //: The rows of the product are places, its columns filters. The textbook, "Deep Learning from
    //: Scratch", wants the filters first, (N, K, OH, OW). A reshape to that shape runs without
    //: complaint, because the count is right. But it deals the numbers out in the wrong order: what
    //: is needed is a **transpose**. One photo shows it better than numbers. Four filters: vertical
    //: edges, level edges, a blur, and one that changes nothing.
    let photo = try options.image(default: "teddy.jpg")
      .resizedByArea(height: 216, width: 320)
    let grey = photo.greyByMean().tensor.batched
    let four = Tensor.stacked(
      [
        Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]),
        Tensor([[-1, -1, -1], [0, 0, 0], [1, 1, 1]]),
        Tensor(shape: [3, 3], repeating: 1.0 / 9),
        Tensor([[0, 0, 0], [0, 1, 0], [0, 0, 0]]),
      ], axis: 2
    ).reshaped(3, 3, 1, 4)
    let places = matmul(im2col(grey, filterSize: 3), four.reshaped(9, 4))
    let wrong = places.reshaped(1, 4, 214, 318)
    let right = places.reshaped(1, 214, 318, 4).transposed(permutation: 0, 3, 1, 2)
    page.trace("reshaped only", wrong, from: places)
    page.trace("transposed", right, from: places, "reshape, then 0, 3, 1, 2")
    page.predictPicture(
      "Map 0, reshaped to (1, 4, 214, 318) and nothing else: what is to be seen?", "reshaped-map",
      right: .init(
        wrong[0][0], .signed(255), seen: "A grey weave of fine dots and dashes",
        "Each row holds four filters' answers in turn, so the map mixes all four."),
      mistakes: [
        .init(
          right[0][0], .signed(255), seen: "Upright edges of the teddy on grey",
          "That is map 0 as it should be: transposed."),
        .init(
          right[0][1], .signed(255), seen: "Level edges of the teddy on grey",
          "That is map 1 as it should be."),
        .init(
          right[0][2], .signed(255), seen: "The teddy, blurred",
          "That is map 2 as it should be."),
      ])
    page.sideBySide {
      page.show(
        wrong[0][0].reshaped(214, 318, 1), "map-0-reshaped", .signed(255), cover: true)
      page.show(
        right[0][0].reshaped(214, 318, 1), "map-0-transposed", .signed(255))
    }
    //: ![A grey weave of fine dots and dashes, the teddy nowhere to be seen](map-0-reshaped "Map 0,
    //: reshaped only")
    //: ![The vertical edges of the teddy on grey](map-0-transposed "Map 0, transposed")

    //: **Notice** that both have the same shape. The left one mixes all four maps, and only of
    //: the top quarter of the photo. Channels last needs no transpose at all, which is one reason
    //: why TensorFlow and Convbook use it.
    //:
    //: ## Pooling in three steps
    //: Unfold, take the largest numbers of each row, fold. Here is a picture of 4 × 6 with three
    //: channels, and windows of 2 × 2, six of them:
    let channels = [
      Tensor([[1, 7, 2, 0, 3, 5], [4, 0, 6, 1, 8, 2], [3, 9, 1, 4, 0, 7], [2, 5, 8, 6, 1, 3]]),
      Tensor([[6, 2, 0, 5, 1, 4], [3, 8, 7, 2, 9, 0], [0, 1, 4, 3, 6, 2], [5, 7, 2, 8, 3, 1]]),
      Tensor([[2, 0, 9, 3, 6, 1], [5, 1, 4, 8, 0, 7], [8, 6, 3, 0, 2, 5], [1, 4, 7, 9, 5, 0]]),
    ]
    page.sideBySide {
      for (index, channel) in channels.enumerated() { page.numbers(channel, "Channel \(index)") }
    }
    page.predictPooled(
      "Channel 0, windows of 2 × 2, the largest of each: which number comes next?",
      of: channels[0], pooling: .max, size: [2, 2], stride: 2, at: (0, 2))
    let small = Tensor.stacked(channels, axis: 2).batched
    let windows = page.trace("1. unfold", im2col(small, filterSize: 2, stride: 2))
    page.numbers(windows, "Windows as rows")

    //: Each row holds a whole window, and at each of its four places three channels side by side:
    //: in the first row 1, 6, 2 is what lies top left in the three. The largest of a *row* would
    //: mix the channels. So split it first, into four places of three channels, and take the
    //: largest over the places:
    let split = windows.reshaped(6, 4, 3)
    let largest = page.trace(
      "2. largest", split.max(axes: [1]), from: split, "over the places of a window")
    let pooled = page.trace(
      "3. fold", largest.reshaped(1, 2, 3, 3), from: largest, "(N, OH, OW, C)")
    page.sideBySide {
      for index in 0..<3 { page.numbers(pooled.channel(index), "Channel \(index), pooled") }
    }
    page.trace(
      "difference",
      value: (pooled - maxPool2D(small, windowSize: 2, stride: 2)).absolute.max(),
      "against maxPool2D")

    //: The textbook's rows have the channels first, and it splits them the other way. Do that with
    //: these rows, three channels of four places, and the answer has the right shape:
    let splitWrongly = windows.reshaped(6, 3, 4).max(axes: [2]).reshaped(1, 2, 3, 3)
    page.sideBySide {
      for index in 0..<3 { page.numbers(splitWrongly.channel(index), "Channel \(index): wrong") }
    }

    //: ## Second mistake: padding in one place only
    //: The textbook's pooling layer takes a padding, hands it to im2col, and forgets it when it
    //: works out the size. With padding 1, window 2, stride 2 on 4 × 6:
    let unfolded = im2col(small, filterSize: 2, stride: 2, padding: .explicit(1))
    let forgotten = try WindowGeometry(input: [4, 6], windowSize: [2, 2], stride: 2)
    let geometry = try WindowGeometry(
      input: [4, 6], windowSize: [2, 2], stride: 2, padding: .explicit(1))
    page.trace("windows unfolded", value: unfolded.shape[0], "with padding")
    page.trace(
      "windows expected", value: forgotten.output.reduce(1, *),
      "((4 − 2) / 2 + 1) · ((6 − 2) / 2 + 1)")
    page.trace("windows there are", value: geometry.output.reduce(1, *), "padding counted")

    //: Twelve rows don't fold into 2 × 3, so that program stops. It is worse when the padding is
    //: counted and filled with zeros. Where all numbers are negative, zeros win:
    let negative = small.channel(0) - 10
    let zeros = im2col(negative, filterSize: 2, stride: 2, padding: .explicit(1)).max(axes: [1])
    var pooling = Pooling(.max, windowSize: 2, stride: 2, padding: .explicit(1))
    page.sideBySide {
      page.numbers(negative, "Input")
      page.numbers(zeros.reshaped(3, 4), "Padded with 0")
      page.numbers(pooling.forward(negative), "Pooling layer, padded with −∞")
    }

    //: ## A gradient, on one number
    //: Nudge a number and see what becomes of a result that depends on it. By how much the result
    //: changes, measured in nudges, is the number's **gradient** (for one number also its *slope*
    //: or derivative). Take y = x · x at x = 3 and nudge by a hundredth, down and up:
    func squared(_ x: Float) -> Float { x * x }
    let nudge: Float = 0.01
    let slope = (squared(3 + nudge) - squared(3 - nudge)) / (2 * nudge)
    page.trace("gradient of x", value: slope.rounded(to: 3), "x · x at 3: 2 · 3")

    //: So where x grows by a little, y grows by six times as much. In a network the result is one
    //: number at the end, the **loss**, which says how wrong the answer was. Say what comes behind
    //: y makes 5 y − 2 of it. Then the loss grows 5 times as much as y, and 5 · 6 times as much as
    //: x:
    func loss(_ x: Float) -> Float { 5 * squared(x) - 2 }
    let whole = (loss(3 + nudge) - loss(3 - nudge)) / (2 * nudge)
    page.trace("gradient of x, for the loss", value: whole.rounded(to: 2), "5 · 6")

    //: That is all a layer does on the way back. It is *given* by how much the loss changes with
    //: each of its outputs, here 5, and *returns* by how much it changes with each of its inputs,
    //: here 5 · 6. Nothing else need be known of what comes behind. A gradient is no advice: to
    //: make the loss smaller one goes against it (lesson 15).
    //:
    //: ## The way back through a maximum
    //: Nudge the largest number of a window, and the output moves as far; nudge any other, and it
    //: stays. So the output's gradient goes to the winner, whole, and the others get 0. Let the
    //: gradients of the six outputs be 1 to 6, so that one can tell where each went:
    var touching = Pooling(.max, windowSize: 2)
    let firstChannel = small.channel(0)
    let maxima = touching.forward(firstChannel)
    let arriving = Tensor([[1, 2, 3], [4, 5, 6]]).reshaped(1, 2, 3, 1)
    let gradient = touching.backward(arriving)
    page.sideBySide {
      page.numbers(firstChannel, "Input")
      page.numbers(maxima, "Output")
      page.numbers(arriving, "The output's gradient")
      page.numbers(gradient, "The input's gradient")
    }

    //: ## Third mistake: = where += belongs
    //: When windows overlap, one number can win several of them. The 5 wins four windows of 2 × 2
    //: with stride 1, the 4 beside it two, and each sends back a 1:
    let peak = Tensor([[1, 2, 0, 3], [2, 5, 4, 1], [0, 3, 1, 2]]).reshaped(1, 3, 4, 1)
    var overlapping = Pooling(.max, windowSize: 2, stride: 1)
    _ = overlapping.forward(peak)
    let sum = overlapping.backward(.ones(1, 2, 3, 1))
    page.sideBySide {
      page.numbers(peak, "Input")
      page.numbers(sum, "Its gradient")
    }
    page.trace("gradient of the 5", value: Int(sum[0, 1, 1, 0]), "four windows, added up")

    //: A program that writes the gradient down instead of adding it gets something else. Each
    //: window overwrites what the one before has left:
    var overwritten = Tensor.zeros(3, 4)
    for y in 0..<2 {
      for x in 0..<3 {
        let window = peak.reshaped(3, 4)[y..<y + 2, x..<x + 2]
        let winner = window.argmax()
        overwritten[y + winner / 2, x + winner % 2] = 1
      }
    }
    page.numbers(overwritten, "With = for +=: wrong")

    //: ## The way back through a convolution
    //: In a convolution an input went into several sums, each time multiplied by another weight.
    //: One more of the input is that weight more of the output. So each output that has read the
    //: input sends back its gradient times the weight by which it read, and what arrives is added
    //: up.
    //: The outputs' gradients are made up here, for a picture of 5 × 5 and one filter:
    let nineWeights = Tensor([[2, 0, 1], [0, 1, -2], [-1, 3, 2]])
    let fromBehind = Tensor([[1, -2, 3], [0, 4, -1], [2, 5, -3]])
    var single = Convolution(weights: nineWeights.reshaped(3, 3, 1, 1), bias: Tensor([0]))
    _ = single.forward(.zeros(1, 5, 5, 1))
    let returned = single.backward(fromBehind.reshaped(1, 3, 3, 1)).reshaped(5, 5)
    page.inputGradient(
      "back-through-a-window", of: fromBehind, filter: nineWeights, inputGradient: returned)
    //: ![The gradients of nine outputs and a filter of 3 × 3; the input in the middle gets nine
    //: products and adds them up, one in a corner gets a single product](back-through-a-window
    //: "From the outputs back to the inputs that they have read")

    //: **Notice** which weight lies on which way. The output above and to the left of an input read
    //: it with a weight below and to the right: seen from the input, the filter is turned by 180°.
    //:
    //: The product makes all of this easy: the gradient of the weights is the unfolded input,
    //: transposed, times the gradient of the output. And the gradient of the input goes back the
    //: way the windows came; where they overlapped it is added up. How does one know that it is
    //: right? Let the loss be a sum of all outputs, each times a number of its own: those numbers
    //: are then the outputs' gradients. Change one weight by 1 up and by 1 down and see how much
    //: that sum changes. (It grows evenly with the weight, so the nudge need not be small.)
    let outputGradient = Tensor.random(integers: -3..<4, shape: [2, 7, 8, 6], using: &generator)
    func total(_ weights: Tensor) -> Float {
      (conv2D(input, weights, bias: bias) * outputGradient).sum()
    }
    let inputGradient = convolution.backward(outputGradient)
    page.trace("input gradient", inputGradient, from: outputGradient)
    page.trace("weight gradient", convolution.weights.gradient)
    var up = weights
    var down = weights
    up[0, 1, 2, 3] += 1
    down[0, 1, 2, 3] -= 1
    let measured = (total(up) - total(down)) / 2
    page.table(
      "Gradient of weight (0, 1, 2, 3)", columns: ["how", "gradient"],
      rows: [
        ["measured, by changing the weight", "\(measured)"],
        ["computed by backward", "\(convolution.weights.gradient[0, 1, 2, 3])"],
      ])
    page.trace(
      "difference", value: abs(measured - convolution.weights.gradient[0, 1, 2, 3]),
      "measured against computed")

    //: Lesson 15 does this for whole networks.
    //:
    //: ## Exercise
    //: Lay a product out as maps, and hand the gradient back through a pooling whose windows
    //: overlap: `Lessons/13-layers/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 13`.
    //:
    //: ## Try next
    //: - Put the 5 in a corner of `peak`. What is its gradient now?
    //: - What is the gradient of x in 7 x, at 3 and at 300? And of a number that the result does
    //:   not depend on?
    //: - Which weights of a convolution layer with padding see zeros most often?
    //: - Write the three steps of pooling with the mean instead of the largest number.
  }
}
