//: ## 002, the lecture on architectures
import LessonKit

extension Errata {
  func lectureClaims(_ page: Notebook) throws {
    //: ### Padding of 4 × 4
    let framed = Tensor.zeros(4, 4).padded(1)
    page.judge(
      "4 × 4 with padding 1 is 5 × 5.", "002", holds: framed.shape == [5, 5],
      """
      It is \(describe(framed.shape)): a row on each side. That is why 4 × 4 come out of it under \
      a filter of 3 × 3. Lesson 7.
      """)

    //: ### Another name of correlation
    //: A processor's a · b + c with one rounding instead of two, and in two steps:
    let nearOne: Float = 1 + 0x1p-13
    let fused = Float(-1).addingProduct(nearOne, nearOne)
    let separate = nearOne * nearOne - 1
    page.judge(
      "Cross-correlation is also called fused multiply-add.", "002", holds: fused == separate,
      """
      A fused multiply-add gave \(fused), two steps gave \(separate). It is an instruction that \
      rounds once. A correlation is a sum of products, fused or not. Lesson 12.
      """)

    //: ### The size of a filter
    let filters = Tensor.zeros(3, 3, 3, 10)
    let sizes = [Tensor.zeros(1, 32, 32, 3), .zeros(1, 64, 48, 3)].map {
      conv2D($0, filters).shape
    }
    page.judge(
      "The size of the input decides the size of the filter.", "002",
      holds: sizes[0] == sizes[1],
      """
      The same filters give \(describe(sizes[0])) of 32 × 32 and \(describe(sizes[1])) of 64 × 48. \
      The input's depth decides the filter's depth; its size is chosen. Lesson 8.
      """)

    //: ### The depth of an output
    //: 32 × 32 × 3, ten filters of 5 × 5, padding 2. The depth that one filter makes is written as
    //: 3 / 3 in the notes, the depth of the input over that of the filter.
    let ten = conv2D(.zeros(1, 32, 32, 3), .zeros(5, 5, 3, 10), padding: .explicit(2))
    let parameters = 10 * (5 * 5 * 3) + 10
    page.judge(
      "Ten filters give 32 × 32 × 10, and there are 760 parameters.", "002",
      holds: ten.shape == [1, 32, 32, 10] && parameters == 760,
      "\(describe(ten.shape)), and 10 · (5 · 5 · 3) + 10 = \(parameters). Lesson 8.")
    let ofThree = conv2D(.ones(1, 36, 36, 3), .ones(5, 5, 3, 1))
    let ofSix = conv2D(.zeros(1, 36, 36, 6), .zeros(5, 5, 6, 1))
    page.judge(
      "One filter makes 32 × 32 × 1 of 36 × 36 × 3, since 3 / 3 is 1.", "002",
      holds: ofThree.shape == [1, 32, 32, 1],
      """
      But 3 / 3 is a way of writing that three channels become one; they are summed, not \
      divided: of ones under ones comes \(number(ofThree[0, 0, 0, 0])) = 5 · 5 · 3. Of six \
      channels, too, one filter makes \(ofSix.shape[3]). Lesson 8.
      """)
    page.trace("one filter over depth 6", ofSix)

    //: ### More filters, more layers
    //: The notes say of deep networks, in brackets: those with many filters.
    let many = [1, 10, 100].map { conv2D(.zeros(1, 28, 28, 1), .zeros(3, 3, 1, $0)).shape[1] }
    var map = Tensor.zeros(1, 28, 28, 1)
    let deeper = (0..<3).map { _ in
      map = conv2D(map, .zeros(3, 3, 1, 1))
      return map.shape[1]
    }
    page.judge(
      "The more filters there are, the more the output shrinks.", "002", holds: many[2] < many[0],
      """
      1, 10 and 100 filters leave \(many.map(String.init).joined(separator: ", ")) rows of 28. \
      One, two and three *layers* leave \(deeper.map(String.init).joined(separator: ", ")). \
      Lesson 7.
      """)

    //: ### Without padding
    let pointwise = conv2D(.zeros(1, 4, 4, 8), .zeros(1, 1, 8, 2))
    page.judge(
      "Without padding the output is always smaller than the input.", "002",
      holds: pointwise.shape[1] < 4,
      """
      A filter of 1 × 1 made \(pointwise.shape[1]) × \(pointwise.shape[2]) of 4 × 4. Larger \
      filters do shrink it. Lesson 11.
      """)
    page.trace("1 × 1", pointwise)

    //: ### A stride that does not fit
    //: 6 × 6, filter 3 × 3, stride 2: (6 − 3) / 2 + 1 is 2.5.
    let halves = try WindowGeometry(input: [6, 6], windowSize: [3, 3], stride: 2, padding: .valid)
    page.judge(
      "A stride that does not fit is an error, so it must be changed.", "002",
      holds: halves.output != [2, 2],
      """
      \(halves.output[0]) × \(halves.output[1]) came out, as in TensorFlow and PyTorch. The size \
      is rounded down, and \(halves.axes[0].unread) row and column go unread. Lesson 7.
      """)

    //: ### The end of a network
    //: A network without a dense layer: the last convolution has ten filters, and the mean of each
    //: of its maps is a score. It learns 600 digits for 16 epochs:
    var generator = SeededGenerator(seed: 28)
    let blocks = [(1, 16), (16, 32)].flatMap { channels, filters -> [any Layer] in
      [
        Convolution(
          filters: filters, filterSize: 3, channels: channels, padding: .same, using: &generator),
        ReLU(), Pooling(.max, windowSize: 2),
      ]
    }
    let last = Convolution(filters: 10, filterSize: 3, channels: 32, using: &generator)
    var network = Network(blocks + [last, AdaptiveAveragePooling(to: 1), Flatten()])
    let digits = DrawnDigits.pictures(800, seed: 28)
    let (known, others) = (digits[0..<600], digits[600..<800])
    var adam = Adam(learningRate: 0.01)
    for _ in 0..<16 {
      for (images, labels) in known.batches(of: 50, shuffledBy: &generator) {
        let (_, gradient) = softmaxCrossEntropy(network.forward(images), labels: labels)
        network.backpropagate(gradient)
        adam.update(&network)
      }
    }
    let read = accuracy(network(others.images), labels: others.labels)
    page.judge(
      "For all its convolutions a CNN needs a dense layer.", "002", holds: read < 0.5,
      """
      Without one it reads \(percent(read, places: 0)) % of 200 other digits; guessing reads 10 %. \
      Network in Network (2013) and SqueezeNet (2016) end so, in a mean over maps.
      """)
    page.trace("digits read without a dense layer", value: read)

    //: ### Small windows
    let (small, large) = (3 * 3 * 3 * 64 * 64, 7 * 7 * 64 * 64)
    page.judge(
      "Three filters of 3 × 3 have fewer weights than one of 7 × 7 over the same channels.", "002",
      holds: small < large,
      "Between 64 maps and 64 maps \(small) against \(large): 27 C² and 49 C². Lesson 23.")

    //: ### Memory and weights of VGG
    //: There the notes break off: “CONV layers' results are what memory is used for. Therefore
    //: ???” How much is it, for VGG16 and one picture?
    let summary = Network.vgg16(seed: 1).summary(for: [1, 224, 224, 3])
    let kept = summary.rows.filter { ["Convolution", "Pooling", "Dense"].contains($0.layer) }
    let numbers = kept.map { $0.outputShape.reduce(1, *) }
    let activations = 224 * 224 * 3 + numbers.reduce(0, +)
    let early = percent(
      kept.filter { $0.layer == "Convolution" }.prefix(4)
        .reduce(0) { $0 + $1.outputShape.reduce(1, *) }, of: activations, places: 0)
    let dense = kept.filter { $0.layer == "Dense" }.reduce(0) { $0 + $1.parameters }
    let late = percent(dense, of: summary.parameters, places: 0)
    page.judge(
      "Most of VGG's memory is in its first convolutions, most of its weights in its dense layers.",
      "002", holds: late > 50 && early > 50,
      """
      The first four of thirteen convolutions hold \(early) % of all numbers that come out, the \
      dense layers \(late) % of the weights. Therefore: training, which must keep all that comes \
      out for the way back, runs out of memory in front first, and shrinking pictures early saves \
      most. Lesson 23.
      """)
    page.trace("numbers kept for one picture", value: activations)

    //: ### Who was first with ReLU
    page.judge(
      "AlexNet was the first to use ReLU.", "002", holds: false,
      """
      Fukushima's networks cut off below zero in 1969; Nair and Hinton named and used the ReLU \
      in 2010, and AlexNet's paper refers to them. It was the first to *win* with it. Lesson 22.
      """, source: "Fukushima 1969; Nair and Hinton 2010; AlexNet's paper, section 3.1")

    //: ### Seven networks
    page.judge(
      "An ensemble of seven AlexNets takes the error from 18.2 % to 15.4 %.", "002", holds: true,
      """
      But only so far: both numbers are the paper's, on the validation pictures, and the seven are \
      not alike. Five AlexNets alone reach 16.4 %; the other two were larger and had been trained \
      on more pictures before. Lesson 22.
      """, source: "Krizhevsky, Sutskever and Hinton 2012, table 2")

    //: ### The winner of 2013
    page.judge(
      "ZFNet won in 2013, with 11.7 %.", "002", holds: false,
      """
      11.7 % is Clarifai's, the company of one of ZFNet's authors. The best vote in the paper on \
      ZFNet is 14.8 %. Lesson 22.
      """, source: "the results of ILSVRC 2013; Zeiler and Fergus 2013, table 2")
  }
}
