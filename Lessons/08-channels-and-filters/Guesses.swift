// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension ChannelsAndFilters {
  static let guesses: Guesses = [
    "weights of one filter": [
      .init(25, "A filter is as deep as its input: 5 · 5 for each of three channels."),
      .init(76, "That is with its bias."), .init(750, "That is ten filters."),
      .init(15, "The sides of a filter are multiplied, 5 · 5."),
    ]
  ]
}
