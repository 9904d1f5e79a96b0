// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension FeatureMaps {
  static let guesses: Guesses = [
    "convolution 1 sees": [.init(9, "Nine pixels; asked is how many in a row.")],
    "convolution 2 sees": [
      .init(5, "That would be so without the pool: behind it neighbours are 2 pixels apart."),
      .init(6, "Windows overlap, and behind the pool neighbours are 2 pixels apart."),
      .init(3, "Its window of 3 lies on maps that have seen 3 pixels themselves."),
    ],
    "convolution 3 sees": [
      .init(
        7, "That would be so without pools: behind two of them neighbours are 4 pixels apart."),
      .init(9, "Windows overlap, and behind two pools neighbours are 4 pixels apart."),
      .init(3, "Its window of 3 lies on maps that have seen far more themselves."),
    ],
  ]
}
