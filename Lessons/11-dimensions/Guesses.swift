// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension Dimensions {
  static let guesses: Guesses = [
    "multiplications, directly": [
      .init(28 * 28 * 25 * 32, "A filter reads all 192 maps: 5 · 5 · 192 at each place."),
      .init(28 * 28 * 25 * 192, "There are 32 filters, and each is slid."),
      .init(25 * 192 * 32, "Those are the weights. Each is used at 28 · 28 places."),
    ],
    "multiplications, 1 × 1 first": [
      .init(28 * 28 * 192 * 16, "That is the 1 × 1 alone; the 5 × 5 comes behind it."),
      .init(28 * 28 * 25 * 16 * 32, "That is the 5 × 5 alone; the 1 × 1 comes before it."),
    ],
  ]
}
