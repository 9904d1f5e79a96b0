// Numbers that readers guess wrongly before the lesson shows them, and what each gives away.

import LessonKit

extension WhyConvolution {
  static let guesses: Guesses = [
    "digit, flattened": [
      .init(28, "That is one row of it."),
      .init(56, "Rows and columns are multiplied, not added."),
    ],
    "photo, flattened": [
      .init(224 * 224, "The channels are missing: three numbers at each pixel."),
      .init(28 * 28 * 3, "That is for a small picture; this one has 224 rows of 224."),
    ],
    "dense weights": [
      .init(224 * 224 * 100, "The channels are missing: three numbers at each pixel."),
      .init(224 * 224 * 3 + 100, "Each output has a weight for every input: multiply."),
      .init(224 * 224 * 3 * 100 + 100, "That is with the biases; only weights are counted here."),
    ],
    "dense weights for the same maps": [
      .init(224 * 224 * 3 * 100, "That is for a hundred numbers; a map has 222 · 222."),
      .init(
        224 * 224 * 3 * 224 * 224 * 100,
        "Without padding a map has 222 · 222 numbers: the window can't begin in the last two rows."
      ),
    ],
    "multiplications of the filters": [
      .init(2700, "Those are the weights. Each is used at 222 · 222 places."),
      .init(222 * 222 * 100, "Those are the sums; each has 3 · 3 · 3 products."),
    ],
    "filter weights": [
      .init(9 * 100, "A filter has weights for each of the three channels."),
      .init(27, "That is one filter; there are a hundred."),
      .init(2800, "That is with the biases; only weights are counted here."),
      .init(
        224 * 224 * 2700, "The weights are shared: the same ones are used at every place."),
    ],
  ]
}
