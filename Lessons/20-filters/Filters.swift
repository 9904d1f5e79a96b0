//: # 20. What filters become
//: The nine numbers of lesson 9 were written down by somebody who knew what an edge is. A network
//: starts with noise and is told nothing but which digit is which. What do its filters become, and
//: would you recognise it?
import LessonKit

@main
struct Filters: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions
  @OptionGroup var training: TrainingOptions

  func run(_ page: Notebook) throws {
    //: ## One step by hand
    //: A picture of four pixels, a filter of four weights, a bias. There is one window, so one
    //: answer: 0 · 1 + 2 · 1 + 2 · 1 + 0 · (−1) + 0 = 4. But 6 was wanted: the **error** is 4 − 6 =
    //: −2.
    let stroke = Tensor([[0, 2], [2, 0]])
    var layer = Convolution(weights: Tensor([[1, 1], [1, -1]]).reshaped(2, 2, 1, 1))
    let answer = layer.forward(stroke.reshaped(1, 2, 2, 1))
    page.trace("answer", value: answer.scalars[0], "wanted: 6")

    //: How should the weights change? Each was multiplied by a pixel, so its share in the error is
    //: error · pixel. Go against it by a tenth (the **rate**): weight − 0.1 · error · pixel.
    var descent = SGD(learningRate: 0.1)
    let before = layer.weights.value.reshaped(2, 2)
    layer.backpropagate(answer - 6)
    descent.update(&layer)
    page.sideBySide {
      page.numbers(stroke, "The picture, still")
      page.numbers(before, "The filter")
      page.numbers(layer.weights.gradient.reshaped(2, 2), "error · pixel")
      page.numbers(layer.weights.value.reshaped(2, 2), "The filter after one step")
    }
    page.trace("bias", value: layer.bias.value.scalars[0], "0 − 0.1 · error")
    page.trace("new answer", value: layer.forward(stroke.reshaped(1, 2, 2, 1)).scalars[0])

    //: **Notice** two things. Weights and bias have changed, the picture has not. And what was
    //: added to the filter is a little of the picture itself: 0.2 times the stroke. In such steps a
    //: filter never becomes more than its beginning plus patches it has looked at, some added, some
    //: taken away.
    //:
    //: ## A filter found from examples
    //: Somebody has slid an edge filter over noise. We get the noise and the answers, not the
    //: filter. Start with zeros and take steps like the one above, over all windows at once:
    let edge = Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    var generator = SeededGenerator(seed: training.seed)
    let noise = Tensor.random(uniform: -1..<1, shape: [1, 96, 144, 1], using: &generator)
    let moments = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
    func film(_ input: Tensor, _ answers: Tensor) -> [Tensor] {
      var layer = Convolution(weights: .zeros(3, 3, 1, 1))
      // Larger steps overshoot: this is 2 over the sum of the error's second derivatives.
      var descent = SGD(learningRate: 1 / (9 * (input * input).mean() + 1))
      var film: [Tensor] = []
      for step in 0...moments[moments.count - 1] {
        if moments.contains(step) { film.append(layer.weights.value.reshaped(1, 3, 3, 1)) }
        let (_, gradient) = meanSquaredError(layer.forward(input), answers)
        layer.backpropagate(gradient)
        descent.update(&layer)
      }
      return film
    }
    func strip(_ film: [Tensor]) -> FilmStrip {
      FilmStrip(film, times: moments.map(String.init), zoom: 18, scale: .signed(1))
    }
    let learned = film(noise, conv2D(noise, edge))
    page.show(strip(learned), "from-noise")
    //: ![Grey squares of 3 × 3, in which a black left and a white right column come out](from-noise
    //: "From noise, after 0, 1, 2, 4 … 512 steps")
    page.trace(
      "still wrong by", value: (learned[6].reshaped(3, 3) - edge).absolute.max(), "after 32 steps")

    //: It finds exactly the filter that made the answers, as it was written, since network and
    //: answers both come from `conv2D`, which does not turn it. Had the answers been made by
    //: mathematical convolution, which turns the filter first (lesson 6)?
    let turned = film(noise, conv2D(noise, edge.rotated180))
    func option(_ filter: Tensor, _ seen: Message, _ words: Message) -> Notebook.PictureOption {
      let large = filter.reshaped(1, 3, 3, 1).resized(height: 90, width: 90, by: .nearest)
      return .init(large, .signed(1), seen: seen, words)
    }
    page.predictPicture(
      "The answers were made with the turned filter. Which filter does the network find?",
      "found-from-convolution",
      right: option(
        turned[turned.count - 1], "Left column white, right column black",
        "It is the turned one: what has to be laid on the noise to get these answers."),
      mistakes: [
        option(
          edge, "Left column black, right column white",
          """
          That is the filter as it was written. The network does not turn its own, so with this \
          one each answer would have the wrong sign.
          """),
        option(
          edge.transposed, "Upper row black, lower row white",
          "That is transposed: columns have become rows. To turn by 180° keeps columns columns."),
        option(
          edge * 0, "An even grey",
          "That is no filter at all: the answers of noise under it would all be 0."),
      ])
    page.show(strip(turned), "from-noise-convolution")
    //: ![The same squares, but the left column becomes white and the right one
    //: black](from-noise-convolution "The same, the answers made by true convolution")
    page.trace(
      "still wrong by", value: (turned[6].reshaped(3, 3) - edge.rotated180).absolute.max(),
      "after 32 steps, against the turned filter")

    //: Then it comes out turned, and answers rightly all the same. And what if the examples come
    //: from a photo?
    let photo = try options.image(default: "teddy.jpg")
      .resizedByArea(height: 96, width: 144)
    let grey = photo.greyByMean().tensor.batched / 255
    let fromPhoto = film(grey, conv2D(grey, edge))
    page.show(strip(fromPhoto), "from-a-photo")
    //: ![The filter comes out of the grey far more slowly, its outer columns first](from-a-photo
    //: "From a photo")
    page.trace(
      "still wrong by", value: (fromPhoto[6].reshaped(3, 3) - edge).absolute.max(), "after 32 steps"
    )
    page.trace(
      "still wrong by", value: (fromPhoto[10].reshaped(3, 3) - edge).absolute.max(),
      "after 512 steps")

    //: **Notice** how much longer it takes. In a photo neighbouring pixels are nearly the same, so
    //: the examples hardly say *which* of them an answer came from. What pictures don't show,
    //: filters learn late or never.
    //:
    //: ## Thirty filters for ten digits
    //: Now nobody has answers for a filter. There are digits and their names, and a network of
    //: lesson 16's kind: thirty filters of 5 × 5, ReLU, pooling, two dense layers. The filters
    //: begin as in the study document, with random weights of spread 0.01.
    let data = try DataSource.digits.load(from: training.data)
    page.say(data.explanation)
    func network(deviation: Float? = nil) -> Network {
      var generator = SeededGenerator(seed: training.seed)
      return Network(
        Convolution(
          filters: 30, filterSize: 5, channels: 1, standardDeviation: deviation, using: &generator),
        ReLU(), Pooling(.max, windowSize: 2), Flatten(),
        Dense(inputs: 4320, outputs: 100, using: &generator), ReLU(),
        Dense(inputs: 100, outputs: 10, using: &generator))
    }
    var small = network(deviation: 0.01)

    //: Which values does training change? One step with a hundred digits tells:
    let rate = training.learningRate ?? 0.003
    var tried = small
    var adam = Adam(learningRate: rate)
    let hundred = data.training.prefix(100)
    let pixels = hundred.images
    let (_, gradient) = softmaxCrossEntropy(tried.forward(pixels), labels: hundred.labels)
    tried.backpropagate(gradient)
    adam.update(&tried)
    page.table(
      "What one step changes", columns: ["values", "shape", "how many", "largest change"],
      rows: zip(small.parameters, tried.parameters).map { old, new in
        [
          "\(old.name)", "\(old.value.shape)", "\(old.value.count)",
          "\((new.value - old.value).absolute.max())",
        ]
      } + [
        [
          "pictures", "\(pixels.shape)", "\(pixels.count)",
          "\((hundred.images - pixels).absolute.max())",
        ]
      ])

    //: Filters and biases of the convolution, weights and biases of the dense layers: those are
    //: what is learned, in one and the same step. ReLU and pooling have nothing to change, and the
    //: pictures stay what they are.
    //:
    //: > [!mistake] 004, at its end the convolutions are said to be feature extraction and not
    //: > learning. They extract features, as ReLU and pooling do. But *which* features is learned,
    //: > and where 004 asks which values are updated, it names the filters itself.
    //:
    //: ## Before and after
    //: `page.train` is the loop of lesson 17. It copies the network after the steps that it is
    //: given, so that we can look back. We look at the filters of nine moments, close together at
    //: first, when most happens.
    let batches = data.training.batches(of: training.batch).count
    try training.loadWeights(into: &small)
    let epochs = training.epochs ?? (training.full ? 20 : data.isDrawn ? 3 : 1)
    func filters(_ network: Network) -> Tensor { network.parameters[0].value }
    let untrained = filters(small)
    let kept = (1...8).map { epochs * batches * $0 * $0 / 64 }
    let run = try page.train(
      &small, on: data, optimizer: Adam(learningRate: rate), epochs: epochs, options: training,
      copiesAfter: Set(kept))
    var film = [(step: 0, filters: untrained)]
    film += run.copies.sorted { $0.key < $1.key }.map { ($0.key, filters($0.value)) }
    let after = filters(small)
    if film.last?.step != run.losses.count { film.append((run.losses.count, after)) }
    try training.saveWeights(of: small)
    page.say("Trained: \(run.summary).")
    let test = data.test
    page.trace(
      "test accuracy", value: accuracy(small(test.images), labels: test.labels),
      "of \(test.count) digits")

    //: Here they are, both times on one scale: mid-grey is 0, and the same grey is the same number.
    let limit = after.absolute.max()
    func grid(_ filters: Tensor, limit: Float) -> PictureGrid {
      PictureGrid(
        filters.transposed(permutation: 3, 0, 1, 2), columns: 6, zoom: 8,
        scale: .signed(limit), outline: Colour(grey: 190))
    }
    page.sideBySide {
      page.show(grid(untrained, limit: limit), "filters-before")
      page.show(grid(after, limit: limit), "filters-after")
    }
    //: ![Thirty squares of an almost even grey](filters-before "The thirty filters before")
    //: ![Thirty squares, many of them with a dark and a bright side, in many
    //: directions](filters-after "The thirty filters after")

    //: The picture on the left is often shown on a scale of its own, from its smallest number to
    //: its largest:
    page.show(grid(untrained, limit: untrained.absolute.max()), "filters-before-stretched")
    //: ![Thirty squares of black, grey and white noise](filters-before-stretched "Before, on a
    //: scale of its own")

    //: It is the same picture. Beside the filters after training, *this* one shows that order came
    //: out of noise, and hides that the noise was far smaller. Numbers tell both.
    //: **Spread** is the size of a typical weight. **Likeness** asks whether weights side by side
    //: are alike: the mean product of two neighbours over the mean square, 0 for noise, 1 for an
    //: even surface.
    func spread(_ filters: Tensor) -> Float { (filters * filters).mean().squareRoot() }
    func likeness(_ filters: Tensor) -> Float {
      let down = filters[0..<4] * filters[1..<5]
      let right = filters.sliced(0..<4, axis: 1) * filters.sliced(1..<5, axis: 1)
      return (down.mean() + right.mean()) / 2 / (filters * filters).mean()
    }
    func round(_ value: Float) -> Float { value.rounded(to: 3) + 0 }
    page.trace("spread before", value: round(spread(untrained)))
    page.trace("spread after", value: round(spread(after)))
    page.trace("likeness before", value: round(likeness(untrained)))
    page.trace("likeness after", value: round(likeness(after)))
    let each = (0..<30).map(after.channel)
    let edges = each.count { abs($0.sum()) < $0.absolute.sum() / 2 }
    let strongest = each.map(spread).max() ?? 0
    let pale = each.count { spread($0) < strongest / 3 }
    page.say(
      "In \(edges) of the thirty, bright and dark cancel each other by more than half; "
        + "\(30 - edges) are mostly of one sign; \(pale) have less than a third of the strongest "
        + "one's spread.")

    //: So it is true that noise becomes order: edges, and, with drawn digits more than with
    //: MNIST's, blobs of one sign. **Notice** what changed little: a good part of the filters is
    //: still pale, and the digits are read all the same.
    //:
    //: ## The film
    //: The six strongest, at nine moments. Time goes right.
    let six = (0..<30).sorted { spread(each[$0]) > spread(each[$1]) }.prefix(6).sorted()
    func chosen(_ filters: Tensor) -> Tensor {
      .concatenated(six.map { filters.channel($0).transposed(permutation: 3, 0, 1, 2) })
    }
    page.show(
      FilmStrip(
        film.map { chosen($0.filters) }, times: film.map { "step \($0.step)" }, zoom: 10,
        scale: .signed(limit)), "six-filters-learning",
      cover: true)
    //: ![Six rows of nine squares. Each begins grey, then one side darkens and the other
    //: brightens](six-filters-learning "Six filters while they learn")
    let end = chosen(after)
    page.table(
      "The six, moment by moment", columns: ["step", "spread", "likeness", "like the end"],
      rows: film.map { moment in
        let now = chosen(moment.filters)
        let alike = likeness(now.transposed(permutation: 1, 2, 3, 0))
        let likeEnd = (now * end).mean() / (spread(now) * spread(end))
        return ["\(moment.step)"] + [spread(now), alike, likeEnd].map { "\(round($0))" }
      })

    //: **Notice** the last column: 1 would be the final filter, only paler. Which side will be dark
    //: is settled within the first fifth of the time, and what follows is mostly contrast. Even the
    //: noise at the start leans a little towards the end: chance decides which filter gets which
    //: edge.
    //:
    //: ## What they answer to
    //: Slide these six over a digit. As in lesson 9, grey is no answer, white a positive one, black
    //: a negative one, which ReLU will cut off.
    let answers = conv2D(test.images[0..<1], after) + small.parameters[1].value
    let maps = PictureGrid(
      .concatenated(six.map(answers.channel)), columns: 6, zoom: 4, scale: .signed)
    let seen = PictureGrid(chosen(after), columns: 6, zoom: 19, scale: .signed(limit))
    page.show(
      Drawing.stacked([seen.drawing, maps.drawing], gap: 0), "six-filters-answers",
      legend: "answers: \(maps.legend)")
    //: ![Six edges in different directions; below each, the digit in relief](six-filters-answers
    //: "Six filters, and their answers to a digit")
    page.table(
      "What they are made of",
      columns: ["filter", "sum of bright", "sum of dark", "on even white"],
      rows: six.map { index in
        let (bright, dark) = (each[index].clipped(to: 0...9), each[index].clipped(to: -9...0))
        return ["\(index)"] + [bright, dark, each[index]].map { "\(round($0.sum()))" }
      })

    //: **Notice** that each answers to strokes that run its own way, bright along one bank and
    //: black along the other. These are edge filters, and nobody wrote them down. But they are
    //: cousins of lesson 9's and no twins: that one has as much dark as bright and says 0 to an
    //: even surface. These say what stands in the last column.
    //:
    //: ## Levels
    //: In the part of a cat's brain that sees, Hubel and Wiesel found cells that answer to edges,
    //: and others behind them that answer to combinations of those. Networks are said to do the
    //: same: edges first, then "higher" things. What can a second layer do that a first can't?
    //:
    //: Find corners, bright ones and dark ones. No single filter does: where it answers brightly to
    //: a corner, it answers darkly to the corner's negative. But take four edge filters, one for
    //: each side, with ReLU, and on their four maps one filter that adds them up and subtracts 3:
    var squares = Tensor.zeros(12, 24)
    for y in 0..<12 {
      for x in 0..<24 {
        let isInside = (3..<9).contains(y) && (3..<9).contains(x % 12)
        squares[y, x] = isInside != (x >= 12) ? 1 : 0
      }
    }
    page.show(squares, "squares", .unit)
    //: ![A white square on black beside a black square on white](squares "A bright square and a
    //: dark one")
    let directions = [edge, -edge, edge.transposed, -edge.transposed]
    let first = Tensor.stacked(directions, axis: 2).reshaped(3, 3, 1, 4)
    let single = squares.reshaped(1, 12, 24, 1)
    let sides = relu(page.trace("first level", conv2D(single, first)))
    let sums = page.trace("second level", conv2D(sides, .ones(1, 1, 4, 1)))
    let corners = relu(sums - 3)
    let views = (0..<4).map { sides.channel($0) / 3 } + [sums / 4, corners]
    page.show(
      PictureGrid(
        .concatenated(views), columns: 3, zoom: 8,
        labels: ["brighter to the right", "to the left", "below", "above", "their sum", "sum − 3"],
        outline: Colour(grey: 190)), "second-level")
    //: ![The sides of a bright and a dark square on four maps, their sum, and eight single
    //: dots](second-level "Edges of four directions, and what a second level makes of them")
    page.trace("places that answer", value: corners.count { $0 > 0 }, "the eight corners")

    //: Along an edge one map answers with 3, and 3 − 3 is nothing. Only where two maps answer, at
    //: a corner, is there more. Lesson 21 looks at what a second and a third layer have learned.
    //:
    //: ## Does it have to look like that?
    //: Once more with the beginning of lesson 17: He's spread, √(2 / 25), for the filters, too. It
    //: gets as many epochs, with the same digits in the same order:
    var he = network()
    let noisy = filters(he)
    let asMany = run.wasInterrupted ? run.validation.count : epochs
    try page.train(
      &he, called: "He's", on: data, optimizer: Adam(learningRate: rate), epochs: asMany,
      options: training)
    page.predictPicture(
      "What do the filters look like that began with He's spread?", "he-filters",
      right: .init(
        grid(filters(he), limit: noisy.absolute.max()).image, seen: "Thirty squares of noise",
        "They have learned as much as the others, but beside what they began with it is little."),
      mistakes: [
        .init(
          grid(after, limit: limit).image,
          seen: "Thirty squares, many with a dark and a bright side",
          "Those are the filters that began with 0.01. There learning is all that can be seen."),
        .init(
          grid(untrained, limit: limit).image, seen: "Thirty squares of an almost even grey",
          "Those are the filters with 0.01 before they have learned anything."),
      ])
    page.sideBySide {
      page.show(grid(noisy, limit: noisy.absolute.max()), "he-before")
      page.show(grid(filters(he), limit: noisy.absolute.max()), "he-after")
    }
    //: ![Thirty squares of noise](he-before "He's start, before")
    //: ![Thirty squares of noise, hardly different from before](he-after "He's start, after")

    //: Find the difference! And if the filters may not learn at all? Frozen as they began, with
    //: only the dense layers learning:
    var frozen = network()
    frozen.parameters = frozen.parameters.map { parameter in
      var parameter = parameter
      parameter.isTrainable = !parameter.name.hasPrefix("0.")
      return parameter
    }
    try page.train(
      &frozen, called: "frozen", on: data, optimizer: Adam(learningRate: rate), epochs: asMany,
      options: training)
    func right(_ network: Network) -> Float {
      accuracy(network(test.images), labels: test.labels)
    }
    let beginnings: [(Message, before: Tensor, Network)] = [
      ("with 0.01", untrained, small), ("as He's", noisy, he),
      ("as He's, frozen", noisy, frozen),
    ]
    page.table(
      "Three beginnings, equally many steps",
      columns: ["filters begin", "changed by", "spread", "likeness", "test digits read"],
      rows: beginnings.map { name, before, network in
        let now = filters(network)
        return [name] + [spread(now - before), spread(now), likeness(now)].map { "\(round($0))" }
          + ["\(percent(right(network))) %"]
      })
    let share = right(he)
    let error = (share * (1 - share) / Float(test.count)).squareRoot()
    page.say(
      "Of \(test.count) digits, such a share is known to about ± \(percent(error)) points.")

    //: **Notice** that the noisy filters read digits about as well as the pretty ones, and that
    //: even the frozen ones come close: thirty random questions say a lot about a picture, if the
    //: layers behind can sort the answers. And they were no lazier. Both changed by about as much,
    //: but what is much beside 0.01 can't be seen beside He's 0.28. So order in a picture of
    //: filters shows that they were learned; noise doesn't show that nothing was.
    //:
    //: ## Exercise
    //: Recover a hidden filter from what it did: `Lessons/20-filters/Exercise/Exercise.swift`,
    //: checked by `swift run convbook check 20`.
    //:
    //: ## Try next
    //: - `--epochs 20`: do the pale filters wake up?
    //: - `--rate 0.03`: what becomes of filters and of the loss?
    //: - `--image` with a picture of level stripes only: what becomes of the edge filter, and why?
    //: - Hide another filter in place of `edge`. Which are found late in a photo?
  }
}
