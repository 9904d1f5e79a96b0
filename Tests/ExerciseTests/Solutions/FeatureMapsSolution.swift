import LessonKit

struct FeatureMapsSolution: FeatureMapsExercise {
  func whichFilter(made map: [[Float]], of picture: [[Float]], filters: Tensor) throws -> Int {
    let (count, height, width) = (filters.shape[0], filters.shape[1], filters.shape[2])
    var best = (filter: 0, distance: Float.infinity)
    for filter in 0..<count {
      var distance: Float = 0
      for y in map.indices {
        for x in map[y].indices {
          var sum: Float = 0
          for i in 0..<height {
            for j in 0..<width { sum += picture[y + i][x + j] * filters[filter, i, j] }
          }
          let difference = max(0, sum) - map[y][x]
          distance += difference * difference
        }
      }
      if distance < best.distance { best = (filter, distance) }
    }
    return best.filter
  }
}
