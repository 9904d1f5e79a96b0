// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension Arrays {
  static let guesses: Guesses = [
    "smallest": [.init(1, "randint counts from 0 here: ten numbers, 0 to 9.")],
    "largest": [.init(10, "The upper end is left out: ten numbers, 0 to 9.")],
    "deviation of rand": [
      .init(1, "1 belongs to randn. Between 0 and 1 nothing is further than ½ from the mean."),
      .init(0.5, "That is how far the furthest is from the mean. Most are nearer."),
      .init(
        0.25, "That is the mean distance. The deviation squares distances before it averages."),
      .init(1.0 / 12, "That is the variance, 1/12. The deviation is its root."),
    ],
    "place of (1, 1)": [
      .init(5, "Places are counted from 0."), .init(2, "That is in row 0. Row 1 lies behind it."),
      .init(3, "That is where row 1 begins."),
    ],
  ]
}
