import LessonKit

extension Answers {
  static var leNetToZFNet: Answers {
    Answers(
      LeNetToZFNetSolution.self,
      mistakes: [
        ("rounded-up", RoundedUp.self),
        ("one-forgotten", OneForgotten.self),
        ("padded-once", PaddedOnce.self),
        ("always-from-the-photo", AlwaysFromThePhoto.self),
        ("padding-forgotten", PaddingForgotten.self),
        ("output-times-stride", OutputTimesStride.self),
        ("one-window-more", OneWindowMore.self),
        ("padding-left-in", PaddingLeftIn.self),
        ("padding-once", PaddingOnce.self),
      ])
  }
}

private let right = LeNetToZFNetSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: LeNetToZFNetExercise {}

extension Almost {
  func sizes(of side: Int, windows: [Int], strides: [Int], paddings: [Int]) throws -> [Int] {
    try right.sizes(of: side, windows: windows, strides: strides, paddings: paddings)
  }
  func sideThatFits(output: Int, window: Int, stride: Int, padding: Int) throws -> Int {
    try right.sideThatFits(output: output, window: window, stride: stride, padding: padding)
  }
}

private func chained(
  _ side: Int, _ windows: [Int], _ strides: [Int], _ paddings: [Int],
  _ next: (Int, Int, Int, Int) -> Int
) -> [Int] {
  var sides = [side]
  for layer in windows.indices {
    sides.append(next(sides[layer], windows[layer], strides[layer], paddings[layer]))
  }
  return Array(sides.dropFirst())
}

private struct RoundedUp: Almost {
  func sizes(of side: Int, windows: [Int], strides: [Int], paddings: [Int]) throws -> [Int] {
    chained(side, windows, strides, paddings) {
      Int((Double($0 + 2 * $3 - $1) / Double($2)).rounded(.up)) + 1
    }
  }
}

private struct OneForgotten: Almost {
  func sizes(of side: Int, windows: [Int], strides: [Int], paddings: [Int]) throws -> [Int] {
    chained(side, windows, strides, paddings) { ($0 - $1 + 2 * $3) / $2 }
  }
}

private struct PaddedOnce: Almost {
  func sizes(of side: Int, windows: [Int], strides: [Int], paddings: [Int]) throws -> [Int] {
    chained(side, windows, strides, paddings) { ($0 - $1 + $3) / $2 + 1 }
  }
}

private struct AlwaysFromThePhoto: Almost {
  func sizes(of side: Int, windows: [Int], strides: [Int], paddings: [Int]) throws -> [Int] {
    var result: [Int] = []
    for layer in windows.indices {
      result.append((side + 2 * paddings[layer] - windows[layer]) / strides[layer] + 1)
    }
    return result
  }
}

private struct PaddingForgotten: Almost {
  func sizes(of side: Int, windows: [Int], strides: [Int], paddings: [Int]) throws -> [Int] {
    try right.sizes(of: side, windows: windows, strides: strides, paddings: paddings.map { _ in 0 })
  }
}

private struct OutputTimesStride: Almost {
  func sideThatFits(output: Int, window: Int, stride: Int, padding: Int) throws -> Int {
    stride * output
  }
}

private struct OneWindowMore: Almost {
  func sideThatFits(output: Int, window: Int, stride: Int, padding: Int) throws -> Int {
    output * stride + window - 2 * padding
  }
}

private struct PaddingLeftIn: Almost {
  func sideThatFits(output: Int, window: Int, stride: Int, padding: Int) throws -> Int {
    (output - 1) * stride + window
  }
}

private struct PaddingOnce: Almost {
  func sideThatFits(output: Int, window: Int, stride: Int, padding: Int) throws -> Int {
    stride * (output - 1) + window - padding
  }
}
