//: # 9. Edges in a photo
//: Nine small numbers, slid over a photo, and flat surfaces vanish while outlines stay. How can
//: nine numbers know what an outline is?
import LessonKit

@main
struct EdgeFilter: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions
  @Option(in: 1...1_000_000, help: "How many pixels the filter moves.") var stride = 1

  func run(_ page: Notebook) throws {
    //: ## Three columns by hand
    //: This filter subtracts the left column of its window from the right one. The middle does not
    //: count.
    let verticalEdge = Tensor([
      [-1, 0, 1],
      [-1, 0, 1],
      [-1, 0, 1],
    ])

    //: Slide it over three rows that are dark (10), then bright (200), then dark again:
    let stripe = Tensor(Array(repeating: [10, 10, 10, 200, 200, 200, 10, 10], count: 3))
    let answer = conv2D(stripe, verticalEdge)
    page.predictSum(
      "The window has reached the bright columns. Which number comes out?", of: stripe,
      filter: verticalEdge, at: (0, 1))
    page.window("stripe", input: stripe, filter: verticalEdge)
    //: ![Three rows of eight numbers, the filter on their first three columns, and six sums](stripe
    //: "A filter over a bright stripe")
    page.numbers(answer, "Output")

    //: **Notice** three things. Where the window sees one brightness only, the sum is 0: a flat
    //: surface says nothing. Where it gets brighter from left to right the sum is positive, where
    //: it gets darker it is negative. And every edge answers twice, because two windows straddle
    //: it.
    //:
    //: ## A photo is numbers
    let photo = try options.image(default: "teddy.jpg", atLeast: 3)
    page.trace("photo", photo)
    page.show(photo, "photo")
    //: ![A furry teddy bear with a red scarf on a cobbled path before a fence](photo "The photo")

    //: A batch of one, then the red channel alone. It is a third of the photo. Keep in mind that
    //: what is only green or blue can't be seen in it.
    let batch = page.trace("batch of one", photo.tensor.batched, from: photo)
    let red = page.trace("red channel", batch.channel(0), from: batch, "channel 0")

    //: ## Slide
    //: Height and width of the filter, the channels it reads (one), how many filters there are
    //: (one): shape (3, 3, 1, 1). Without padding and with stride 1 the output loses one row and
    //: one column on each side.
    let filter = verticalEdge.reshaped(3, 3, 1, 1)
    let edges = page.trace("conv2D", conv2D(red, filter, stride: stride, padding: .valid))

    //: The answer is signed, so black can't mean zero. Here **mid-grey is zero**, white is an edge
    //: towards brighter, black an edge towards darker. Most answers are far below the largest, so
    //: white begins at 200.
    page.predictPlace(
      "Press a place in the photo where the response will be white.", on: "photo", from: 300,
      right: .init("right column minus left", edges),
      mistakes: [
        .init(
          "left column minus right", edges * -1,
          "That edge goes towards darker: its response is black."),
        .init(
          "lower row minus upper",
          conv2D(red, filter.transposed(permutation: 1, 0, 2, 3), stride: stride),
          "That edge is level: left and right of it are equally bright."),
      ],
      otherwise: "A flat surface is equally bright left and right, and says nothing.")
    page.show(edges, "response", .signed(200), cover: true)
    //: ![Mid-grey with white and black outlines; fence posts stand out as pairs](response "Response
    //: to vertical edges")

    //: Point at the response below: which nine pixels made it, and what is their sum? Then change
    //: the numbers of the filter, and see what becomes of the photo.
    page.editor(
      "filter-editor", over: "photo", still: "response", filter: verticalEdge, stride: stride,
      limit: 200)
    //: ![A photo and its response to a filter of three by three numbers that can be
    //: changed.](filter-editor "The red channel, and what a filter of yours answers")

    //: **Notice** that each fence post has a white side and a black side. Then compare the letter
    //: blocks with the photo: their upright edges are there, the level ones are gone.
    //:
    //: ## How large can it get?
    //: White under every 1 and black under every −1 is the most there is.
    let bound = 255 * verticalEdge.clipped(to: 0...1).sum()
    page.trace("largest possible", value: bound, "255 · (1 + 1 + 1)")
    page.trace("smallest response", value: edges.min())
    page.trace("largest response", value: edges.max())
    let flat = Float(edges.count { abs($0) <= 30 }) / Float(edges.count)
    page.predictLarger(
      "Of all responses, which are more?",
      [("within ±30, nearly flat", percent(flat)), ("beyond ±30", 100 - percent(flat))],
      because: "Surfaces are larger than their outlines.")
    page.trace("nearly flat", value: percent(flat), "per cent within ±30")

    //: An 8-bit picture has no room for that: it would cut everything below 0 to black and
    //: everything above 255 to white. Do that, and about half of the edges are lost:
    page.show(edges.clipped(to: 0...255), "response-cut", .bytes)
    //: ![Black with white outlines on one side of each object only](response-cut "The same, cut to
    //: 0…255")
    let lost = Float(edges.count { $0 < -30 })
    let all = Float(edges.count { abs($0) > 30 })
    page.trace("edges lost", value: (1000 * lost / max(all, 1)).rounded() / 10, "per cent")

    //: Document 004 shows the answer so, beside the photo: `imshow` draws numbers in the colours of
    //: viridis unless it is told otherwise, the smallest violet, the largest yellow.
    page.show(PanelFigure([.photo(photo), .numbers(edges, .viridis)]), "as-in-004")
    //: ![The photo, and beside it its response in blue-green with yellow and violet
    //: outlines](as-in-004 "As document 004 shows it: the colours go from the smallest number to
    //: the largest")

    //: **Notice** that zero has no colour of its own there. It gets what the smallest and the
    //: largest number leave it, another one for every photo. With mid-grey for zero a flat surface
    //: looks the same in all pictures, and black and white are the two kinds of edges.
    //:
    //: ## One filter, one direction
    //: It is sometimes said that this filter leaves the outlines of things. It leaves half of them:
    //: a level edge has the same brightness left and right. Turn the filter on its side and it
    //: finds those instead.
    let horizontalEdge = verticalEdge.transposed
    page.numbers(horizontalEdge, "Rows instead of columns")
    let level = page.trace(
      "conv2D, horizontal",
      conv2D(red, horizontalEdge, stride: stride, padding: .valid))
    page.sideBySide {
      page.show(edges, "vertical-edges", .signed(200))
      page.show(level, "horizontal-edges", .signed(200))
    }
    //: ![Fence posts and the sides of the blocks](vertical-edges "Vertical edges")
    //: ![The tops and bottoms of the blocks, the lower edges of stones and paws](horizontal-edges
    //: "Horizontal edges")

    //: Both together, the length of (vertical, horizontal), answer to edges in every direction:
    let strength = (edges * edges + level * level).map { $0.squareRoot() }
    page.trace("strength", strength, from: edges, "√(vertical² + horizontal²)")
    page.show(strength, "edge-strength", .range(0, 250))
    //: ![A bright drawing of the teddy, the fence and the blocks on black](edge-strength "Edge
    //: strength")

    //: **Notice** the yellow letter on the topmost block: it is missing. Yellow on light wood is no
    //: change in the red channel. And notice the fur: every hair is an edge. The filter measures
    //: change and knows nothing of bears. What is worth finding has to be learned, and what a
    //: network learns are numbers like these nine.
    //:
    //: ## Exercise
    //: Find the level edges of a picture, with their sign:
    //: `Lessons/09-edge-filter/Exercise/Exercise.swift`, checked by `swift run convbook check 9`.
    //:
    //: ## Try next
    //: - `swift run 09-edge-filter --image me.jpg`, then with `--stride 3`. What is lost?
    //: - Exchange −1 and 1. Predict the picture before you look.
    //: - `swift run convbook filter me.jpg -o edges.png --filter sobel-x` weighs the middle row
    //:   double. Is it smoother?
  }
}
