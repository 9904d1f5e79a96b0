import LessonKit

struct LeNetToZFNetSolution: LeNetToZFNetExercise {
  func sizes(of side: Int, windows: [Int], strides: [Int], paddings: [Int]) throws -> [Int] {
    var (side, result) = (side, [Int]())
    for layer in windows.indices {
      side = (side + 2 * paddings[layer] - windows[layer]) / strides[layer] + 1
      result.append(side)
    }
    return result
  }

  func sideThatFits(output: Int, window: Int, stride: Int, padding: Int) throws -> Int {
    return (output - 1) * stride + window - 2 * padding
  }
}
