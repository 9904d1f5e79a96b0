//: # 10. Pooling
//: After a filter the answer is nearly as large as the photo. Does a network need to know on which
//: pixel an edge lies, or only that there is one about here? Pooling keeps one number for a whole
//: window, and which one it keeps matters.
import LessonKit

@main
struct Pooling: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## Sixteen numbers become four
    //: Cut a 4 × 4 input into four windows of 2 × 2. **Max pooling** keeps the largest number of
    //: each, **average pooling** their mean. The stride is as long as the window, so the windows
    //: touch and don't overlap.
    let input = Tensor([
      [1, 2, 1, 0],
      [0, 1, 2, 3],
      [3, 0, 1, 2],
      [2, 4, 0, 1],
    ])
    page.predictPooled(
      "Max pooling, windows of 2 × 2, stride 2. Which number comes next?", of: input,
      pooling: .max, size: [2, 2], stride: 2, at: (1, 0))
    page.window("by-hand", input: input, pooling: .max, size: [2, 2], stride: 2)
    //: ![A grid of 4 by 4 with the window on it, the four numbers under it, and the output so
    //: far.](by-hand "The largest of each window. Drag a number: when does an output follow?")

    //: Here are all four windows, and what the library makes of them:
    let picture = input.reshaped(1, 4, 4, 1)
    let largest = page.trace("maxPool2D", maxPool2D(picture, windowSize: 2, stride: 2))
    let mean = page.trace("averagePool2D", averagePool2D(picture, windowSize: 2, stride: 2))
    page.show(
      NumberGrid(input)
        .framed(PixelArea(y: 0, x: 0, height: 2, width: 2), .orange)
        .framed(PixelArea(y: 0, x: 2, height: 2, width: 2), .blue)
        .framed(PixelArea(y: 2, x: 0, height: 2, width: 2), .green)
        .framed(PixelArea(y: 2, x: 2, height: 2, width: 2), .red), "four-windows", cover: true)
    //: ![A 4 by 4 grid of numbers with four coloured frames of 2 by 2](four-windows "Four windows")
    page.sideBySide {
      page.numbers(largest, "Largest")
      page.numbers(mean, "Mean")
    }

    //: There is nothing to learn here: no weights, no bias, not one parameter. And each channel is
    //: pooled for itself: height and width shrink, the channels stay.
    page.trace("four channels", maxPool2D(.ones(1, 6, 10, 4), windowSize: 2, stride: 2))

    //: ## How much shift does it forgive?
    //: Pooling is praised because it does not care where in its window a number lies. Take a lone 6
    //: and push it by one pixel in each of the eight directions. How often is the pooled result the
    //: same?
    page.push("pushed", 6, at: (1, 1), size: [4, 4], window: 2)
    //: ![A grid of 4 by 4 with a lone 6, and the four numbers that are left after
    //: pooling](pushed "A lone 6 to be pushed about: which moves does pooling notice?")

    //: The same counted by the library:
    func lone(_ y: Int, _ x: Int) -> Tensor {
      var tensor = Tensor.zeros(4, 4)
      tensor[y, x] = 6
      return maxPool2D(tensor, windowSize: 2, stride: 2)
    }
    let before = lone(1, 1)
    var unchanged = 0
    var map = Tensor.zeros(4, 4)
    for dy in -1...1 {
      for dx in -1...1 where (dy, dx) != (0, 0) {
        let isSame = lone(1 + dy, 1 + dx) == before
        unchanged += isSame ? 1 : 0
        map[1 + dy, 1 + dx] = isSame ? 1 : 0
      }
    }
    map[1, 1] = 6
    page.show(
      NumberGrid(map)
        .tinted(Colour(red: 221, green: 240, blue: 237)) { map[$0, $1] == 1 }
        .framed(PixelArea(y: 0, x: 0, height: 2, width: 2)), "unnoticed")
    //: ![A 4 by 4 grid, the 6 in its window's lower right corner; only the three cells in the same
    //: window are 1](unnoticed "Where the 6 can go unnoticed: cells with a 1")
    page.trace("shifts unnoticed", value: unchanged, "of 8")

    //: **Notice** that only moves within the window go unnoticed. Pooling forgives a little, some
    //: of the time. It does not make a network indifferent to where things are, which would be
    //: translation invariance, still less to how large they are.
    //:
    //: ## Padding under a maximum
    //: What should stand outside the picture when windows reach over the border? Zero, as for
    //: convolution? Take a picture that is −1 everywhere. Its largest number is −1, so every
    //: window should say −1.
    let negative = Tensor(shape: [1, 4, 4, 1], repeating: -1)
    let zeroBorder = Tensor(shape: [4, 4], repeating: -1).padded(1)
    let withZeros = maxPool2D(zeroBorder, windowSize: 2, stride: 2)
    let withInfinity = page.trace(
      "maxPool2D, padded", maxPool2D(negative, windowSize: 2, stride: 2, padding: .explicit(1)))
    page.sideBySide {
      page.numbers(withZeros, "Padded with 0")
      page.numbers(withInfinity, "Padded with −∞")
    }

    //: Zero is larger than −1, so the border invents a number that is nowhere in the picture. The
    //: right filling for a maximum is −∞, which never wins. `maxPool2D` does that.
    //:
    //: ## On the edges of a photo
    //: The filter of lesson 9, then windows of 3 × 3 that move by 3.
    let photo = try options.image(default: "teddy.jpg", atLeast: 5)
    let red = photo.tensor.batched.channel(0)
    page.trace("red channel", red)
    let filter = Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    let edges = page.trace("conv2D", conv2D(red, filter))
    let pooled = page.trace("maxPool2D", maxPool2D(edges, windowSize: 3, stride: 3))
    page.predictPicture(
      "Grey is 0. The edges, then the largest of each 3 × 3: which picture?", "pooled",
      right: .init(
        pooled, .signed(200), seen: "Pale grey with white outlines, hardly any black",
        "Next to a black outline lies something near zero, which is larger."),
      mistakes: [
        .init(
          averagePool2D(edges, windowSize: 3, stride: 3), .signed(200),
          seen: "Grey with faint white and black outlines",
          "That is the mean of each window: white and black in one window cancel."),
        .init(
          maxPool2D(edges * -1, windowSize: 3, stride: 3) * -1, .signed(200),
          seen: "Dark grey with black outlines, hardly any white",
          "That is the smallest of each window."),
        .init(
          conv2D(edges, Tensor(shape: [1, 1, 1, 1], repeating: 1), stride: 3), .signed(200),
          seen: "Mid-grey with broken white and black outlines",
          "That takes every third number and looks at no other."),
      ])
    page.sideBySide {
      page.show(photo, "photo")
      page.show(edges, "edges", .signed(200))
      page.show(pooled, "pooled", .signed(200))
    }
    //: ![A furry teddy bear with a red scarf before a fence](photo "Photo")
    //: ![Mid-grey with white and black outlines](edges "Edges")
    //: ![A small picture, pale grey with white outlines and hardly any black](pooled "Pooled")
    let kept = Float(pooled.count) / Float(edges.count)
    page.trace("kept", value: percent(kept), "per cent of the numbers")

    //: Point at the pooled picture: which nine responses did it choose from, and what did those see
    //: of the photo?
    page.editor(
      "pooling-editor", over: "photo", still: "pooled",
      filter: filter, limit: 200, pool: 3)
    //: ![A photo and its edges, pooled; each pooled number tells which responses it came
    //: from.](pooling-editor "The red channel, and its edges pooled")

    //: Document 004 shows these three so: grey from the smallest number to the largest, for each
    //: picture by itself (`cmap='gray'`).
    page.show(
      PanelFigure([.photo(photo), .numbers(edges, .grey), .numbers(pooled, .grey)]),
      "as-in-004")
    //: ![The photo, its response in grey, and the pooled response, darker](as-in-004 "As document
    //: 004 shows it: black is the smallest number of each picture, white its largest")

    //: **Notice** that the greys of the second and the third picture are not the same numbers. Max
    //: pooling raises the smallest, so zero moves towards black, and the outlines seem clearer. On
    //: one scale, above, zero stays mid-grey, and what changed is what pooling did.
    //:
    //: **Notice** the sizes. One number in nine is left, and you still know what it is.
    //:
    //: ## What max pooling throws away
    //: Notice too that the black outlines have gone. An edge towards darker is a *negative* number,
    //: and next to it lies something near zero, which is larger. Max pooling erases nearly every
    //: falling edge. How many strong ones are left?
    func strong(_ tensor: Tensor) -> (rising: Float, falling: Float) {
      let count = Float(tensor.count)
      let rising = Float(tensor.count { $0 > 100 }) / count
      let falling = Float(tensor.count { $0 < -100 }) / count
      return (percent(rising), percent(falling))
    }
    page.predictLarger(
      "Of which edges are more left after max pooling, in per cent of the numbers?",
      [
        ("rising, above 100", strong(pooled).rising),
        ("falling, below −100", strong(pooled).falling),
      ],
      because: "A falling edge is a negative number, and the largest of a window is seldom that.")
    page.trace("rising before", value: strong(edges).rising, "per cent above 100")
    page.trace("falling before", value: strong(edges).falling, "per cent below −100")
    page.trace("rising after", value: strong(pooled).rising, "per cent above 100")
    page.trace("falling after", value: strong(pooled).falling, "per cent below −100")

    //: If both kinds matter, take the absolute value first. Then large means "an edge", whichever
    //: way it goes.
    let both = page.trace("maxPool2D of |x|", maxPool2D(edges.absolute, windowSize: 3, stride: 3))
    page.sideBySide {
      page.show(pooled, "rising-edges-only", .range(0, 250))
      page.show(both, "absolute-value-first", .range(0, 250))
    }
    //: ![White outlines on one side of each fence post](rising-edges-only "Rising edges only")
    //: ![White outlines on both sides of each fence post](absolute-value-first "Absolute value
    //: first")

    //: **Notice** that on the left each post has one bright side, on the right it has two.
    //:
    //: ## Exercise
    //: Work out a pool's size, and write max pooling with padding, for several channels:
    //: `Lessons/10-pooling/Exercise/Exercise.swift`, checked by `swift run convbook check 10`.
    //:
    //: ## Try next
    //: - `swift run convbook pool me.jpg -o small.png --window 8 --stride 8`, then with
    //:   `--kind average`. Which looks more like a small photo, and why?
    //: - Push the lone 6 from another corner of its window. Is it still 3 of 8?
    //: - What does a 3 × 3 window with stride 1 do to a photo, apart from its size?
  }
}
