// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension Backpropagation {
  static let guesses: Guesses = [
    "gradient of x": [
      .init(-2, "That is x itself. How much more is F when x is a little more?"),
      .init(1, "That is the slope of the sum. The product behind it is on the way, too: 1 · 4."),
      .init(3, "That is the slope of the product in its other input, z."),
      .init(12, "That is F."),
    ],
    "gradient of y": [
      .init(5, "That is y itself. How much more is F when y is a little more?"),
      .init(1, "That is the slope of the sum. The product behind it is on the way, too: 1 · 4."),
      .init(3, "That is the slope of the product in its other input, z."),
      .init(12, "That is F."),
    ],
    "gradient of z": [
      .init(4, "That is z itself. F = a · z grows by as much as the other factor is: a."),
      .init(12, "That is F."),
      .init(1, "z is multiplied, not added: it grows F by a for each 1."),
    ],
  ]
}
