// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension GraphConvolutionLesson {
  static let guesses: Guesses = [
    "ties": [.init(156, "Each tie stands in the matrix twice; it is one tie.")],
    "parameters": [
      .init(148, "The biases are missing: one for each number that comes out of a layer.")
    ],
  ]
}
