//: # 7. Padding and stride
//: A filter makes the picture smaller. Sometimes you want that, sometimes not, and two settings
//: decide: what stands around the picture, and how far the filter moves. How large is the output?
import LessonKit

@main
struct PaddingAndStride: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## Padding by hand
    //: A 3 × 3 filter fits into a 4 × 4 picture in 2 × 2 places. Put a border of zeros around the
    //: picture, one wide on **each** side. How large is it then?
    let small = Tensor([
      [1, 2, 3, 0],
      [0, 1, 2, 3],
      [3, 0, 1, 2],
      [2, 3, 0, 1],
    ])
    let padded = small.padded(1)
    page.trace("padded", padded, from: small, "padding 1")
    page.show(
      NumberGrid(padded).tinted(Colour(grey: 222)) { row, column in
        !(1...4).contains(row) || !(1...4).contains(column)
      }, "padding")
    //: ![A 6 by 6 grid, the 4 by 4 picture in the middle, a border of zeros around it](padding
    //: "Padding 1: grey cells are new")

    //: > [!mistake] 002, a 4 × 4 input with padding 1 is said to become 5 × 5, and a 3 × 3 filter
    //: > on that to give 4 × 4. Neither is so.
    //:
    //: The picture gains a row on top *and* one at the bottom. Of 5 × 5 a filter of 3 × 3 would not
    //: make 4 × 4:
    let five = try WindowGeometry(input: [5, 5], windowSize: [3, 3])
    page.say(
      """
      On 5 × 5 a 3 × 3 filter gives \(five.output[0]) × \(five.output[1]). On 6 × 6 it gives \
      4 × 4.
      """
    )

    //: The filter of lesson 5 over the padded picture. "Deep Learning from Scratch" has a drawing
    //: of these sixteen sums:
    let bookFilter = Tensor([
      [2, 0, 1],
      [0, 1, 2],
      [1, 0, 2],
    ])
    page.predictSum(
      "The first window begins in the border. Which number comes out?", of: small,
      filter: bookFilter, padding: 1, at: (0, 0))
    let same = page.trace(
      "conv2D, padding 1",
      conv2D(
        small.reshaped(1, 4, 4, 1), bookFilter.reshaped(3, 3, 1, 1), padding: .explicit(1)))
    page.window("bordered", input: small, filter: bookFilter, padding: 1)
    //: ![The 4 by 4 picture in its border of zeros, the window in the corner](bordered
    //: "The windows of the rim reach into the border")
    page.sideBySide {
      page.numbers(same, "Output, padding 1")
      page.numbers(conv2D(small, bookFilter), "Output, no padding")
    }

    //: **Notice** the four numbers without padding: they are the middle of the sixteen. Padding
    //: changes no sum that did not see the border; it adds those that do.
    //:

    //: ## The formula
    //: Input height H, filter height FH, padding P on each side, stride S, the filter's step:
    //:
    //: > OH = ⌊(H + 2P − FH) / S⌋ + 1
    //:
    //: ⌊ ⌋ rounds down. The + 1 is the filter's first place, before it has moved at all. Widths
    //: work the same way. Some cases, each computed by the library's `WindowGeometry`:
    func size(_ h: Int, _ w: Int, filter: Int, padding: Int, stride: Int) throws -> [Message] {
      let geometry = try WindowGeometry(
        input: [h, w], windowSize: [filter, filter], stride: stride, padding: .explicit(padding))
      page.trace(
        "output size", geometry, "filter \(filter), padding \(padding), stride \(stride)")
      return [
        "\(h) × \(w)", "\(filter)", "\(padding)", "\(stride)",
        geometry.axes[0].sum(isSame: false),
        "\(geometry.output[0]) × \(geometry.output[1])",
      ]
    }
    let cases = [
      try size(4, 4, filter: 3, padding: 0, stride: 1),
      try size(4, 4, filter: 3, padding: 1, stride: 1),
      try size(5, 5, filter: 3, padding: 1, stride: 1),
      try size(7, 7, filter: 3, padding: 0, stride: 2),
      try size(28, 31, filter: 5, padding: 2, stride: 3),
    ]
    page.table(
      "Output sizes", columns: ["input", "F", "P", "S", "height", "output"], rows: cases)

    //: ## When it does not divide
    //: A 6 × 6 picture, filter 3, stride 2: (6 − 3) / 2 + 1 is 2.5. Half a window is no window.
    //: Some books call this an error. Libraries round down, and the last row and column are never
    //: read.
    let uneven = try WindowGeometry(input: [6, 6], windowSize: [3, 3], stride: 2)
    let sixBySix = Tensor([
      [1, 5, 2, 0, 7, 3],
      [0, 3, 7, 1, 2, 9],
      [4, 0, 1, 6, 5, 8],
      [2, 8, 0, 3, 1, 6],
      [6, 1, 9, 2, 0, 4],
      [7, 2, 5, 8, 3, 1],
    ])
    page.trace(
      "conv2D",
      conv2D(sixBySix.reshaped(1, 6, 6, 1), bookFilter.reshaped(3, 3, 1, 1), stride: 2))
    page.trace("unread rows", value: uneven.axes[0].unread, "at the bottom; as many columns")
    page.window("six-by-six", input: sixBySix, filter: bookFilter, stride: 2)
    //: ![A grid of 6 by 6 with the window on it; its last row and column are marked as
    //: unread.](six-by-six "Six by six, stride 2")
    let read = uneven.coverage
    page.show(
      NumberGrid(read).tinted(Colour(red: 250, green: 205, blue: 200)) { row, column in
        read[row, column] == 0
      }, "windows-per-pixel",
      cover: true)
    //: ![A 6 by 6 grid of counts: 1, 2 and 4 in the upper left, red zeros in the last row and
    //: column](windows-per-pixel "How many windows read each pixel")

    //: **Notice** the 4 in the middle: all four windows meet there. And that it was no error: the
    //: convolution ran, and only the trace mentions what it left out.
    //:
    //: ## SAME and VALID
    //: Two paddings have names. **VALID** is none. **SAME** pads as much as it takes to get
    //: ⌈n / S⌉ outputs. It keeps the size only if the stride is 1:
    var sames: [[Message]] = []
    for (n, stride) in [(28, 1), (28, 2), (7, 2), (7, 3)] {
      let geometry = try WindowGeometry(
        input: [n], windowSize: [3], stride: stride, padding: .same)
      let edge = geometry.axes[0].padding
      page.trace("SAME", geometry, "filter 3, stride \(stride)")
      sames.append([
        "\(n)", "\(stride)", "⌈\(n) / \(stride)⌉ = \(geometry.output[0])",
        "\(edge.before) before, \(edge.after) after",
      ])
    }
    page.table("SAME, filter 3", columns: ["n", "S", "output", "padding"], rows: sames)

    //: **Notice** that SAME may pad one side more than the other. The odd row goes to the bottom,
    //: the odd column to the right.
    //:
    //: ## What to pad with
    //: Zeros are black. A filter near the border sees black where the world went on. Here a mean
    //: of 31 × 31 slides over a photo, once with a border of zeros, once of mid-grey, 128.
    let photo = try options.image(default: "teddy.jpg", atLeast: 31)
    let red = photo.tensor.batched.channel(0)
    let mean = Tensor(shape: [31, 31, 1, 1], repeating: 1 / (31 * 31))
    let zeros = page.trace("zeros around it", conv2D(red, mean, padding: .explicit(15)))
    let grey = page.trace("grey around it", conv2D(red - 128, mean, padding: .explicit(15)) + 128)
    page.predictPicture(
      "Which picture has the border of zeros?", "zeros",
      right: .init(
        zeros, .bytes, seen: "A blurred teddy, darker towards the edges",
        "Zeros are black, and near the border they are part of the mean."),
      mistakes: [
        .init(
          conv2D(red - 255, mean, padding: .explicit(15)) + 255, .bytes,
          seen: "A blurred teddy, lighter towards the edges",
          "That has a border of 255, which is white."),
        .init(
          conv2D(red, mean), .bytes, seen: "A blurred teddy, equally light up to the edges",
          "That has no border at all, and 30 rows and columns less."),
        .init(
          conv2D(red.padded(15), Tensor(shape: [1, 1, 1, 1], repeating: 1)), .bytes,
          seen: "A sharp teddy in a black frame",
          "That is the padded picture before the mean."),
      ])
    page.sideBySide {
      page.show(zeros, "border-of-zeros", .bytes)
      page.show(grey, "border-of-128", .bytes)
    }
    //: ![A blurred teddy that darkens towards all four edges, as if vignetted](border-of-zeros
    //: "Border of zeros")
    //: ![The blurred teddy, its edges now neither darkened nor true](border-of-128 "Border of 128")

    //: Subtracting 128 first and adding it afterwards makes zeros mean mid-grey. Where do the two
    //: differ?
    let difference = (grey - zeros).absolute
    page.show(difference, "border-difference", .stretched)
    //: ![Black in the middle, a frame that brightens towards the edges and most in the
    //: corners](border-difference "Where the border's colour matters")
    let touched = Float(difference.count { $0 > 0.5 }) / Float(difference.count)
    page.trace("touched", value: percent(touched), "per cent of the outputs")

    //: ## Is the border negligible?
    //: It is said that padding hardly matters, because the border is a small part of a picture.
    //: That depends on the size. How many outputs of a 3 × 3 filter with padding 1 see the border?
    var shares: [[Message]] = []
    let pictures: [(Message, Int, Int)] = [
      ("this photo", photo.height, photo.width), ("a digit", 28, 28), ("after two poolings", 7, 7),
    ]
    for (name, height, width) in pictures {
      let inside = max(0, height - 2) * max(0, width - 2)
      let share = percent(height * width - inside, of: height * width)
      shares.append([name, "\(height) × \(width)", "\(share) %"])
    }
    page.table("Outputs that see padding", columns: ["picture", "size", "share"], rows: shares)

    //: **Notice** the last line. Deep in a network the maps are small, and half of the outputs
    //: there have some border in their window.
    //:
    //: ## Exercise
    //: Work out output sizes, and the rows that no window reads:
    //: `Lessons/07-padding-and-stride/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 7`.
    //:
    //: ## Try next
    //: - `swift run convbook shape 32x32x3 --filters 10 --filter-size 5 --padding 2` works out any
    //:   case.
    //: - Find a stride for a 6 × 6 picture and a 3 × 3 filter that leaves nothing unread.
    //: - What does `.same` do to an even filter? Ask `convbook shape` with
    //:   `--filter-size 4 --padding same`.
  }
}
