// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension Layers {
  static let guesses: Guesses = [
    "windows unfolded": [
      .init(4, "The padding makes room for more: (4 + 2 · 1 − 2) / 2 + 1 = 3 in a row."),
      .init(3, "That is one row of windows; there are as many rows."),
    ],
    "windows expected": [
      .init(9, "That is with the padding, which this formula forgets."),
      .init(2, "That is one row of windows; there are as many rows."),
    ],
    "windows there are": [
      .init(4, "The padding makes room for more: (4 + 2 · 1 − 2) / 2 + 1 = 3 in a row."),
      .init(3, "That is one row of windows; there are as many rows."),
    ],
    "gradient of the 5": [
      .init(1, "It is the largest of four windows, and answers for all of them."),
      .init(0.25, "A maximum is no mean: the whole gradient goes to the largest."),
    ],
  ]
}
