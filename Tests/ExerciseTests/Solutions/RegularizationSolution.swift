import LessonKit

struct RegularizationSolution: RegularizationExercise {
  func normalized(_ numbers: [Float]) throws -> [Float] {
    let count = Float(numbers.count)
    let mean = numbers.reduce(0, +) / count
    var variance: Float = 0
    for number in numbers { variance += (number - mean) * (number - mean) / count }
    return numbers.map { ($0 - mean) / variance.squareRoot() }
  }

  func dropout(_ numbers: [Float], stays: [Bool], p: Float, isTraining: Bool) throws -> [Float] {
    if !isTraining { return numbers }
    var result: [Float] = []
    for place in numbers.indices { result.append(stays[place] ? numbers[place] / (1 - p) : 0) }
    return result
  }
}
