//: # 12. im2col: convolution as one product
//: Sliding windows are easy to understand and awkward to compute: loops within loops, short sums, jumps in
//: memory. Computers are very good at one thing, multiplying large matrices. So copy the windows
//: into a matrix, and convolution becomes a product. What does the copy cost, and is it worth it?
import LessonKit

@main
struct ImageToColumns: Lesson {
  static let source = #filePath
  @OptionGroup var options: LessonOptions

  func run(_ page: Notebook) throws {
    //: ## Four windows, four rows
    //: The example of lesson 5. A filter of 3 × 3 stops at four places of a 4 × 4 input:
    let input = Tensor([
      [1, 2, 3, 0],
      [0, 1, 2, 3],
      [3, 0, 1, 2],
      [2, 3, 0, 1],
    ])
    let filter = Tensor([[2, 0, 1], [0, 1, 2], [1, 0, 2]])
    let colours: [Colour] = [
      Colour(red: 250, green: 214, blue: 165), Colour(red: 186, green: 214, blue: 244),
      Colour(red: 190, green: 229, blue: 203), Colour(red: 240, green: 195, blue: 200),
    ]
    page.sideBySide {
      for (index, colour) in colours.enumerated() {
        let (y, x) = (index / 2, index % 2)
        page.show(
          NumberGrid(input, cell: 30).tinted(colour) { row, column in
            (y..<y + 3).contains(row) && (x..<x + 3).contains(column)
          }.image,
          "Window \(index)",
          alt: "The 4 by 4 input, rows \(y) to \(y + 2) and columns \(x) to \(x + 2) coloured")
      }
    }

    //: Read each window row by row and write it down as **one** row. Four windows make four rows
    //: of nine. That is im2col.
    let picture = input.reshaped(1, 4, 4, 1)
    let columns = page.trace("im2col", im2col(picture, window: 3))
    page.show(
      NumberGrid(columns, cell: 34).coloured { row, _ in colours[row] }.image,
      "The patches as rows, each in its window's colour",
      alt: "A matrix of four rows and nine columns, each row in the colour of its window",
      cover: true)

    //: Write the filter as a column in the same order. Now each output is a row times that column,
    //: and all four are **one matrix product**:
    let column = filter.reshaped(9, 1)
    page.sideBySide {
      page.numbers(columns, "Patches")
      page.numbers(column, "Filter, as a column")
    }
    let product = page.trace(
      "matmul", from: columns.shape, to: matmul(columns, column), "times (9, 1)")
    let sliding = conv2D(picture, filter.reshaped(3, 3, 1, 1))
    page.sideBySide {
      page.numbers(product.reshaped(2, 2), "Matrix product")
      page.numbers(sliding.reshaped(2, 2), "Sliding window")
    }
    page.trace(
      "difference", value: (product.reshaped(2, 2) - sliding.reshaped(2, 2)).absolute.max(),
      "product against window")

    //: **Notice** the numbers that occur several times in the matrix: the four pixels in the middle
    //: lie in all four windows. im2col does not cut the picture into a grid of tiles. Windows
    //: overlap, and what they share is copied.
    //:
    //: ## The book's sizes
    //: A picture of three channels, 7 × 7, and windows of 5 × 5: nine windows, each 5 · 5 · 3 long.
    //: Ten such pictures give ten times the rows.
    var generator = SeededGenerator(seed: 12)
    let one = Tensor.random(integers: 0..<10, shape: [1, 7, 7, 3], using: &generator)
    let ten = Tensor.random(integers: 0..<10, shape: [10, 7, 7, 3], using: &generator)
    let oneMatrix = page.trace("one picture", im2col(one, window: 5))
    page.trace("ten pictures", im2col(ten, window: 5))

    //: The price is memory:
    page.trace("numbers before", value: one.count, "7 · 7 · 3")
    page.trace("numbers after", value: oneMatrix.count, "9 · 75")
    let growth = Float(oneMatrix.count) / Float(one.count)
    page.trace("growth", value: (growth * 100).rounded() / 100, "times")

    //: The textbook, "Deep Learning from Scratch", keeps channels first, so the 75 numbers of its rows stand in another order. It does
    //: not matter, as long as the filter is written in the same one. What does matter: a matrix with
    //: 75 rows and 9 columns is another matrix.
    //:
    //: ## Several filters at once
    //: Each filter is one more column. Five filters over ten pictures are still a single product,
    //: and its result only has to be folded back into pictures:
    let filters = Tensor.random(integers: -2..<3, shape: [5, 5, 3, 5], using: &generator)
    let folded = matmul(im2col(ten, window: 5), filters.reshaped(75, 5)).reshaped(10, 3, 3, 5)
    let direct = page.trace("conv2D", conv2D(ten, filters))
    page.trace("difference", value: (folded - direct).absolute.max(), "product against conv2D")

    //: ## Is it worth it?
    //: The same convolution four ways: loops as you would write them first, the library's plain
    //: loops, im2col with one product, and `conv2D` as lessons call it, which copies only a strip
    //: of windows at a time. All four give the same answer.
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
    let maps = Tensor.random(integers: -3..<4, shape: [2, 24, 24, 16], using: &generator)
    let kernels = Tensor.random(integers: -3..<4, shape: [3, 3, 16, 16], using: &generator)
    page.trace("the same work", conv2D(maps, kernels))

    let ways: [(String, (Tensor, Tensor) -> Tensor)] = [
      ("loops of this page", loops),
      ("the library's plain loops", { plainConv2D($0, $1) }),
      (
        "im2col and one product",
        { matmul(im2col($0, window: 3), $1.reshaped(144, 16)).reshaped(2, 22, 22, 16) }
      ),
      ("conv2D", { conv2D($0, $1) }),
    ]
    var times: [(String, Double)] = []
    var largest: Float = 0
    for (name, way) in ways {
      let answer = way(maps, kernels)
      largest = max(largest, (answer - conv2D(maps, kernels)).absolute.max())
      times.append((name, milliseconds { _ = way(maps, kernels) }))
    }
    page.trace("difference", value: largest, "largest among the four")
    page.bars(
      "One convolution, four ways, best of several runs", times, unit: "ms",
      alt: "Bars of the time each way takes: the two kinds of loops far longer than the products")

    //: These times are from this machine and this moment; they are the one thing on any page that
    //: changes from run to run.
    //:
    //: **Notice** the gap, and don't credit all of it to im2col. The loops, the page's as well as the
    //: library's, ask a tensor for each number and check its four indices every time; the product
    //: runs in optimised C. That alone makes most of the difference. The rest is im2col's: memory
    //: read in order, several numbers at once, each used many times once it is loaded. And `conv2D`
    //: is about as fast without ever holding the whole matrix.
    //:
    //: ## Try next
    //: - Give `maps` 32 channels instead of 16, and the filters and the 144 with them. How do the four
    //:   times grow?
    //: - With stride 3 and windows of 3 × 3, how much does im2col copy twice?
    //: - Print the first row of `oneMatrix`. Which pixel of which channel is its fourth number?
  }

  /// The best time of several runs, in milliseconds: the least disturbed by whatever else runs.
  private func milliseconds(_ work: () -> Void) -> Double {
    let times = (0..<5).map { _ in ContinuousClock().measure(work) / .milliseconds(1) }
    return times.min() ?? 0
  }
}
