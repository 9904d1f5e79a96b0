//: ## Batch normalization: a common scale
import LessonKit

extension Regularization {
  func batchNormalization(_ page: Notebook) {
    //: For each feature, take the mean of the batch away and divide by the root of its variance.
    //: Of 1, 2, 3, 4 the mean is 2.5, the variance (1.5² + 0.5² + 0.5² + 1.5²) / 4 = 1.25:
    var normalization = BatchNormalization(channels: 1, epsilon: 0)
    let column = Tensor([[1], [2], [3], [4]])
    let normalized = normalization.forward(column)
    let byThree = (column - column.mean()) / column.variance(correction: 1).squareRoot()
    normalization.gamma.value = Tensor([2])
    normalization.beta.value = Tensor([10])
    page.trace("normalized 4", value: normalized[3, 0], "1.5 / √1.25")
    page.sideBySide {
      page.numbers(column, "Input")
      page.numbers(normalized, "Normalized")
      page.numbers(byThree, "Divided by n − 1: wrong")
      page.numbers(normalization.forward(column), "times γ = 2, plus β = 10")
    }

    //: γ and β are learned, for each feature or channel: if another scale suits the next layer
    //: better, it can have it.
    //:
    //: ## In a convolution: over N, H and W
    //: Which numbers are one feature? Behind a dense layer a column of the batch: N of them. Behind
    //: a convolution a channel: one filter has made it at all places of all pictures, and its
    //: numbers get one mean and one variance, over N · H · W. Two pictures of 1 × 3, with two
    //: channels:
    let maps = Tensor([1, 10, 2, 10, 3, 10, 5, 20, 6, 30, 7, 40]).reshaped(2, 1, 3, 2)
    var twoChannels = BatchNormalization(channels: 2, epsilon: 0)
    let normalizedMaps = twoChannels.forward(maps)
    page.sideBySide {
      for channel in 0..<2 {
        page.numbers(maps.channel(channel).reshaped(2, 3), "Channel \(channel), a row a picture")
        page.numbers(normalizedMaps.channel(channel).reshaped(2, 3), "normalized")
      }
    }
    page.trace("means", maps.mean(axes: [0, 1, 2]), from: maps, "over N, H and W: one a channel")
    page.trace("mean of channel 0", value: maps.channel(0).mean(), "(1 + 2 + 3 + 5 + 6 + 7) / 6")
    page.trace("mean after", value: normalizedMaps.channel(0).mean())

    //: **Notice** channel 1: its first picture was even, 10 throughout, and still is. What is
    //: normalized is the channel, not the picture: which picture is brighter stays to be seen.
    //:
    //: > [!mistake] 002, a normalization layer is said to normalize the input. The question is over
    //: > what: this one over the batch and all places, channel by channel; the one at the end of
    //: > this lesson over neighbouring channels, place by place.
    //:
    //: ## It makes nothing Gaussian
    //: It shifts and stretches the numbers, no more. Here ten thousand that are far from Gaussian,
    //: and what becomes of their **skew**, 0 for every bell:
    var generator = SeededGenerator(seed: seed)
    let waits = -Tensor.random(uniform: 1e-6..<1, shape: [10_000, 1], using: &generator).logarithm
    let lopsided = waits * 2 + 3
    var fresh = BatchNormalization(channels: 1)
    let after = fresh.forward(lopsided)
    page.histogram(
      "before-and-after", of: [.init("before", lopsided), .init("after", after)],
      layout: .sideBySide)
    //: ![A steep edge on the left and a long tail to the right; the same shape before and
    //: after](before-and-after "Before and after")
    func skew(_ tensor: Tensor) -> Float {
      let centred = (tensor - tensor.mean()) / tensor.variance().squareRoot()
      return (centred * centred * centred).mean()
    }
    page.table(
      "Shifted and stretched", columns: ["", "mean", "deviation", "skew"],
      rows: [("before", lopsided), ("after", after)].map { name, tensor in
        [name]
          + [tensor.mean(), tensor.variance().squareRoot(), skew(tensor)].map {
            "\($0.rounded(to: 2) + 0)"
          }
      })

    //: > [!mistake] 001, the layer is said to make numbers Gaussian, with mean 0 and deviation 1.
    //: > Mean and deviation it sets, until γ and β change them again; the form it leaves.
    //:
    //: ## In use there is no batch
    //: What a picture is taken for must not depend on which others are looked at with it. So in
    //: training the layer gathers **running statistics**, each time nine tenths of the old and one
    //: tenth of the new, and in use those take the place of the batch's. (There, and only there,
    //: the variance is divided by n − 1: it is to speak for all numbers, not for these.)
    var gathering = BatchNormalization(channels: 1)
    var means: [Float] = []
    for _ in 0..<60 {
      _ = gathering.forward(
        .random(normal: 3, standardDeviation: 2, shape: [20, 1], using: &generator))
      means.append(gathering.runningMean.value.scalar)
    }
    page.plot(
      "running-mean",
      lines: [.init("running mean", x: means.indices.map { Float($0 + 1) }, y: means)],
      xAxis: "batch", yAxis: "mean")
    //: ![The curve climbs from 0 and then wavers around 3](running-mean "The running mean of
    //: numbers around 3")
    let single = Tensor([[5]])
    let asInTraining = gathering.forward(single)
    gathering.mode = .inference
    page.trace("5 alone, in training", value: asInTraining.scalar)
    page.trace(
      "5 alone, in use", value: (gathering.forward(single).scalar * 10).rounded() / 10,
      "about (5 − 3) / 2")

    //: **Notice** the 0. Alone in its batch, every number is its own mean. If you forget to
    //: switch over (PyTorch: `model.eval()`), you get such answers, or with dropout a different one
    //: each time.
  }
}
