// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension Errata {
  static let guesses: Guesses = [
    "parameters of the flattening": [
      .init(20_490, "Flattening only writes numbers in a row; the dense layer behind it learns.")
    ],
    "parameters of the dense layer": [
      .init(20_480, "The biases are missing: one for each digit.")
    ],
    "pixels seen": [
      .init(7, "That is one side of it."), .init(81, "Windows overlap: 7 × 7, not 9 × 9."),
      .init(729, "Windows overlap; they don't tile."),
    ],
  ]
}
