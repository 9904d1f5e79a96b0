import LessonKit

extension Answers {
  static var featureMaps: Answers {
    Answers(
      FeatureMapsSolution.self,
      mistakes: [
        ("turned", Turned.self),
        ("absolute", Absolute.self),
        ("largest-response", LargestResponse.self),
        ("from-one", FromOne.self),
      ])
  }
}

private let right = FeatureMapsSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: FeatureMapsExercise {}

extension Almost {
  func whichFilter(made map: [[Float]], of picture: [[Float]], filters: Tensor) throws -> Int {
    try right.whichFilter(made: map, of: picture, filters: filters)
  }
}

private func reading(
  _ map: [[Float]], _ picture: [[Float]], _ filters: Tensor, seen: (Float, Int) -> Float,
  weight: (Int, Int, Int) -> Float
) -> Int {
  var best = (filter: 0, distance: Float.infinity)
  for filter in 0..<filters.shape[0] {
    var distance: Float = 0
    for (y, row) in map.enumerated() {
      for (x, value) in row.enumerated() {
        var sum: Float = 0
        for i in 0..<filters.shape[1] {
          for j in 0..<filters.shape[2] { sum += weight(filter, i, j) * picture[y + i][x + j] }
        }
        distance += (seen(sum, filter) - value) * (seen(sum, filter) - value)
      }
    }
    if distance < best.distance { best = (filter, distance) }
  }
  return best.filter
}

private struct Turned: Almost {
  func whichFilter(made map: [[Float]], of picture: [[Float]], filters: Tensor) throws -> Int {
    reading(map, picture, filters) { sum, _ in
      max(0, sum)
    } weight: {
      filters[$0, filters.shape[1] - 1 - $1, filters.shape[2] - 1 - $2]
    }
  }
}

private struct Absolute: Almost {
  func whichFilter(made map: [[Float]], of picture: [[Float]], filters: Tensor) throws -> Int {
    reading(map, picture, filters) { sum, _ in
      abs(sum)
    } weight: {
      filters[$0, $1, $2]
    }
  }
}

private struct LargestResponse: Almost {
  func whichFilter(made map: [[Float]], of picture: [[Float]], filters: Tensor) throws -> Int {
    var best = (filter: 0, sum: -Float.infinity)
    for filter in 0..<filters.shape[0] {
      var total: Float = 0
      for y in map.indices {
        for x in map[y].indices {
          var sum: Float = 0
          for i in 0..<filters.shape[1] {
            for j in 0..<filters.shape[2] { sum += picture[y + i][x + j] * filters[filter, i, j] }
          }
          total += max(0, sum)
        }
      }
      if total > best.sum { best = (filter, total) }
    }
    return best.filter
  }
}

private struct FromOne: Almost {
  func whichFilter(made map: [[Float]], of picture: [[Float]], filters: Tensor) throws -> Int {
    try right.whichFilter(made: map, of: picture, filters: filters) + 1
  }
}
