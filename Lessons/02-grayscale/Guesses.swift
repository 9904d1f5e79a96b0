// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension Grayscale {
  static let guesses: Guesses = [
    "mean": [
      .init(116, "That is cut off. A mean has a fraction, as long as no byte has to hold it."),
      .init(117, "That is rounded. A mean has a fraction, as long as no byte has to hold it."),
      .init(350, "That is the sum of the three; divide it by 3."),
      .init(100, "That is the middle one of the three, their median."),
      .init(
        Double((200 + 100 + 50) % 256) / 3, "That is what bytes would make of it: 350 − 256 = 94."
      ),
    ],
    "stored": [.init(117, "That is rounded. Making an integer of it cuts off.")],
    "rounded": [.init(116, "That is cut off. 116.67 is nearer to 117.")],
    "luma": [
      .init(117, "That is the mean. For the eye green is far brighter than blue."),
      .init(116, "That is the mean. For the eye green is far brighter than blue."),
      .init(96, "Red and blue are exchanged: red has 0.299, blue 0.114."),
    ],
  ]
}
