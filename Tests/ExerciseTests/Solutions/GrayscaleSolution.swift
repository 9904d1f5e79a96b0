import LessonKit

struct GrayscaleSolution: GrayscaleExercise {
  func grey(red: UInt8, green: UInt8, blue: UInt8) throws -> UInt8 {
    return UInt8((Int(red) + Int(green) + Int(blue)) / 3)
  }

  func mean(_ picture: [[Float]]) throws -> Float {
    var sum: Float = 0
    var count = 0
    for row in picture {
      for pixel in row {
        sum += pixel
        count += 1
      }
    }
    return sum / Float(count)
  }
}
