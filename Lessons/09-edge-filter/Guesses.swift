// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension EdgeFilter {
  static let guesses: Guesses = [
    "largest possible": [
      .init(255, "Three numbers of the filter are 1, and each meets up to 255."),
      .init(255 * 6, "The numbers that are −1 can only take away."),
      .init(255 * 9, "The filter's numbers are not all 1."),
    ]
  ]
}
