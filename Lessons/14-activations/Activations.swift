//: # 14. Activations
//: Between two layers stands a small function that bends. Leave it out and a network of a hundred
//: layers is no better than one. And at the very end stands another that turns scores into
//: probabilities, and is easy to get wrong by an infinity.
import LessonKit

@main
struct Activations: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## Five numbers by hand
    //: The function is called an activation. **ReLU**, the rectified linear unit, keeps what is
    //: positive and sets the rest to 0.
    //: **Sigmoid** squeezes every number between 0 and 1.
    let five = Tensor([[-3, -0.5, 0, 1, 2]])
    let bent = Tensor.concatenated(
      [five, relu(five), sigmoid(five).map { $0.rounded(to: 2) }], axis: 0)
    page.show(
      NumberGrid(bent, cell: 56).coloured { row, _ in Colour.pastels[row] }, "five-numbers",
      cover: true)
    //: ![Three rows of five numbers: as they are, with 0 for what is below, and between 0 and
    //: 1](five-numbers "Five numbers, their ReLU, their sigmoid")

    let xs = (-60...60).map { Float($0) / 10 }
    let line = Tensor(xs)
    let handles: [Float] = [-6, -4, -2, 0, 2, 4, 6]
    let spots = Tensor(handles)
    page.predictCurve(
      "Draw the sigmoid.", x: handles, range: -1...1.5, right: .init("sigmoid", sigmoid(spots)),
      mistakes: [
        .init("tanh", tanh(spots), "That is tanh: it goes from −1 to 1, the sigmoid from 0 to 1."),
        .init(
          "a straight line", spots / 12 + 0.5,
          "That is straight. The sigmoid is flat at both ends, and all but done at −4 and 4."),
        .init(
          "ReLU", relu(spots).clipped(to: 0...1.5),
          "That is ReLU: 0 on the left, and then it rises without end."),
      ],
      otherwise: "It is ½ at 0, nearly 0 far to the left and nearly 1 far to the right.")
    page.plot(
      "three-activations",
      lines: [
        .init("ReLU", x: xs, y: relu(line).clipped(to: 0...3).scalars.map { $0 < 3 ? $0 : .nan }),
        .init("sigmoid", x: xs, y: sigmoid(line).scalars),
        .init("tanh", x: xs, y: tanh(line).scalars),
      ],
      xAxis: "in", yAxis: "out")
    //: ![ReLU is flat at 0 and then rises straight; sigmoid and tanh are S-shaped, flat at both
    //: ends](three-activations "Three activations")

    //: **Notice** the flat ends. Where a curve is flat, a change of the input changes almost
    //: nothing, and a network that sits there hardly learns. Sigmoid and tanh, which is the same
    //: between −1 and 1, are flat on both sides, ReLU on one.
    let slope = (sigmoid(Tensor([5.01])).scalar - sigmoid(Tensor([4.99])).scalar) / 0.02
    page.trace("slope of sigmoid at 5", value: slope.rounded(to: 4))

    //: ## Without them, depth is nothing
    //: Two layers without anything in between are two matrices one after the other, and that is one
    //: matrix. Here twenty random layers against their product:
    var generator = SeededGenerator(seed: 14)
    let input = Tensor.random(normal: 0, standardDeviation: 1, shape: [1, 4], using: &generator)
    var deep = input
    var single = Tensor([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])
    for _ in 0..<20 {
      let layer = Tensor.random(
        normal: 0, standardDeviation: 0.6, shape: [4, 4], using: &generator)
      deep = matmul(deep, layer)
      single = matmul(single, layer)
    }
    let distance = (deep - matmul(input, single)).absolute.max() / deep.absolute.max()
    page.trace(
      "difference", value: distance.rounded(to: 3),
      "twenty layers against one, relative")

    //: With ReLU the network bends. Two neurons make a |x|, which no single line can:
    let absolute = relu(line) + relu(line * -1)
    page.plot(
      "relu-of-both-signs",
      lines: [.init("two bent lines", x: xs, y: absolute.scalars)], xAxis: "x", yAxis: "sum")
    //: ![A V with its tip at 0](relu-of-both-signs "relu(x) + relu(−x)")
    //:
    //: Three neurons make three corners, and with more of them the sum comes nearer to whatever
    //: curve you want. Drag the corners:
    page.bend("corners", corners: [(-3, 0.5), (-1, 2.5), (1, -1.5), (4, 1)])
    //: ![A curve with three corners, and the three bent lines that it is the sum of](corners
    //: "Three neurons and their sum")

    //: ## After the bias, not before
    //: A layer multiplies, adds its bias, then bends. With the bias added afterwards, an output
    //: that should be 0 is not:
    let scores = Tensor([[-1, 2, -3]])
    let bias = Tensor([[-1, -1, 2]])
    page.sideBySide {
      page.numbers(scores, "scores")
      page.numbers(bias, "bias")
      page.numbers(scores + bias, "scores + bias")
    }
    page.sideBySide {
      page.numbers(relu(scores + bias), "relu(scores + bias)")
      page.numbers(relu(scores) + bias, "relu(scores) + bias")
    }

    //: **Notice** the −1 and the 2 on the right. Both should be 0.
    //:
    //: ## A photo through ReLU
    //: Of the edges of lesson 9, ReLU keeps those where the photo gets brighter from left to right
    //: and sets the others to 0.
    let photo = try options.image(default: "teddy.jpg", atLeast: 3)
    let edge = Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    let edges = conv2D(photo.tensor.batched.channel(0), edge)
    let kept = page.trace("relu", relu(edges), from: edges)
    page.predictPicture(
      "Grey is 0, white and black are edges of two kinds. What does ReLU leave?", "relu",
      right: .init(
        kept, .signed(200), seen: "Grey with white outlines only",
        "What is negative becomes 0, and 0 is grey here."),
      mistakes: [
        .init(
          edges.absolute, .signed(200), seen: "Grey with white outlines on both sides of things",
          "That is the absolute value: negative numbers lose their sign, and ReLU sets them to 0."),
        .init(
          relu(edges * -1) * -1, .signed(200), seen: "Grey with black outlines only",
          "That keeps the negative numbers."),
        .init(
          kept, .range(0, 200), seen: "Black with white outlines",
          "The numbers are these, but here 0 is drawn black."),
      ])
    page.sideBySide {
      page.show(edges, "before", .signed(200))
      page.show(kept, "after-relu", .signed(200))
    }
    //: ![A grey relief of the teddy with white and black edges](before "Before")
    //: ![The same relief with the white edges only](after-relu "After ReLU")
    let zeros = Float(kept.count { $0 == 0 }) / Float(kept.count)
    page.trace("zeros after", value: percent(zeros, places: 0), "per cent")

    //: ## Softmax: scores to probabilities
    //: A network's last numbers are scores, called **logits**: 2, 1, 0.1 for three classes. Softmax
    //: raises e to each and divides by the sum.
    let logits = Tensor([[2, 1, 0.1]])
    let powers = logits.exponential
    let probabilities = page.trace("softmax", softmax(logits), from: logits)
    page.table(
      "Scores to probabilities", columns: ["logit", "e^logit", "share"],
      rows: (0..<3).map { index in
        [
          "\(logits.scalars[index])",
          "\(powers.scalars[index].rounded(to: 3))",
          "\(probabilities.scalars[index].rounded(to: 3))",
        ]
      })
    page.trace("sum", value: probabilities.sum().rounded(to: 3))

    //: Slide the scores, and then all of them together, far to the right:
    page.scores("shares", logits, shares: probabilities)
    //: ![Three scores with their shares as bars](shares "Scores and shares")

    //: In a batch the shares add up to 1 **for each picture**, along the last axis. Along the other
    //: axis pictures would compete with each other:
    let batch = Tensor([[2, 1, 0.1], [0, 3, 1]])
    page.sideBySide {
      page.numbers(softmax(batch).map { $0.rounded(to: 3) }, "Along the classes")
      page.numbers(softmax(batch, axis: 0).map { $0.rounded(to: 3) }, "Along the batch: wrong")
    }

    //: ## Large scores
    //: Scores of 1000 happen in a network that trains badly. Then e^1000 is more than a Float can
    //: hold. ∞ divided by ∞ is not a number:
    let large = Tensor([[0, 1000]])
    let naive = large.exponential / large.exponential.sum()
    page.sideBySide {
      page.numbers(large.exponential, "e^logit")
      page.numbers(naive, "naive softmax")
      page.numbers(softmax(large), "softmax")
    }

    //: The remedy is to subtract the largest score first: (0, 1000) becomes (−1000, 0). That
    //: divides numerator and denominator by the same e^1000, and no power is larger than e^0 = 1.
    //:
    //: ## Why there is a log-softmax
    //: Training needs the logarithm of these probabilities. Softmax, then log? The probability of
    //: the first class is too small for a Float, it becomes 0, and its logarithm is −∞. The error
    //: would be infinite. Taken together, log-softmax is a subtraction: score minus
    //: largest minus log of the sum of powers, here 0 − 1000 − log(e^−1000 + 1) = −1000:
    page.sideBySide {
      page.numbers(softmax(large).logarithm, "log(softmax)")
      page.numbers(logSoftmax(large), "log-softmax")
    }
    page.trace("log-softmax", value: Int(logSoftmax(large).scalars[0]), "of the first class")

    //: That is one reason, and PyTorch's documentation adds that the two steps apart are slower.
    //: There is another, in the **gradient**: by how much the error changes when a score does
    //: (lesson 13). One set of notes says that softmax suffers from vanishing gradients and
    //: log-softmax does not. Is it so? Take a network that is quite sure and quite wrong: scores of
    //: −20 for the right class and 20 for the other. Without the logarithm one could take the
    //: squared distance of the right class's share p from 1 as the error. Its gradient for the
    //: score is 2 (p − 1) · p (1 − p):
    let sure = Tensor([[-20, 20]])
    let p = softmax(sure).scalars[0]
    let withSquare = page.trace(
      "gradient, squared error", value: 2 * (p - 1) * p * (1 - p), "(p − 1)², p = \(p)")

    //: With the logarithm the error is −log p, which log-softmax gives, and its gradient for the
    //: score is p − 1:
    let withLogarithm = page.trace("gradient, log-softmax", value: p - 1, "−log p")

    //: Measured, as a check: raise the score by 1 and see by how much each error changes.
    let raised = Tensor([[-19, 20]])
    func squared(_ x: Float) -> Float { x * x }
    let changes = [
      squared(1 - softmax(raised).scalars[0]) - squared(1 - p),
      logSoftmax(sure).scalars[0] - logSoftmax(raised).scalars[0],
    ]
    page.table(
      "The score of the right class raised by 1", columns: ["error", "gradient", "its change"],
      rows: [
        ["(p − 1)²", "\(withSquare)", "\(changes[0])"],
        ["−log p", "\(withLogarithm)", "\(changes[1])"],
      ])

    //: **Notice** that the first error has nothing to learn from where the network is most wrong:
    //: softmax is flat there, as sigmoid is. The logarithm undoes that. So the notes have a point,
    //: about softmax with such an error. Taking softmax and logarithm in *one* step is for the
    //: other reason, that nothing overflows on the way.
    //:
    //: ## A function or a layer?
    //: PyTorch has both `F.relu` and `nn.ReLU`. What is the difference? The function
    //: computes. The module is an object whose `forward` calls the function: it can stand in a list
    //: of layers, and that is all. What the way back needs, PyTorch keeps elsewhere, with the
    //: numbers that were computed, whichever was called. (Here a layer does keep its input, because
    //: nothing else does.) Nothing has to be learned for a ReLU, so there are no parameters either
    //: way. Where there are some, as in `nn.Conv2d`, the module owns them, and `F.conv2d` is given
    //: them:
    var layer = ReLU()
    let same = (layer.forward(five) - relu(five)).absolute.max()
    page.trace("difference", value: same, "layer against function")
    page.trace("parameters", value: layer.parameters.count, "of a ReLU layer")

    //: > [!mistake] 001, the function is said to need its weights handed over at each call, the
    //: > layer to keep them. A ReLU has none, either way.
    //:
    //: ## Exercise
    //: Write a dense layer with ReLU, and a log-softmax that holds for scores in the thousands:
    //: `Lessons/14-activations/Exercise/Exercise.swift`, checked by `swift run convbook check 14`.
    //:
    //: ## Try next
    //: - What is softmax of (3, 3, 3)? And of (1003, 1003, 1003)?
    //: - Add the same number to all logits. What changes?
    //: - Build a bump, 0 left and right and 1 in the middle, from four ReLUs.
  }
}
