// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension ImageToColumns {
  static let guesses: Guesses = [
    "numbers before": [.init(49, "Three channels: three numbers at each place.")],
    "numbers after": [
      .init(147, "Windows overlap, and a number is written once for every window that reads it."),
      .init(225, "Each window holds all three channels of its 25 places."),
      .init(75, "That is one window; there are nine."),
    ],
    "growth": [.init(25, "Only far from the border does every window of 25 read a number.")],
  ]
}
