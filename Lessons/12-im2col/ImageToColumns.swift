//: # 12. im2col: convolution as one product
//: Sliding windows are easy to understand and awkward to compute: loops within loops, short sums,
//: jumps in memory. Computers are very good at one thing, multiplying large matrices. So copy the
//: windows into a matrix, and convolution becomes a product. What does the copy cost, and can one
//: do without?
import LessonKit

@main
struct ImageToColumns: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## Windows become rows
    //: A filter of 2 × 4 stops at four places of an input of 3 × 5:
    let input = Tensor([
      [1, 5, 2, 0, 3],
      [0, 3, 7, 1, 4],
      [4, 0, 1, 6, 2],
    ])
    let filter = Tensor([[2, 0, 1, -1], [0, 1, 3, 1]])
    page.sideBySide {
      for (index, colour) in Colour.pastels.enumerated() {
        let (y, x) = (index / 2, index % 2)
        page.show(
          NumberGrid(input, cell: 30).tinted(colour) { row, column in
            (y..<y + 2).contains(row) && (x..<x + 4).contains(column)
          }, "window-\(index)",
          with: ["top": y, "bottom": y + 1, "left": x, "right": x + 3])
      }
    }
    //: ![The 3 by 5 input, rows {top} to {bottom} and columns {left} to {right}
    //: coloured](window-{index} "Window {index}")

    //: Read each window row by row and write it down as **one** row of a matrix. That is im2col.
    let picture = input.reshaped(1, 3, 5, 1)
    let columns = page.trace("im2col", im2col(picture, filterSize: [2, 4]))
    let byColumns = im2col(input.transposed.reshaped(1, 5, 3, 1), filterSize: [4, 2])
    page.predictPicture(
      "Which matrix is it? Equal colours are one window.", "patches",
      right: .init(
        NumberGrid(columns, cell: 34).coloured { row, _ in Colour.pastels[row] }.image,
        seen: "Four rows of eight numbers, a window a row; the first begins 1, 5, 2, 0",
        "A window a row, read row by row."),
      mistakes: [
        .init(
          NumberGrid(columns.transposed, cell: 34).coloured { _, column in Colour.pastels[column] }
            .image, seen: "Eight rows of four numbers, a window a column",
          "That is its transpose: each window is a column."),
        .init(
          NumberGrid(byColumns, cell: 34).coloured { row, _ in Colour.pastels[row] }.image,
          seen: "Four rows of eight numbers, a window a row; the first begins 1, 0, 5, 3",
          "Here the windows are read column by column."),
      ])
    page.show(
      NumberGrid(columns, cell: 34).coloured { row, _ in Colour.pastels[row] }, "patches",
      cover: true)
    //: ![A matrix of four rows and eight columns, each row in the colour of its window](patches
    //: "The patches as rows, each in its window's colour")

    //: Write the filter as a column in the same order. Now each output is a row times that column,
    //: and all four are **one matrix product**:
    let column = filter.reshaped(8, 1)
    page.predictSum(
      "The second row times the column: which number?", of: input, filter: filter, at: (0, 1))
    let windows: NamedMove = ("im2col", { im2col($0.reshaped(1, 3, 5, 1), filterSize: [2, 4]) })
    page.moves("rows-and-column", input, becomes: [windows], times: column)
    //: ![The input, the matrix of its four windows, the filter as a column, and four
    //: results](rows-and-column "Windows become rows, and each row meets the filter")

    page.sideBySide {
      page.numbers(columns, "Patches")
      page.numbers(column, "Filter, as a column")
    }
    let product = page.trace(
      "matmul", matmul(columns, column), from: columns, "times (8, 1)")
    let sliding = conv2D(picture, filter.reshaped(2, 4, 1, 1))
    page.sideBySide {
      page.numbers(product.reshaped(2, 2), "Matrix product")
      page.numbers(sliding.reshaped(2, 2), "Sliding window")
    }
    page.trace(
      "difference", value: (product.reshaped(2, 2) - sliding.reshaped(2, 2)).absolute.max(),
      "product against window")

    //: **Notice** the numbers that occur several times in the matrix: 3, 7 and 1, in the middle of
    //: the second row, lie in all four windows. im2col does not cut the picture into a grid of
    //: tiles. Windows overlap, and what they share is copied.
    //:
    //: ## The book's sizes
    //: A picture of three channels, 7 × 7, and windows of 5 × 5: nine windows, each 5 · 5 · 3 long.
    //: Ten such pictures give ten times the rows.
    var generator = SeededGenerator(seed: 12)
    let one = Tensor.random(integers: 0..<10, shape: [1, 7, 7, 3], using: &generator)
    let ten = Tensor.random(integers: 0..<10, shape: [10, 7, 7, 3], using: &generator)
    let oneMatrix = page.trace("one picture", im2col(one, filterSize: 5))
    page.trace("ten pictures", im2col(ten, filterSize: 5))

    //: The price is memory:
    page.trace("numbers before", value: one.count, "7 · 7 · 3")
    page.trace("numbers after", value: oneMatrix.count, "9 · 75")
    let growth = Float(oneMatrix.count) / Float(one.count)
    page.trace("growth", value: growth.rounded(to: 2), "times")

    //: The textbook, "Deep Learning from Scratch", keeps channels first, so the 75 numbers of its
    //: rows stand in another order. It does not matter, as long as the filter is written in the
    //: same one. What does matter: a matrix with 75 rows and 9 columns is another matrix.
    //:
    //: ## Several filters at once
    //: Each filter is one more column. Four filters over ten pictures are still a single product,
    //: and its result only has to be folded back into pictures:
    let filters = Tensor.random(integers: -2..<3, shape: [5, 5, 3, 4], using: &generator)
    let folded = matmul(im2col(ten, filterSize: 5), filters.reshaped(75, 4)).reshaped(10, 3, 3, 4)
    let direct = page.trace("conv2D", conv2D(ten, filters))
    page.trace("difference", value: (folded - direct).absolute.max(), "product against conv2D")

    //: ## Is it worth it?
    //: The same convolution five ways: loops as you would write them first, the library's plain
    //: loops, the same loops in C, im2col with one product, and the library's `conv2D`. All five
    //: give the same answer, and for now all have to do with a single thread.
    func loops(_ input: Tensor, _ filters: Tensor) -> Tensor {
      let (height, width) = (input.shape[1] - 2, input.shape[2] - 2)
      var output = Tensor.zeros(input.shape[0], height, width, filters.shape[3])
      for n in 0..<input.shape[0] {
        for y in 0..<height {
          for x in 0..<width {
            for k in 0..<filters.shape[3] {
              var sum: Float = 0
              for fy in 0..<3 {
                for fx in 0..<3 {
                  for c in 0..<input.shape[3] {
                    sum += input[n, y + fy, x + fx, c] * filters[fy, fx, c, k]
                  }
                }
              }
              output[n, y, x, k] = sum
            }
          }
        }
      }
      return output
    }
    let maps = Tensor.random(integers: -3..<4, shape: [2, 22, 26, 16], using: &generator)
    let weights = Tensor.random(integers: -3..<4, shape: [3, 3, 16, 12], using: &generator)
    page.trace("the same work", conv2D(maps, weights))

    let ways: [(Message, (Tensor, Tensor) -> Tensor)] = [
      ("loops of this page", loops),
      ("the library's plain loops", { plainConv2D($0, $1) }),
      ("the same loops in C", { loopsInC($0, $1) }),
      (
        "im2col and one product",
        { matmul(im2col($0, filterSize: 3), $1.reshaped(144, 12)).reshaped(2, 20, 24, 12) }
      ),
      ("conv2D", { conv2D($0, $1) }),
    ]
    let threads = Threads.count
    Threads.count = 1
    var times: [Double] = []
    var largest: Float = 0
    // The best time of several runs, in milliseconds: the least disturbed by whatever else runs.
    func milliseconds(_ work: () -> Void) -> Double {
      let times = (0..<7).map { _ in ContinuousClock().measure(work) / .milliseconds(1) }
      return times.min() ?? 0
    }
    for (_, way) in ways {
      let answer = way(maps, weights)
      largest = max(largest, (answer - conv2D(maps, weights)).absolute.max())
      times.append(milliseconds { _ = way(maps, weights) })
    }
    page.trace("difference", value: largest, "largest among the five")
    page.bars(
      "five-ways", zip(ways, times).map { .init($0.0, $1) }, unit: "ms", logarithmic: true)
    //: ![Bars of the time each way takes, over a logarithmic axis: the Swift loops longest, then
    //: those in C](five-ways "One convolution, five ways, one thread, best of several runs;
    //: logarithmic axis")

    //: These times are from this machine and this moment; they and those below are the one thing on
    //: any page that changes from run to run.
    //:
    //: **Notice** the axis: it is logarithmic, equal lengths are equal *factors*. On a plain axis
    //: the two fastest would have no bar that one can see. Notice the gap, too, and don't credit
    //: all of it to im2col. The loops in Swift, the page's as well as the library's, ask a tensor
    //: for each number and check its four indices every time. The loops in C do the same sums in
    //: the same order and check nothing: theirs is the fair comparison.
    // What part of a time another is: "1/16", "43 %".
    func part(_ time: Double, of whole: Double) -> String {
      let share = time / max(whole, 1e-9)
      return share < 0.2
        ? "1/\(number((1 / max(share, 1e-6)).rounded()))" : "\(number(percent(share, places: 0))) %"
    }
    let vectors = part(times[3], of: times[2])
    page.say("im2col and its product together take \(vectors) of the time of the loops in C.")

    //: ## Where the time goes
    //: On such an axis small differences are hard to read. So more maps and more filters, without
    //: the loops, over a plain axis: im2col's two halves each by itself, and `conv2D`, on one
    //: thread and then as lessons call it.
    let larger = Tensor.random(integers: -3..<4, shape: [4, 32, 32, 32], using: &generator)
    let bank = Tensor.random(integers: -3..<4, shape: [3, 3, 32, 32], using: &generator)
    page.trace("more work", conv2D(larger, bank))
    let (patches, flat) = (im2col(larger, filterSize: 3), bank.reshaped(288, 32))
    let copying = milliseconds { _ = im2col(larger, filterSize: 3) }
    let multiplying = milliseconds { _ = matmul(patches, flat) }
    let alone = milliseconds { _ = conv2D(larger, bank) }
    Threads.count = threads
    let together = milliseconds { _ = conv2D(larger, bank) }
    page.bars(
      "steps",
      [
        .init("im2col: the copy", copying), .init("im2col: the product", multiplying),
        .init("conv2D, one thread", alone), .init("conv2D, as lessons call it", together),
      ], unit: "ms")
    //: ![Bars of the time each step takes: conv2D about as long as im2col's product alone](steps
    //: "The steps, best of several runs")

    //: ## What makes it fast
    //: Three things, each of them to be read off these bars.
    //:
    //: - **Vectors.** The loops in C multiply one number at a time. The product takes as many as
    //:   the processor can in one instruction, 16 on the largest, 8 or 4 on others: here as many
    //:   filters side by side, for several windows in one go, so that what has been loaded is used
    //:   many times. That is the step from the loops in C to the product. The instruction that
    //:   multiplies and adds at once, a · b + c, is called a **fused multiply-add**. (Only the
    //:   instruction is: a correlation is a sum of products, fused or not.) It rounds once instead
    //:   of twice, so its last digits can differ. With a = 1 + 1/8192, a · a − 1 needs one digit
    //:   more than a Float has:
    let nearOne: Float = 1 + 1 / 8192
    let twice = nearOne * nearOne - 1
    let once = Float(-1).addingProduct(nearOne, nearOne)
    let exact = Double(nearOne) * Double(nearOne) - 1
    page.trace("rounded twice, off by", value: Float(exact - Double(twice)), "1/8192²")
    page.trace("fused, off by", value: Float(exact - Double(once)))

    //: - **No copy.** im2col writes most pixels nine times before the first product, and then all
    //:   of that is read again. But a product need not find its left side in one piece: it is
    //:   enough to know where each row *begins*. A row of im2col is three stretches of the picture,
    //:   one for each row of the window, and `conv2D` reads them there. The idea of im2col remains,
    //:   its matrix is gone.
    let noCopy = part(alone, of: copying + multiplying)
    page.say("`conv2D` takes \(noCopy) of the time of copy and product together.")

    //: - **All cores.** Bands of output rows don't depend on each other, so each core takes the
    //:   next band that is left. The sums within a band stay as they are: the answer is the same to
    //:   the last bit, however many work on it.
    page.say(
      threads == 1
        ? "This machine has one core, or was told to use one: nothing to gain here."
        : "With \(threads) threads it takes \(part(together, of: alone)) of the time with one"
          + (together < 0.9 * alone ? "." : ": other programs kept the cores busy."))
    let fast = conv2D(larger, bank)
    let difference = (fast - matmul(patches, flat).reshaped(to: fast.shape)).absolute.max()
    page.trace("difference", value: difference, "conv2D against im2col")

    //: **Notice** what did not change: the number of multiplications. Every way on this page does
    //: all of them. (The convolution layers of the coming lessons save some where filters are 3 ×
    //: 3, by an identity of Winograd's that trades multiplications for additions.)
    //:
    //: ## Exercise
    //: Write im2col yourself, for a batch of pictures with several channels:
    //: `Lessons/12-im2col/Exercise/Exercise.swift`, checked by `swift run convbook check 12`.
    //:
    //: ## Try next
    //: - Give `larger` and `bank` 64 channels instead of 32, and `flat` the shape that goes with
    //:   it. Which bars grow twofold, which fourfold?
    //: - With stride 3 and windows of 3 × 3, how much does im2col copy twice?
    //: - Run this lesson with `CONVBOOK_BACKEND=plain` in front, or with `CONVBOOK_THREADS=1`.
    //:   Which bars change?
    //: - Print the first row of `oneMatrix`. Which pixel of which channel is its fourth number?
  }
}
