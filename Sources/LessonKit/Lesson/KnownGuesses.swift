// Known wrong predictions of numbers, each with its explanation. They are not in the lessons, whose
// cells would reveal the result.

import Notebooks

/// Known wrong numbers by lesson and by step.
enum KnownGuesses {
  /// Returns the known wrong numbers of a lesson by step.
  ///
  /// - Parameter lesson: its folder's name, "09-edge-filter".
  static func of(_ lesson: String) -> [String: [Prediction.Mistake]] {
    Int(lesson.prefix(2)).flatMap { all[$0] } ?? [:]
  }

  static let all: [Int: [String: [Prediction.Mistake]]] = [
    1: [
      "place of flag[1, 0]": [
        .init(3, "That counts pixels; each pixel takes three places."),
        .init(1, "That is the row. All of row 0 lies before it: 3 pixels of 3 numbers."),
        .init(10, "Places are counted from 0."),
        .init(6, "A row has 3 pixels, not 2: rows come first in (2, 3, 3)."),
      ],
      "numbers": [
        .init(640 * 426, "Those are the pixels; each has three numbers."),
        .init(640 + 426 + 3, "The lengths are multiplied, not added."),
      ],
    ],
    2: [
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
    ],
    3: [
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
    ],
    4: [
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
      "filter weights": [
        .init(9 * 100, "A filter has weights for each of the three channels."),
        .init(27, "That is one filter; there are a hundred."),
        .init(2800, "That is with the biases; only weights are counted here."),
        .init(
          224 * 224 * 2700, "The weights are shared: the same ones are used at every place."),
      ],
    ],
    7: [
      "unread rows": [
        .init(0, "(6 − 3) / 2 leaves a remainder: the window can't take the last half step."),
        .init(2, "A window of 3 at row 2 reads rows 2, 3 and 4. Of six rows one is left."),
        .init(3, "A window of 3 at row 2 reads rows 2, 3 and 4. Of six rows one is left."),
      ]
    ],
    8: [
      "weights of one filter": [
        .init(25, "A filter is as deep as its input: 5 · 5 for each of three channels."),
        .init(76, "That is with its bias."), .init(750, "That is ten filters."),
        .init(15, "The sides of a filter are multiplied, 5 · 5."),
      ]
    ],
    9: [
      "largest possible": [
        .init(255, "Three numbers of the filter are 1, and each meets up to 255."),
        .init(255 * 6, "The numbers that are −1 can only take away."),
        .init(255 * 9, "The filter's numbers are not all 1."),
      ]
    ],
    11: [
      "multiplications, directly": [
        .init(28 * 28 * 25 * 32, "A filter reads all 192 maps: 5 · 5 · 192 at each place."),
        .init(28 * 28 * 25 * 192, "There are 32 filters, and each is slid."),
        .init(25 * 192 * 32, "Those are the weights. Each is used at 28 · 28 places."),
      ],
      "multiplications, 1 × 1 first": [
        .init(28 * 28 * 192 * 16, "That is the 1 × 1 alone; the 5 × 5 comes behind it."),
        .init(28 * 28 * 25 * 16 * 32, "That is the 5 × 5 alone; the 1 × 1 comes before it."),
      ],
    ],
    12: [
      "numbers before": [.init(49, "Three channels: three numbers at each place.")],
      "numbers after": [
        .init(147, "Windows overlap, and a number is written once for every window that reads it."),
        .init(225, "Each window holds all three channels of its 25 places."),
        .init(75, "That is one window; there are nine."),
      ],
      "growth": [.init(25, "Only far from the border does every window of 25 read a number.")],
    ],
    13: [
      "windows unfolded": [
        .init(4, "The padding makes room for more: (4 + 2 · 1 − 2) / 2 + 1 = 3 in a row."),
        .init(3, "That is one row of windows; there are as many rows."),
      ],
      "windows expected": [
        .init(9, "That is with the padding, which this formula forgets."),
        .init(2, "That is one row of windows; there are as many rows."),
      ],
      "windows there are": [
        .init(4, "The padding makes room for more: (4 + 2 · 1 − 2) / 2 + 1 = 3 in a row."),
        .init(3, "That is one row of windows; there are as many rows."),
      ],
      "gradient of the 5": [
        .init(1, "It is the largest of four windows, and answers for all of them."),
        .init(0.25, "A maximum is no mean: the whole gradient goes to the largest."),
      ],
    ],
    14: [
      "slope of sigmoid at 5": [
        .init(0.25, "That is at 0, where it is steepest."),
        .init(0.9933, "That is its value. The slope is σ · (1 − σ)."),
        .init(1, "That would be ReLU's."), .init(0, "Nearly. But it never is quite 0."),
      ],
      "sum": [.init(3, "Softmax makes shares of them: all together are one whole.")],
      "parameters": [
        .init(1, "ReLU has nothing to learn: max(0, x) is always the same."),
        .init(2, "ReLU has nothing to learn: max(0, x) is always the same."),
      ],
    ],
    15: [
      "gradient of x": [
        .init(-2, "That is x itself. How much more is F when x is a little more?"),
        .init(1, "That is the slope of the sum. The product behind it is on the way, too: 1 · 4."),
        .init(3, "That is the slope of the product in its other input, z."),
        .init(12, "That is F."),
      ],
      "gradient of y": [
        .init(5, "That is y itself. How much more is F when y is a little more?"),
        .init(1, "That is the slope of the sum. The product behind it is on the way, too: 1 · 4."),
        .init(3, "That is the slope of the product in its other input, z."),
        .init(12, "That is F."),
      ],
      "gradient of z": [
        .init(4, "That is z itself. F = a · z grows by as much as the other factor is: a."),
        .init(12, "That is F."),
        .init(1, "z is multiplied, not added: it grows F by a for each 1."),
      ],
    ],
    16: [
      "width, the notes' sum": [
        .init(4320, "That is right, but not what the notes' formula gives: it lacks the + 1.")
      ],
      "width, pooling forgotten": [
        .init(4320, "That is with the pooling."), .init(576, "That is one map; there are thirty."),
      ],
      "width": [
        .init(17280, "The pooling is forgotten: it halves rows and columns."),
        .init(3967, "That is the notes' formula: the + 1 of the output's size is missing."),
        .init(23520, "Without padding the maps have 24 rows, not 28, and the pool halves them."),
        .init(5880, "Without padding a filter of 5 leaves 24 rows of 28; half of them is 12."),
        .init(144, "That is one map; there are thirty."),
        .init(360, "A map has rows and columns: 12 · 12."),
      ],
    ],
    17: [
      "ln 10": [
        .init(0, "All scores are equal: each class gets a tenth, and −log(1/10) is ln 10."),
        .init(1, "log to base 10 would be 1. Softmax is made with e, and so is its logarithm."),
        .init(0.1, "That is the share of each class. The loss is −log of it."),
      ]
    ],
    19: [
      "mean in training": [
        .init(0.7, "Those that stay are made larger: divided by 0.7, so that the mean stays 1.")
      ],
      "without the factor": [
        .init(1, "Without the factor nothing makes up for the numbers that are gone."),
        .init(0.3, "That is the share that goes. The rest stays."),
      ],
      "mean in use": [.init(0.7, "In use nothing is dropped, and nothing made up for.")],
      "5 alone, in training": [
        .init(5, "It is normalized by the mean of its batch, and it is the whole batch.")
      ],
    ],
    20: [
      "places that answer": [
        .init(4, "There are two squares, the bright one and the dark one.")
      ]
    ],
    21: [
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
    ],
    22: [
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
    ],
    23: [
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
    ],
    25: [
      "of them trainable": [
        .init(5760, "The biases are missing: one for each class."),
        .init(6336, "A bias belongs to an output: one for each class, not for each feature."),
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
      "frozen in earnest": [.init(0.7, "That is what moves when only the weights are frozen.")],
    ],
    26: [
      "ties": [.init(156, "Each tie stands in the matrix twice; it is one tie.")],
      "parameters": [
        .init(148, "The biases are missing: one for each number that comes out of a layer.")
      ],
    ],
    27: [
      "parameters of the flattening": [
        .init(20_490, "Flattening only writes numbers in a row; the dense layer behind it learns.")
      ],
      "parameters of the dense layer": [
        .init(20_480, "The biases are missing: one for each digit.")
      ],
      "pixels seen": [
        .init(7, "That is one side of it."), .init(81, "Windows overlap: 7 × 7, not 9 × 9."),
        .init(729, "Windows overlap; they don't tile."),
      ],
    ],
  ]
}
