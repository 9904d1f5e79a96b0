// Lesson 12: im2col, windows as rows, and what it is confused with.

import Exercises
import Formatting
import Tensors

extension ExerciseCheck {
  /// Gaps and overlaps between windows, small enough to show; then the book's ten pictures.
  static var imageToColumns: ExerciseCheck {
    ExerciseCheck(
      lesson: 12, "ImageToColumnsExercise",
      hints: [
        "How many windows fit? (H − window) / stride + 1 from top to bottom, and likewise across.",
        """
        Three loops go through the windows: over pictures, over rows of windows, over windows in a \
        row. Three more go through the numbers of one: over i, over j, over channels.
        """,
        """
        Begin with var numbers: [Float] = [] and append in the innermost loop: \
        pictures[n, y · stride + i, x · stride + j, c]. At the end there is one Tensor to make.
        """,
      ],
      ProblemCheck(
        "im2col",
        cases: [
          TestCase("4 × 5 with two channels, window 2, stride 2", counting(1, 4, 5, 2), 2, 2),
          TestCase("two of 5 × 6, window 3, stride 2", counting(2, 5, 6, 1), 3, 2),
          TestCase("a wide one, window 2", counting(1, 3, 6, 1), 2, 1),
          TestCase("ten pictures of 7 × 7, window 5", counting(10, 7, 7, 3), 5, 1),
        ],
        draw: { draw in
          let window = draw.size(1...3)
          let sides = (window + draw.size(0...3), window + draw.size(0...4))
          return (
            draw.tensor(draw.size(1...3), sides.0, sides.1, draw.size(1...3)), window,
            draw.size(1...4)
          )
        },
        right: { columns($0, $1, $2) },
        workedExample: { (place: [Int], pictures: Tensor, window: Int, stride: Int) -> Message in
          let shape = pictures.shape
          let height = (shape[1] - window) / stride + 1
          let width = (shape[2] - window) / stride + 1
          guard place.count == 2 else {
            return "\(sizeSum(shape[1], window, stride: stride)) windows from top to bottom, and "
              + "\(sizeSum(shape[2], window, stride: stride)) across. "
              + "\(shape[0]) · \(height) · \(width) = \(shape[0] * height * width) rows of "
              + "\(window) · \(window) · \(shape[3]) = \(window * window * shape[3]) numbers."
          }
          let (row, column) = (place[0], place[1])
          let (n, y, x) = (row / (height * width), row / width % height, row % width)
          let (i, j, c) = (
            column / (window * shape[3]), column / shape[3] % window, column % shape[3]
          )
          let from = [n, y * stride + i, x * stride + j, c]
          return "Row \(row) is window (\(y), \(x)) of picture \(n), which begins at row "
            + "\(y * stride), column \(x * stride). Its number \(column) comes from "
            + "\(indexed(from)): \(number(pictures[from[0], from[1], from[2], from[3]]))."
        },
        mistakes: im2colMistakes))
  }

  private static var im2colMistakes: [Mistake<Tensor, Tensor, Int, Int>] {
    [
      Mistake(
        "windows-as-columns", "You made a column of each window",
        "Each window is a row here, so that rows of windows meet columns of filters.",
        workedExample: { pictures, window, stride in
          let right = columns(pictures, window, stride).shape
          return "Shape \(describe(right)), not \(describe(right.reversed()))."
        },
        then: { try permuted($0, [1, 0]) }),
      Mistake(
        "one-channel", "You took one channel only",
        "A filter looks at all channels at once: each place of a window brings all of them.",
        workedExample: { pictures, window, _ in
          let channels = pictures.shape[3]
          return "\(window) · \(window) · \(channels) = \(window * window * channels), "
            + "not \(window * window)."
        },
        answer: { pictures, window, stride in
          columns(pictures, window, stride, channels: [0])
        }),
      Mistake(
        "one-picture", "You took the first picture only",
        "All pictures of the batch go into one matrix, one below the other.",
        answer: { pictures, window, stride in
          columns(pictures, window, stride, count: 1)
        }),
      Mistake(
        "a-grid", "You cut the picture into a grid",
        """
        Windows overlap: the next one begins one stride further, not one window further. That \
        is why im2col needs more memory than the picture did.
        """,
        given: { pictures, window, _ in (pictures, window, window) }),
      Mistake(
        "stride-ignored", "You moved the windows by one",
        """
        The stride says how far the next window lies: window (y, x) begins at (y · stride, x · \
        stride).
        """,
        given: { pictures, window, _ in (pictures, window, 1) }),
      Mistake(
        "stride-only-counted", "You counted windows by the stride, but moved them by one",
        """
        There are as many rows as there should be. But window (y, x) begins at \
        (y · stride, x · stride), not at (y, x).
        """,
        answer: { pictures, window, stride in
          columns(pictures, window, stride, step: 1)
        }),
      Mistake(
        "rows-and-columns-exchanged", "In each window you went down its columns",
        "A window is read as a page: its upper row first, in it from left to right.",
        answer: { pictures, window, stride in
          let rows = columns(pictures, window, stride)
          return rows.reshaped(rows.shape[0], window, window, pictures.shape[3])
            .transposed(permutation: [0, 2, 1, 3]).reshaped(to: rows.shape)
        }),
      Mistake(
        "channels-first", "You put all of a channel before the next one",
        """
        That is the book's order, (C, H, W) in each row. Here the channels of one place stand \
        together, as they do in the picture.
        """,
        answer: { pictures, window, stride in
          let rows = columns(pictures, window, stride)
          let places = window * window
          return rows.reshaped(rows.shape[0], places, pictures.shape[3])
            .transposed(permutation: [0, 2, 1]).reshaped(to: rows.shape)
        }),
      Mistake(
        "windows-downwards", "You went through the windows column by column",
        "The window moves to the right first, then down, as one reads.",
        answer: { columns($0, $1, $2, isDownwards: true) }),
      Mistake(
        "square-picture", "You took the pictures to be square",
        """
        There are (H − window) / stride + 1 windows from top to bottom, and (W − \
        window) / stride + 1 across.
        """,
        given: { pictures, window, stride in
          let shape = pictures.shape
          guard shape[1] <= shape[2] else { throw NoAnswer() }
          return (cut(pictures, shape[1], shape[1]), window, stride)
        }),
      Mistake(
        "one-window-short", "You left out the last windows",
        "There are (H − window) / stride + 1 of them: the one at place 0 counts, too.",
        given: { pictures, window, stride in
          let shape = pictures.shape
          return (
            cut(pictures, shape[1] - stride, shape[2] - stride), window, stride
          )
        }),
      Mistake(
        "pictures-inside", "You went through the pictures last",
        "Rows come picture by picture: the loop over pictures is the outermost.",
        answer: { pictures, window, stride in
          let rows = columns(pictures, window, stride)
          let count = rows.shape[0] / pictures.shape[0]
          return rows.reshaped(pictures.shape[0], count, rows.shape[1])
            .transposed(permutation: [1, 0, 2]).reshaped(to: rows.shape)
        }),
      Mistake(
        "last-channel", "You kept the last channel only",
        "Append each channel’s number: all channels of a place stand in the row.",
        answer: { columns($0, $1, $2, channels: [$0.shape[3] - 1]) }),
      Mistake(
        "windows-turned", "You read each window backwards",
        "A window is read as a page: from its upper left number on.",
        answer: { columns($0, $1, $2).flipped(axes: [1]) }),
      Mistake(
        "window-and-stride-exchanged", "You exchanged window and stride",
        "The window says how high and wide, the stride how far it moves.",
        given: { pictures, window, stride in
          guard stride <= min(pictures.shape[1], pictures.shape[2]) else { throw NoAnswer() }
          return (pictures, stride, window)
        }),
    ]
  }
}

private func counting(_ shape: Int...) -> Tensor {
  Tensor(shape: shape, scalars: (0..<shape.reduce(1, *)).map(Float.init))
}

/// The upper left of each picture, not smaller than nothing.
private func cut(_ pictures: Tensor, _ height: Int, _ width: Int) -> Tensor {
  let (count, channels) = (pictures.shape[0], pictures.shape[3])
  let (rows, columns) = (max(0, height), max(0, width))
  var numbers: [Float] = []
  for n in 0..<count {
    for y in 0..<rows {
      for x in 0..<columns {
        for c in 0..<channels { numbers.append(pictures[n, y, x, c]) }
      }
    }
  }
  return Tensor(shape: [count, rows, columns, channels], scalars: numbers)
}

private func columns(
  _ pictures: Tensor, _ window: Int, _ stride: Int, channels: [Int]? = nil, count: Int? = nil,
  isDownwards: Bool = false, step: Int? = nil
) -> Tensor {
  let step = step ?? stride
  let channels = channels ?? Array(0..<pictures.shape[3])
  let height = max(0, pictures.shape[1] - window + stride) / stride
  let width = max(0, pictures.shape[2] - window + stride) / stride
  var places = (0..<height).flatMap { y in (0..<width).map { (y, $0) } }
  if isDownwards { places = (0..<width).flatMap { x in (0..<height).map { ($0, x) } } }
  var numbers: [Float] = []
  for n in 0..<(count ?? pictures.shape[0]) {
    for (y, x) in places {
      for i in 0..<window {
        for j in 0..<window {
          for c in channels { numbers.append(pictures[n, y * step + i, x * step + j, c]) }
        }
      }
    }
  }
  let row = window * window * channels.count
  return Tensor(shape: [numbers.count / row, row], scalars: numbers)
}
