//: # 25. Transforms
//: Networks want pictures of one size, numbers around zero, and more pictures than anybody has
//: taken. Photos come in any size, from 0 to 255, and one at a time. What happens to their pixels
//: on the way?
import LessonKit

@main
struct Transforms: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## Four pixels become sixteen
    //: A picture of 2 × 2 pixels is to fill 4 × 4. Twelve numbers are missing. Where does a new
    //: pixel lie in the old picture? Let the pictures' **edges** coincide, and remember that pixel
    //: i has its middle at i + ½. Then new pixel i lies at (i + ½) · 2 / 4 − ½:
    let four = Tensor([[0, 30], [60, 90]])
    let places: [Float] = (0..<4).map { (Float($0) + 0.5) * 2 / 4 - 0.5 }
    page.table(
      "Where the new pixels of a row lie", columns: ["new pixel", "0", "1", "2", "3"],
      rows: [["in the old row, at"] + places.map { "\($0)" }])

    //: Pixel 1 lies a quarter of the way from old pixel 0 to old pixel 1. So take three quarters of
    //: the one and a quarter of the other: **interpolation**. Pixel 0 lies before the first old
    //: one, and there is nothing but that one to take.
    func interpolated(_ row: [Float], at place: Float) -> Float {
      let inside = min(max(place, 0), Float(row.count - 1))
      let before = Int(inside)
      let share = inside - Float(before)
      return row[before] * (1 - share) + row[min(before + 1, row.count - 1)] * share
    }
    let firstRow = places.map { interpolated([0, 30], at: $0) }
    for (index, value) in firstRow.enumerated() {
      page.trace("new pixel \(index) of the first row", value: value)
    }

    //: The same downwards gives all sixteen. That is *bilinear*. **Nearest** just takes one old
    //: pixel, the nearest, for every new one. And some programs let the **corners'** middles
    //: coincide instead of the edges: then new pixel i lies at i · 1 / 3, and the row is another.
    //: The library has all of them:
    func enlarged(
      _ picture: Tensor, to size: Int, _ way: Interpolation, alignCorners: Bool = false
    ) -> Tensor {
      picture.reshaped(1, picture.shape[0], picture.shape[1], 1)
        .resized(height: size, width: size, by: way, alignCorners: alignCorners)
    }
    let ways: [(Message, Tensor)] = [
      ("Nearest", enlarged(four, to: 4, .nearest)),
      ("Bilinear", enlarged(four, to: 4, .bilinear)),
      ("Bilinear, corners aligned", enlarged(four, to: 4, .bilinear, alignCorners: true)),
    ]
    page.sideBySide {
      page.numbers(four, "Four pixels")
      for (name, sixteen) in ways { page.numbers(sixteen, name) }
    }
    for (name, sixteen) in ways {
      let row = sixteen.scalars.prefix(4).map { number($0) }.joined(separator: ", ")
      page.say("\(name): the first row is \(row).")
    }

    //: The same for another picture, whose numbers can be changed, and for ways that come further
    //: down. Which old numbers is a new one made of, and how much of each?
    func resizing(_ height: Int, _ width: Int, _ way: Interpolation) -> (Tensor) -> Tensor {
      { $0.resized(height: height, width: width, by: way) }
    }
    page.resampling(
      "made-of", Tensor([[10, 40, 90, 20], [0, 70, 30, 60], [50, 80, 25, 5]]),
      ways: [
        ("bilinear", resizing(5, 7, .bilinear)), ("nearest", resizing(5, 7, .nearest)),
        ("bicubic", resizing(5, 7, .bicubic)),
        (
          "bilinear, corners aligned",
          { $0.resized(height: 5, width: 7, by: .bilinear, alignCorners: true) }
        ),
        ("bilinear, smaller", resizing(1, 2, .bilinear)),
        (
          "bilinear with antialiasing, smaller",
          { $0.resized(height: 1, width: 2, by: .bilinear, antialias: true) }
        ),
      ])
    //: ![Twelve numbers become thirty-five](made-of "What each new number is made of")

    //: **Notice** that with corners aligned the numbers climb by equal steps from end to end, and
    //: that with edges aligned they rest at both ends: half a new pixel sticks out there. Neither
    //: is wrong. But a network trained with one and used with the other sees every picture a little
    //: shifted.
    //:
    //: ## What each new pixel is made of
    //: Whatever the way, a new number is a **weighted sum** of old ones, and the weights don't
    //: depend on the picture. They can be made visible: stretch a row in which a single number
    //: is 1. Here are five old pixels, one a row, stretched to ten, in hundredths:
    func weights(_ old: Int, to new: Int, _ way: Interpolation, antialias: Bool = false) -> Tensor {
      let single = (0..<old).map { one in (0..<old).map { Float($0 == one ? 1 : 0) } }
      return Tensor(single).reshaped(1, old, old, 1)
        .resized(height: old, width: new, by: way, antialias: antialias)
        .reshaped(old, new).map { ($0 * 100).rounded() }
    }
    page.sideBySide {
      for way in [Interpolation.nearest, .bilinear, .bicubic] {
        page.show(
          NumberGrid(weights(5, to: 10, way), cell: 36, shading: .range(140, 0)),
          "weights-\(way.rawValue)")
      }
    }
    //: ![Five rows of ten weights; each column adds up to 100](weights-{way} "{way}, in
    //: hundredths")

    //: **Notice** how many rows a column touches: one, two, four. And bicubic has weights *below
    //: zero*. It lays a curve through four neighbours, and a curve that comes steeply up
    //: overshoots. On an edge between 20 and 80:
    let edge = Tensor([20, 20, 20, 20, 80, 80, 80, 80]).reshaped(1, 1, 8, 1)
    let fine = (0..<64).map { (Float($0) + 0.5) / 8 - 0.5 }
    page.plot(
      "stretched-edge",
      lines: [Interpolation.nearest, .bilinear, .bicubic].map { way in
        .init(way.name, x: fine, y: edge.resized(height: 1, width: 64, by: way).scalars)
      } + [.init("the eight pixels", x: Array(0..<8), y: edge.scalars, style: .points)],
      xAxis: "place", yAxis: "brightness")
    //: ![A step, a ramp, and a curve that dips below 20 before the edge and rises above 80 after
    //: it](stretched-edge "An edge, stretched to eight times its width")
    let curve = edge.resized(height: 1, width: 64, by: .bicubic)
    page.trace("bicubic, least", value: curve.min(), "no pixel is below 20")
    page.trace("bicubic, most", value: curve.max(), "no pixel is above 80")

    //: ## Larger
    //: A small part of a photo, sixteen times as high and wide:
    let photo = try options.image(default: "fruits.jpg", atLeast: 8)
    let (high, wide) = (min(24, photo.height), min(24, photo.width))
    let part = photo.cropped(
      to: PixelArea(
        y: min(photo.height / 5, photo.height - high),
        x: min(photo.width * 3 / 8, photo.width - wide), height: high, width: wide)
    ).tensor.batched
    page.trace("part", part)
    let enlargements: [(Interpolation, Message)] = [
      (.nearest, "Nearest repeats the pixel that is nearest: blocks, each of one old pixel."),
      (.bilinear, "Bilinear goes straight from one pixel to the next: smooth, and soft."),
      (.bicubic, "Bicubic bends through four pixels, and sharpens a little where two meet."),
    ]
    let asked = enlargements.map { way, words in
      let corner = part.resized(height: 16 * high, width: 16 * wide, by: way)[0]
      return Notebook.PictureOption(
        corner.image, seen: "A small part of a photo, enlarged", words)
    }
    page.predictPicture(
      "Each new pixel takes the number of the nearest old one. Which picture comes out?", "nearest",
      right: asked[0],
      mistakes: Array(asked.dropFirst()))
    page.sideBySide {
      for way in [Interpolation.nearest, .bilinear, .bicubic] {
        let large = part.resized(height: 16 * high, width: 16 * wide, by: way)
        page.show(
          large[0].image, "apple-\(way.rawValue)")
      }
    }
    //: ![The top of a red apple with its stem, in coarse blocks](apple-nearest "Nearest")
    //: ![The same apple, smooth and soft](apple-bilinear "Bilinear")
    //: ![The same apple, smooth and a little crisper](apple-bicubic "Bicubic")

    //: **Notice** that nothing new has come to light. Blocks, a blur, a slightly sharper blur: none
    //: of them shows the grain of the stem. Interpolation guesses what lies between two pixels from
    //: those pixels. What was not photographed it does not know.
    //:
    //: ## Smaller
    //: Shrinking sounds harmless: there are more than enough pixels. Here are rings that get finer
    //: towards the edge, 192 × 192, to be shrunk to a quarter, and shown large again, each pixel as
    //: a block.
    func shownLarge(_ pictures: Tensor, by factor: Int) -> Tensor {
      pictures.resized(
        height: pictures.shape[1] * factor, width: pictures.shape[2] * factor, by: .nearest)
    }
    let size = 192
    func ring(_ y: Int, _ x: Int) -> Float {
      let (down, right) = (2 * y - size + 1, 2 * x - size + 1)
      // Up and down between 0 and 255 with the square of the distance from the middle.
      return Float(abs((down * down + right * right) % 2560 - 1280)) * 255 / 1280
    }
    let rings = Tensor((0..<size).map { y in (0..<size).map { x in ring(y, x) } })
      .reshaped(1, size, size, 1)
    page.sideBySide {
      page.show(rings, "rings", .bytes)
      for antialias in [false, true] {
        let quarter = rings.resized(height: size / 4, width: size / 4, antialias: antialias)
        page.show(
          shownLarge(quarter, by: 4), antialias ? "rings-antialiased" : "rings-bilinear", .bytes)
      }
    }
    //: ![The rings, and more centres of rings around them that were never there](rings-bilinear
    //: "48 × 48, bilinear")
    //: ![The rings in the middle; where they were too fine there is even
    //: grey](rings-antialiased "48 × 48, bilinear with antialiasing")
    //: ![White and black rings around the middle, finer and finer towards the corners](rings "192 ×
    //: 192")

    //: **Notice** the rings that are not there. Each new pixel lies in the middle of sixteen old
    //: ones, and bilinear looks at the nearest four only; the other twelve it never sees. Too fine
    //: stripes are hit now on white, now on black, and that makes a pattern of its own, an
    //: **alias**, or moiré. The cure is to let every old pixel count, by stretching the weights
    //: along with the step. Eight pixels to two, a row for each old pixel:
    page.sideBySide {
      page.numbers(weights(8, to: 2, .bilinear), "Bilinear, in hundredths")
      page.numbers(weights(8, to: 2, .bilinear, antialias: true), "With antialiasing")
      page.numbers(weights(8, to: 2, .area), "Area")
    }
    let unread = (0..<8).count { row in
      weights(8, to: 2, .bilinear)[row].max() == 0
    }
    page.trace("old pixels that bilinear leaves unread", value: unread, "of 8")

    //: In a photo it looks like dirt. An eighth of the size, shown large again:
    let small = (height: max(1, photo.height / 8), width: max(1, photo.width / 8))
    let pixels = photo.tensor
    let whole = pixels.batched
    page.sideBySide {
      for antialias in [false, true] {
        let shrunk = whole.resized(
          height: small.height, width: small.width, antialias: antialias)
        page.show(
          shownLarge(shrunk, by: 6)[0].image,
          antialias ? "fruit-antialiased" : "fruit-bilinear")
      }
    }
    //: ![The bowl of fruit in large pixels; the cloth and the apples are speckled](fruit-bilinear
    //: "Bilinear")
    //: ![The bowl of fruit in large even pixels](fruit-antialiased "Bilinear with antialiasing")

    //: Photo programs do it by default, and so does torchvision when it resizes a photo. The
    //: function `interpolate` under it, and many others, do it only when they are told to.
    //:
    //: ## Resize scales; it does not cut
    //: Here is `Resize` to 256 rows and 384 columns (a photo 640 wide and 426 high keeps its form
    //: then), and to 224 × 224, which networks of the 2010s want. Beside it a cut that deserves the
    //: name.
    let scaled = page.trace(
      "Resize", whole.resized(height: 256, width: 384, antialias: true), from: whole)
    let squeezed = page.trace(
      "Resize", whole.resized(height: 224, width: 224, antialias: true), from: whole)
    let side = min(224, photo.height, photo.width)
    let cut = photo.cropped(
      to: PixelArea(
        y: (photo.height - side) / 2, x: (photo.width - side) / 2, height: side, width: side))
    page.sideBySide {
      page.show(
        scaled[0].image, "resized")
      page.show(
        squeezed[0].image, "squeezed")
      page.show(cut, "cut")
    }
    //: ![All of the fruit, smaller](resized "Resize to 256 × 384")
    //: ![All of the fruit, and all of it slim](squeezed "Resize to 224 × 224")
    //: ![The middle of the photo in full size: half the bowl, half the tin](cut "A cut of 224 ×
    //: 224")

    //: **Notice** the corners of the first two: cutting board, cloth and bananas are all there.
    //: Nothing was cut, but the second shows what it costs to force a photo into a square. The
    //: usual way out is to scale until the shorter side fits, and then to cut the middle out.
    //:
    //: > [!mistake] 001, both `Resize` and `RandomResizedCrop` are said to cut pictures. `Resize`
    //: > scales all of it; `RandomResizedCrop` cuts a part, and then scales that.
    //:
    //: ## RandomResizedCrop cuts, then scales
    //: Its purpose is another one: more pictures than there are. It draws how much of the area to
    //: keep (8 % to all of it), how wide for its height (3 : 4 to 4 : 3), and where. Ten draws:
    var generator = SeededGenerator(seed: 24)
    let crop = RandomResizedCrop(height: 96, width: 96)
    let crops = (0..<10).map { _ in
      crop.crop(height: photo.height, width: photo.width, using: &generator)
    }
    var drawn = photo
    let colours: [Colour] = [.orange, .blue, .red, .green, .yellow]
    for (index, one) in crops.prefix(5).enumerated() {
      drawn.stroke(
        PixelArea(y: one.top, x: one.left, height: one.height, width: one.width), lineWidth: 3,
        colours[index])
    }
    page.show(drawn, "first-five")
    //: ![The photo with five coloured frames of very different sizes](first-five "The first five")
    page.table(
      "All ten", columns: ["top", "left", "height", "width", "% of the area", "width : height"],
      rows: crops.map {
        [
          "\($0.top)", "\($0.left)", "\($0.height)", "\($0.width)",
          "\(100 * $0.height * $0.width / (photo.height * photo.width))",
          "\((100 * Float($0.width) / Float($0.height)).rounded() / 100)",
        ]
      })

    //: ## Left and right exchanged
    //: `RandomHorizontalFlip` mirrors every second picture, by lot. The fruit does not mind. But
    //: there is a price, and you can read it on the tin: what is true of a lemon is not true of
    //: letters. Digits and letters are not flipped, and neither are roads.
    let flip = RandomHorizontalFlip()
    // A panorama is squeezed: eight of it would take any amount of memory.
    let smallWidth = min(240, max(1, 60 * photo.width / photo.height))
    let eight = Tensor.concatenated(
      Array(repeating: whole.resized(height: 60, width: smallWidth, antialias: true), count: 8))
    let flipped = flip(eight, using: &generator)
    let count = (0..<8).count { flipped[$0] != eight[$0] }
    page.show(PictureGrid(flipped, columns: 4, zoom: 1, scale: .bytes).drawing, "flipped")
    //: ![Eight small photos of the fruit, some with the bowl on the right](flipped "Eight times the
    //: same photo")
    page.trace("of 8 were flipped", value: count)

    //: ## A grid of one photo
    //: Cut, scaled, flipped: twenty-four pictures of one, no two alike. In training nobody stores
    //: them. Each time the photo comes up it is changed again, so that a network sees a new one in
    //: every epoch. This is data augmentation. What it gains is measured in lesson 19, on digits.
    let many = Tensor.concatenated(
      (0..<24).map { _ in flip(crop(whole, using: &generator), using: &generator) })
    page.trace("augmented", many, from: whole)
    page.show(
      PictureGrid(many, columns: 8, zoom: 1, scale: .bytes).drawing, "augmentation", cover: true)
    //: ![Twenty-four square parts of the photo: an apple from near, the whole table slim, a pear
    //: mirrored](augmentation "Augmentation")

    //: **Notice** the ones without a bowl. If the photo's label is "bowl of fruit", these are
    //: wrongly labelled, and that is what the network is told. With 8 % as the least area it
    //: happens; large collections bear it, small ones are better off with half the area and more.
    //:
    //: ## ToTensor
    //: Now the numbers. torchvision's `ToTensor` does two things at once: the channels' axis moves
    //: to the front, and 0…255 become 0…1.
    let tensor = page.trace("ToTensor", toTensor(pixels), from: photo)
    page.trace("least", value: tensor.min())
    page.trace("most", value: tensor.max())

    //: A `reshape` to (3, height, width) gives the same shape and is wrong: it cuts the row of
    //: numbers in three, where every third number belongs together (lesson 1).
    let unit = pixels / 255
    let reshaped = unit.reshaped(3, photo.height, photo.width)
    page.trace("reshape", reshaped, from: photo)
    page.sideBySide {
      page.show(
        tensor[0], "totensor", .unit)
      page.show(
        reshaped[0], "reshape", .unit)
    }
    //: ![The photo's red channel](totensor "ToTensor, channel 0")
    //: ![The top of the photo, its left, middle and right thirds over each other in fine
    //: stripes](reshape "reshape, “channel” 0")

    //: This book's own layers want channels last, so its lessons leave out the first half.
    //:
    //: ## Normalize
    //: The last step: subtract a mean and divide by a deviation, each channel with its own, so that
    //: numbers lie around 0 with a spread of about 1. The six numbers belong to the *collection* a
    //: network learned from, not to the photo. These are ImageNet's, and weights that were trained
    //: there expect them:
    let normalized = page.trace(
      "Normalize", Normalize.imageNet(unit.batched), from: whole,
      "(x − mean) / deviation, channel by channel")
    func row(_ name: Message, _ channels: [Float]) -> [Message] {
      [name] + channels.map { "\($0.rounded(to: 3))" }
    }
    func means(_ picture: Tensor) -> [Float] { picture.mean(axes: [0, 1, 2]).scalars }
    func deviations(_ picture: Tensor) -> [Float] {
      picture.variance(axes: [0, 1, 2]).scalars.map { $0.squareRoot() }
    }
    page.table(
      "Before and after", columns: ["", "red", "green", "blue"],
      rows: [
        row("ImageNet's mean", Normalize.imageNet.mean),
        row("ImageNet's deviation", Normalize.imageNet.standardDeviation),
        row("mean of this photo", means(unit.batched)),
        row("its deviation", deviations(unit.batched)),
        row("mean after", means(normalized)),
        row("deviation after", deviations(normalized)),
      ])

    //: **Notice** that the photo does not end up at 0 and 1. It is darker than ImageNet on average,
    //: and it stays darker: that may be just what tells a cellar from a beach. Normalizing every
    //: photo by its own mean throws that away.
    //:
    //: ## Exercise
    //: Resize a picture by bilinear interpolation, and make a tensor of a photo:
    //: `Lessons/25-transforms/Exercise/Exercise.swift`, checked by `swift run convbook check 25`.
    //:
    //: ## Try next
    //: - `--image` takes a photo of yours. What does `Resize` to a square do to a face?
    //: - Stretch the four pixels to 3 × 3, with `to: 3`. Which numbers stay, with corners aligned
    //:   and without?
    //: - Shrink the rings by `.area`. What is better than without antialiasing, what worse than
    //:   with?
    //: - Set the `scale` of `RandomResizedCrop` to 0.5...1. How many of the twenty-four show the
    //:   bowl now?
  }
}
