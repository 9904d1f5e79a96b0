// Lesson 25: pixel centres in bilinear interpolation, and the order of channels.

import Exercises
import Formatting
import Pixels
import Tensors

extension ExerciseCheck {
  /// Larger, smaller and of another shape, so that each idea of a pixel's place shows.
  static var transforms: ExerciseCheck {
    ExerciseCheck(
      lesson: 25, "TransformsExercise",
      hints: [
        """
        From 2 to 4 pixels: the middle of the new pixel 0 lies at (0 + 0.5) · 2 / 4 − 0.5 = −0.25. \
        That is beyond the border: take it for 0.
        """,
        """
        For a place p between 0 and the last row: the row above is Int(p), the one below is the \
        next, or the same at the end, and the one below counts p − Int(p).
        """,
        "Mix the two columns in the upper row, then in the lower row, then the two results.",
        """
        toTensor: three loops, the channel outside, y and x inside; append Float(picture[y, x, c]) \
        / 255.
        """,
      ],
      ProblemCheck(
        "resizeBilinear",
        cases: [
          TestCase("2 × 2 to 4 × 4", [[0, 30], [60, 90]], 4, 4),
          TestCase("3 × 4 to 5 × 7", [[0, 10, 40, 20], [50, 5, 90, 0], [30, 80, 10, 60]], 5, 7),
          TestCase("4 × 3 to 2 × 5", [[1, 9, 4], [7, 0, 3], [2, 8, 6], [5, 5, 0]], 2, 5),
        ],
        draw: { draw in
          let (height, width) = (draw.size(1...5), draw.size(1...5))
          return (draw.rows(height, width), draw.size(1...8), draw.size(1...8))
        },
        right: { resized($0, $1, $2) },
        workedExample: { (place: [Int], picture: [[Float]], height: Int, width: Int) -> Message in
          guard place.count == 2 else {
            return "The result has \(height) rows of \(width) numbers."
          }
          let row = middles(place[0], picture.count, height)
          let column = middles(place[1], picture[0].count, width)
          return
            "The middle of \(indexed(place)) lies at (\(number(row)), \(number(column))) of the "
            + "picture: mixed there, "
            + "\(number(resized(picture, height, width)[place[0]][place[1]]))."
        },
        mistakes: resizeBilinearMistakes),
      ProblemCheck(
        "toTensor",
        cases: [
          TestCase("2 × 3, three channels", picture(2, 3, 3)),
          TestCase("3 × 2, one channel", picture(3, 2, 1)),
          TestCase("4 × 4, three channels", picture(4, 4, 3)),
        ],
        draw: {
          $0.picture($0.size(1...5), $0.size(1...5), $0.element(of: [1, 2, 3, 4]))
        },
        right: { tensor($0) },
        workedExample: { (place: [Int], picture: Image) -> Message in
          guard place.count == 3 else {
            return "(\(picture.height), \(picture.width), \(picture.channels)) becomes "
              + "(\(picture.channels), \(picture.height), \(picture.width))."
          }
          let byte = picture[place[1], place[2], place[0]]
          return "At \(indexed(place)) belongs the byte at "
            + "\(indexed([place[1], place[2], place[0]])): \(byte) / 255 = "
            + "\(number(Float(byte) / 255))."
        },
        mistakes: toTensorMistakes))
  }

  private static var resizeBilinearMistakes: [Mistake<[[Float]], [[Float]], Int, Int>] {
    [
      Mistake(
        "corners-aligned", "You laid the corners' middles on each other",
        """
        That is what align_corners = True does. Then the outermost pixels cover half as much \
        as the others, and pictures of different sizes don't lie on each other.
        """,
        workedExample: firstRows { resized($0, $1, $2, place: cornersAligned) },
        answer: { resized($0, $1, $2, place: cornersAligned) }),
      Mistake(
        "nearest", "You took the nearest pixel",
        "That makes blocks. Mix the two nearest rows and columns, by how near each is.",
        workedExample: firstRows(nearest),
        answer: nearest),
      Mistake(
        "without-halves", "You counted from the pixels' corners, not from their middles",
        """
        y · before / after leaves out the two halves: a pixel's middle is half a pixel from \
        its corner, in both pictures. Without them the whole picture moves up and to the left.
        """,
        workedExample: firstRows { resized($0, $1, $2, place: withoutHalves) },
        answer: { resized($0, $1, $2, place: withoutHalves) }),
      Mistake(
        "height-and-width-exchanged", "You exchanged height and width",
        "The result has height rows of width numbers.",
        given: { ($0, $2, $1) }),
      Mistake(
        "weights-exchanged", "You gave the farther pixel the greater weight",
        "At 0.25 the pixel 0 is the nearer one and counts 0.75.",
        answer: { resized($0, $1, $2, share: { 1 - $0 }) }),
      Mistake(
        "halves-kept", "You left out the − 0.5",
        """
        (y + 0.5) · before / after counts from the corner of the old picture; its \
        pixel 0 has its middle at 0.5.
        """,
        answer: { resized($0, $1, $2, place: { (Float($0) + 0.5) * Float($1) / Float($2) }) }),
      Mistake(
        "scale-inverted", "You divided the sizes the other way round",
        """
        Going from 2 to 4 pixels each step is half a pixel of the old picture: \
        before / after.
        """,
        answer: {
          resized($0, $1, $2, place: { (Float($0) + 0.5) * Float($2) / Float($1) - 0.5 })
        }),
      Mistake(
        "nearest-by-middles", "You took the pixel that lies nearest",
        """
        That makes blocks. Mix the two nearest rows and columns, by how near each \
        is.
        """,
        answer: { picture, height, width in
          (0..<height).map { y in
            (0..<width).map { x in
              let row = (2 * y + 1) * picture.count / (2 * height)
              return picture[row][(2 * x + 1) * picture[0].count / (2 * width)]
            }
          }
        }),
      Mistake(
        "not-clamped", "You did not stop at the border",
        """
        A place below 0 is beyond the border: take it for 0, or the first pixel \
        counts more than once and the second less than not at all.
        """,
        answer: { resized($0, $1, $2, clamps: false) }),
      Mistake(
        "black-border", "You took what lies beyond the border for 0",
        "There the border’s pixel counts twice; zeros would darken the edges.",
        answer: { inBlack($0, $1, $2) }),
      Mistake(
        "rows-not-mixed", "You mixed columns and not rows",
        """
        Both: the two columns in the upper and in the lower row, then the two \
        results.
        """,
        answer: { picture, height, width in
          let wide = resized(picture, picture.count, width)
          return (0..<height).map { y in
            wide[Int(max(0, middles(y, picture.count, height)))]
          }
        }),
      Mistake(
        "columns-not-mixed", "You mixed rows and not columns",
        """
        Both: the two columns in the upper and in the lower row, then the two \
        results.
        """,
        answer: { picture, height, width in
          let high = resized(picture, height, picture[0].count)
          return high.map { row in
            (0..<width).map { row[Int(max(0, middles($0, picture[0].count, width)))] }
          }
        }),
      Mistake(
        "mean-of-four", "You took the mean of the four nearest",
        "Each counts by how near it is.",
        answer: { resized($0, $1, $2, share: { _ in 0.5 }) }),
    ]
  }

  private static var toTensorMistakes: [Mistake<Tensor, Image>] {
    [
      Mistake(
        "reshaped-only", "You gave the bytes a new shape and left them where they were",
        """
        In memory the channels of one pixel stand together. In (C, H, W) all of red comes \
        first: the numbers have to move.
        """,
        answer: { picture in
          Tensor(
            shape: [picture.channels, picture.height, picture.width],
            scalars: picture.pixels.map { Float($0) / 255 })
        }),
      Mistake(
        "channels-last", "You left the channels on the last axis",
        "PyTorch has them in front of height and width.",
        answer: { picture in
          Tensor(
            shape: [picture.height, picture.width, picture.channels],
            scalars: picture.pixels.map { Float($0) / 255 })
        }),
      Mistake(
        "not-divided", "You left the numbers between 0 and 255",
        "Networks are trained with numbers from 0 to 1: divide by 255.",
        then: { $0 * 255 }),
      Mistake(
        "divided-by-256", "You divided by 256",
        "255 is the largest byte, and white is 1.",
        then: { $0 * (255 / 256) }),
      Mistake(
        "divided-whole-numbers", "You divided bytes",
        "Whole numbers have no fractions: 254 / 255 is 0. Make Floats first.",
        then: { $0.map { $0.rounded(.down) } }),
      Mistake(
        "turned", "You exchanged height and width",
        "(C, H, W): the rows come before the columns.",
        then: { try permuted($0, [0, 2, 1]) }),
      Mistake(
        "planes-transposed", "You wrote each channel down column by column",
        """
        In a channel the numbers stand as one reads: y is the loop outside, x the \
        one inside.
        """,
        then: { try permuted($0, [0, 2, 1]).reshaped(to: $0.shape) }),
      Mistake(
        "minus-one-to-one", "You made numbers from −1 to 1",
        """
        That is what Normalize may do behind it. ToTensor divides by 255 and no \
        more.
        """,
        then: { $0 * 2 - 1 }),
      Mistake(
        "channels-reversed", "You reversed the order of the channels",
        """
        Red was first and stays first. Some programs keep pixels as B, G, R; \
        PyTorch does not.
        """,
        then: { $0.flipped(axes: [0]) }),
      Mistake(
        "between-the-axes", "You put the channels between height and width",
        "(C, H, W): the channel is the very first axis.",
        then: { try permuted($0, [1, 0, 2]) }),
      Mistake(
        "one-channel-everywhere", "You read the first channel for all of them",
        """
        Channel c of the result has picture[y, x, c]; the loop over channels has \
        to appear there.
        """,
        given: { (picture: Image) in
          var same = picture
          for place in same.pixels.indices {
            same.pixels[place] = picture.pixels[place - place % picture.channels]
          }
          return same
        }),
      Mistake(
        "batch-in-front", "You put a batch of one in front",
        "ToTensor makes (C, H, W); a loader makes batches of them.",
        then: { $0.reshaped(to: [1] + $0.shape) }),
    ]
  }
}

/// Computes the coordinate of a new pixel's centre in the old picture.
private typealias Place = @Sendable (_ index: Int, _ before: Int, _ after: Int) -> Float

private let middles: Place = { (Float($0) + 0.5) * Float($1) / Float($2) - 0.5 }
private let cornersAligned: Place = { $2 > 1 ? Float($0 * ($1 - 1)) / Float($2 - 1) : 0 }
private let withoutHalves: Place = { Float($0) * Float($1) / Float($2) }

private func resized(
  _ picture: [[Float]], _ height: Int, _ width: Int, place: Place = middles, clamps: Bool = true,
  share: (Float) -> Float = { $0 }
) -> [[Float]] {
  func ends(_ index: Int, _ before: Int, _ after: Int) -> (Int, Int, Float) {
    let raw = place(index, before, after)
    let position = min(clamps ? max(raw, 0) : raw, Float(before - 1))
    let first = Int(position)
    return (first, min(first + 1, before - 1), share(position - Float(first)))
  }
  return (0..<height).map { y in
    let (above, below, down) = ends(y, picture.count, height)
    return (0..<width).map { x in
      let (left, right, across) = ends(x, picture[0].count, width)
      let upper = picture[above][left] * (1 - across) + picture[above][right] * across
      let lower = picture[below][left] * (1 - across) + picture[below][right] * across
      return upper * (1 - down) + lower * down
    }
  }
}

/// With zeros around the picture.
private func inBlack(_ picture: [[Float]], _ height: Int, _ width: Int) -> [[Float]] {
  func pixel(_ y: Int, _ x: Int) -> Float {
    picture.indices.contains(y) && picture[0].indices.contains(x) ? picture[y][x] : 0
  }
  return (0..<height).map { y in
    (0..<width).map { x in
      let row = middles(y, picture.count, height)
      let column = middles(x, picture[0].count, width)
      let (above, left) = (row.rounded(.down), column.rounded(.down))
      let (down, across) = (row - above, column - left)
      let (i, j) = (Int(above), Int(left))
      let upper = pixel(i, j) * (1 - across) + pixel(i, j + 1) * across
      let lower = pixel(i + 1, j) * (1 - across) + pixel(i + 1, j + 1) * across
      return upper * (1 - down) + lower * down
    }
  }
}

private func nearest(_ picture: [[Float]], _ height: Int, _ width: Int) -> [[Float]] {
  (0..<height).map { y in
    (0..<width).map { x in picture[y * picture.count / height][x * picture[0].count / width] }
  }
}

/// "First row: yours is 0, 10, 20, 30, right is 0, 7.5, 22.5, 30."
private func firstRows(
  _ wrong: @escaping @Sendable ([[Float]], Int, Int) -> [[Float]]
) -> @Sendable ([[Float]], Int, Int) -> Message {
  { picture, height, width in
    let rows = [wrong(picture, height, width)[0], resized(picture, height, width)[0]]
      .map { $0.map { number($0) }.joined(separator: ", ") }
    return "First row: yours is \(rows[0]), right is \(rows[1])."
  }
}

private func tensor(_ picture: Image) -> Tensor {
  let numbers = (0..<picture.channels).flatMap { channel in
    (0..<picture.height).flatMap { y in
      (0..<picture.width).map { Float(picture[y, $0, channel]) / 255 }
    }
  }
  return Tensor(shape: [picture.channels, picture.height, picture.width], scalars: numbers)
}

/// A picture of different bytes, the last one 255.
private func picture(_ height: Int, _ width: Int, _ channels: Int) -> Image {
  let count = height * width * channels
  let pixels = (0..<count).map { $0 == count - 1 ? 255 : UInt8(($0 * 37 + 11) % 251) }
  return Image(height: height, width: width, channels: channels, pixels: pixels)
}
