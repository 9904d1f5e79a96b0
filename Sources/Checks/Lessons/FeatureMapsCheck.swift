// Lesson 21: a map and the filter that made it.

import Exercises
import Formatting
import Tensors

extension ExerciseCheck {
  /// Filters that are each other’s turn, mirror and negative.
  static var featureMaps: ExerciseCheck {
    ExerciseCheck(
      lesson: 21, "FeatureMapsExercise",
      hints: [
        """
        Slide each filter over the picture, inside it, not turned, and let ReLU make 0 of what is \
        negative.
        """,
        """
        How far is each result from the map? Add up the squares of the differences, and take the \
        filter with the smallest sum.
        """,
        "Don’t leave out ReLU: a filter that is negative everywhere makes a map of zeros.",
      ],
      whichFilter)
  }

  private static var whichFilter: ProblemCheck {
    ProblemCheck(
      "whichFilter",
      cases: [
        TestCase("four edge filters", madeBy(1, four), picture, four),
        TestCase("the same, another map", madeBy(3, four), picture, four),
        TestCase("three corners", madeBy(0, corners), picture, corners),
        TestCase("one that is nearly dark", madeBy(2, corners), picture, corners),
        TestCase("loud and quiet ones", madeBy(2, kin, of: table), table, kin),
      ],
      draw: drawn,
      right: { (map: [[Float]], picture: [[Float]], filters: Tensor) -> Int in
        nearest(map, picture, filters)
      },
      workedExample: { (_: [Int], map: [[Float]], picture: [[Float]], filters: Tensor) -> Message in
        """
        Squared distances from the map, filter by filter: \
        \(listed(distances(map, picture, filters))). The smallest is that of filter \
        \(nearest(map, picture, filters)).
        """
      },
      mistakes: whichFilterMistakes)
  }

  private static var whichFilterMistakes: [Mistake<Int, [[Float]], [[Float]], Tensor>] {
    [
      Mistake(
        "turned", "You turned the filters",
        "They slide as they are. Turned by 180° an edge filter finds edges of the other sign.",
        given: { ($0, $1, $2.flipped(axes: [1, 2])) }),
      Mistake(
        "absolute", "You took the absolute value instead of ReLU",
        """
        ReLU makes 0 of what is negative. With the absolute value a filter and its negative look \
        alike.
        """,
        answer: { nearest($0, $1, $2, activation: { abs($0) }) }),
      Mistake(
        "largest-response", "You took the filter with the largest response",
        """
        The question is not which filter likes the picture most, but whose answers are those of \
        the map.
        """,
        answer: { (_: [[Float]], picture: [[Float]], filters: Tensor) -> Int in
          strongest(picture, filters)
        }),
      Mistake(
        "from-one", "You counted the filters from 1",
        "The first filter is number 0.",
        then: { $0 + 1 }),
      Mistake(
        "no-relu", "You left out ReLU",
        """
        The map has no negative numbers, a response has: without ReLU the right \
        filter is far off wherever it is below zero.
        """,
        answer: { nearest($0, $1, $2, activation: { $0 }) }),
      Mistake(
        "squared", "You squared the responses instead of taking ReLU",
        "ReLU makes 0 of what is negative and leaves the rest as it is.",
        answer: { nearest($0, $1, $2, activation: { $0 * $0 }) }),
      Mistake(
        "sums-compared", "You compared the sums of the maps",
        """
        Different maps may have the same sum. Compare number by number, and add up \
        the squares of the differences.
        """,
        answer: { map, picture, filters in
          least(filters) { filter in
            abs(
              rectified(picture, filters, filter).joined().reduce(0, +)
                - map.joined().reduce(0, +))
          }
        }),
      Mistake(
        "largest-numbers-compared", "You compared the largest numbers of the maps",
        "Different maps may have the same largest number. Compare all of them.",
        answer: { map, picture, filters in
          least(filters) { filter in
            abs(
              (rectified(picture, filters, filter).joined().max() ?? 0)
                - (map.joined().max() ?? 0))
          }
        }),
      Mistake(
        "one-number-compared", "You compared the first number only",
        "All numbers of the map have to agree.",
        answer: { map, picture, filters in
          least(filters) { abs(rectified(picture, filters, $0)[0][0] - map[0][0]) }
        }),
      Mistake(
        "furthest", "You took the filter that is furthest from the map",
        "The one whose map has the smallest distance made it.",
        answer: { map, picture, filters in
          let distances = distances(map, picture, filters)
          return distances.firstIndex(of: distances.max() ?? 0) ?? 0
        }),
      Mistake(
        "largest-product", "You took the filter whose response times the map is largest",
        "A filter with large weights wins that. Compare by difference.",
        answer: { map, picture, filters in
          least(filters) { filter in
            zip(rectified(picture, filters, filter).joined(), map.joined())
              .reduce(0) { $0 - $1.0 * $1.1 }
          }
        }),
      Mistake(
        "differences-summed", "You added up the differences without squares",
        "Differences of both signs cancel out. Square each, or take |difference|.",
        answer: { map, picture, filters in
          least(filters) { filter in
            zip(rectified(picture, filters, filter).joined(), map.joined())
              .reduce(0) { $0 + $1.0 - $1.1 }
          }
        }),
    ]
  }
}

private let picture: [[Float]] = [
  [0, 0, 0, 0, 0, 1], [0, 4, 4, 4, 0, 0], [0, 0, 1, 6, 0, 2], [0, 0, 7, 0, 0, 0],
  [1, 0, 7, 0, 3, 0], [0, 2, 0, 0, 0, 5],
]

/// Edge filters: brighter to the right, to the left, downwards, upwards.
private let four = Tensor(
  shape: [4, 2, 2], scalars: [-1, 1, -1, 1, 1, -1, 1, -1, -1, -1, 1, 1, 1, 1, -1, -1])

private let corners = Tensor(
  shape: [3, 2, 2], scalars: [2, -1, -1, 0, 0, -1, -1, 2, -2, 1, 1, 0])

/// The same when rows and columns are exchanged.
private let table: [[Float]] = [[0, 4, 1, 2], [4, 2, 7, 0], [1, 7, 3, 5], [2, 0, 5, 1]]

/// One exchanged in rows and columns, one that is quiet, and one that is loud; the third is
/// negative nearly everywhere.
private let kin = Tensor(
  shape: [4, 2, 2],
  scalars: [
    1, -3, 2, -2, 0.125, 0.25, -0.375, -0.25, 1, 2, -3, -2, 3, 6, -9, -6,
  ])

private func response(
  _ picture: [[Float]], _ filters: Tensor, _ filter: Int, turns: Bool
) -> [[Float]] {
  let (height, width) = (filters.shape[1], filters.shape[2])
  return (0...picture.count - height).map { y in
    (0...picture[0].count - width).map { x in
      var sum: Float = 0
      for i in 0..<height {
        for j in 0..<width {
          let weight =
            turns ? filters[filter, height - 1 - i, width - 1 - j] : filters[filter, i, j]
          sum += picture[y + i][x + j] * weight
        }
      }
      return sum
    }
  }
}

private func madeBy(
  _ filter: Int, _ filters: Tensor, of picture: [[Float]] = picture
) -> [[Float]] {
  response(picture, filters, filter, turns: false).map { $0.map { max(0, $0) } }
}

private func rectified(_ picture: [[Float]], _ filters: Tensor, _ filter: Int) -> [[Float]] {
  each(response(picture, filters, filter, turns: false)) { max(0, $0) }
}

/// The number of the filter with the least of something, the first of equal ones.
private func least(_ filters: Tensor, _ quantity: (Int) -> Float) -> Int {
  let quantities = (0..<filters.shape[0]).map(quantity)
  return quantities.firstIndex(of: quantities.min() ?? 0) ?? 0
}

/// A filter among its negative, its turns and a quiet one, so that only the right comparison finds
/// it; in half of the cases the picture is the same when rows and columns are exchanged, and so the
/// maps of exchanged filters have the same numbers at other places. One case in six is an even
/// picture, whose maps are even too.
private let drawn: @Sendable (inout Draw) -> ([[Float]], [[Float]], Tensor) = { draw in
  if draw.whole(0...5) == 0 { return evenPicture(&draw) }
  while true {
    let (height, sides) = (draw.size(3...6), (draw.whole(2...3), draw.whole(1...3)))
    let isSymmetric = draw.isTrue()
    var picture = draw.rows(height, isSymmetric ? height : draw.size(3...6))
    if isSymmetric {
      for y in picture.indices { for x in 0..<y { picture[y][x] = picture[x][y] } }
    }
    let first = draw.rows(sides.0, sides.1)
    let isSquare = sides.0 == sides.1
    let kin = [
      first, each(first) { 0 - $0 }, turned(first),
      isSquare ? transposed(first) : first.reversed(), each(first) { $0 / 8 },
      draw.rows(sides.0, sides.1),
    ]
    let chosen = draw.order(kin.count).prefix(draw.size(2...6)).map { kin[$0] }
    let filters = Tensor(
      shape: [chosen.count, sides.0, sides.1], scalars: chosen.flatMap { $0.flatMap { $0 } })
    let map = rectified(picture, filters, draw.whole(0...chosen.count - 1))
    // Only one filter may have made it.
    let distances = distances(map, picture, filters)
    if distances.count(where: { $0 < 1 }) == 1 { return (map, picture, filters) }
  }
}

/// A picture of ones: the weights of the filters add up to 0, 1 and 2, which is what their maps
/// hold, so a sum or a ReLU that begins elsewhere finds another filter.
private func evenPicture(_ draw: inout Draw) -> ([[Float]], [[Float]], Tensor) {
  let ones = [Float](repeating: 1, count: draw.whole(3...5))
  let picture = [[Float]](repeating: ones, count: draw.whole(3...5))
  let weights = draw.order(3).flatMap { sum in
    let row = draw.rows(1, 5)[0]
    return row + [Float(sum) - row.reduce(0, +)]
  }
  let filters = Tensor(shape: [3, 2, 3], scalars: weights)
  return (rectified(picture, filters, draw.whole(0...2)), picture, filters)
}

private func distances(
  _ map: [[Float]], _ picture: [[Float]], _ filters: Tensor, turns: Bool = false,
  activation: (Float) -> Float = { max(0, $0) }
) -> [Float] {
  (0..<filters.shape[0]).map { filter in
    zip(map.joined(), response(picture, filters, filter, turns: turns).joined())
      .reduce(Float(0)) { sum, pair in
        let difference = activation(pair.1) - pair.0
        return sum + difference * difference
      }
  }
}

private func nearest(
  _ map: [[Float]], _ picture: [[Float]], _ filters: Tensor, turns: Bool = false,
  activation: (Float) -> Float = { max(0, $0) }
) -> Int {
  let distances = distances(map, picture, filters, turns: turns, activation: activation)
  return distances.firstIndex(of: distances.min() ?? 0) ?? 0
}

private func strongest(_ picture: [[Float]], _ filters: Tensor) -> Int {
  let sums = (0..<filters.shape[0]).map { filter in
    response(picture, filters, filter, turns: false).joined().reduce(Float(0)) { $0 + max(0, $1) }
  }
  return sums.firstIndex(of: sums.max() ?? 0) ?? 0
}
