import LessonKit

struct DimensionsSolution: DimensionsExercise {
  func slide(_ values: [Float], filter: [Float]) throws -> [Float] {
    let before = (filter.count - 1) / 2
    var output: [Float] = []
    for x in values.indices {
      var sum: Float = 0
      for i in filter.indices {
        let place = x + i - before
        if place >= 0, place < values.count { sum += filter[i] * values[place] }
      }
      output.append(sum)
    }
    return output
  }
}
