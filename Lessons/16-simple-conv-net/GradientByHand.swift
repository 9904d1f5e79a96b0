//: ## Predict
import LessonKit

extension SimpleConvNet {
  func gradientByHand(_ page: Notebook, _ data: DatasetSplits, _ trained: Network) {
    //: Forward through all layers: that is the whole of predicting. Three digits, before any
    //: training:
    var network = trained
    func predict(_ images: Tensor) -> Tensor {
      var values = images
      for layer in network.layers {
        var layer = layer
        values = layer.forward(values)
      }
      return values
    }
    let three = data.training.prefix(3)
    let scores = page.trace("predict", predict(three.images), from: three.images)

    //: ## Loss
    //: Softmax makes shares of the ten scores (lesson 14). The loss of one digit is −ln of the
    //: share that the right answer got: 0 if it got everything, and larger the less it got. The
    //: loss of a batch is the mean. This is the cross entropy with a one-hot label: 1 for the right
    //: digit, 0 for all others.
    func loss(_ images: Tensor, _ labels: [Int]) -> Float {
      softmaxCrossEntropy(predict(images), labels: labels).loss
    }
    let shares = softmax(scores)
    let losses = three.labels.indices.map { -logSoftmax(scores)[$0, three.labels[$0]] }
    page.table(
      "Three digits", columns: ["digit", "share of the right answer", "−ln share"],
      rows: three.labels.indices.map { index in
        let digit = three.labels[index]
        return ["\(digit)", "\(shares[index, digit])", "\(losses[index])"]
      })
    page.trace("mean", value: losses.reduce(0, +) / 3, "of the last column")
    page.trace("loss", value: loss(three.images, three.labels), "the same by the function")

    //: ## Gradient
    //: In which direction should each of the 433,890 numbers go? First forward, so that every layer
    //: remembers what came in. The gradient of the loss with respect to the scores is then simply
    //: **the shares minus the right answer**: what each digit got, less the 1 that the right one
    //: should have got. For the first of the three digits:
    page.table(
      "A \(three.labels[0]): shares, answer, gradient",
      columns: ["digit", "share", "right answer", "gradient of its score"],
      rows: (0..<10).map { digit in
        let answer: Float = digit == three.labels[0] ? 1 : 0
        return ["\(digit)", "\(shares[0, digit])", "\(answer)", "\(shares[0, digit] - answer)"]
      })

    //: **Notice** the signs. A gradient tells what makes the loss *grow*. It is positive for every
    //: wrong digit, whose score should fall, and negative for the right one, whose score should
    //: rise: the step to be taken is against it. (For the batch of three each is divided by 3, as
    //: the loss is a mean.)
    //:
    //: Then back, last layer first. From the gradient of its output each layer computes that of its
    //: input, which the layer before it needs, and notes that of its own weights.
    func gradient(
      _ images: Tensor, _ labels: [Int], watch: (String, Tensor) -> Void = { _, _ in }
    ) {
      var values = images
      for index in network.layers.indices { values = network.layers[index].forward(values) }
      var gradient = softmaxCrossEntropy(values, labels: labels).gradient
      for index in network.layers.indices.reversed() {
        let layer = "\(type(of: network.layers[index]))"
        gradient = network.layers[index].backward(gradient)
        watch(layer, gradient)
      }
    }
    page.trace(
      "gradient of the scores", softmaxCrossEntropy(scores, labels: three.labels).gradient)
    gradient(three.images, three.labels) { page.trace("through \($0)", $1.shape) }

    //: **Notice** that these are the shapes of the way there, in reverse, down to the pixels of the
    //: three digits. Is the gradient right? Ask the loss itself: move one weight a little up, a
    //: little down, and see what the loss does. In each of the three layers, for the weight with
    //: the largest gradient:
    func measuredGradient(_ parameter: Int, _ place: Int) -> Float {
      let value = network.parameters[parameter].value
      func lossMoved(by distance: Float) -> Float {
        var scalars = value.scalars
        scalars[place] += distance
        network.parameters[parameter].value = Tensor(shape: value.shape, scalars: scalars)
        return loss(three.images, three.labels)
      }
      let slope = (lossMoved(by: 0.01) - lossMoved(by: -0.01)) / 0.02
      network.parameters[parameter].value = value
      return slope
    }
    let checks = [("W1", 0), ("W2", 2), ("W3", 4)].map { name, parameter in
      let gradient = network.parameters[parameter].gradient
      let place = gradient.absolute.argmax()
      return (name, gradient.scalars[place], measuredGradient(parameter, place))
    }
    page.table(
      "One weight of each layer", columns: ["weights", "gradient, computed", "measured"],
      rows: checks.map { ["\($0)", "\($1)", "\($2)"] })
    let worst = checks.map { abs($1 - $2) / abs($1) }.max() ?? 0
    page.trace("they differ by at most", value: (worst * 1000).rounded(.up) / 10, "per cent")

    //: W1, W2, W3 are the book's names.
    //:
    //: > [!mistake] 000, the listing stops before it computes anything. It defines `predicd`,
    //: > `layers` and `last_layer`, and calls `predict`, `layer` and `last_layers`; and `predicd`,
    //: > `loss` and `gradient` stand in cells of their own, outside the class. A compiler says so
    //: > before the first run.
  }
}
