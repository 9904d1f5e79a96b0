//: # 1. A photo is a block of numbers
//: To you a photo is fruit on a table. To a program it is a long row of numbers and three lengths
//: that say how to read it. What is in the row, and what happens when the lengths are mixed up?
import LessonKit

@main
struct PixelsLesson: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## Six pixels by hand
    //: A screen mixes every colour from red, green and blue. A pixel says how much of each, from 0
    //: (none) to 255 (all there is). Here are two rows of three pixels, eighteen numbers:
    let flag = Image(
      height: 2, width: 3, channels: 3,
      pixels: [
        255, 0, 0,  // row 0: red,
        0, 255, 0,  // green,
        0, 0, 255,  // blue
        255, 255, 0,  // row 1: yellow,
        0, 0, 0,  // black,
        255, 255, 255,  // white
      ])
    page.trace("flag", flag)
    page.show(flag.numberGrid(cell: 96), "six-pixels")
    //: ![Two rows of three squares: red, green, blue; yellow, black, white, with R, G, B
    //: values](six-pixels "Six pixels and their eighteen numbers")

    //: The shape is **(height, width, channels)**: two rows, three columns, three numbers each.
    //: Rows come first. So the pixel in row 1, column 0 is
    let corner = (0..<3).map { flag[1, 0, $0] }
    page.say("`flag[1, 0]` = (\(corner.map(String.init).joined(separator: ", "))): yellow.")

    //: and in the long row of numbers it begins at place `(y · width + x) · channels`:
    let place = (1 * flag.width + 0) * flag.channels
    page.trace("place of flag[1, 0]", value: place, "in the row of \(flag.pixels.count) numbers")
    let row: [NamedMove] = [("the row, six to a line", { $0.reshaped(-1, 6) })]
    page.moves("the-row", flag.tensor, becomes: row)
    //: ![Six coloured squares, their eighteen numbers, and the row of all of them](the-row "Point
    //: at a pixel or a number: where does it stand in the row? Drag a number: what becomes of the
    //: colour?")

    //: ## A real photo
    //: A JPEG file is packed. Unpacked it is the same thing as the flag, only larger.
    let photo = try options.image(default: "fruits.jpg")
    page.trace("photo", photo)
    page.trace("numbers", value: photo.pixels.count, "height · width · channels")

    //: Where is the pixel in row y, column x? Not where a mathematics book would look. The **origin
    //: is top left**, y grows downwards, and **y is named first**, because the numbers are stored
    //: row by row. The orange ring is (y, x), the blue one is what you get with the two swapped.
    let (y, x) = (photo.height / 4, photo.width * 5 / 8)
    let (swappedY, swappedX) = (min(x, photo.height - 1), min(y, photo.width - 1))
    let whole = Tensor.zeros(photo.height, photo.width)
    func marked(_ y: Int, _ x: Int) -> Tensor {
      var marks = whole
      marks[y, x] = 1
      return marks
    }
    page.predictPlace(
      "Where is (y, x) = (\(y), \(x))?", "the-place", on: photo, from: 1,
      right: .init("y down, x to the right", marked(y, x)),
      mistakes: [
        .init(
          "x down, y to the right", marked(swappedY, swappedX),
          "That is with the two swapped: y is named first, and counts rows."),
        .init(
          "y counted from below", marked(photo.height - 1 - y, x),
          "That is counted from below. Row 0 is at the top."),
      ],
      otherwise: "Rows are counted from the top, columns from the left.")
    page.show(
      photo.withAxes(marks: [
        (y, x, "(\(y), \(x))", .orange), (swappedY, swappedX, "(\(swappedY), \(swappedX))", .blue),
      ]), "photo-and-its-axes",
      cover: true)
    //: ![A bowl of fruit with a y axis down the left side, an x axis along the top, and two ringed
    //: pixels](photo-and-its-axes "The photo and its axes")
    page.table(
      "Two pixels", columns: ["(y, x)", "red", "green", "blue"],
      rows: [(y, x), (swappedY, swappedX)].map { y, x in
        ["(\(y), \(x))"] + (0..<3).map { "\(photo[y, x, $0])" }
      })

    //: ## Three channels, three grey pictures
    //: Take every third number and you have one channel: how much red there is in each pixel. By
    //: itself a channel has no colour, so it is drawn grey, bright where there is much of it.
    let channels = photo.tensor
    page.sideBySide {
      for (index, name) in ["red", "green", "blue"].enumerated() {
        page.show(channels.channel(index), name, .bytes)
      }
    }
    //: ![The fruit in grey, by how much red each pixel has](red "Red channel")
    //: ![The fruit in grey, by how much green each pixel has](green "Green channel")
    //: ![The fruit in grey, by how much blue each pixel has](blue "Blue channel")
    page.trace("red channel", channels.channel(0), from: channels, "channel 0")

    //: **Notice** the lemon and the bananas: yellow is red and green light together, so they are
    //: bright in two pictures and dark in the third. The blue tin is the other way round.
    //:
    //: ## Come closer
    //: Twelve rows and twelve columns of the red channel, one square for each pixel. Nothing but
    //: such numbers is what a network gets.
    let closeness = min(12, photo.height, photo.width)
    let crop = PixelArea(
      y: photo.height * 5 / 12, x: photo.width * 9 / 20, height: closeness, width: closeness
    )
    .moved(inside: photo)
    var marked = photo
    marked.stroke(
      PixelArea(y: crop.y - 4, x: crop.x - 4, height: closeness + 8, width: closeness + 8),
      lineWidth: 3, .yellow)
    page.show(marked, "twelve-rows")
    //: ![The photo with a small yellow frame](twelve-rows "Where the twelve rows lie")
    page.show(
      photo.channel(0).cropped(to: crop).numberGrid(cell: 44), "red-numbers",
      with: [
        "top": crop.y, "bottom": crop.y + crop.height - 1, "left": crop.x,
        "right": crop.x + crop.width - 1,
      ])
    //: ![A grid of light squares with their values, a dark patch at the lower right](red-numbers
    //: "Red, rows {top} to {bottom}, columns {left} to {right}")

    //: **Notice** that the numbers hardly change on the skin of the orange and jump where its stem
    //: was. Lesson 9 finds edges with exactly that.
    //:
    //: ## A batch has one axis more
    //: Networks take many pictures at once, so they want a fourth axis in front: *which picture*.
    //: One photo becomes a batch of one. Nothing is copied or moved, only counted differently. An
    //: array with any number of axes is called a tensor.
    let teddy = try options.image(default: "teddy.jpg").tensor
    page.trace("teddy", teddy)
    let batch = page.trace("batch of one", teddy.batched, from: teddy, "(N, H, W, C)")
    page.trace("its red channel", batch.channel(0), from: batch, "channel 0, axis kept")

    //: Some books put the channels before the rows: (N, C, H, W). Ten random grey pictures of
    //: 28 × 28, written that way:
    var generator = SeededGenerator(seed: 1)
    let random = Tensor.random(uniform: 0..<1, shape: [10, 1, 28, 28], using: &generator)
    page.trace("x", random, "(N, C, H, W)")
    page.trace("x[0]", random[0], from: random, "the first picture: (C, H, W)")
    let first = page.trace("x[0][0]", random[0][0], from: random[0], "its only channel")
    page.show(first.reshaped(28, 28, 1), "first-picture", .unit)
    //: ![A square of 28 by 28 random greys, like television noise](first-picture "x[0][0]")

    //: ## The same numbers, read wrongly
    //: The row of numbers does not know its shape. Two rows of three can be read as three rows of
    //: two: the numbers stay in their order and the rows are cut elsewhere. Or rows and columns
    //: are exchanged: then the numbers move. Both give three rows of two. Let them fly:
    let small = Tensor([[10, 20, 30], [40, 50, 60]])
    let readings: [NamedMove] = [
      ("transposed", { $0.transposed(permutation: 1, 0) }), ("reshaped", { $0.reshaped(3, 2) }),
    ]
    page.moves("moving", small, becomes: readings)
    //: ![Two rows of three numbers, and three rows of two that they become](moving "Reshaped or
    //: transposed: the same shape, other places")

    //: Now the photo, with height and width exchanged. The lengths still multiply to the same
    //: count, so nothing complains:
    let (height, width) = (photo.height, photo.width)
    let misread = channels.reshaped(width, height, 3)
    let turned = channels.transposed(permutation: 1, 0, 2)
    page.trace("reshaped", misread, from: photo, "same order, other lengths")
    page.trace("transposed", turned, from: photo, "rows and columns exchanged")
    page.predictPicture(
      "The rows are cut at another length, and no number moves. What comes out?", "cut",
      right: .init(
        misread.image, seen: "Slanted stripes of the photo's colours",
        "Each row takes the next numbers of the long row, so that pieces of fruit slide sideways."),
      mistakes: [
        .init(
          turned.image, seen: "The photo on its side, mirrored",
          "That is transposed: its numbers have moved."),
        .init(
          photo.tensor.flipped(axes: [0]).transposed(permutation: 1, 0, 2).image,
          seen: "The photo on its side",
          "That is turned by a quarter: its numbers have moved."),
        .init(
          photo, seen: "The photo as it was",
          "That has the old shape: \(height) rows of \(width)."),
      ])
    page.sideBySide {
      page.show(misread.image, "reshaped")
      page.show(turned.image, "transposed")
    }
    //: ![Slanted stripes of fruit colours in which pieces of fruit appear twice](reshaped
    //: "Reshaped: rows cut at the wrong place")
    //: ![The fruit photo standing on its side, mirrored](transposed "Transposed: mirrored along the
    //: diagonal")

    //: **Notice** that both have the same shape. The left one kept the order of the numbers and
    //: cut the rows at the wrong length; the right one moved the numbers so that every (y, x)
    //: became (x, y). A shape that fits is no proof that the axes are in the right order.
    //:
    //: ## Exercise
    //: Say a picture's shape, and bring its channels to the front without mixing up its pixels:
    //: `Lessons/01-pixels/Exercise/Exercise.swift`, checked by `swift run convbook check 1`.
    //:
    //: ## Try next
    //: - Run it with a picture of your own: `swift run 01-pixels --image me.jpg`.
    //: - Find a pixel in your picture that is nearly (255, 255, 255). What is there?
    //: - Predict the shape of a colour photo 1080 pixels wide and 1920 high, then check.
  }
}
