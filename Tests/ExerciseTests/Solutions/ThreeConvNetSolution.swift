import LessonKit

struct ThreeConvNetSolution: ThreeConvNetExercise {
  func flatWidth(size: Int, blocks: Int, maps: Int) throws -> Int {
    var side = size
    for _ in 0..<blocks { side = (side + 1) / 2 }
    return side * side * maps
  }

  func parameters(maps: [Int], classes: Int, flatWidth: Int) throws -> Int {
    var sum = (flatWidth + 1) * classes
    for block in 1..<maps.count { sum += (3 * 3 * maps[block - 1] + 1) * maps[block] }
    return sum
  }
}
