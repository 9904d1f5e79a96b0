//: # 21. What a network sees
//: A picture goes in, ten numbers come out. In between lie hundreds of other pictures, and one can
//: look at them. Do they show what the network sees? And do they say why it answers as it does?
import LessonKit

@main
struct FeatureMaps: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions
  @OptionGroup var training: TrainingOptions

  func run(_ page: Notebook) throws {
    //: ## A map by hand
    //: A small 7, and a filter that likes level strokes: bright in the middle, dark above and
    //: below. Slide it, drop what is negative (ReLU), and keep the largest of each 2 × 2 (pooling):
    let seven = Tensor([
      [0, 0, 0, 0, 0, 0],
      [0, 1, 1, 1, 1, 0],
      [0, 0, 0, 1, 0, 0],
      [0, 0, 1, 0, 0, 0],
      [0, 0, 1, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
    ])
    let level = Tensor([[-1, -1, -1], [2, 2, 2], [-1, -1, -1]])
    let answers = relu(conv2D(seven.reshaped(1, 6, 6, 1), level.reshaped(3, 3, 1, 1)))
    page.sideBySide {
      page.numbers(seven, "The picture")
      page.numbers(level, "The filter")
      page.numbers(answers, "Its map")
      page.numbers(maxPool2D(answers, windowSize: 2, stride: 2), "Pooled")
    }

    //: A **feature map** has a number for each place: how much is there of what the filter likes?
    //: The first row says "a level stroke, all along here". At the bottom, the foot of the 7 is
    //: liked a little. The pooled map still says that there is a stroke at the top, no longer
    //: exactly where.
    //:
    //: ## A network that reads
    //: The network of lesson 17: three convolutions with 32, 64 and 128 filters, each with ReLU and
    //: pooling, and a dense layer. One pass through the digits is enough to have something to look
    //: at.
    let data = try DataSource.digits.load(from: training.data)
    page.say(data.explanation)
    var generator = SeededGenerator(seed: training.seed)
    func block(_ filters: Int, _ channels: Int) -> [any Layer] {
      [
        Convolution(
          filters: filters, filterSize: 3, channels: channels, padding: .same, using: &generator),
        ReLU(), Pooling(.max, windowSize: 2, padding: .same),
      ]
    }
    var network = Network(
      block(32, 1) + block(64, 32) + block(128, 64)
        + [Flatten(), Dense(inputs: 2048, outputs: 10, using: &generator)])
    let untrained = network

    //: `page.train` is the loop of lesson 17, too.
    try training.loadWeights(into: &network)
    let run = try page.train(
      &network, on: data, optimizer: Adam(learningRate: training.learningRate ?? 0.001),
      epochs: training.epochs ?? (training.full ? 30 : 1), options: training)
    try training.saveWeights(of: network)
    page.say("Trained: \(run.summary).")
    let test = data.test.prefix(1000)
    let logits = network(test.images)
    page.trace(
      "test accuracy", value: accuracy(logits, labels: test.labels), "of \(test.count) digits")

    //: ## The maps of one digit
    //: To look inside, stop early. The first three layers end with the pooled maps of the first
    //: convolution, the first six with those of the second, nine with those of the third.
    func maps(_ pictures: Tensor, after convolution: Int, of network: Network) -> Tensor {
      Network(Array(network.layers[..<(3 * convolution)]))(pictures)
    }
    let digit = test.images[0..<1]
    page.show(PictureGrid(digit, zoom: 4), "digit")
    //: ![A handwritten digit, white on black](digit "The digit")
    for convolution in 1...3 {
      let all = page.trace(
        "after convolution \(convolution)", maps(digit, after: convolution, of: network),
        from: digit)
      let side = all.shape[1]
      page.show(
        PictureGrid(
          PictureGrid.channels(of: all)[0..<24], columns: 12, zoom: 56 / side, scale: .stretched),
        "maps-\(convolution)", with: ["side": side])
    }
    //: ![Small grey pictures of {side} by {side} pixels, some bright, some almost
    //: black](maps-{convolution} "The first 24 maps after convolution {convolution}")

    //: **Notice** how the maps of the first convolution still show the digit: its strokes, the left
    //: or upper banks of them. Those of the third look like nothing. One of the study documents
    //: concludes that close to the output nothing of the picture's form is left. Put a number to
    //: it: take the mean of all maps, enlarge it to 28 × 28, and **correlate** it with the digit
    //: (1: equal but for contrast, 0: unrelated).
    func enlarged(_ map: Tensor, cell: Int) -> Tensor {
      var large = Tensor.zeros(28, 28)
      for y in 0..<28 {
        for x in 0..<28 { large[y, x] = map[y / cell, x / cell] }
      }
      return large
    }
    func correlation(_ left: Tensor, _ right: Tensor) -> Float {
      let (left, right) = (left - left.mean(), right - right.mean())
      return (left * right).mean()
        / ((left * left).mean() * (right * right).mean()).squareRoot()
    }
    func round(_ value: Float, _ steps: Float = 100) -> Float {
      (value * steps).rounded() / steps + 0
    }
    var means = [digit]
    for convolution in 1...3 {
      let all = maps(digit, after: convolution, of: network)
      let mean = enlarged(all.mean(axes: [0, 3]), cell: 1 << convolution)
      let likeness = correlation(mean, digit.reshaped(28, 28))
      page.trace("likeness after convolution \(convolution)", value: round(likeness, 1000))
      means.append(mean.reshaped(1, 28, 28, 1) / max(mean.max(), 1e-9))
    }
    page.show(
      PictureGrid(
        .concatenated(means), columns: 4, zoom: 4,
        labels: ["the digit", "after 1", "after 2", "after 3"]), "mean-maps")
    //: ![A digit that gets coarser from left to right, at last sixteen grey squares](mean-maps "The
    //: mean of all maps, enlarged")

    //: Less with every step, but not nothing: the third still knows roughly where the ink was.
    //: Where the fine detail went is a question for a measurement. We come to it.
    //:
    //: ## The maps of a photo
    //: A convolution slides, so it does not care how large the picture is. Give the same network a
    //: photo. Here it is, with the first maps that answer to it at all, each from its own black to
    //: its own white:
    let photo = try options.image(default: "teddy.jpg").thumbnail(fitting: 640)
      .greyByMean()
    let grey = photo.tensor.batched / 255
    let half = photo.resizedByArea(height: (photo.height + 1) / 2, width: (photo.width + 1) / 2)
    var rows = [half.rgb().padded(by: 6, with: .white)]
    for convolution in 1...3 {
      let all = page.trace(
        "after convolution \(convolution)", maps(grey, after: convolution, of: network), from: grey)
      let (channels, largest) = (PictureGrid.channels(of: all), all.max())
      let answering = (0..<channels.shape[0]).lazy.map { channels[$0] }
        .filter { $0.max() > 0.2 * largest }.prefix([1, 4, 8][convolution - 1])
      guard !answering.isEmpty else { continue }
      let grid = PictureGrid(
        .stacked(answering.map { $0 / $0.max() }), columns: 8, zoom: 1, scale: .unit)
      rows.append(grid.image)
    }
    rows = [.sideBySide(Array(rows.prefix(2)), gap: 0)] + rows.dropFirst(2)
    page.show(Image.stacked(rows, gap: 0), "photo-maps", cover: true)
    //: ![The teddy, then maps: some like the photo, some like drawings of its edges, ever
    //: smaller](photo-maps "The photo and a map of convolution 1; maps of 2; maps of 3")

    //: The network has never seen a bear, and its filters answer all the same: to banks of strokes,
    //: to brightness. Only the dense layer refuses. It has weights for 2048 numbers, and here come
    //: more:
    let last = maps(grey, after: 3, of: network)
    page.trace("numbers for the dense layer", value: last.count, "it takes 2048")

    //: ## What is lost, what is gained
    //: Draw an upright bar, one pixel wide, at twenty places, and ask the maps where it is. Read it
    //: off the brightest column of all maps. After the third convolution a column stands for 8
    //: pixels:
    let bars = Tensor.stacked(
      (4..<24).map { x in
        var picture = Tensor.zeros(28, 28, 1)
        for y in 8..<20 { picture[y, x, 0] = 1 }
        return picture
      })
    func missed(after convolution: Int) -> Float {
      let columns = maps(bars, after: convolution, of: network).sum(axes: [1, 3])
      let cell = Float(1 << convolution)
      let errors = columns.argmax(axis: 1).enumerated().map { index, column in
        abs((Float(column) + 0.5) * cell - 0.5 - Float(index + 4))
      }
      return errors.reduce(0, +) / Float(errors.count)
    }
    for convolution in 0...3 {
      page.trace(
        "missed by", value: round(missed(after: convolution)),
        convolution == 0
          ? "pixels, read off the picture" : "pixels, after convolution \(convolution)")
    }

    //: So the place gets lost? That was the brightest spot only. Ask all the numbers together:
    //: which other digit has the most similar ones? For this we take 800 digits and move each by up
    //: to 4 pixels to the left or right.
    let count = 800
    let moves = (0..<count).map { $0 % 9 - 4 }
    let none = Padding.Edge(before: 0, after: 0)
    let wide = test.images.padded([none, none, .init(before: 4, after: 4), none])
    let moved = Tensor.concatenated(
      moves.enumerated().map { index, move in
        wide[index..<index + 1].sliced(4 - move..<32 - move, axis: 2)
      })

    //: The first 200 ask, each for its nearest neighbour among the others, and we ask two things of
    //: the one that is found: is it the same digit? And how differently were the two moved?
    func neighbours(_ values: Tensor) -> [Int] {
      let rows = values.reshaped(count, values.count / count)
      let (asking, others) = (rows[0..<200], rows[200..<count])
      // |a − b|² is |a|² − 2 a · b + |b|², and |a|² is the same for all others.
      let squares = (others * others).sum(axes: [1])
      let closeness = matmul(asking, others.transposed) * 2 - squares
      return closeness.argmax(axis: 1).map { $0 + 200 }
    }
    func sameDigit(_ found: [Int]) -> Message {
      let same = found.indices.count { test.labels[$0] == test.labels[found[$0]] }
      return "\(percent(same, of: found.count)) %"
    }
    func apart(_ found: [Int]) -> Message {
      let sum = found.indices.reduce(0) { $0 + abs(moves[$1] - moves[found[$1]]) }
      return "\(round(Float(sum) / Float(found.count)))"
    }

    //: Nearest by pixels, by the maps of each convolution, by the ten logits; and once more by
    //: those of the network before it was trained:
    let stages: [Message] = ["pixels", "maps 1", "maps 2", "maps 3"]
    let found = (0...3).map { neighbours(maps(moved, after: $0, of: network)) }
    let blind = (0...3).map { neighbours(maps(moved, after: $0, of: untrained)) }
    let (logitsFound, logitsBlind) = (neighbours(network(moved)), neighbours(untrained(moved)))
    let anyone = (0..<200).map { 200 + $0 * 7 % 600 }
    page.table(
      "The nearest neighbour of 200 moved digits",
      columns: ["judged by", "is the same digit", "before training", "moved differently by"],
      rows: zip(stages, zip(found, blind)).map { stage, found in
        [stage, sameDigit(found.0), sameDigit(found.1), apart(found.0)]
      } + [
        ["logits", sameDigit(logitsFound), sameDigit(logitsBlind), apart(logitsFound)],
        ["anyone", sameDigit(anyone), "", apart(anyone)],
      ])

    //: Read the columns one by one. *What* it is becomes clearer from map to map. The first maps
    //: owe that to pooling, which forgives small moves: they do as well before training. What the
    //: third maps know was learned. *Where* it is stays about as clear, far from that of anyone, a
    //: digit taken at random: a single map can no longer tell, 128 coarse ones together can. Only
    //: the ten logits know a little less of it. Some that the pixels get wrong:
    let telling = (0..<200).filter { index in
      test.labels[found[0][index]] != test.labels[index]
        && test.labels[found[3][index]] == test.labels[index]
    }.prefix(3)
    let shown = telling.flatMap { index in [index] + found.map { $0[index] } }
    if !shown.isEmpty {
      page.show(
        PictureGrid(
          .concatenated(shown.map { moved[$0..<$0 + 1] }), columns: 5, zoom: 3,
          labels: telling.flatMap { _ in ["asking"] + stages.map(\.english) }), "nearest-neighbour")
    }
    //: ![Rows of five digits; the most similar by pixels is another digit, by maps 3 the
    //: same](nearest-neighbour "The nearest neighbour, by pixels and by maps")

    //: ## What lights a map up
    //: What has a single number of a map seen? Go back step by step. A 3 × 3 filter adds one
    //: neighbour on each side; a place after pooling stands for two before it.
    func patch(_ y: Int, _ x: Int, through convolutions: Int) -> PixelArea {
      func seen(from place: Int) -> ClosedRange<Int> {
        var (first, last) = (place - 1, place + 1)
        for _ in 1..<convolutions {
          (first, last) = (2 * first, 2 * last + 1)
          (first, last) = (first - 1, last + 1)
        }
        return max(0, first)...min(27, last)
      }
      let (rows, columns) = (seen(from: y), seen(from: x))
      return PixelArea(
        y: rows.lowerBound, x: columns.lowerBound, height: rows.count, width: columns.count)
    }
    for convolution in 1...3 {
      let middle = [14, 7, 3][convolution - 1]
      let width = patch(middle, middle, through: convolution).width
      page.trace("convolution \(convolution) sees", value: width, "pixels, down and across")
    }

    //: That patch is its **receptive field**. Now let each of six maps, not chosen but simply the
    //: first six, name the nine test digits in which one of its numbers is largest. The frame is
    //: what that number saw.
    func nine(_ map: Tensor) -> [(picture: Int, y: Int, x: Int)] {
      let width = map.shape[2]
      let flat = map.reshaped(map.shape[0], width * width)
      let (best, places) = (flat.max(axes: [1]).scalars, flat.argmax(axis: 1))
      return best.indices.sorted { best[$0] > best[$1] }.prefix(9).sorted().map {
        ($0, places[$0] / width, places[$0] % width)
      }
    }
    func numbers(_ pictures: Tensor, convolution: Int) -> Tensor {
      Network(Array(network.layers[..<(3 * convolution - 1)]))(pictures)
    }
    for convolution in [2, 3] {
      let all = numbers(test.images, convolution: convolution)
      let chosen = (0..<6).flatMap { nine(all.channel($0)) }
      let pictures = test.selecting(chosen.map(\.picture))
      page.show(
        PictureGrid(
          pictures.images, columns: 9, zoom: 2, labels: pictures.labels.map(String.init),
          frames: chosen.map { patch($0.y, $0.x, through: convolution) }), "patches-\(convolution)")
      let kinds = (0..<6).map { Float(Set(pictures.labels[$0 * 9..<$0 * 9 + 9]).count) }
      let random = 10 - 10 * (0..<9).reduce(Float(1)) { missing, _ in missing * 0.9 }
      page.say(
        "A row of convolution \(convolution) shows \(number(round(kinds.reduce(0, +) / 6, 10))) "
          + "different digits on average; nine at random would show \(number(round(random, 10))).")
    }
    //: ![Six rows of nine digits, a square drawn around the part that a map answers to
    //: most](patches-{convolution} "Convolution {convolution}: a row for each of six maps")

    //: **Notice** that a row of the second convolution agrees on a little piece: the upper end of a
    //: stroke, a crossing. Whose piece it is hardly matters. In the third the pieces are larger, a
    //: bow, half a loop, and rows begin to prefer certain digits; the first has found nothing but
    //: zeros. It is tempting to write names beside the rows. They would be ours: nine pictures are
    //: what a map likes *most*, and it answers to thousands of others.
    //:
    //: Is the frame the whole truth? Paint over everything outside one with noise:
    let all = numbers(test.images, convolution: 3)
    let top = nine(all.channel(0))[0]
    let frame = patch(top.y, top.x, through: 3)
    var painted = Tensor.random(uniform: 0..<1, shape: [1, 28, 28, 1], using: &generator)
    for y in frame.y..<frame.y + frame.height {
      for x in frame.x..<frame.x + frame.width {
        painted[0, y, x, 0] = test.images[top.picture, y, x, 0]
      }
    }
    let (old, new) = (
      all[top.picture, top.y, top.x, 0], numbers(painted, convolution: 3)[0, top.y, top.x, 0]
    )
    page.trace("the number", value: round(old))
    page.trace("changed by", value: round(abs(new - old), 1000), "with noise around the frame")

    //: ## Where a decision comes from
    //: Cover a square of 7 × 7 pixels and see how far the share of the right answer falls. Do it at
    //: every place, and draw the fall there: red where the network missed what was covered, blue
    //: where it was better off without.
    func falls(_ index: Int, grey: Float) -> Tensor {
      let (picture, label) = (test.images[index..<index + 1].scalars, test.labels[index])
      let covered = (0..<28 * 28).map { place in
        var pixels = picture
        let (y, x) = place.quotientAndRemainder(dividingBy: 28)
        for row in max(0, y - 3)...min(27, y + 3) {
          for column in max(0, x - 3)...min(27, x + 3) { pixels[row * 28 + column] = grey }
        }
        return Tensor(shape: [1, 28, 28, 1], scalars: pixels)
      }
      let shares = softmax(network(.concatenated(covered)))
      let before = softmax(network(test.images[index..<index + 1]))[0, label]
      return (before - shares[0..<28 * 28, label..<label + 1]).reshaped(1, 28, 28)
    }

    //: The first five test digits, and the first that was misread:
    let read = predictions(logits)
    let wrong = read.indices.first { read[$0] != test.labels[$0] }
    let looked = Array(0..<5) + (wrong.map { [$0] } ?? [])
    let heats = looked.map { falls($0, grey: 0) }
    page.show(
      HeatMap(
        .concatenated(heats), over: .concatenated(looked.map { test.images[$0..<$0 + 1] }),
        limit: 1, columns: 3, zoom: 6,
        labels: zip(looked, heats).map { index, heat in
          let misread = read[index] == test.labels[index] ? "" : " read as \(read[index])"
          return "\(test.labels[index])\(misread), up to \(number(round(heat.max())))"
        }), "occlusion")
    //: ![Six digits, some with red on the strokes that distinguish them; the last with blue,
    //: too](occlusion "How far the right answer falls when a black square covers a place")

    //: **Notice** what red singles out: the bar of the 7, the crossing of the 8. These are the
    //: strokes that make them what they are. And notice the 0 without any red. It does not rest on
    //: nothing; no single square is enough to make it something else. The last was misread: blue is
    //: the ink that led astray.
    //:
    //: Black was a choice: on a black ground it takes ink away. A grey or a white square brings
    //: some:
    let example = test.images[2..<3]
    page.show(
      HeatMap(
        .concatenated([0, 0.5, 1].map { falls(2, grey: $0) }),
        over: .concatenated([example, example, example]), limit: 1, columns: 3, zoom: 6,
        labels: ["black", "grey", "white"]), "occlusion-greys")
    //: ![A digit three times: red on its strokes, then in the empty parts, then over half of
    //: it](occlusion-greys "The same digit under squares of three greys")

    //: Three pictures of the same decision, hardly alike: a white square on the empty ground makes
    //: another digit. So such a picture tells what would happen *if this were put there*, no more.
    //:
    //: ## A map that lights up is not yet a reason
    //: Back to feature maps. Surely the brightest one matters most? Take the digit above,
    //: set one of the 128 last maps to zero, and let the dense layer answer. The three brightest,
    //: then the three without which the right answer's share is smallest:
    let features = maps(test.images, after: 3, of: network)
    let head = Network(Array(network.layers[9...]))
    func mask(without off: [Int]) -> Tensor {
      Tensor((0..<128).map { off.contains($0) ? 0 : 1 })
    }
    let one = features[2..<3]
    func share(without off: [Int]) -> Float {
      softmax(head(one * mask(without: off)))[0, test.labels[2]]
    }
    let brightness = one.mean(axes: [0, 1, 2]).scalars
    let shares = (0..<128).map { share(without: [$0]) }
    let brightest = (0..<128).sorted { brightness[$0] > brightness[$1] }
    let needed = (0..<128).sorted { shares[$0] < shares[$1] }
    page.table(
      "One map less", columns: ["map", "brightness", "rank", "share of the right answer"],
      rows: [["all there", "", "", "\(round(share(without: []), 1000))"]]
        + (brightest.prefix(3) + needed.prefix(3)).map { map in
          let rank = (brightest.firstIndex(of: map) ?? 0) + 1
          return [
            "without \(map)", "\(round(brightness[map]))", "\(rank)",
            "\(round(shares[map], 1000))",
          ]
        })

    //: **Notice** that without a map as bright as these the network can even be surer. A map is
    //: evidence *for or against*; its brightness does not say which, nor how much weight the dense
    //: layer gives it. Now all the test digits, each without its own brightest map:
    let dimmed = Tensor.concatenated(
      features.mean(axes: [1, 2]).argmax(axis: 1).enumerated().map { index, map in
        features[index..<index + 1] * mask(without: [map])
      })
    let changed = zip(read, predictions(head(dimmed))).count { $0 != $1 }
    page.say("\(changed) of \(test.count) answers change.")

    //: Hardly any: no single map carries the answer. Switch off more and more, the palest first,
    //: the brightest first (on average over all digits), or at random:
    let average = features.mean(axes: [0, 1, 2]).scalars
    let palest = (0..<128).sorted { average[$0] < average[$1] }
    let steps = Array(stride(from: 0, through: 128, by: 16))
    func curve(_ name: Message, _ order: [Int]) -> Plot.Line {
      let accuracies = steps.map { off in
        accuracy(head(features * mask(without: Array(order.prefix(off)))), labels: test.labels)
      }
      return Plot.Line(name, x: steps.map(Float.init), y: accuracies)
    }
    let shuffled = (0..<128).shuffled(using: &generator)
    page.plot(
      "maps-switched-off",
      lines: [
        curve("palest first", palest), curve("at random", shuffled),
        curve("brightest first", palest.reversed()),
      ], xAxis: "maps switched off", yAxis: "share read rightly")
    //: ![Three curves that begin together, fall at different rates and end
    //: together](maps-switched-off "Maps switched off")

    //: The knowledge is spread over many maps: even a random half of them reads most digits. And
    //: brightness? This time the brighter half is missed more than the paler one. Run it with
    //: `--seed 3`, and it is the other way round: not even a hint to rely on.
    //:
    //: So pictures like those of this lesson show *that* something answers, and where. Whether the
    //: decision rests on it one finds out only by taking it away. Keep that in mind when somebody
    //: shows you a map to prove that a network can be trusted.
    //:
    //: ## Exercise
    //: Tell which filter made a map: `Lessons/21-feature-maps/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 21`.
    //:
    //: ## Try next
    //: - `--image me.jpg`: which maps find your outline?
    //: - `--epochs 0`: which of the pictures change, which don't? What does that say about them?
    //: - Make the covering square 3 × 3. What becomes of the red?
    //: - Let the nine pictures come from the nine *smallest* numbers of a map. What does it
    //:   dislike?
  }
}
