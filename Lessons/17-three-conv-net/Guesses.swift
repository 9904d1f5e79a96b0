// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension ThreeConvNet {
  static let guesses: Guesses = [
    "ln 10": [
      .init(0, "All scores are equal: each class gets a tenth, and −log(1/10) is ln 10."),
      .init(1, "log to base 10 would be 1. Softmax is made with e, and so is its logarithm."),
      .init(0.1, "That is the share of each class. The loss is −log of it."),
    ]
  ]
}
