// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension Layers {
  static let guesses: Guesses = [
    "windows unfolded": [
      .init(6, "The padding makes room for more: (6 + 2 · 1 − 2) / 2 + 1 = 4 in a row."),
      .init(4, "That is one row of windows; there are (4 + 2 · 1 − 2) / 2 + 1 = 3 rows."),
    ],
    "windows expected": [
      .init(12, "That is with the padding, which this formula forgets."),
      .init(3, "That is one row of windows; there are (4 − 2) / 2 + 1 = 2 rows."),
    ],
    "windows there are": [
      .init(6, "The padding makes room for more: (6 + 2 · 1 − 2) / 2 + 1 = 4 in a row."),
      .init(4, "That is one row of windows; there are (4 + 2 · 1 − 2) / 2 + 1 = 3 rows."),
    ],
    "gradient of x": [
      .init(9, "That is x · x itself. How much does it grow when x grows by a little?"),
      .init(3, "Both factors grow: each nudge counts 3 twice."),
      .init(2, "2 · x, and x is 3."),
    ],
    "gradient of x, for the loss": [
      .init(11, "The factors are multiplied: 6 times as much, and of that 5 times."),
      .init(28, "The −2 stays −2, nudge or not."),
      .init(6, "That is for y; the loss grows 5 times as much."),
    ],
    "gradient of the 5": [
      .init(1, "It is the largest of four windows, and answers for all of them."),
      .init(0.25, "A maximum is no mean: the whole gradient goes to the largest."),
    ],
  ]
}
