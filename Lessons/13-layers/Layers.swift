//: # 13. Layers
//: A network is a chain of layers. Each must do two things: compute forward, and pass a gradient
//: back. Build the two that make a convolutional network, and find the three mistakes that nearly
//: everybody makes on the way.
import LessonKit

@main
struct Layers: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## Convolution in three steps
    //: Lesson 12 has the parts. Unfold the windows into rows, multiply with the filters as columns,
    //: fold the result back. Two pictures of 5 × 5 with three channels, four filters:
    var generator = SeededGenerator(seed: 13)
    let input = Tensor.random(integers: 0..<5, shape: [2, 5, 5, 3], using: &generator)
    let weights = Tensor.random(integers: -2..<3, shape: [3, 3, 3, 4], using: &generator)
    let bias = Tensor([1, 0, -1, 2])

    let rows = page.trace("1. unfold", im2col(input, filterSize: 3))
    let product = matmul(rows, weights.reshaped(27, 4)) + bias
    page.trace("2. multiply", product, from: rows, "times (27, 4), plus bias")
    let output = page.trace(
      "3. fold", product.reshaped(2, 3, 3, 4), from: product, "(N, OH, OW, K)")
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
    page.sideBySide {
      page.show(
        wrong[0][0].reshaped(214, 318, 1), "map-0-reshaped", .signed(255))
      page.show(
        right[0][0].reshaped(214, 318, 1), "map-0-transposed", .signed(255), cover: true)
    }
    //: ![A grey weave of fine dots and dashes, the teddy nowhere to be seen](map-0-reshaped "Map 0,
    //: reshaped only")
    //: ![The vertical edges of the teddy on grey](map-0-transposed "Map 0, transposed")

    //: **Notice** that both have the same shape. The left one mixes all four maps, and only of
    //: the top quarter of the photo. Channels
    //: last needs no transpose at all, which is one reason why TensorFlow and Convbook use it.
    //:
    //: ## Pooling in three steps
    //: Unfold, take the largest number of each row, fold. The windows of all channels lie in one
    //: row, so split it first:
    let small = Tensor([
      [1, 2, 1, 0],
      [0, 1, 2, 3],
      [3, 0, 1, 2],
      [2, 4, 0, 1],
    ]).reshaped(1, 4, 4, 1)
    let windows = page.trace("1. unfold", im2col(small, filterSize: 2, stride: 2))
    let split = windows.reshaped(4, 4, 1)
    let largest = page.trace(
      "2. largest", split.max(axes: [1]), from: split, "over the window")
    let pooled = page.trace(
      "3. fold", largest.reshaped(1, 2, 2, 1), from: largest, "(N, OH, OW, C)")
    page.sideBySide {
      page.numbers(windows, "Windows as rows")
      page.numbers(pooled, "Pooled")
    }

    //: ## Second mistake: padding in one place only
    //: The textbook's pooling layer takes a padding, hands it to im2col, and forgets it when it
    //: works out the size. With padding 1, window 2, stride 2 on 4 × 4:
    let unfolded = im2col(small, filterSize: 2, stride: 2, padding: .explicit(1))
    let forgotten = (4 - 2) / 2 + 1
    let geometry = try WindowGeometry(
      input: [4, 4], windowSize: [2, 2], stride: 2, padding: .explicit(1))
    page.trace("windows unfolded", value: unfolded.shape[0], "with padding")
    page.trace("windows expected", value: forgotten * forgotten, "(4 − 2) / 2 + 1, squared")
    page.trace("windows there are", value: geometry.output.reduce(1, *), "padding counted")

    //: Nine rows don't fold into 2 × 2, so that program stops. It is worse when the padding is
    //: counted and filled with zeros. Where all numbers are negative, zeros win:
    let negative = small - 9
    let zeros = im2col(negative, filterSize: 2, stride: 2, padding: .explicit(1)).max(axes: [1])
    var pooling = Pooling(.max, windowSize: 2, stride: 2, padding: .explicit(1))
    page.sideBySide {
      page.numbers(negative, "Input")
      page.numbers(zeros.reshaped(3, 3), "Padded with 0")
      page.numbers(pooling.forward(negative), "Pooling layer, padded with −∞")
    }

    //: ## The way back through a maximum
    //: To learn, a layer must answer: if the output should change, how should the input? For a
    //: maximum that is simple. Only the winner of a window had any influence, so the whole gradient
    //: goes to it. Say each output asks for a change of 1:
    var touching = Pooling(.max, windowSize: 2)
    _ = touching.forward(small)
    let gradient = touching.backward(.ones(1, 2, 2, 1))
    page.sideBySide {
      page.numbers(small, "Input")
      page.numbers(gradient, "Its gradient")
    }

    //: ## Third mistake: = where += belongs
    //: When windows overlap, one number can win several of them. A 5 in the middle of 3 × 3 wins
    //: all four windows of 2 × 2 with stride 1, and each sends back a 1:
    let peak = Tensor([[1, 2, 1], [2, 5, 2], [1, 2, 1]]).reshaped(1, 3, 3, 1)
    var overlapping = Pooling(.max, windowSize: 2, stride: 1)
    _ = overlapping.forward(peak)
    let sum = overlapping.backward(.ones(1, 2, 2, 1))
    page.sideBySide {
      page.numbers(peak, "Input")
      page.numbers(sum, "Its gradient")
    }
    page.trace("gradient of the 5", value: Int(sum[0, 1, 1, 0]), "four windows, added up")

    //: A program that writes the gradient down instead of adding it gets something else. Each
    //: window overwrites what the one before has left:
    var overwritten = Tensor.zeros(3, 3)
    for y in 0..<2 {
      for x in 0..<2 {
        let window = peak.reshaped(3, 3)[y..<y + 2, x..<x + 2]
        let winner = window.argmax()
        overwritten[y + winner / 2, x + winner % 2] = 1
      }
    }
    page.numbers(overwritten, "With = for +=: wrong")
    //:
    //: ## The way back through a convolution
    //: The product makes this easy, too: the gradient of the weights is the unfolded input,
    //: transposed, times the gradient of the output. And the gradient of the input goes back the
    //: way the windows came; where they overlapped it is added up. How does one know that it is
    //: right? Change one weight by 1 up and by 1 down and see how much the sum of all outputs
    //: changes. (It grows evenly with the weight, so the step need not be small.)
    func total(_ weights: Tensor) -> Float { conv2D(input, weights, bias: bias).sum() }
    let outputGradient = Tensor.ones(2, 3, 3, 4)
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
    //: - Which weights of a convolution layer with padding see zeros most often?
    //: - Write the three steps of pooling with the mean instead of the largest number.
  }
}
