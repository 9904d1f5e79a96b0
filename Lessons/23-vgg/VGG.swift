//: # 23. VGG: small windows, many of them
//: AlexNet looked through windows of 11, 5 and 3. Two years later a network of nothing but 3 × 3
//: beat it, with sixteen layers or nineteen. How can a small window see a large thing? And what
//: does it cost?
import LessonKit

@main
struct VGG: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## Three, five, seven
    //: One number behind a 3 × 3 filter has seen 3 × 3 pixels. Put a second such filter behind the
    //: first: its three numbers in a row have each seen three pixels, shifted by one. That makes
    //: 3 + 2 = 5. A third adds two more:
    func seen(behind filters: Int) -> Int { 1 + 2 * filters }
    page.say(
      (1...5).map { "\($0): \(seen(behind: $0))" }.joined(separator: ", ") + " pixels in a row.")

    //: That is arithmetic. Does the library agree, and does it happen? Change one pixel, and look
    //: which numbers change. Turned round: which pixels does the number in the middle depend on?
    //: The gradient tells, pixel by pixel:
    func stack(_ count: Int) -> Network {
      let ones = Tensor(shape: [3, 3, 1, 1], repeating: 1)
      return Network((0..<count).map { _ in Convolution(weights: ones, padding: .explicit(1)) })
    }
    func footprint(_ network: Network, side: Int) -> Tensor {
      var network = network
      _ = network.forward(.zeros(1, side, side, 1))
      var gradient = Tensor.zeros(1, side, side, 1)
      gradient[0, side / 2, side / 2, 0] = 1
      return network.backward(gradient).reshaped(side, side)
    }
    page.sideBySide {
      for count in 1...3 {
        let pixels = footprint(stack(count), side: 9)
        page.show(
          NumberGrid(pixels, cell: 34).tinted(Colour(red: 170, green: 215, blue: 205)) { y, x in
            pixels[y, x] != 0
          }, "paths-\(count)",
          with: ["side": seen(behind: count)],
          cover: count == 3)
        let field = stack(count).receptiveFields(for: [1, 9, 9, 1])[count - 1]
        page.trace(
          "\(count) × 3 × 3 see", value: field?.vertical.size ?? 0, "pixels, down and across")
        page.trace("pixels with a gradient", value: pixels.count { $0 != 0 })
      }
    }
    //: ![A 9 by 9 grid; the middle {side} by {side} are not zero, largest in the
    //: centre](paths-{count} "Paths from each pixel, filters: {count}")

    //: **Notice** two things. Three filters see exactly 7 × 7, no more and no less. And they don't
    //: see it evenly: all weights are 1 here, so each number counts the ways from a
    //: pixel to the middle. The centre has many, a corner has a single one. One filter of 7 × 7
    //: could look as hard at the corner as at the centre, a stack hardly can:
    let three = footprint(stack(3), side: 9)
    page.trace("ways from the centre", value: three[4, 4])
    page.trace("ways from a corner of the 7 × 7", value: three[1, 1])

    //: ## What it costs
    //: Between C maps and C maps, a filter of 7 × 7 has 7 · 7 · C · C weights, three of 3 × 3 have
    //: 3 · 3 · 3 · C · C:
    func weights(_ window: Int, _ channels: Int, layers: Int) -> Int {
      layers * window * window * channels * channels
    }
    page.table(
      "Weights, without biases", columns: ["C", "three of 3 × 3", "one of 7 × 7", "share"],
      rows: [1, 64, 256, 512].map { channels in
        let (small, large) = (weights(3, channels, layers: 3), weights(7, channels, layers: 1))
        return [
          "\(channels)", "\(small)", "\(large)",
          "\((Float(small) / Float(large) * 1000).rounded() / 10)" + " %",
        ]
      })
    page.trace("27 C² with C = 64", value: weights(3, 64, layers: 3))
    page.trace("49 C² with C = 64", value: weights(7, 64, layers: 1))

    //: So the stack is cheaper by nearly half, and between its filters there is room for two more
    //: ReLUs. Without these it would be no gain at all: three filters in a row, with nothing
    //: between them, are *one* filter of 7 × 7, and not any, but one of those few that can be taken
    //: apart so. Multiplied out:
    var generator = SeededGenerator(seed: 23)
    let filters = (0..<3).map { _ in
      Tensor.random(uniform: -1..<1, shape: [3, 3, 1, 1], using: &generator)
    }
    let noise = Tensor.random(uniform: 0..<1, shape: [1, 20, 20, 1], using: &generator)
    let inSteps = filters.reduce(noise) { conv2D($0, $1) }
    // What a single dot becomes on its way through the stack is that filter, turned by 180°.
    var dot = Tensor.zeros(1, 13, 13, 1)
    dot[0, 6, 6, 0] = 1
    let turned = filters.reduce(dot) { conv2D($0, $1) }.scalars
    let atOnce = conv2D(noise, Tensor(shape: [7, 7, 1, 1], scalars: Array(turned.reversed())))
    page.trace("in three steps", inSteps, from: noise)
    page.trace("at once", atOnce, from: noise)
    let difference = (inSteps - atOnce).absolute.max()
    page.say("They differ by \(orRounding(difference, below: 1e-4)).")

    //: ## Sixteen layers
    //: VGG16 has five stages: two or three convolutions of 3 × 3, padded so that nothing shrinks,
    //: then a pooling that halves, 2 × 2 by 2 (AlexNet's was 3 × 3 by 2, so its windows
    //: overlapped). Each stage has twice the maps of the one before, up to 512. There is no
    //: normalization layer. At the end stand AlexNet's three dense layers.
    let network = Network.vgg16(seed: 1)
    let summary = network.summary(for: [1, 224, 224, 3])
    // A stage's convolutions have as many filters; what each layer has, stage by stage.
    func byStage(_ count: (NetworkSummary.Row) -> Int) -> Tensor {
      let counted = summary.rows.filter { $0.parameters > 0 }
      let stages = [0..<2, 2..<4, 4..<7, 7..<10, 10..<13, 13..<14, 14..<15, 15..<16]
      return Tensor(stages.map { Float(counted[$0].reduce(0) { $0 + count($1) }) })
    }
    page.predictShares(
      "Five stages of convolutions, three dense layers: how much of all weights has each?",
      among: ["s1", "s2", "s3", "s4", "s5", "d1", "d2", "d3"],
      right: .init("weights and biases", byStage(\.parameters)),
      mistakes: [
        .init(
          "by the work", byStage(\.multiplications),
          "Those are the multiplications: the filters' few weights are used at every place."),
        .init(
          "by the numbers that come out", byStage { $0.outputShape.dropFirst().reduce(1, *) },
          "Those are the numbers that come out: memory is used early, weights are spent late."),
      ],
      otherwise: "The first dense layer reads 7 · 7 · 512 numbers, and writes 4096.")
    page.network(
      "vgg16", Plot.Network(summary, input: "a photo"))
    //: ![Boxes that shrink from 224 by 224 to 7 by 7; memory is largest on the left, weights on the
    //: right](vgg16 "VGG16")
    page.trace("VGG16, parameters", parametersOf: summary)
    let dense = summary.rows.filter { $0.layer == "Dense" }.reduce(0) { $0 + $1.parameters }
    page.trace(
      "of them dense", value: (Float(dense) / Float(summary.parameters) * 1000).rounded() / 10,
      "per cent")

    //: VGG19 has one convolution more in each of the last three stages:
    let extra = [256, 512, 512].map { 3 * 3 * $0 * $0 + $0 }
    page.trace(
      "VGG19, parameters", value: summary.parameters + extra.reduce(0, +),
      "\(extra.map { number(Float($0)) }.joined(separator: " + ")) more")

    //: ## A photo goes through
    //: The weights are random, so the thousand numbers at the end mean nothing. But the shapes are
    //: real, and so is the work.
    let photo = try options.image(default: "fruits.jpg", atLeast: 3)
    let cut = min(photo.height, photo.width)
    let square = photo.cropped(
      to: PixelArea(
        y: (photo.height - cut) / 2, x: (photo.width - cut) / 2, height: cut, width: cut))
    let small = square.tensor.batched.resized(height: 224, width: 224, antialias: true)
    page.show(small[0].image, "photo")
    //: ![A bowl of fruits, square](photo "What the network gets: 224 × 224 pixels")

    var maps = [Normalize.imageNet(small / 255)]
    page.folded("VGG16, all layers") {
      for (layer, input) in zip(network.layers, 0...) {
        let output = Network(layer)(maps[input])
        maps.append(page.trace("\(type(of: layer))", output, from: maps[input]))
      }
    }
    page.trace("multiplications", value: summary.multiplications)

    //: Unfold the line above: thirteen convolutions, and only poolings change height and width. The
    //: last 4,096 numbers before the scores are called **FC7**, after the seventh layer of AlexNet.
    //: They are what VGG was taken home for: trained on photos, they serve for other tasks as well
    //: (lesson 26 does so, small).
    page.trace("FC7", maps[maps.count - 2].shape)

    //: Eight maps each of three convolutions, behind their ReLU, enlarged to one size:
    let convolutions = network.layers.indices.filter { network.layers[$0] is Convolution }
    for number in [2, 4, 7] {
      let behind = maps[convolutions[number - 1] + 2]
      let eight = PictureGrid.channels(of: behind)[0..<8].resized(
        height: 112, width: 112, antialias: true)
      page.show(PictureGrid(eight, columns: 8, zoom: 1, scale: .stretched), "maps-\(number)")
    }
    //: ![Eight grey pictures of the photo, coarser the later](maps-{number} "Maps after convolution
    //: {number}")

    //: **Notice** that even random filters keep the picture recognisable: each mixes neighbours,
    //: and neighbours stay neighbours. What training adds is *which* mixtures.
    //:
    //: ## Memory early, weights late
    //: To learn, a network has to keep all that came out of its layers until the gradients come
    //: back. Count what the sixteen layers and the poolings give (ReLU can work in place), the
    //: photo included:
    var kept: [(name: String, numbers: Int, parameters: Int)] = [("photo", 224 * 224 * 3, 0)]
    var (stage, place) = (1, 0)
    for row in summary.rows {
      let numbers = row.outputShape.reduce(1, *)
      switch row.layer {
      case "Convolution":
        place += 1
        kept.append(("conv\(stage)-\(place)", numbers, row.parameters))
      case "Pooling":
        kept.append(("pool\(stage)", numbers, 0))
        (stage, place) = (stage + 1, 0)
      case "Dense": kept.append(("dense", numbers, row.parameters))
      default: break
      }
    }
    let total = kept.reduce(0) { $0 + $1.numbers }
    page.trace("activations", value: total, "for one photo")
    page.trace(
      "memory of the activations", value: (Float(4 * total) / 1e5).rounded() / 10,
      "MB, for one photo")
    page.plot(
      "kept-and-learned",
      lines: [
        .init(
          "activations, share of all", x: Array(kept.indices),
          y: kept.map { Float($0.numbers) / Float(total) }, style: .marked),
        .init(
          "parameters, share of all", x: Array(kept.indices),
          y: kept.map { Float($0.parameters) / Float(summary.parameters) }, style: .marked),
      ], xAxis: "layer, from the photo on", yAxis: "share")
    //: ![The line of activations is highest at the first two layers and falls to nothing; that of
    //: parameters is flat and jumps up at the first dense layer](kept-and-learned "What is kept,
    //: and what is learned, layer by layer")

    //: The notes break off where they want to say what follows from this. Two convolutions out of
    //: thirteen, the first two, hold
    let firstTwo = kept.filter { $0.name.hasPrefix("conv1") }.reduce(0) { $0 + $1.numbers }
    let share = Float(firstTwo) / Float(total)
    page.trace("the first two convolutions", value: firstTwo, "of \(total)")
    page.trace("their share", value: percent(share, places: 0), "per cent of all activations")

    //: and therefore decide how many photos fit into a batch:
    page.table(
      "Memory to train with, in GB",
      columns: ["batch", "activations", "weights, gradients, momentum"],
      rows: [1, 16, 64, 256].map { batch in
        [
          "\(batch)", "\((Float(4 * total * batch) / 1e7).rounded() / 100)",
          "\((Float(3 * 4 * summary.parameters) / 1e7).rounded() / 100)",
        ]
      })

    //: **Notice** that the second number stays and the first grows. For less of the first, make the
    //: early layers smaller or the steps larger, as AlexNet and ResNet do; for less of the second,
    //: leave out the dense layers, as everyone did after VGG.
    //:
    //: ## What one number sees
    //: Follow the rule of the first cell through the poolings: behind each of them a step is twice
    //: as wide, and so is what a further filter adds. Frames on the photo, for the number in the
    //: middle after the last convolution of each stage:
    let fields = network.receptiveFields(for: [1, 224, 224, 3])
    var drawn = Drawing(height: 448, width: 448)
    drawn.place(small[0].image, y: 0, x: 0, zoom: 2)
    drawn.keepsColours = true
    var (row, shape) = (0, [1, 224, 224, 3])
    let colours: [Colour] = [.white, .orange, .red, .blue, .black]
    for (index, layer) in network.layers.enumerated() {
      if layer is Pooling, row < colours.count, let field = fields[index - 1] {
        let rows = field.vertical.pixels(of: shape[1] / 2)
        let columns = field.horizontal.pixels(of: shape[2] / 2)
        let (y, x) = (rows.clamped(to: 0..<224), columns.clamped(to: 0..<224))
        drawn.stroke(
          PixelArea(
            y: 2 * y.lowerBound, x: 2 * x.lowerBound, height: 2 * y.count, width: 2 * x.count),
          lineWidth: 4, colours[row])
        page.trace("stage \(row + 1) sees", value: field.vertical.size, "pixels, down and across")
        row += 1
      }
      shape = layer.outputShape(for: shape)
    }
    page.show(drawn, "receptive-fields")
    //: ![Five frames around the middle of a bowl of fruits, the largest nearly as large as the
    //: photo](receptive-fields "White, orange, red, blue, black: stages 1 to 5")

    //: And any number of any layer:
    page.receptiveFields(
      "fields", of: network, for: [1, 224, 224, 3], over: "photo", still: "receptive-fields")
    //: ![A frame on the photo around what one unit sees](fields "What one unit sees")

    //: **Notice** that the first stage sees a few pixels, on the bowl of fruits a bit of one fruit;
    //: the third about one fruit, the fifth nearly the whole bowl. Nobody gave it a large window.
    //:
    //: ## What the authors tried
    //: They measured one change at a time. The share of validation photos where all five guesses
    //: are wrong:
    page.table(
      "VGG's errors, one network, in per cent (Simonyan and Zisserman 2014, table 3)",
      columns: ["network", "with five guesses", "with one"],
      rows: [
        ["11 layers", "10.4", "29.6"], ["11 layers, with AlexNet's normalization", "10.5", "29.7"],
        ["16 layers", "8.1", "25.6"], ["19 layers", "8.0", "25.5"],
      ])

    //: **Notice** that normalization gained nothing, so it was left out, and that 19 layers are
    //: hardly better than 16, for more memory. The rest they did as AlexNet's authors had. In the
    //: competition of 2014 a vote of seven networks had 7.3 per cent (the year before it was 11.7):
    //: second at saying what is there, first at saying where.
    //:
    //: ## What became of it
    //: Its form, equal filters and halves, is still the usual one. Its dense layers and its missing
    //: shortcuts are not. Lesson 24 has a network of eighteen layers that needs far fewer weights:
    let resNet18 = Network.resNet18(seed: 1).summary(for: [1, 224, 224, 3])
    page.trace(
      "VGG16's parameters, times ResNet18's",
      value: (Float(summary.parameters) / Float(resNet18.parameters)).rounded(to: 1))

    //: ## Exercise
    //: Work out what a stack of filters sees and what it costs:
    //: `Lessons/23-vgg/Exercise/Exercise.swift`, checked by `swift run convbook check 23`.
    //:
    //: ## Try next
    //: - What does a stack of five see? And of two with a pooling by 2 between them? Change
    //:   `stack`.
    //: - Give the filters of `stack` random weights. Which pixels have the largest gradient now?
    //: - `--image` draws the frames on a photo of yours. At which stage does one frame hold a face?
  }
}
