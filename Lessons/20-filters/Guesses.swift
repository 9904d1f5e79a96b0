// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension Filters {
  static let guesses: Guesses = [
    "places that answer": [
      .init(4, "There are two squares, the bright one and the dark one.")
    ]
  ]
}
