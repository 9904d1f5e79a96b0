import LessonKit

struct SimpleConvNetSolution: SimpleConvNetExercise {
  func denseWidth(size: Int, window: Int, padding: Int, stride: Int, filters: Int, pool: Int) throws
    -> Int
  {
    let map = (size + 2 * padding - window) / stride + 1
    let pooled = map / pool
    return filters * pooled * pooled
  }

  func parameters(channels: Int, window: Int, filters: Int, width: Int, hidden: Int, classes: Int)
    throws -> Int
  {
    let convolution = (window * window * channels + 1) * filters
    let first = (width + 1) * hidden
    let second = (hidden + 1) * classes
    return convolution + first + second
  }
}
