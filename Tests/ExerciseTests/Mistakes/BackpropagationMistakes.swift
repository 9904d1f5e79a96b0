import LessonKit

extension Answers {
  static var backpropagation: Answers {
    Answers(
      BackpropagationSolution.self,
      mistakes: [
        ("filter-stride-ignored", FilterStrideIgnored.self),
        ("filter-overwritten", FilterOverwritten.self),
        ("filter-mean", FilterMean.self),
        ("filter-turned", FilterTurned.self),
        ("filter-not-turned", FilterNotTurned.self),
        ("input-overwritten", InputOverwritten.self),
        ("input-stride-ignored", InputStrideIgnored.self),
      ])
  }
}

private let right = BackpropagationSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: BackpropagationExercise {}

extension Almost {
  func filterGradient(_ input: [[Float]], outputGradient: [[Float]], stride: Int) throws
    -> [[Float]]
  {
    try right.filterGradient(input, outputGradient: outputGradient, stride: stride)
  }
  func inputGradient(
    height: Int, width: Int, filter: [[Float]], outputGradient: [[Float]], stride: Int
  ) throws -> [[Float]] {
    try right.inputGradient(
      height: height, width: width, filter: filter, outputGradient: outputGradient, stride: stride)
  }
}

private struct FilterStrideIgnored: Almost {
  func filterGradient(_ input: [[Float]], outputGradient: [[Float]], stride: Int) throws
    -> [[Float]]
  {
    let height = input.count - (outputGradient.count - 1) * stride
    let width = input[0].count - (outputGradient[0].count - 1) * stride
    return (0..<height).map { i in
      (0..<width).map { j in
        var sum: Float = 0
        for (y, row) in outputGradient.enumerated() {
          for (x, value) in row.enumerated() { sum += value * input[y + i][x + j] }
        }
        return sum
      }
    }
  }
}

private struct FilterOverwritten: Almost {
  func filterGradient(_ input: [[Float]], outputGradient: [[Float]], stride: Int) throws
    -> [[Float]]
  {
    let (rows, columns) = (outputGradient.count, outputGradient[0].count)
    let last = outputGradient[rows - 1][columns - 1]
    return input[((rows - 1) * stride)...].map { row in
      row[((columns - 1) * stride)...].map { $0 * last }
    }
  }
}

private struct FilterMean: Almost {
  func filterGradient(_ input: [[Float]], outputGradient: [[Float]], stride: Int) throws
    -> [[Float]]
  {
    let places = Float(outputGradient.count * outputGradient[0].count)
    return try right.filterGradient(input, outputGradient: outputGradient, stride: stride).map {
      $0.map { $0 / places }
    }
  }
}

private struct FilterTurned: Almost {
  func filterGradient(_ input: [[Float]], outputGradient: [[Float]], stride: Int) throws
    -> [[Float]]
  {
    try right.filterGradient(input, outputGradient: outputGradient, stride: stride).reversed().map {
      $0.reversed()
    }
  }
}

private struct FilterNotTurned: Almost {
  func inputGradient(
    height: Int, width: Int, filter: [[Float]], outputGradient: [[Float]], stride: Int
  ) throws -> [[Float]] {
    try right.inputGradient(
      height: height, width: width, filter: filter.reversed().map { Array($0.reversed()) },
      outputGradient: outputGradient, stride: stride)
  }
}

private struct InputOverwritten: Almost {
  func inputGradient(
    height: Int, width: Int, filter: [[Float]], outputGradient: [[Float]], stride: Int
  ) throws -> [[Float]] {
    var gradient = [[Float]](repeating: [Float](repeating: 0, count: width), count: height)
    for (y, row) in outputGradient.enumerated() {
      for (x, value) in row.enumerated() {
        for (i, weights) in filter.enumerated() {
          for (j, weight) in weights.enumerated() {
            gradient[y * stride + i][x * stride + j] = value * weight
          }
        }
      }
    }
    return gradient
  }
}

private struct InputStrideIgnored: Almost {
  func inputGradient(
    height: Int, width: Int, filter: [[Float]], outputGradient: [[Float]], stride: Int
  ) throws -> [[Float]] {
    try right.inputGradient(
      height: height, width: width, filter: filter, outputGradient: outputGradient, stride: 1)
  }
}
