// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension SimpleConvNet {
  static let guesses: Guesses = [
    "width, the notes' sum": [
      .init(4320, "That is right, but not what the notes' formula gives: it lacks the + 1.")
    ],
    "width, pooling forgotten": [
      .init(4320, "That is with the pooling."), .init(576, "That is one map; there are thirty."),
    ],
    "width": [
      .init(17280, "The pooling is forgotten: it halves rows and columns."),
      .init(3967, "That is the notes' formula: the + 1 of the output's size is missing."),
      .init(23520, "Without padding the maps have 24 rows, not 28, and the pool halves them."),
      .init(5880, "Without padding a filter of 5 leaves 24 rows of 28; half of them is 12."),
      .init(144, "That is one map; there are thirty."),
      .init(360, "A map has rows and columns: 12 · 12."),
    ],
  ]
}
