// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension Activations {
  static let guesses: Guesses = [
    "slope of sigmoid at 5": [
      .init(0.25, "That is at 0, where it is steepest."),
      .init(0.9933, "That is its value. The slope is σ · (1 − σ)."),
      .init(1, "That would be ReLU's."), .init(0, "Nearly. But it never is quite 0."),
    ],
    "sum": [.init(3, "Softmax makes shares of them: all together are one whole.")],
    "parameters": [
      .init(1, "ReLU has nothing to learn: max(0, x) is always the same."),
      .init(2, "ReLU has nothing to learn: max(0, x) is always the same."),
    ],
  ]
}
