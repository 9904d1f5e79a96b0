// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension ResidualNetworks {
  static let guesses: Guesses = [
    "the second, less the first": [
      .init(0, "x itself is added, and x changes by as much as x."),
      .init(2, "Each number of x is in the sum once, beside what F makes of it."),
    ],
    "gradient of x": [
      .init(-0.5, "That comes back through the product. x goes straight into the sum, too."),
      .init(1, "That comes back along the shortcut. x goes through the product, too."),
    ],
    "weights of the projection": [
      .init(9 * 3 * 5, "The window of a projection is 1 × 1: it looks at one pixel."),
      .init(5, "Each of the 5 filters reads all 3 channels."),
    ],
    "convolutions on the main path": [
      .init(18, "The eighteenth layer is the dense one."),
      .init(16, "The first one, 7 × 7, stands before the blocks."),
      .init(20, "The three projections stand beside the main path and are not counted."),
    ],
    "projections beside it": [
      .init(8, "Where the shape stays, the shortcut hands on what it gets."),
      .init(4, "The pooling before the first stage halves; its blocks keep the shape."),
    ],
  ]
}
