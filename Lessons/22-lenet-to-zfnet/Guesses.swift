// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension LeNetToZFNet {
  static let guesses: Guesses = [
    "second convolution, paper": [
      .init(
        2416, "That is with every filter reading all six maps; in the paper most read fewer."),
      .init(1500, "The biases are missing: one for each of the 16 filters."),
      .init(416, "A filter has 25 weights for each map that it reads, not 25 in all."),
    ],
    "second convolution, all maps": [
      .init(2400, "The biases are missing: one for each of the 16 filters."),
      .init(416, "A filter has 25 weights for each of the six maps that it reads."),
      .init(1516, "That is the paper's, where most filters read only some of the maps."),
    ],
  ]
}
