import LessonKit

struct PixelsSolution: PixelsExercise {
  func shape(width: Int, height: Int, channels: Int) throws -> [Int] {
    return [height, width, channels]
  }

  func channelsFirst(_ picture: Tensor) throws -> Tensor {
    var numbers: [Float] = []
    for channel in 0..<picture.shape[2] {
      for y in 0..<picture.shape[0] {
        for x in 0..<picture.shape[1] { numbers.append(picture[y, x, channel]) }
      }
    }
    return Tensor(
      shape: [picture.shape[2], picture.shape[0], picture.shape[1]], scalars: numbers)
  }
}
