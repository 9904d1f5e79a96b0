// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension PaddingAndStride {
  static let guesses: Guesses = [
    "unread rows": [
      .init(0, "(6 − 3) / 2 leaves a remainder: the window can't take the last half step."),
      .init(2, "A window of 3 at row 2 reads rows 2, 3 and 4. Of six rows one is left."),
      .init(3, "A window of 3 at row 2 reads rows 2, 3 and 4. Of six rows one is left."),
    ]
  ]
}
