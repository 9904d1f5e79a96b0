//: # 11. One, two, three dimensions
//: The same operation runs along a sound, over a photo, through a body scan. It is called 1D, 2D or
//: 3D convolution. What exactly is counted: the axes of the data, or something else?
import LessonKit

@main
struct Dimensions: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## One direction, by hand
    //: Five equal numbers, and a filter that takes a weighted mean of three neighbours. With
    //: padding SAME the output has five numbers as well. Are they 1, 1, 1, 1, 1, since the
    //: mean of ones is one? Run it:
    let ones = Tensor([1, 1, 1, 1, 1]).reshaped(1, 5, 1)
    let soft = Tensor([0.25, 0.5, 0.25])
    page.predictSum(
      "The five ones between the zeros of SAME. Which number comes out first?",
      of: Tensor([[0, 1, 1, 1, 1, 1, 0]]), filter: soft.reshaped(1, 3), at: (0, 0))
    let smoothed = page.trace("conv1D", conv1D(ones, soft, padding: .same))
    page.sideBySide {
      page.numbers(ones, "Input")
      page.numbers(soft, "Filter")
      page.numbers(smoothed, "Output, SAME")
    }

    //: **Notice** the ends. Outside there is padding, zeros, and a quarter of the weight falls on
    //: one: 0.25 · 0 + 0.5 · 1 + 0.25 · 1 = 0.75.
    //: Without padding only the three places where the filter fits are left, and they are all 1:
    let inside = page.trace("conv1D", conv1D(ones, soft))
    page.numbers(inside, "Output, VALID")

    //: Equal numbers and a filter with equal ends hide much: whether the filter was turned, and on
    //: which side the padding lies. Here is a pair that hides nothing, its filter four long. SAME
    //: then needs three zeros, one before and two behind:
    let row = Tensor([3, 1, 4, 1, 5, 9]).reshaped(1, 6, 1)
    let uneven = Tensor([2, 0, -1, 1])
    page.sideBySide {
      page.numbers(row, "Input")
      page.numbers(uneven, "Filter")
      page.numbers(page.trace("conv1D", conv1D(row, uneven, padding: .same)), "Output, SAME")
    }

    //: > [!mistake] 001, the output is said to be 1, 1, 1, 1, 1, as the input. Its ends are 0.75.
    //:
    //: ## A noisy curve
    //: A slow wave with noise on it, and a mean over nine neighbours:
    var generator = SeededGenerator(seed: 11)
    let count = 160
    let places = (0..<count).map(Float.init)
    // A wave of straight lines between −1 and 1 that repeats after 1.
    func triangle(_ time: Float) -> Float {
      let phase = time - time.rounded(.down)
      return phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase
    }
    let wave = Tensor(places.map { triangle($0 / 80) })
    let noisy =
      wave + Tensor.random(normal: 0, standardDeviation: 0.25, shape: [count], using: &generator)
    let mean = Tensor(shape: [9], repeating: 1 / 9)
    let blunted = conv1D(wave.reshaped(1, count, 1), mean, padding: .same).reshaped(count)
    let handles = Array(stride(from: 0, through: 40, by: 5))
    func at(_ numbers: Tensor, _ shift: Int = 0) -> Tensor {
      Tensor(handles.map { numbers.scalars[min($0 + shift, count - 1)] })
    }
    page.predictCurve(
      "The wave rises from −1 at place 0 to 1 at place 40. What does the mean of nine make of it?",
      x: handles.map(Float.init), range: -1...1, right: .init("mean of nine, SAME", at(blunted)),
      mistakes: [
        .init(
          "the wave itself", at(wave),
          "A mean keeps a straight line, but not its tip, and outside it meets the zeros of SAME."),
        .init(
          "mean of a place and the eight after it", at(blunted, 4),
          "That mean looks only ahead. SAME lays the window's middle on each place."),
      ],
      otherwise: "Along a straight line the mean is the line; at the tip and at the end it is not.")
    let calm = page.trace("smoothing", conv1D(noisy.reshaped(1, count, 1), mean, padding: .same))
    page.plot(
      "noisy-wave",
      lines: [
        .init("noisy", x: places, y: noisy.scalars),
        .init("smoothed", x: places, y: calm.scalars),
        .init("true wave", x: places, y: wave.scalars),
      ],
      xAxis: "place", yAxis: "value")
    //: ![A jagged line, a calmer one along the middle of it, drawn to 0 at both ends, and a wave of
    //: straight lines, whose tips the calm line cuts off](noisy-wave "A noisy wave, the mean of
    //: nine neighbours, and the wave that was there before the noise")
    let errorBefore = (noisy - wave).absolute.mean()
    let errorAfter = (calm.reshaped(count) - wave).absolute.mean()
    page.trace(
      "error left", value: (100 * errorAfter / errorBefore).rounded(), "per cent of the noise")

    let tip = wave.argmax()
    page.trace(
      "smoothed tip", value: blunted.scalars[tip].rounded(to: 3),
      "of the wave without noise, 1 before")

    //: **Notice** that the tips of the wave come out blunt, noise or not. What smooths noise
    //: smooths the signal too. And at both ends the smoothed line leaves the wave towards 0: the
    //: padding's zeros again.
    //:
    //: ## What is counted
    //: Not the axes of the data but the **directions in which the filter moves**. Along a sound it
    //: moves in one. Over a photo in two, although a photo has three axes: the filter is as deep as
    //: the channels and has no room to move there. In a stack of slices it moves in three.
    //:
    //: The same stack of four slices twice, and a row. Play, and choose each of them: in how many
    //: directions is there room?
    var small = SeededGenerator(seed: 1)
    let stack = Tensor.random(integers: 0..<10, shape: [4, 4, 5], using: &small)
    let deep = Tensor.random(integers: -1..<3, shape: [4, 2, 2], using: &small)
    page.volumes(
      "directions",
      [
        ("1D, along a row", row.reshaped(1, 1, 6), uneven.reshaped(1, 1, 4)),
        ("2D, as deep as the stack", stack, deep),
        ("3D, through the stack", stack, deep[0..<2]),
      ])
    //: ![A row, a stack with a block as deep as the stack, and a stack with a smaller block; below,
    //: their numbers](directions "One, two and three directions")

    //: Here is a stack: an egg that lies aslant in eight slices of 14 × 18. Every second one is
    //: shown.
    let egg = Tensor(
      shape: [8, 14, 18],
      scalars: (0..<8).flatMap { z in
        (0..<14).flatMap { y in
          (0..<18).map { x in
            let dz = Float(z) - 3.2
            let (dy, dx) = (Float(y) - 6 - 0.5 * dz, Float(x) - 8 - 1.1 * dz)
            return 3 * dz * dz + 1.6 * dy * dy + dx * dx < 40 ? 1 : 0
          }
        }
      })
    page.sideBySide {
      for slice in [0, 2, 4, 6] {
        page.show(
          egg[slice].reshaped(14, 18, 1), "slice-\(slice)", .unit)
      }
    }
    //: ![A small white oval on black, left of the middle and above it](slice-0 "Slice 0")
    //: ![A larger white oval, further to the right and lower](slice-2 "Slice 2")
    //: ![A white oval as large, further to the right and lower again](slice-4 "Slice 4")
    //: ![A smaller white oval, right of the middle and below it](slice-6 "Slice 6")

    //: A filter two slices deep, 3 × 3 in each, fits in seven places in depth, twelve down and
    //: sixteen across. With an input (W, H, L) and a filter (k, k, d): as long as d
    //: is smaller than L, the output is a stack.
    let volume = egg.reshaped(1, 8, 14, 18, 1)
    page.trace("conv3D", conv3D(volume, .ones(2, 3, 3)))

    //: ## When the stack collapses
    //: Make the filter as deep as the stack. It has one place left in that direction, and one slice
    //: comes out:
    let deepFilter = Tensor.random(integers: -2..<3, shape: [8, 3, 3], using: &generator)
    let collapsed = page.trace("conv3D, depth 8", conv3D(volume, deepFilter))

    //: That is a 2D convolution with eight channels, nothing else. The slices become channels:
    let asChannels = egg.transposed(permutation: 1, 2, 0).batched
    let asFilter = deepFilter.transposed(permutation: 1, 2, 0)
    let flat = page.trace("conv2D, 8 channels", conv2D(asChannels, asFilter.reshaped(3, 3, 8, 1)))
    page.trace(
      "difference", value: (collapsed.reshaped(12, 16) - flat.reshaped(12, 16)).absolute.max(),
      "3D collapsed against 2D with channels")

    //: ## One by one
    //: The smallest filter is 1 × 1, as deep as the channels. It sees one pixel and no neighbours.
    //: So it can do only one thing: **mix channels**. The height and width stay. A third of each
    //: colour, and you have the grey of lesson 2:
    let photo = try options.image(default: "fruits.jpg").tensor.batched
    let third = Tensor(shape: [1, 1, 3, 1], repeating: 1.0 / 3)
    let grey = page.trace("1 × 1", conv2D(photo, third))
    page.trace(
      "difference",
      value: ((grey - photo.mean(axes: [3], keepingAxes: true)).absolute.max() * 100)
        .rounded() / 100, "to the mean of the channels")
    page.sideBySide {
      page.show(photo, "three-channels", .bytes)
      page.show(grey, "mixed-into-one", .bytes, cover: true)
    }
    //: ![Fruit in a bowl, in colour](three-channels "Three channels")
    //: ![The same fruit in grey](mixed-into-one "Mixed into one by 1 × 1")

    //: ## Why anybody wants that
    //: Mixing many channels into few makes what follows cheap. A layer of GoogLeNet: 28 × 28 with
    //: 192 channels, and 32 filters of 5 × 5. Directly, or with 16 filters of 1 × 1 in between?
    let maps = Tensor.zeros(1, 28, 28, 192)
    let direct = page.trace("5 × 5 directly", conv2D(maps, .zeros(5, 5, 192, 32), padding: .same))
    let narrow = page.trace("1 × 1 first", conv2D(maps, .zeros(1, 1, 192, 16)))
    let then = page.trace("then 5 × 5", conv2D(narrow, .zeros(5, 5, 16, 32), padding: .same))
    let counts = [direct, narrow, then].map { $0.provenance?.multiplications ?? 0 }
    page.trace("multiplications, directly", value: counts[0], "28·28 · 5·5·192 · 32")
    page.trace(
      "multiplications, 1 × 1 first", value: counts[1] + counts[2],
      "28·28 · 192 · 16 + 28·28 · 5·5·16 · 32")
    page.bars(
      "multiplications",
      [
        .init("5 × 5 directly", Double(counts[0]) / 1e6),
        .init("1 × 1 first", Double(counts[1] + counts[2]) / 1e6),
      ],
      unit: "million")
    //: ![Two bars, the direct way about ten times as long](multiplications "Multiplications")
    let saving = Float(counts[0]) / Float(counts[1] + counts[2])
    page.trace("times fewer", value: saving.rounded(to: 1))

    //: **Notice** that both ways end in the same shape, (1, 28, 28, 32). They don't compute the
    //: same function: sixteen channels hold less than 192. It works because much of what the 192
    //: say is said twice.
    //:
    //: ## Exercise
    //: Slide a filter along a row, with SAME: `Lessons/11-dimensions/Exercise/Exercise.swift`,
    //: checked by `swift run convbook check 11`.
    //:
    //: ## Try next
    //: - Make the smoothing filter 25 long. What happens to the wave, and to its ends?
    //: - With a filter of depth 7 in the stack of eight, how many slices come out?
    //: - How many filters of 1 × 1 in between would make both ways equally expensive?
  }
}
