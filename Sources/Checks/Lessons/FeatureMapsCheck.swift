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
      ],
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
      mistakes: [
        Mistake(
          "turned", "You turned the filters",
          "They slide as they are. Turned by 180° an edge filter finds edges of the other sign.",
          answer: { (map: [[Float]], picture: [[Float]], filters: Tensor) -> Int in
            nearest(map, picture, filters, turns: true)
          }),
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
          answer: { (map: [[Float]], picture: [[Float]], filters: Tensor) -> Int in
            nearest(map, picture, filters) + 1
          }),
      ])
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

private func madeBy(_ filter: Int, _ filters: Tensor) -> [[Float]] {
  response(picture, filters, filter, turns: false).map { $0.map { max(0, $0) } }
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
