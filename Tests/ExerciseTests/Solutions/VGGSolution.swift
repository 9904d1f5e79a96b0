import LessonKit

struct VGGSolution: VGGExercise {
  func receptiveField(windows: [Int], strides: [Int]) throws -> Int {
    var (size, jump) = (1, 1)
    for layer in windows.indices {
      size += (windows[layer] - 1) * jump
      jump *= strides[layer]
    }
    return size
  }

  func weights(window: Int, layers: Int, channels: Int) throws -> Int {
    return layers * window * window * channels * channels
  }
}
