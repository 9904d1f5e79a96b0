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
      ],
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
      mistakes: [
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
          answer: {
            (size: Int, window: Int, padding: Int, stride: Int, filters: Int, _: Int) -> Int in
            flat(map(size, window, padding, stride), filters, 1)
          }),
        Mistake(
          "one-map", "You forgot the filters",
          "Each filter gives a map of its own, and all of them are flattened.",
          answer: { (size: Int, window: Int, padding: Int, stride: Int, _: Int, pool: Int) -> Int in
            flat(map(size, window, padding, stride), 1, pool)
          }),
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
      ])
  }

  private static var parameters: ProblemCheck {
    ProblemCheck(
      "parameters",
      cases: [
        TestCase("the book’s", 1, 5, 30, 4320, 100, 10),
        TestCase("in colour", 3, 3, 8, 800, 20, 2),
        TestCase("small", 2, 2, 3, 5, 7, 11),
      ],
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
      mistakes: [
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
          answer: {
            (_: Int, window: Int, filters: Int, width: Int, hidden: Int, classes: Int) -> Int in
            convolution(1, window, filters) + dense(width, hidden) + dense(hidden, classes)
          }),
        Mistake(
          "no-convolution", "You forgot the convolution",
          "Its filters learn, too.",
          answer: { (_: Int, _: Int, _: Int, width: Int, hidden: Int, classes: Int) -> Int in
            dense(width, hidden) + dense(hidden, classes)
          }),
        Mistake(
          "straight-to-classes", "You led the wide layer straight to the classes",
          "Between them stand the hidden numbers: width to hidden, then hidden to classes.",
          answer: {
            (channels: Int, window: Int, filters: Int, width: Int, _: Int, classes: Int) -> Int in
            convolution(channels, window, filters) + dense(width, classes)
          }),
      ])
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
