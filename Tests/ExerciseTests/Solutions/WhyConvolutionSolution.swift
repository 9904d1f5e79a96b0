import LessonKit

struct WhyConvolutionSolution: WhyConvolutionExercise {
  func parameters(height: Int, width: Int, channels: Int, outputs: Int) throws -> Int {
    let inputs = height * width * channels
    return (inputs + 1) * outputs
  }

  func twoLayers(_ input: [Float], first: [[Float]], second: [[Float]]) throws -> [Float] {
    func product(_ weights: [[Float]], _ numbers: [Float]) -> [Float] {
      var results: [Float] = []
      for row in weights {
        var sum: Float = 0
        for place in numbers.indices { sum += row[place] * numbers[place] }
        results.append(sum)
      }
      return results
    }
    var hidden = product(first, input)
    for place in hidden.indices { hidden[place] = max(0, hidden[place]) }
    return product(second, hidden)
  }
}
