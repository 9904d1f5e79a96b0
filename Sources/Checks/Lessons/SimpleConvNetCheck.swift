// Lesson 16: the width of the dense layer, and the formula of the notes.

import Exercises
import Formatting

extension ExerciseCheck {
  /// The book’s network first; then padding, strides and odd sizes.
  static var simpleConvNet: ExerciseCheck {
    ExerciseCheck(
      lesson: 16, "SimpleConvNetExercise",
      hints: [
        "denseWidth: how large is a map after the convolution? And after the pooling?",
        "Each filter gives a map: the width is filters · rows · columns.",
        """
        parameters: three layers with weights, each with biases: the convolution, dense to hidden, \
        hidden to classes.
        """,
      ],
      denseWidth, parameters)
  }

  private static var denseWidth: ProblemCheck {
    ProblemCheck(
      "denseWidth",
      cases: [
        TestCase("the book’s", 28, 5, 0, 1, 30, 2),
        TestCase("padding 2, stride 2", 28, 5, 2, 2, 16, 2),
        TestCase("a pool of 3", 32, 3, 1, 1, 8, 3),
        TestCase("more padding", 20, 3, 2, 1, 4, 2),
      ],
      draw: { draw in
        let (window, pool) = (draw.size(1...5), draw.size(1...4))
        let stride = draw.size(1...3)
        let size = window + pool * stride + draw.size(0...30)
        return (size, window, draw.size(0...3), stride, draw.size(1...20), pool)
      },
      right: {
        (size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) -> Int in
        flat(map(size, window, padding, stride), filters, pool)
      },
      workedExample: {
        (_: [Int], size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int)
          -> Message in
        let pooled = map(size, window, padding, stride) / pool
        return
          """
          A map has \(sizeSum(size, window, padding: padding, stride: stride)) rows, \(pooled) \
          behind the pool: \(filters) · \(pooled) · \(pooled) = \
          \(whole(filters * pooled * pooled)).
          """
      },
      mistakes: denseWidthMistakes)
  }

  private static var parameters: ProblemCheck {
    ProblemCheck(
      "parameters",
      cases: [
        TestCase("the book’s", 1, 5, 30, 4320, 100, 10),
        TestCase("in colour", 3, 3, 8, 800, 20, 2),
        TestCase("small", 2, 2, 3, 5, 7, 11),
      ],
      draw: {
        (
          $0.size(1...4), $0.size(1...7), $0.size(1...30), $0.size(1...500), $0.size(1...50),
          $0.size(1...20)
        )
      },
      right: {
        (channels: Int, window: Int, filters: Int, width: Int, hidden: Int, classes: Int) -> Int in
        convolution(channels, window, filters) + dense(width, hidden) + dense(hidden, classes)
      },
      workedExample: {
        (_: [Int], channels: Int, window: Int, filters: Int, width: Int, hidden: Int, classes: Int)
          -> Message in
        let sum = termSum([
          (
            "(\(window) · \(window) · \(channels) + 1) · \(filters)",
            convolution(channels, window, filters)
          ),
          ("(\(width) + 1) · \(hidden)", dense(width, hidden)),
          ("(\(hidden) + 1) · \(classes)", dense(hidden, classes)),
        ])
        return "\(sum)."
      },
      mistakes: parametersMistakes)
  }

  private static var denseWidthMistakes: [Mistake<Int, Int, Int, Int, Int, Int, Int>] {
    [
      Mistake(
        "notes-formula", "You took the formula of the notes",
        """
        Theirs lacks the division by the stride and the + 1, and cuts off at the very end: the \
        map is too small by a row.
        """,
        workedExample: {
          (size: Int, window: Int, padding: Int, stride: Int, _: Int, _: Int) -> Message in
          """
          The map has (\(size) + 2 · \(padding) − \(window)) / \(stride) + 1 = \
          \((size + 2 * padding - window) / stride + 1) rows, not \
          \(size + 2 * padding - window).
          """
        },
        answer: {
          (size: Int, window: Int, padding: Int, _: Int, filters: Int, pool: Int) -> Int in
          notes(size, window, padding, filters, pool)
        }),
      Mistake(
        "pooling-forgotten", "You forgot the pooling",
        "It leaves one number of each window: a quarter of them for a pool of 2.",
        given: { size, window, padding, stride, filters, _ in
          (size, window, padding, stride, filters, 1)
        }),
      Mistake(
        "one-map", "You forgot the filters",
        "Each filter gives a map of its own, and all of them are flattened.",
        given: { ($0, $1, $2, $3, 1, $5) }),
      Mistake(
        "one-row", "You counted one row of each map",
        "A map has rows and columns: square it.",
        answer: {
          (size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) -> Int in
          filters * (map(size, window, padding, stride) / pool)
        }),
      Mistake(
        "padded-once", "You counted the padding once",
        "It lies on both sides: before the first row and behind the last.",
        answer: {
          (size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) -> Int in
          flat((size + padding - window) / stride + 1, filters, pool)
        }),
      Mistake(
        "one-forgotten", "You forgot the + 1 of the map",
        "The window at place 0 counts, too: from 0 to n there are n + 1 places.",
        answer: {
          (size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) -> Int in
          flat((size + 2 * padding - window) / stride, filters, pool)
        }),
      Mistake(
        "pool-rounded-up", "You counted a pool that is not full",
        "What is left over at the border makes no window of its own: round down.",
        answer: {
          (size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) -> Int in
          flat(map(size, window, padding, stride) + pool - 1, filters, pool)
        }),
      Mistake(
        "same-size", "You took the convolution to keep the size",
        "Without enough padding the map is smaller than the picture.",
        answer: { (size: Int, _: Int, _: Int, stride: Int, filters: Int, pool: Int) -> Int in
          flat(map(size, 1, 0, stride), filters, pool)
        }),
      Mistake(
        "padding-forgotten", "You left out the padding",
        "It makes the picture larger on both sides, and more windows fit.",
        given: { ($0, $1, 0, $3, $4, $5) }),
      Mistake(
        "stride-forgotten", "You left out the stride",
        "A filter that moves by 2 gives maps of half the size.",
        given: { ($0, $1, $2, 1, $4, $5) }),
      Mistake(
        "pooled-one-side", "You pooled one side only",
        """
        The pool halves rows and columns alike: filters · (rows / pool) · (columns \
        / pool).
        """,
        answer: { size, window, padding, stride, filters, pool in
          let rows = map(size, window, padding, stride)
          return filters * rows * (rows / pool)
        }),
      Mistake(
        "cut-at-the-end", "You cut off at the very end",
        """
        Rows that don’t fill a pool are lost on each side: divide the side before \
        you square it.
        """,
        answer: { size, window, padding, stride, filters, pool in
          let rows = map(size, window, padding, stride)
          return filters * rows * rows / (pool * pool)
        }),
      Mistake(
        "pool-moved-by-one", "You moved the pool by one",
        "Its windows touch: it moves by its own size.",
        answer: { size, window, padding, stride, filters, pool in
          flat(map(size, window, padding, stride) - pool + 1, filters, 1)
        }),
      Mistake(
        "divided-once", "You divided by the pool once",
        "A pool of 2 × 2 leaves one number of four: divide the rows by it, and the columns.",
        answer: { size, window, padding, stride, filters, pool in
          let rows = map(size, window, padding, stride)
          return filters * (rows * rows / pool)
        }),
      Mistake(
        "divided-once-at-the-end", "You divided by the pool once",
        "A pool of 2 × 2 leaves one number of four: divide the rows by it, and the columns.",
        answer: { size, window, padding, stride, filters, pool in
          let rows = map(size, window, padding, stride)
          return filters * rows * rows / pool
        }),
      Mistake(
        "fractions-to-the-end", "You computed with fractions and cut them off at the end",
        """
        There is no half a row: round down once you have divided by the stride, and again once \
        you have divided by the pool.
        """,
        answer: { size, window, padding, stride, filters, pool in
          let rows = Double(size + 2 * padding - window) / Double(stride) + 1
          let pooled = rows / Double(pool)
          return Int(pooled * pooled * Double(filters))
        }),
      Mistake(
        "pooled-always-by-two", "You took the pool to be 2",
        "The pool is given; 2 is that of the book.",
        given: { size, window, padding, stride, filters, _ in
          (size, window, padding, stride, filters, 2)
        }),
    ]
  }

  private static var parametersMistakes: [Mistake<Int, Int, Int, Int, Int, Int, Int>] {
    [
      Mistake(
        "no-biases", "You forgot the biases",
        "Each filter and each output of a dense layer has one.",
        answer: {
          (channels: Int, window: Int, filters: Int, width: Int, hidden: Int, classes: Int) -> Int
          in
          convolution(channels, window, filters) + dense(width, hidden) + dense(hidden, classes)
            - filters - hidden - classes
        }),
      Mistake(
        "one-bias", "You gave each layer a single bias",
        "Each filter has one of its own, and each output of a dense layer.",
        answer: {
          (channels: Int, window: Int, filters: Int, width: Int, hidden: Int, classes: Int) -> Int
          in
          convolution(channels, window, filters) + dense(width, hidden) + dense(hidden, classes)
            - filters - hidden - classes + 3
        }),
      Mistake(
        "channels-forgotten", "You forgot the channels of the picture",
        "A filter is as deep as what it reads: it has weights for every channel.",
        given: { (1, $1, $2, $3, $4, $5) }),
      Mistake(
        "no-convolution", "You forgot the convolution",
        "Its filters learn, too.",
        given: { ($0, $1, 0, $3, $4, $5) }),
      Mistake(
        "straight-to-classes", "You led the wide layer straight to the classes",
        "Between them stand the hidden numbers: width to hidden, then hidden to classes.",
        answer: {
          (channels: Int, window: Int, filters: Int, width: Int, _: Int, classes: Int) -> Int in
          convolution(channels, window, filters) + dense(width, classes)
        }),
      Mistake(
        "width-twice", "You let the second dense layer read the wide one",
        "It reads the hidden numbers: (hidden + 1) · classes.",
        answer: { channels, window, filters, width, hidden, classes in
          convolution(channels, window, filters) + dense(width, hidden) + dense(width, classes)
        }),
      Mistake(
        "no-filter-biases", "You forgot the biases of the filters",
        "Each filter has one.",
        answer: { channels, window, filters, width, hidden, classes in
          convolution(channels, window, filters) - filters + dense(width, hidden)
            + dense(hidden, classes)
        }),
      Mistake(
        "no-dense-biases", "You forgot the biases of the dense layers",
        "Each output of a dense layer has one.",
        answer: { channels, window, filters, width, hidden, classes in
          convolution(channels, window, filters) + width * hidden + hidden * classes
        }),
      Mistake(
        "no-classes", "You forgot the last layer",
        "From the hidden numbers to the classes there are weights, too.",
        given: { channels, window, filters, width, hidden, _ in
          (channels, window, filters, width, hidden, 0)
        }),
      Mistake(
        "filter-row", "You counted one row of each filter",
        "A filter has rows and columns: window · window · channels.",
        answer: { channels, window, filters, width, hidden, classes in
          (window * channels + 1) * filters + dense(width, hidden) + dense(hidden, classes)
        }),
      Mistake(
        "filters-squared", "You counted the filters as their own channels",
        "A filter reads the channels of the picture.",
        given: { ($2, $1, $2, $3, $4, $5) }),
    ]
  }
}

/// Computes the height of a feature map.
private func map(_ size: Int, _ window: Int, _ padding: Int, _ stride: Int) -> Int {
  (size + 2 * padding - window) / stride + 1
}

/// Counts the numbers that pooling leaves, of maps with so many rows.
private func flat(_ rows: Int, _ filters: Int, _ pool: Int) -> Int {
  filters * (rows / pool) * (rows / pool)
}

private func notes(
  _ size: Int, _ window: Int, _ padding: Int, _ filters: Int, _ pool: Int
) -> Int {
  let half = Float(size - window + 2 * padding) / Float(pool)
  return Int(Float(filters) * half * half)
}

private func convolution(_ channels: Int, _ window: Int, _ filters: Int) -> Int {
  (window * window * channels + 1) * filters
}

private func dense(_ inputs: Int, _ outputs: Int) -> Int { (inputs + 1) * outputs }
