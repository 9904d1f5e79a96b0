// Lesson 1: the order of axes, and reshape where transpose is meant.

import Exercises
import Formatting
import Tensors

extension ExerciseCheck {
  /// Pictures that are not square, so that no two axes can be exchanged unseen.
  static var pixels: ExerciseCheck {
    ExerciseCheck(
      lesson: 1, "PixelsExercise",
      hints: [
        """
        shape: the order is that of reading a page: rows first, then the place in the row, then \
        what the place holds.
        """,
        """
        channelsFirst: the number at [c, y, x] of the result is the one at [y, x, c] of the \
        picture.
        """,
        """
        Three loops, c outside, then y, then x; append picture[y, x, c] to an array of Float, and \
        make a Tensor of it at the end.
        """,
      ],
      shape, channelsFirst)
  }

  private static var shape: ProblemCheck {
    ProblemCheck(
      "shape",
      cases: [
        TestCase("the photo of the fruits", 640, 426, 3),
        TestCase("a grey strip", 7, 2, 1),
        TestCase("with transparency", 30, 50, 4),
      ],
      draw: { ($0.size(1...9), $0.size(1...9), $0.size(1...4)) },
      right: { (width: Int, height: Int, channels: Int) -> [Int] in
        [height, width, channels]
      },
      workedExample: { (_: [Int], width: Int, height: Int, channels: Int) -> Message in
        """
        \(height) rows of \(width) pixels, and \(channels) in each: \
        \(describe([height, width, channels])).
        """
      },
      mistakes: shapeMistakes)
  }

  private static var channelsFirst: ProblemCheck {
    ProblemCheck(
      "channelsFirst",
      cases: [
        TestCase("2 × 3 with three channels", counting(2, 3, 3)),
        TestCase("one row", counting(1, 4, 2)),
        TestCase("4 × 2 with three channels", counting(4, 2, 3)),
      ],
      draw: { $0.tensor($0.size(1...5), $0.size(2...4), $0.size(1...4)) },
      right: { (picture: Tensor) -> Tensor in
        picture.transposed(permutation: [2, 0, 1])
      },
      workedExample: { (place: [Int], picture: Tensor) -> Message in
        guard place.count == 3 else {
          let shape = picture.shape
          return "\(describe(shape)) becomes \(describe([shape[2], shape[0], shape[1]]))."
        }
        let from = [place[1], place[2], place[0]]
        let value = picture[from[0], from[1], from[2]]
        return
          "At \(indexed(place)) belongs what the picture has at \(indexed(from)): \(number(value))."
      },
      mistakes: channelsFirstMistakes)
  }

  private static var shapeMistakes: [Mistake<[Int], Int, Int, Int>] {
    [
      Mistake(
        "width-first", "You put the width first",
        """
        The first axis counts rows: its length is the height. Programs for pictures say “640 × \
        426”, arrays say (426, 640).
        """,
        workedExample: { (width: Int, height: Int, _: Int) -> Message in
          "A place is [y, x]: y goes up to \(height - 1), x up to \(width - 1)."
        },
        given: { ($1, $0, $2) }),
      Mistake(
        "channels-first", "You put the channels first",
        """
        That is the order of PyTorch, (C, H, W). Here the channels come last: the three numbers \
        of a pixel stand together.
        """,
        answer: { (width: Int, height: Int, channels: Int) -> [Int] in
          [channels, height, width]
        }),
      Mistake(
        "no-channels", "You left out the channels",
        """
        Each pixel has several numbers, and they have an axis of their own, also when it has the \
        length 1.
        """,
        then: { $0.dropLast() }),
      Mistake(
        "lengths-multiplied", "You multiplied the lengths",
        """
        The shape lists them, one for each axis. Their product is how many numbers \
        there are.
        """,
        then: { [$0.reduce(1, *)] }),
      Mistake(
        "batch-in-front", "You put a batch of one in front",
        "That is the shape of a batch, (N, H, W, C). One picture has three axes.",
        then: { [1] + $0 }),
      Mistake(
        "areas-first", "You put the channels between height and width",
        "The channels come last: they are what a place holds.",
        answer: { [$1, $2, $0] }),
    ]
  }

  private static var channelsFirstMistakes: [Mistake<Tensor, Tensor>] {
    [
      Mistake(
        "reshaped-only", "You gave the numbers a new shape and left them where they were",
        """
        Reshape cuts the same row of numbers at other places: red, green and blue of one pixel \
        then stand next to each other in one channel. It takes a transpose.
        """,
        answer: { (picture: Tensor) -> Tensor in
          picture.reshaped(picture.shape[2], picture.shape[0], picture.shape[1])
        }),
      Mistake(
        "turned-round", "You exchanged height and width, too",
        "(C, H, W): behind the channel come the rows, then the places in a row.",
        answer: { (picture: Tensor) -> Tensor in
          picture.transposed(permutation: [2, 1, 0])
        }),
      Mistake(
        "nothing-moved", "You returned the picture as it was",
        "Its channels come last: (H, W, C). The result begins with them.",
        answer: { (picture: Tensor) -> Tensor in
          picture
        }),
      Mistake(
        "planes-transposed", "You wrote each channel down column by column",
        """
        In a channel the numbers stand as one reads: y is the loop outside, x the \
        one inside.
        """,
        answer: { picture in
          let moved = picture.transposed(permutation: [2, 1, 0])
          return moved.reshaped(picture.shape[2], picture.shape[0], picture.shape[1])
        }),
      Mistake(
        "channels-reversed", "You reversed the order of the channels",
        """
        Red was first and stays first. Some programs keep pixels as B, G, R; this \
        book does not.
        """,
        then: { $0.flipped(axes: [0]) }),
      Mistake(
        "between-the-axes", "You put the channels between rows and columns",
        "(C, H, W): the channel is the very first axis.",
        answer: { $0.transposed(permutation: [0, 2, 1]) }),
      Mistake(
        "always-three-channels", "You took every picture to have three channels",
        """
        A grey picture has one, one with transparency has four: picture.shape[2] says how many \
        there are.
        """,
        // Case 2 is the first with fewer, and has two.
        trap: "index 2 on axis 2 of a tensor of shape (1, 4, 2)"),
      Mistake(
        "one-channel-everywhere", "You read the first channel for all of them",
        """
        Channel c of the result has picture[y, x, c]; the loop over channels has \
        to appear there.
        """,
        given: { picture in
          let channels = picture.shape[2]
          let first = picture.scalars.indices.map { picture.scalars[$0 - $0 % channels] }
          return Tensor(shape: picture.shape, scalars: first)
        }),
    ]
  }
}

private func counting(_ shape: Int...) -> Tensor {
  Tensor(shape: shape, scalars: (0..<shape.reduce(1, *)).map(Float.init))
}
