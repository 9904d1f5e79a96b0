// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension Regularization {
  static let guesses: Guesses = [
    "normalized 4": [
      .init(
        1.5 / (5 / 3 as Double).squareRoot(),
        "That is with the variance divided by n − 1 = 3. In training it is divided by n."),
      .init(1.5, "The mean is taken away. Divide by the root of the variance, too."),
      .init(1.2, "That is divided by the variance, not by its root."),
    ],
    "mean in training": [
      .init(0.7, "Those that stay are made larger: divided by 0.7, so that the mean stays 1.")
    ],
    "without the factor": [
      .init(1, "Without the factor nothing makes up for the numbers that are gone."),
      .init(0.3, "That is the share that goes. The rest stays."),
    ],
    "mean in use": [.init(0.7, "In use nothing is dropped, and nothing made up for.")],
    "mean of channel 0": [
      .init(2, "That is the first picture alone. The batch has two, and N is one of the axes."),
      .init(12, "That takes both channels together. Each has a mean of its own."),
    ],
    "5 alone, in training": [
      .init(5, "It is normalized by the mean of its batch, and it is the whole batch.")
    ],
  ]
}
