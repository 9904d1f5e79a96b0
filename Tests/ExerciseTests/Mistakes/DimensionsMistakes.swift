import LessonKit

extension Answers {
  static var dimensions: Answers {
    Answers(
      DimensionsSolution.self,
      mistakes: [
        ("ends-repeated", EndsRepeated.self),
        ("valid", Valid.self),
        ("turned", Turned.self),
        ("all-behind", AllBehind.self),
        ("odd-one-before", OddOneBefore.self),
      ])
  }
}

private let right = DimensionsSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: DimensionsExercise {}

extension Almost {
  func slide(_ values: [Float], filter: [Float]) throws -> [Float] {
    try right.slide(values, filter: filter)
  }
}

private func inside(_ values: [Float], _ filter: [Float]) -> [Float] {
  var output: [Float] = []
  for x in 0...(values.count - filter.count) {
    var sum: Float = 0
    for i in filter.indices { sum += values[x + i] * filter[i] }
    output.append(sum)
  }
  return output
}

private struct EndsRepeated: Almost {
  func slide(_ values: [Float], filter: [Float]) throws -> [Float] {
    let before = (filter.count - 1) / 2
    let behind = filter.count - 1 - before
    return inside(
      Array(repeating: values[0], count: before) + values
        + Array(repeating: values[values.count - 1], count: behind), filter)
  }
}

private struct Valid: Almost {
  func slide(_ values: [Float], filter: [Float]) throws -> [Float] {
    inside(values, filter)
  }
}

private struct Turned: Almost {
  func slide(_ values: [Float], filter: [Float]) throws -> [Float] {
    try right.slide(values, filter: filter.reversed())
  }
}

private struct AllBehind: Almost {
  func slide(_ values: [Float], filter: [Float]) throws -> [Float] {
    inside(values + Array(repeating: 0, count: filter.count - 1), filter)
  }
}

private struct OddOneBefore: Almost {
  func slide(_ values: [Float], filter: [Float]) throws -> [Float] {
    let before = filter.count / 2
    return inside(
      Array(repeating: 0, count: before) + values
        + Array(repeating: 0, count: filter.count - 1 - before), filter)
  }
}
