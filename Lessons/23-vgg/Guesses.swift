// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension VGG {
  static let guesses: Guesses = [
    "1 × 3 × 3 see": [.init(9, "Nine pixels; asked is how many in a row.")],
    "2 × 3 × 3 see": [
      .init(6, "Neighbouring windows overlap: each layer adds 2, its window less 1."),
      .init(9, "Windows overlap; they don't tile."),
      .init(25, "Pixels; asked is how many in a row."),
    ],
    "3 × 3 × 3 see": [
      .init(9, "Neighbouring windows overlap: each layer adds 2, its window less 1."),
      .init(27, "Windows overlap; they don't tile."),
      .init(49, "Pixels; asked is how many in a row."),
    ],
    "27 C² with C = 64": [
      .init(27 * 64, "Each of C filters reads C maps: C², not C."),
      .init(9 * 64 * 64, "That is one layer; there are three."),
    ],
    "49 C² with C = 64": [
      .init(49 * 64, "Each of C filters reads C maps: C², not C."),
      .init(7 * 64 * 64, "A filter of 7 × 7 has 49 weights for each map."),
    ],
  ]
}
