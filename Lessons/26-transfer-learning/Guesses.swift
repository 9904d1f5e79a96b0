// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension TransferLearning {
  static let guesses: Guesses = [
    "of them trainable": [
      .init(2880, "The biases are missing: one for each class."),
      .init(3168, "A bias belongs to an output: one for each class, not for each feature."),
    ],
    "two classes, body frozen": [
      .init(1024, "The biases are missing: one for each class."),
      .init(
        1000 * 512 + 1000, "That is the layer that was there before, for a thousand classes."),
      .init(11_177_538, "That is with the body; frozen, it does not learn."),
    ],
    "two classes, all trainable": [
      .init(11_689_512, "The old layer for a thousand classes is gone; the new one has two."),
      .init(1026, "That is the new layer alone; here the body learns, too."),
    ],
    "frozen in earnest": [.init(1.8, "That is what moves when only the weights are frozen.")],
  ]
}
