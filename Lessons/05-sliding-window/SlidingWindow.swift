//: # 5. The sliding window
//: Lay a small grid of numbers over a large one, multiply each number with the one under it, add it
//: all up, write the sum down, move on by one. That is convolution, all of it. Nine
//: multiplications, done again and again.
import LessonKit

@main
struct SlidingWindow: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## Four sums by hand
    //: A picture of 4 × 4 numbers and a **filter** of 3 × 3, also called a kernel:
    let input = Tensor([
      [1, 2, 3, 0],
      [0, 1, 2, 3],
      [3, 0, 1, 2],
      [2, 3, 0, 1],
    ])
    let filter = Tensor([
      [2, 0, 1],
      [0, 1, 2],
      [1, 0, 2],
    ])
    page.predictSum(
      "The window has moved one to the right. Which number comes out?", of: input, filter: filter,
      at: (0, 1))
    page.window(
      "step-by-step", input: input, filter: filter)
    //: ![A grid of 4 by 4 with the window on it, the filter, the products and the output so
    //: far.](step-by-step "Step by step")

    //: The filter fits in four places: two across, two down. So the output is 2 × 2. On the page,
    //: press *Play*, or point at an output: its nine products light up, each in one colour with
    //: the two numbers it is made of. Drag a number and see which outputs follow. (Stride, padding
    //: and dilation are the subject of lesson 7.)
    //:
    //: The same four steps on paper, the window in orange, its sum written out below:
    let steps = SlidingWindowFigure(input: input, filter: filter)
    for row in 0..<2 {
      page.sideBySide {
        for column in 0..<2 {
          page.show(
            steps.drawing(row, column), "output-\(row)-\(column)",
            with: ["sum": steps.sum(row, column).joined(separator: " ")],
            cover: row == 0 && column == 0)
        }
      }
    }
    //: ![The window at row {row}, column {column}. {sum}](output-{row}-{column} "Output ({row},
    //: {column})")

    //: **Notice** that each output is one number for a whole neighbourhood of the input, and that
    //: every step uses the same nine filter numbers.
    //:
    //: ## The same in code
    //: Two loops walk over the outputs, two more over the filter. Nothing is hidden:
    func slide(_ filter: Tensor, over input: Tensor) -> Tensor {
      let height = input.shape[0] - filter.shape[0] + 1
      let width = input.shape[1] - filter.shape[1] + 1
      var output = Tensor.zeros(height, width)
      for y in 0..<height {
        for x in 0..<width {
          for fy in 0..<filter.shape[0] {
            for fx in 0..<filter.shape[1] {
              output[y, x] += input[y + fy, x + fx] * filter[fy, fx]
            }
          }
        }
      }
      return output
    }
    let byHand = slide(filter, over: input)
    page.numbers(byHand, "Four sums")

    //: The library does the same to whole batches of pictures. It wants to know which axis is
    //: which, so the picture becomes (batch, height, width, channels) and the filter (height,
    //: width, channels, number of filters), with a 1 wherever there is only one.
    let picture = input.reshaped(1, 4, 4, 1)
    let filters = filter.reshaped(3, 3, 1, 1)
    let output = page.trace("conv2D", conv2D(picture, filters))
    page.trace(
      "difference", value: (output.reshaped(2, 2) - byHand).absolute.max(), "library against loops")

    //: A **bias** is one number added to every output:
    let withBias = page.trace("with bias", conv2D(picture, filters, bias: Tensor([3])), "bias 3")
    page.numbers(withBias, "Each sum plus 3")

    //: ## Why the output is smaller
    //: A filter three wide can start at every place but the last two. What is left of a 6 × 6
    //: picture?
    let larger = Tensor(shape: [1, 6, 6, 1], repeating: 1)
    page.trace("6 × 6", conv2D(larger, filters))

    //: Four places across and four down, whatever the numbers are.
    //:
    //: ## An example that hides a mistake
    //: What if the filter were laid on upside down, or mirrored along its diagonal? A good example
    //: gives a different answer for each. The one above comes from a well-known book. Try it:
    page.sideBySide {
      page.numbers(slide(filter, over: input), "The filter as it is")
      page.numbers(slide(filter.rotated180, over: input), "Turned by 180°")
      page.numbers(slide(filter.transposed, over: input), "Mirrored on the diagonal")
    }

    //: The last two are equal, although the filters are not. Look at the input again: each row is
    //: the one above moved right by one, so along every diagonal stands one and the same number.
    //: Where the two filters differ, they differ along a diagonal, and the input can't tell. Change
    //: a single number and it can:
    var better = input
    better[1, 0] = 5
    let turned = slide(filter.rotated180, over: better)
    let mirrored = slide(filter.transposed, over: better)
    page.sideBySide {
      page.numbers(slide(filter, over: better), "The filter as it is")
      page.numbers(turned, "Turned by 180°")
      page.numbers(mirrored, "Mirrored on the diagonal")
    }
    page.trace(
      "largest difference", value: (turned - mirrored).absolute.max(),
      "between the last two, now that one number has changed")

    //: When you test code, choose examples without patterns.
    //:
    //: ## On a photo
    //: A filter whose numbers are all the same, adding up to 1, takes the mean of its window.
    let photo = try options.image(default: "teddy.jpg")
    let red = photo.tensor.batched.channel(0)
    let size = min(9, photo.height, photo.width)
    let mean = Tensor(shape: [size, size, 1, 1], repeating: 1 / Float(size * size))
    let blurred = page.trace("mean of \(size) × \(size)", conv2D(red, mean))
    let row = Tensor(shape: [1, size, 1, 1], repeating: 1 / Float(size))
    let tiles = averagePool2D(red, windowSize: size, stride: size)
    page.predictPicture(
      "Each output is the mean of \(size) × \(size) pixels. What comes out?", "mean",
      right: .init(
        blurred, .bytes, seen: "The teddy, all soft",
        "Neighbouring windows share nearly all of their pixels, so neighbouring means are alike."),
      mistakes: [
        .init(
          tiles, .bytes, seen: "The teddy in coarse squares",
          "That is one mean for each tile. The window moves by one pixel, and windows overlap."),
        .init(
          conv2D(red, row), .bytes, seen: "The teddy, smeared sideways",
          "That is the mean along rows only."),
        .init(
          blurred * Float(size * size), .bytes, seen: "White",
          "That adds the numbers up and does not divide: nearly every sum is above 255."),
      ])
    page.sideBySide {
      page.show(red, "red-channel", .bytes)
      page.show(blurred, "mean-of-each-window", .bytes)
    }
    //: ![The teddy in grey, every hair and every stitch to be seen](red-channel "Red channel")
    //: ![The same photo blurred: the fur is smooth, the fence posts remain](mean-of-each-window
    //: "Mean of each window")

    //: **Notice** what goes and what stays. Hairs are thinner than the window, light and dark ones
    //: average out, and the fur turns smooth. A fence post is wider than the window and stays.
    //:
    //: ## Exercise
    //: Write cross-correlation with two loops over the outputs and two over the filter:
    //: `Lessons/05-sliding-window/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 5`.
    //:
    //: ## Try next
    //: - Work out one output for `better` with pencil and paper, then find it above.
    //: - Change one number of the filter to 0. Which of the four sums change?
    //: - Make the mean window 25 wide. What can you still recognise?
  }
}
