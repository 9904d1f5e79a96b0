import LessonKit

struct PaddingAndStrideSolution: PaddingAndStrideExercise {
  func outputSize(_ n: Int, window: Int, padding: Int, stride: Int) throws -> Int {
    return (n + 2 * padding - window) / stride + 1
  }

  func unread(_ n: Int, window: Int, padding: Int, stride: Int) throws -> Int {
    let windows = (n + 2 * padding - window) / stride + 1
    let end = (windows - 1) * stride + window - padding
    return max(0, n - end)
  }
}
