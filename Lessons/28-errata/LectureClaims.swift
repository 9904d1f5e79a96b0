//: ## 002, the lecture on architectures
import LessonKit

extension Errata {
  func lectureClaims(_ page: Notebook, _ claims: Claims) throws {
    //: ### 4 × 4 with padding 1 is 5 × 5
    let fourByFour = Tensor.zeros(4, 4)
    let framed = fourByFour.padded(1)
    page.trace("padded", framed, from: fourByFour)
    claims.verdict(
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
    claims.verdict(
      "f = W₂ max()", cameOut: "\(withMaximum) with it, \(without) without",
      fails: withMaximum != without,
      holds: "W₂ max(0, W₁ x); without the maximum two layers are one", lesson: 4)

    //: ### Convolution and correlation give the same
    //: True of what is *learned*. A filter that is given is another filter when it is turned:
    let vertical = Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    let jump = Tensor((0..<5).map { _ in [0, 0, 0, 9, 9] })
    let correlation = conv2D(jump, vertical)
    let convolution = conv2D(jump, vertical.rotated180)
    page.trace("correlation", value: correlation[0, 1])
    page.trace("convolution", value: convolution[0, 1])
    claims.verdict(
      "correlation and convolution give the same",
      cameOut: "\(number(correlation[0, 1])) and \(number(convolution[0, 1]))",
      fails: correlation != convolution,
      holds: "the learned filter comes out turned, and then they agree",
      lesson: 6)

    //: ### Correlation is also called fused multiply-add
    //: That is something else: a processor's a · b + c with one rounding instead of two.
    let nearOne: Float = 1 + 0x1p-13
    let fused = Float(-1).addingProduct(nearOne, nearOne)
    let separate = nearOne * nearOne - 1
    claims.verdict(
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
    claims.verdict(
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
    claims.verdict(
      "depth is divided by 3", cameOut: "depth \(six3.shape[3]), where 6 / 3 is \(6 / 3)",
      fails: six3.shape[3] != 6 / 3, holds: "one filter sums over all channels", lesson: 8)

    //: ### Without padding the output is always smaller
    let pointwise = conv2D(.zeros(1, 4, 4, 8), .zeros(1, 1, 8, 2))
    page.trace("1 × 1", pointwise)
    claims.verdict(
      "without padding it gets smaller", cameOut: "\(pointwise.shape[1]) × \(pointwise.shape[2])",
      fails: pointwise.shape[1] == 4, holds: "a 1 × 1 filter keeps height and width", lesson: 11)

    //: ### 6 × 6, filter 3, stride 2 is an error
    //: (6 − 3) / 2 + 1 is 2.5, and the notes fear that the filter reaches beyond the picture.
    let halves = try WindowGeometry(input: [6, 6], windowSize: [3, 3], stride: 2, padding: .valid)
    claims.verdict(
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
    claims.verdict(
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
    claims.leaveOpen(
      "“CONV layers' results are what memory is used for. Therefore ???”",
      answer: "the first two of VGG16 hold \(share.rounded()) %", lesson: 23)

    //: ### AlexNet's ensemble reached 15.4 %
    claims.tell(
      "seven AlexNets reach 15.4 %",
      holds:
        "15.4 % on the validation pictures, 15.3 % on the test pictures that decided the contest",
      source: "Krizhevsky, Sutskever and Hinton 2012, table 2", lesson: 22)
  }
}
