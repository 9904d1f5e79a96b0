// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension PixelsLesson {
  static let guesses: Guesses = [
    "place of flag[1, 0]": [
      .init(3, "That counts pixels; each pixel takes three places."),
      .init(1, "That is the row. All of row 0 lies before it: 3 pixels of 3 numbers."),
      .init(10, "Places are counted from 0."),
      .init(6, "A row has 3 pixels, not 2: rows come first in (2, 3, 3)."),
    ],
    "numbers": [
      .init(640 * 426, "Those are the pixels; each has three numbers."),
      .init(640 + 426 + 3, "The lengths are multiplied, not added."),
    ],
  ]
}
