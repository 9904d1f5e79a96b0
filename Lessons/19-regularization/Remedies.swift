//: ## Dropout: rely on nobody
import LessonKit

extension Regularization {
  func remedies(_ page: Notebook, _ digits: LabelledImages, _ others: LabelledImages) {
    //: **Dropout** sets, in training, each number to 0 with a probability p, anew at every step. So
    //: no unit can rely on another, and what has been learned must be known in several places. Ten
    //: ones, p = 0.3:
    var dropout = Dropout(probability: 0.3, seed: seed + 2)
    let ones = Tensor.ones(1, 10)
    page.sideBySide {
      page.numbers(dropout.forward(ones), "Once")
      page.numbers(dropout.forward(ones), "And again")
    }

    //: Where does 1.429 come from? What stays is multiplied by 1 / (1 − p) = 1 / 0.7. With that the
    //: sum is, on average, what it was. In use nothing is dropped and nothing multiplied: then the
    //: layer hands on what it gets. Without the factor, the next layer would find its inputs 1.43
    //: times as large in use as it was trained for:
    let many = dropout.forward(.ones(100, 1000))
    page.trace("mean in training", value: many.mean().rounded(to: 2), "1 went in")
    page.trace(
      "without the factor", value: (many.mean() * 70).rounded() / 100, "1 went in")
    dropout.mode = .inference
    page.trace("mean in use", value: dropout.forward(.ones(100, 1000)).mean())

    //: The same with a digit, p = 0.5:
    var half = Dropout(probability: 0.5, seed: seed + 3)
    let digit = digits.images[0..<1]
    let dropped = (0..<5).map { _ in half.forward(digit) }
    let average = (0..<500).reduce(digit * 0) { sum, _ in sum + half.forward(digit) / 500 }
    page.show(
      PictureGrid(
        .concatenated([digit] + dropped + [average]), columns: 7, zoom: 6, scale: .stretched,
        labels: ["input", "1", "2", "3", "4", "5", "mean of 500"]
      ).drawing, "dropout", cover: true)
    //: ![A digit, five times with half its pixels black, and the mean of 500: the digit
    //: again](dropout "A digit after dropout")

    //: **Notice** the mean. It is the input again: that is what the factor is for.
    //:
    //: ## Weight decay: nothing for free
    //: **Weight decay** draws every weight towards 0, a little at each step. What is not needed
    //: again and again fades. AlexNet's is 0.0005, for its long training. Here, with a learning
    //: rate of 0.005 and a decay of 0.8, each weight loses 0.005 · 0.8 = 0.4 % at every step:
    let decays: [Float] = [0, 0.8]
    page.histogram(
      "first-weights",
      of: decays.map { decay in
        let network = train(
          plain(seed: seed), on: digits, by: Adam(learningRate: 0.005, weightDecay: decay))
        return .init("decay \(decay)", network.parameters[0].value)
      }, xAxis: "weight")
    //: ![Two bells around 0; the one with decay is narrower and higher](first-weights "The weights
    //: of the first layer")

    //: ## Augmentation: never the same picture twice
    //: What never comes again can't be learned by heart. So each time a digit comes up it is moved
    //: by up to a pixel, turned by up to 10° and made up to a tenth larger or smaller:
    //: **augmentation**. It is the same digit still. (Turned by 180° a 6 would not be, and few
    //: digits can be mirrored.)
    var generator = SeededGenerator(seed: seed)
    let same = Tensor.concatenated(Array(repeating: digit, count: 11))
    page.show(
      PictureGrid(
        .concatenated([digit, augmentation(same, using: &generator)]), columns: 6, zoom: 6),
      "augmented")
    //: ![Twelve times the same digit, moved, turned and scaled a little](augmented "A digit, and
    //: eleven changes of it")

    //: Three times as many epochs as above, with and without it:
    let runs = [nil, augmentation].map { changing in
      var losses: [Float] = []
      _ = train(plain(seed: seed), on: digits, epochs: 180, changing: changing) {
        losses.append($0.loss(on: others))
      }
      return losses
    }
    page.plot(
      "augmentation",
      lines: [.init("plain", epochs: runs[0]), .init("augmented", epochs: runs[1])],
      xAxis: "epoch", yAxis: "loss on others")
    //: ![The plain curve turns early and rises; the augmented one lies far lower at the
    //: end](augmentation "Long training")

    //: **Notice** how much later the second curve turns, if it turns at all. Each epoch brings new
    //: pictures, and there is something to learn from them for longer. Lesson 25 has the changes
    //: that suit photos.
  }
}
