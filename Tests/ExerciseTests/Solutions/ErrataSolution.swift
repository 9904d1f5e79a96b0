import LessonKit

struct ErrataSolution: ErrataExercise {
  func pooledSize(_ n: Int, window: Int, stride: Int, padding: Int) throws -> Int {
    return (n + 2 * padding - window) / stride + 1
  }

  func digit(_ uniform: Float) throws -> Int {
    return Int(uniform * 10)
  }

  func paddedSize(_ n: Int, padding: Int) throws -> Int {
    return padding + n + padding
  }

  func shapeBehindBlock(height: Int, width: Int, channels: Int, filters: Int) throws -> [Int] {
    return [(height + 1) / 2, (width + 1) / 2, filters]
  }

  func mean(red: UInt8, green: UInt8, blue: UInt8) throws -> Float {
    return (Float(red) + Float(green) + Float(blue)) / 3
  }

  func strongestEdges(_ response: [Float], window: Int) throws -> [Float] {
    var result: [Float] = []
    for start in stride(from: 0, to: response.count, by: window) {
      var strongest = response[start]
      for place in start..<start + window where abs(response[place]) > abs(strongest) {
        strongest = response[place]
      }
      result.append(strongest)
    }
    return result
  }
}
