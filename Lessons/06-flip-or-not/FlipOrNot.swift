//: # 6. To flip or not to flip
//: Mathematics books turn the filter by half a turn before they slide it. Networks don't, and still
//: call it convolution. Does it matter? Sometimes not at all, sometimes the picture comes out
//: inside out.
import LessonKit

@main
struct FlipOrNot: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## One tick of a clock
    //: Start with a row of numbers that is silent but for a single 1, and a filter 1, 2, 3. Slide
    //: it as in lesson 5: multiply, add, move on. That is **cross-correlation**.
    let impulse = Tensor([[0, 0, 0, 1, 0, 0, 0]])
    let filter = Tensor([[1, 2, 3]])
    page.numbers(impulse, "Input")
    page.numbers(filter, "Filter")
    let correlated = conv2D(impulse, filter)
    page.predictSum(
      "The window meets the 1 for the first time. Which number comes out?", of: impulse,
      filter: filter, at: (0, 1))
    page.numbers(correlated, "Cross-correlation")

    //: The filter comes out backwards: the 3 meets the 1 first. **Convolution**, as mathematics
    //: defines it, turns the filter before it slides, so that one tick gives the filter back as it
    //: was written:
    let convolved = conv2D(impulse, filter.flipped(axes: [1]))
    page.numbers(convolved, "Convolution")

    //: ## In two dimensions
    //: A picture has two axes, and *both* are turned: top becomes bottom and left becomes right.
    //: Together that is a turn by 180°. It is not the same as mirroring along the diagonal
    //: (transposing), and not the same as turning one axis only.
    let corner = Tensor([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ])
    let turns: [NamedMove] = [
      ("turned by 180°", { $0.rotated180 }), ("transposed", { $0.transposed }),
      ("left and right only", { $0.flipped(axes: [1]) }),
      ("top and bottom only", { $0.flipped(axes: [0]) }),
    ]
    page.moves("turn", corner, becomes: turns)
    //: ![The numbers 1 to 9 in three rows, and the same numbers after half a turn: 9 to 1](turn
    //: "What becomes of a filter")

    //: Colours tell the turn from the others at a glance: the row on top is the row below, from
    //: right to left.
    let (before, after) = (NumberGrid(corner), NumberGrid(corner.rotated180))
    page.show(
      Drawing.sideBySide(
        [
          before.coloured { row, _ in Colour.pastels[row] }.drawing,
          after.coloured { row, _ in Colour.pastels[2 - row] }.drawing,
        ], gap: 40), "turned", cover: true)
    //: ![Two grids of three rows; the second is the first upside down and mirrored](turned "A
    //: filter, and the same turned by 180°")

    //: One white pixel in a black picture shows what each operation does:
    var dot = Tensor.zeros(5, 5)
    dot[2, 2] = 1
    page.sideBySide {
      page.numbers(conv2D(dot, corner), "Cross-correlation")
      page.numbers(conv2D(dot, corner.rotated180), "Convolution")
    }
    page.trace("conv2D", conv2D(dot.reshaped(1, 5, 5, 1), corner))

    //: **Notice** that under cross-correlation the filter comes out standing on its head. `conv2D`
    //: is cross-correlation, here as in TensorFlow and PyTorch.
    //:
    //: ## When it makes no difference
    //: A filter that looks the same after half a turn can't tell the two apart. A blur does:
    let blur = Tensor([[1, 2, 1], [2, 4, 2], [1, 2, 1]])
    page.trace(
      "blur", value: (blur - blur.rotated180).absolute.max(), "largest change by half a turn")

    //: ## When it turns the picture inside out
    //: Turned by 180°, the edge filter of lesson 9 becomes its own negative:
    let edge = Tensor([[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])
    page.sideBySide {
      page.numbers(edge, "Edge filter")
      page.numbers(edge.rotated180, "Turned by 180°")
    }
    page.trace("sum", value: (edge + edge.rotated180).absolute.max(), "filter + turned filter")

    //: So true convolution with it answers with the opposite sign everywhere:
    let photo = try options.image(default: "teddy.jpg", atLeast: 3)
    let red = photo.tensor.batched.channel(0)
    let correlation = page.trace("cross-correlation", conv2D(red, edge))
    let convolution = page.trace(
      "convolution", conv2D(red, edge.rotated180))
    page.predictPicture(
      "Cross-correlation makes edges towards bright white. What does true convolution make?",
      "convolved",
      right: .init(
        convolution, .signed(200), seen: "A grey relief, edges towards bright are black",
        "The turned filter is the negative of the filter, and so is every answer."),
      mistakes: [
        .init(
          correlation, .signed(200), seen: "A grey relief, edges towards bright are white",
          "That is cross-correlation: the filter as it is written."),
        .init(
          conv2D(red, edge.transposed), .signed(200), seen: "A grey relief of level edges",
          "That is with the filter mirrored on its diagonal: it finds level edges."),
        .init(
          conv2D(red.flipped(axes: [1, 2]), edge), .signed(200),
          seen: "A grey relief standing on its head",
          "That is the picture turned. Convolution turns the filter."),
      ])
    page.sideBySide {
      page.show(correlation, "cross-correlation", .signed(200))
      page.show(convolution, "convolution", .signed(200))
    }
    //: ![Grey relief of the teddy, edges towards bright are white](cross-correlation
    //: "Cross-correlation")
    //: ![The same relief with black and white exchanged, as if lit from the other side](convolution
    //: "Convolution")
    page.trace(
      "sum of both", value: (correlation + convolution).absolute.max(), "everywhere, at most")

    //: **Notice** how the relief seems lit from the other side.
    //:
    //: ## Why networks don't care
    //: It is often said that the two are the same. They are the same **after learning**, and only
    //: in this sense: a network finds its filters itself. If it slides without turning, it finds
    //: them turned. Watch it happen. Somebody makes pictures with true convolution and a filter
    //: that we don't know; we only see what goes in and what comes out.
    let hidden = Tensor([[0, 1, 2], [-1, 0, 1], [-2, 0, 3]])
    var generator = SeededGenerator(seed: 6)
    let input = Tensor.random(uniform: -1..<1, shape: [16, 16], using: &generator)
    let target = conv2D(input, hidden.rotated180)

    //: We start with zeros, slide without turning, and nudge each of the nine numbers in the
    //: direction that makes the error smaller. How much error each number causes is itself a
    //: sliding sum, input against error.
    var learned = Tensor.zeros(3, 3)
    for _ in 0..<200 {
      let error = conv2D(input, learned) - target
      let slope = conv2D(input, error)
      learned -= slope * (0.5 / Float(error.count))
    }
    page.sideBySide {
      page.numbers(hidden, "The hidden filter")
      page.numbers(learned.map { $0.rounded(to: 2) }, "What was learned")
      page.numbers(learned.rotated180.map { $0.rounded(to: 2) }, "The same, turned")
    }
    page.learning(
      "learning", input, hidden: hidden, learned: learned, learningRate: 0.5, rounds: 200)
    //: ![Three grids of nine numbers: the hidden filter, what was learned, and the same turned; and
    //: the error, which falls round by round](learning "Nine numbers learn. Drag along the curve:
    //: which are right first?")
    let miss = (learned.rotated180 - hidden).absolute.max()
    page.trace(
      "distance", value: miss.rounded(to: 2), "hidden filter to learned one, turned")

    //: **Notice** that the learned filter is the hidden one on its head. The answers are right all
    //: the same, and nobody but us will ever look.
    //:
    //: It does matter when you carry filters from one program to another, when you compare with a
    //: formula, and on the way back through a convolution (lesson 15), which turns the filter.
    //:
    //: ## Exercise
    //: Write true convolution, the one that turns its filter:
    //: `Lessons/06-flip-or-not/Exercise/Exercise.swift`, checked by `swift run convbook check 6`.
    //:
    //: ## Try next
    //: - Which of the filters in `swift run convbook filter --list` change when they are turned?
    //: - Find a filter that is the same when transposed but not when turned.
    //: - Let the loop above run for 20 rounds instead of 200. Which numbers are right first?
  }
}
