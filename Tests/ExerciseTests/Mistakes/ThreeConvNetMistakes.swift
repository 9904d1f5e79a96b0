import LessonKit

extension Answers {
  static var threeConvNet: Answers {
    Answers(
      ThreeConvNetSolution.self,
      mistakes: [
        ("floored", Floored.self),
        ("all-valid", AllValid.self),
        ("last-pool-forgotten", LastPoolForgotten.self),
        ("one-row", OneRow.self),
        ("halved-once", HalvedOnce.self),
        ("no-biases", NoBiases.self),
        ("depth-forgotten", DepthForgotten.self),
        ("channels-multiply", ChannelsMultiply.self),
      ])
  }
}

private let right = ThreeConvNetSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: ThreeConvNetExercise {}

extension Almost {
  func flatWidth(size: Int, blocks: Int, maps: Int) throws -> Int {
    try right.flatWidth(size: size, blocks: blocks, maps: maps)
  }
  func parameters(maps: [Int], classes: Int, flatWidth: Int) throws -> Int {
    try right.parameters(maps: maps, classes: classes, flatWidth: flatWidth)
  }
}

private struct Floored: Almost {
  func flatWidth(size: Int, blocks: Int, maps: Int) throws -> Int {
    var side = size
    for _ in 0..<blocks { side /= 2 }
    return side * side * maps
  }
}

private struct AllValid: Almost {
  func flatWidth(size: Int, blocks: Int, maps: Int) throws -> Int {
    var side = size
    for _ in 0..<blocks {
      side -= 2
      side /= 2
    }
    return maps * side * side
  }
}

private struct LastPoolForgotten: Almost {
  func flatWidth(size: Int, blocks: Int, maps: Int) throws -> Int {
    var side = size
    for _ in 1..<blocks { side = (side + 1) / 2 }
    return side * side * maps
  }
}

private struct OneRow: Almost {
  func flatWidth(size: Int, blocks: Int, maps: Int) throws -> Int {
    var side = size
    for _ in 0..<blocks { side = (side + 1) / 2 }
    return side * maps
  }
}

private struct HalvedOnce: Almost {
  func flatWidth(size: Int, blocks: Int, maps: Int) throws -> Int {
    let side = (size + 1) / 2
    return side * side * maps
  }
}

private struct NoBiases: Almost {
  func parameters(maps: [Int], classes: Int, flatWidth: Int) throws -> Int {
    var sum = flatWidth * classes
    for block in 1..<maps.count { sum += 9 * maps[block - 1] * maps[block] }
    return sum
  }
}

private struct DepthForgotten: Almost {
  func parameters(maps: [Int], classes: Int, flatWidth: Int) throws -> Int {
    maps.dropFirst().reduce((flatWidth + 1) * classes) { $0 + 10 * $1 }
  }
}

private struct ChannelsMultiply: Almost {
  func parameters(maps: [Int], classes: Int, flatWidth: Int) throws -> Int {
    var (sum, channels) = ((flatWidth + 1) * classes, maps[0])
    for filters in maps.dropFirst() {
      sum += (9 * channels + 1) * filters
      channels *= filters
    }
    return sum
  }
}
