//: ## Saliency by gradients
import LessonKit

extension FeatureMaps {
  func gradients(
    _ page: Notebook, of network: Network, _ test: LabelledImages, readAs read: [Int],
    using generator: inout SeededGenerator
  ) throws {
    //: Occlusion ran the network 784 times for one picture. In lesson 15 one walk back told the
    //: slope for every input at once, and pixels are inputs: begin with a 1 at the score of the
    //: right answer, 0 at the nine others, and go on past the first weights to the picture.
    let digit = test.images[2..<3]
    let label = test.labels[2]
    var walked = network
    let scores = walked.forward(digit)
    let slopes = walked.backward(Tensor((0..<10).map { $0 == label ? 1 : 0 }).reshaped(1, 10))
    page.trace("scores", scores, from: digit)
    page.trace("slopes", slopes, from: scores, "one for each pixel")

    //: Is that so? Make the pixel with the steepest slope brighter by a hundredth, and darker:
    let steepest = slopes.absolute.argmax()
    func score(_ change: Float) -> Float {
      var pixels = digit.scalars
      pixels[steepest] += change
      return network(Tensor(shape: digit.shape, scalars: pixels))[0, label]
    }
    page.table(
      "The pixel in row \(steepest / 28), column \(steepest % 28)",
      columns: ["slope, walked back", "slope, tried"],
      rows: [
        [slopes.scalars[steepest], (score(0.01) - score(-0.01)) / 0.02].map {
          "\($0.rounded(to: 3))"
        }
      ])

    //: Not quite equal: on the way of a hundredth, some ReLU or some maximum may change sides, and
    //: with it the slope.
    //:
    //: `network.saliency(of:for:)` does the same for many pictures. Red: more light here raises the
    //: score of the right answer. Blue: it lowers it. Full colour is for the hundredth of the
    //: pixels with the steepest slopes, picture by picture:
    let wrong = read.indices.first { read[$0] != test.labels[$0] }
    let looked = test.selecting(Array(0..<5) + (wrong.map { [$0] } ?? []))
    func scaled(_ heats: Tensor) -> Tensor {
      .stacked(
        (0..<heats.shape[0]).map { index in
          let strengths = heats[index].absolute.scalars.sorted()
          return heats[index] / max(strengths[strengths.count * 99 / 100], 1e-9)
        })
    }
    let all = network.saliency(of: looked.images, for: looked.labels).mean(axes: [3])
    page.show(
      HeatMap(
        scaled(all), over: looked.images, limit: 1, columns: 3, zoom: 6,
        labels: looked.labels.map { "\($0)" }), "saliency")
    //: ![The same digits under fine red and blue speckles, on the strokes and on the empty ground
    //: beside them](saliency "Slopes of the right answer's score")

    //: **Notice** how much finer it is than occlusion, and how much noisier: neighbouring pixels
    //: often disagree. And there is colour on the empty ground, since it tells what *would* change
    //: if there were ink. A slope holds for small changes only. What a whole stroke does, it does
    //: not say.
    //:
    //: ## Grad-CAM
    //: Between the two lies a third way, **Grad-CAM**: don't walk back to the pixels, stop at the
    //: last feature maps. How much does the score grow with each map? Take the mean of its slopes
    //: over all places as the map's weight, add up the maps, each times its weight, and keep what
    //: is positive. Two maps of 2 × 2 by hand, the mean slopes 1 and −1:
    let maps = Tensor([2, 0, 1, 0, 0, 3, 0, 1]).reshaped(1, 2, 2, 2)
    let head = Network(
      Flatten(), Dense(weights: Tensor([1, -1, 1, -1, 0, 0, 2, -2]).reshaped(8, 1)))
    let mapSlopes = head.saliency(of: maps, for: [0])
    let byHand = page.trace(
      "Grad-CAM by hand", head.gradCAM(of: maps, for: [0], after: 0), from: maps)
    page.sideBySide {
      for map in 0..<2 {
        page.numbers(maps.channel(map).reshaped(2, 2), "Map \(map)")
        page.numbers(mapSlopes.channel(map).reshaped(2, 2), "its slopes")
      }
      page.numbers(byHand.reshaped(2, 2), "1 · map 0 − 1 · map 1, ReLU")
    }

    //: In our network the maps behind the third convolution and its ReLU are 7 × 7. Enlarged to the
    //: digit's size:
    func gradCAM(_ network: Network, _ pictures: Tensor, _ classes: [Int]) -> Tensor {
      let heat = network.gradCAM(of: pictures, for: classes, after: 8)
      return heat.reshaped(to: heat.shape + [1])
        .resized(height: pictures.shape[1], width: pictures.shape[2]).mean(axes: [3])
    }
    page.show(
      HeatMap(
        scaled(gradCAM(network, looked.images, looked.labels)), over: looked.images, limit: 1,
        columns: 3, zoom: 6, labels: looked.labels.map { "\($0)" }), "grad-cam")
    //: ![The same digits, some with soft red patches, some with none](grad-cam "Grad-CAM for the
    //: right answer")

    //: **Notice** that the red is not always on the strokes, and that some digits may have hardly
    //: any. No wonder, in *this* network: the dense layer has weights of its own for each place,
    //: and a mean over places forgets which slope belongs where. Grad-CAM suits networks that
    //: average their maps before the last layer, as ResNet does (lesson 24). Here one had better
    //: not take the mean, and multiply each number of a map by its own slope:
    func slopeTimesMap(_ pictures: Tensor, _ classes: [Int]) -> Tensor {
      let maps = Network(Array(network.layers[..<8]))(pictures)
      let slopes = Network(Array(network.layers[8...])).saliency(of: maps, for: classes)
      return relu((maps * slopes).sum(axes: [3], keepingAxes: true))
        .resized(height: 28, width: 28).mean(axes: [3])
    }
    page.show(
      HeatMap(
        scaled(slopeTimesMap(looked.images, looked.labels)), over: looked.images, limit: 1,
        columns: 3, zoom: 6, labels: looked.labels.map { "\($0)" }), "slope-times-map")
    //: ![The same digits, each with red patches on its strokes and on the ground
    //: beside them](slope-times-map "Slope times map, place by place")

    //: It can be asked about other answers, too. What in this digit speaks for each of the ten?
    let ten = Tensor.concatenated(Array(repeating: digit, count: 10))
    page.show(
      HeatMap(
        scaled(slopeTimesMap(ten, Array(0..<10))), over: ten, limit: 1, columns: 5, zoom: 4,
        labels: zip(0..<10, scores.scalars).map { "\($0): \(number($1.rounded(to: 1)))" }),
      "ten-answers")
    //: ![One digit ten times, with red patches at different places](ten-answers "For each of the
    //: ten answers, and its score")

    //: **Notice** that there is red for nearly every answer, for wrong ones, too: it shows where
    //: the evidence *for* an answer lies, not whether it is enough. (What is against it, ReLU took
    //: away.)
    //:
    //: ## Which of them is right?
    //: They are different pictures of one decision. So take away what they point to: of two hundred
    //: digits the pixels that each finds most important are made black, more and more of them. For
    //: saliency that is slope times brightness: by how much the score should fall if the pixel went
    //: out. For comparison, ink at random, and the ink around a random place:
    let some = test.prefix(200)
    let ink = some.images.map { $0 > 0.1 ? 1 : 0 }
    let random = Tensor.random(uniform: 0..<1, shape: ink.shape, using: &generator)
    let around = Tensor.stacked(
      (0..<some.count).map { index in
        let middle = (random[index] * ink[index]).argmax()
        return Tensor(
          shape: [28, 28, 1],
          scalars: (0..<784).map { place in
            let (down, right) = (place / 28 - middle / 28, place % 28 - middle % 28)
            return 1 / Float(1 + down * down + right * right)
          })
      })
    func onInk(_ heat: Tensor) -> Tensor { (heat.reshaped(to: ink.shape) + 1e-6) * ink }
    let rankings: [(Message, Tensor)] = [
      ("ink at random", random * ink), ("ink around a random place", around * ink),
      ("Grad-CAM", onInk(gradCAM(network, some.images, some.labels))),
      ("slope times map", onInk(slopeTimesMap(some.images, some.labels))),
      ("saliency", network.saliency(of: some.images, for: some.labels) * some.images),
    ]
    let counts = Array(stride(from: 0, through: 60, by: 10))
    func curve(_ ranking: Tensor) -> [Float] {
      let orders = (0..<some.count).map { index in
        let important = ranking[index].scalars
        return important.indices.sorted { important[$0] > important[$1] }
      }
      return counts.map { count in
        var pixels = some.images.scalars
        for (index, order) in orders.enumerated() {
          for place in order.prefix(count) { pixels[784 * index + place] = 0 }
        }
        return accuracy(
          network(Tensor(shape: some.images.shape, scalars: pixels)), labels: some.labels)
      }
    }
    page.plot(
      "pixels-taken-away",
      lines: rankings.map { .init($0.0, x: counts, y: curve($0.1), style: .marked) },
      xAxis: "pixels made black", yAxis: "share read rightly")
    //: ![Five falling lines; that of saliency falls fastest](pixels-taken-away "Taken away, the
    //: most important first")

    //: **Notice** two things. Saliency's line falls fastest: the pixels it names are missed more
    //: than others, so there is something to its speckles. And what the maps point to is missed
    //: hardly more than a patch of ink anywhere. That patch is the comparison that counts: a
    //: region looks convincing because it lies on the digit, and there any region does.
    //:
    //: ## The photo
    //: The dense layer refused the photo. But its weights for 4 × 4 places can slide like a filter
    //: of 4 × 4 (lesson 11), and the scores of all places be averaged. For a digit that is the same
    //: network:
    let last = network.parameters.suffix(2).map(\.value)
    let sliding = Network(
      Array(network.layers[..<9]) + [
        Convolution(weights: last[0].reshaped(4, 4, 128, 10), bias: last[1]),
        AdaptiveAveragePooling(to: 1), Flatten(),
      ])
    let change = (sliding(some.images) - network(some.images)).absolute.max()
    page.say("The scores change by \(orRounding(change, below: 1e-3)).")

    //: What does it take the photo for? Here are the two answers that score highest, by saliency
    //: and by Grad-CAM, which suits a network that averages:
    let photo = try options.image(default: "teddy.jpg").greyByMean().tensor.batched / 255
    let scale = 160 / Float(max(photo.shape[1], photo.shape[2]))
    func side(_ pixels: Int) -> Int { max(32, Int((Float(pixels) * scale).rounded())) }
    let grey = photo.resized(
      height: side(photo.shape[1]), width: side(photo.shape[2]), antialias: true)
    let photoScores = page.trace("scores of the photo", sliding(grey), from: grey)
    let best = (0..<10).sorted { photoScores[0, $0] > photoScores[0, $1] }.prefix(2)
    func onPhoto(_ heat: (Int) -> Tensor) -> HeatMap {
      HeatMap(
        scaled(.concatenated(best.map(heat))), over: .concatenated([grey, grey]), limit: 1,
        columns: 2, zoom: 2,
        labels: best.map { "\($0): \(number(photoScores[0, $0].rounded(to: 1)))" })
    }
    page.show(onPhoto { sliding.saliency(of: grey, for: [$0]).mean(axes: [3]) }, "photo-saliency")
    //: ![The teddy twice, with fine red and blue speckles all over](photo-saliency "Saliency for
    //: the two digits with the highest scores")
    page.show(onPhoto { gradCAM(sliding, grey, [$0]) }, "photo-grad-cam")
    //: ![The teddy twice, reddened in different places](photo-grad-cam "Grad-CAM for the same two")

    //: **Notice** that there is a picture for each. There is no digit in the photo, the network has
    //: never seen anything else, and asked where it sees one it answers all the same. Such a
    //: picture tells where an answer comes from, not that the answer makes sense.
  }
}
