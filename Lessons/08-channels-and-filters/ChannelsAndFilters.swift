//: # 8. Channels and filters
//: A colour photo has three channels, and ten filters slide over it. What comes out: three maps,
//: ten, thirty? One sentence settles it: **a filter reads all channels and gives one map.**
import LessonKit

@main
struct ChannelsAndFilters: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## Two channels by hand
    //: A picture of 3 × 5 pixels with two channels, and a filter of 2 × 3 that has two slices as
    //: well, one for each channel. (A *layer* is something else: a step of a network, with all of
    //: its filters.)
    let first = Tensor([[1, 2, 0, 4, 1], [0, 1, 3, 2, 5], [2, 0, 1, 1, 3]])
    let second = Tensor([[0, 1, 1, 3, 2], [2, 0, 1, 0, 4], [1, 1, 0, 2, 1]])
    let firstSlice = Tensor([[1, 0, 2], [0, 1, -1]])
    let secondSlice = Tensor([[0, 2, 1], [1, 0, -2]])
    page.sideBySide {
      page.numbers(first, "Channel 0")
      page.numbers(firstSlice, "Filter, slice 0")
      page.numbers(second, "Channel 1")
      page.numbers(secondSlice, "Filter, slice 1")
    }

    //: Each slice slides over its own channel. That gives two parts.
    func slide(_ input: Tensor, _ filter: Tensor) -> Tensor {
      conv2D(input, filter)
    }
    page.predictSum(
      "Two channels, a filter with two slices: which number comes out next?",
      of: .stacked([first, second], axis: 2), filter: .stacked([firstSlice, secondSlice], axis: 2),
      at: (0, 1))
    let parts = [slide(first, firstSlice), slide(second, secondSlice)]
    page.sideBySide {
      page.numbers(parts[0], "Part 0")
      page.numbers(parts[1], "Part 1")
      page.numbers(parts[0] + parts[1], "Their sum")
      page.numbers(parts[0] * parts[1], "Their product: wrong")
    }

    //: The parts are **added**, cell by cell. They are not kept apart and not multiplied. The
    //: library does it in one go, with the picture's channels in its last axis, (1, 3, 5, 2), and
    //: the filter's slices in its last but one, (2, 3, 2, 1):
    let picture = Tensor.stacked([first, second], axis: 2).batched
    let filter = Tensor.stacked([firstSlice, secondSlice], axis: 2).reshaped(2, 3, 2, 1)
    let sum = page.trace("conv2D", conv2D(picture, filter))
    page.numbers(sum, "The library's answer")
    page.trace(
      "difference", value: (sum.reshaped(2, 3) - parts[0] - parts[1]).absolute.max(),
      "library against the sum of the parts")

    //: A second filter has two slices of its own, and gives a second map. Play it: all products of
    //: both channels fall into one number.
    let otherFilter = Tensor.stacked(
      [Tensor([[0, 1, 0], [1, 0, -1]]), Tensor([[-1, 0, 1], [0, 1, 0]])], axis: 2)
    let bothFilters = Tensor.stacked([filter.reshaped(2, 3, 2), otherFilter], axis: 3)
    page.channels("sheets", picture, bothFilters)
    //: ![Two channels, each with its slice of the filter and their products, and two maps](sheets
    //: "Two channels, two filters, two maps")

    //: ## The classic question
    //: The input is 32 × 32 × 3. Ten filters of 5 × 5 slide over it, stride 1, padding 2. How large
    //: is the output, and how many numbers are there to learn?
    let input = Tensor.zeros(1, 32, 32, 3)
    let tenFilters = Tensor.zeros(5, 5, 3, 10)
    page.trace("ten filters", conv2D(input, tenFilters, padding: .explicit(2)))
    page.show(
      BlockDiagram(
        input: [32, 32, 3], filter: [5, 5, 3], filters: 10, output: [32, 32, 10]
      ), "one-filter",
      cover: true)
    //: ![A block of 32 by 32 by 3, three of ten small blocks of 5 by 5 by 3, and a block of 32 by
    //: 32 by 10](one-filter "One filter reaches through all channels and gives one map of the
    //: output")

    //: Each filter has 5 · 5 · 3 weights and one bias.
    let weights = page.trace("weights of one filter", value: 5 * 5 * 3, "height · width · depth")
    page.trace(
      "parameters", value: 10 * weights + 10, "10 · \(weights) + 10",
      prediction: .init(parametersOf: tenFilters.shape))

    //: **Notice** where the numbers come from. The depth of the *filter* is the depth of the input;
    //: nobody chooses it. The depth of the *output* is the number of filters. A solution that
    //: is often copied writes (36 − 5 + 1, 36 − 5 + 1, 3 / 3), 36 being 32 + 2 · 2. Its 32 × 32 × 1
    //: for one filter is right by accident: depth is summed over, not divided.
    //:
    //: And height and width of the input do not appear in the count at all, because the weights are
    //: the same at every place.
    //:
    //: ## A photo, part by part
    //: A filter with one slice for each colour: bright where there is red, dark where there is
    //: green and blue. Here are its three parts and their sum.
    let photo = try options.image(default: "fruits.jpg").tensor.batched
    page.trace("photo", photo)
    let redness = Tensor([1, -0.5, -0.5]).reshaped(1, 1, 3, 1)
    let names = ["red-part", "green-part", "blue-part"]
    page.sideBySide {
      for channel in 0..<3 {
        let part = photo.channel(channel) * redness.scalars[channel]
        page.show(
          part, names[channel], .signed(255))
      }
    }
    //: ![The fruit by its red channel: red, yellow and white are bright](red-part "Red · 1")
    //: ![The fruit by minus half of its green channel: dark where it is green, yellow or
    //: white](green-part "Green · −½")
    //: ![The fruit by minus half of its blue channel: dark where it is blue or white](blue-part
    //: "Blue · −½")
    let red = page.trace("redness", conv2D(photo, redness))
    page.predictPicture(
      "Red, minus half of green, minus half of blue: which picture is the sum?", "redness",
      right: .init(
        red, .signed(160), seen: "Apples white, cloth and wall grey, tin dark",
        "White and grey things cancel; what is left is how much redder a thing is."),
      mistakes: [
        .init(
          photo.channel(0), .signed(255), seen: "Apples, bananas and cloth white, tin grey",
          "That is the first part alone."),
        .init(
          photo.mean(axes: [3]).reshaped(1, photo.shape[1], photo.shape[2], 1) - 128,
          .signed(160), seen: "What is bright is white, what is dark black",
          "That is the mean of the three: the minus signs are lost."),
        .init(
          red * -1, .signed(160), seen: "Apples black, cloth and wall grey, tin light",
          "That is the sum with all signs turned."),
      ])
    page.show(red, "redness", .signed(160))
    //: ![Apples and oranges white, yellow fruit and wood light, blue tin and checks dark, cloth and
    //: wall grey](redness "The sum: redness")

    //: **Notice** the white cloth: bright in the red part, dark in the two others, and mid-grey in
    //: the sum, where they cancel. What a filter finds may lie *between* the channels.
    //:
    //: ## Several filters, several maps
    //: Three filters side by side in the last axis: redness, blueness, and brightness. Out come
    //: three maps, each made from all three channels. The bias adds one number to each map.
    let filters = Tensor([
      [1, -0.5, 1.0 / 3],
      [-0.5, -0.5, 1.0 / 3],
      [-0.5, 1, 1.0 / 3],
    ]).reshaped(1, 1, 3, 3)
    let maps = page.trace(
      "three filters", conv2D(photo, filters, bias: Tensor([0, 0, -128])), "three biases")
    page.sideBySide {
      for (index, name) in ["redness-map", "blueness-map", "brightness-map"].enumerated() {
        page.show(maps.channel(index), name, .signed(160))
      }
    }
    //: ![A map of the fruit: red is white, its opposite dark](redness-map "Redness")
    //: ![A map of the fruit: blue is white, its opposite dark](blueness-map "Blueness")
    //: ![A map of the fruit: what is bright is white, what is dark black](brightness-map
    //: "Brightness − 128")

    //: ## In the book's order, and in batches
    //: Books that write channels first have (N, C, H, W) for N pictures and (FN, C, FH, FW) for FN
    //: filters; the result is (N, FN, OH, OW). The sums are the same. Only the axes have other
    //: places, so two transposes lead there and back.
    var generator = SeededGenerator(seed: 8)
    let bookInput = Tensor.random(integers: 0..<10, shape: [4, 3, 8, 14], using: &generator)
    let bookFilters = Tensor.random(integers: -2..<3, shape: [6, 3, 2, 5], using: &generator)
    page.trace("x", bookInput, "(N, C, H, W)")
    page.trace("filters", bookFilters, "(FN, C, FH, FW)")
    let ours = page.trace(
      "conv2D",
      conv2D(
        bookInput.transposed(permutation: 0, 2, 3, 1),
        bookFilters.transposed(permutation: 2, 3, 1, 0)))
    let book = ours.transposed(permutation: 0, 3, 1, 2)
    page.trace("back in the book's order", book, from: ours, "(N, FN, OH, OW)")

    //: A transpose in the wrong order often gives a shape that fits. Here no two axes are equally
    //: long, so the shape would tell. And one number worked out in the book's order, of picture 2
    //: and filter 5, at row 6 and column 9, tells for sure:
    var byHand: Float = 0
    for c in 0..<3 {
      for fy in 0..<2 {
        for fx in 0..<5 {
          byHand += bookInput[2, c, 6 + fy, 9 + fx] * bookFilters[5, c, fy, fx]
        }
      }
    }
    page.trace(
      "by hand", value: abs(byHand - book[2, 5, 6, 9]), "difference of (2, 5, 6, 9), two ways")

    //: Four pictures went through together. Each could have gone alone:
    let alone = conv2D(
      bookInput[2].batched.transposed(permutation: 0, 2, 3, 1),
      bookFilters.transposed(permutation: 2, 3, 1, 0))
    page.trace(
      "difference", value: (alone[0] - ours[2]).absolute.max(),
      "picture 2 alone against picture 2 in the batch")

    //: And a layer upon a layer? Sixty-four filters over 32 maps give 64 maps, not 2048, each the
    //: sum of 32 parts:
    let deep = Tensor.zeros(1, 14, 14, 32)
    page.trace("next layer", conv2D(deep, .zeros(3, 3, 32, 64), padding: .same))

    //: > [!mistake] 003, its comments multiply the channels of layer after layer: 32 maps, then
    //: > 64 × 32, then 128 × 64 × 32. Channels are added up, so each layer has as many maps as
    //: > filters.
    //:
    //: ## Exercise
    //: Count a layer's parameters, and make the one map that a filter gives:
    //: `Lessons/08-channels-and-filters/Exercise/Exercise.swift`, checked by
    //: `swift run convbook check 8`.
    //:
    //: ## Try next
    //: - `swift run convbook shape 32x32x3 --filters 10 --filter-size 5 --padding 2` works the
    //:   question out. What changes when the input is 64 × 64 × 3?
    //: - Make a filter for yellow. Yellow is red and green without blue.
    //: - How many parameters do 64 filters of 3 × 3 over 32 maps have?
  }
}
