import LessonKit

struct TransformsSolution: TransformsExercise {
  func resizeBilinear(_ picture: [[Float]], height: Int, width: Int) throws -> [[Float]] {
    var result: [[Float]] = []
    for y in 0..<height {
      let row = neighbours(y, before: picture.count, after: height)
      var numbers: [Float] = []
      for x in 0..<width {
        let column = neighbours(x, before: picture[0].count, after: width)
        let upper = mix(
          picture[row.first][column.first], picture[row.first][column.second], column.share)
        let lower = mix(
          picture[row.second][column.first], picture[row.second][column.second], column.share)
        numbers.append(mix(upper, lower, row.share))
      }
      result.append(numbers)
    }
    return result
  }

  /// The two pixels between which the new one lies, and how much the second counts.
  private func neighbours(
    _ index: Int, before: Int, after: Int
  ) -> (first: Int, second: Int, share: Float) {
    let middle = (Float(index) + 0.5) * Float(before) / Float(after) - 0.5
    let place = min(max(middle, 0), Float(before - 1))
    let first = Int(place)
    return (first, min(first + 1, before - 1), place - Float(first))
  }

  private func mix(_ first: Float, _ second: Float, _ share: Float) -> Float {
    first * (1 - share) + second * share
  }

  func toTensor(_ picture: Image) throws -> Tensor {
    var numbers: [Float] = []
    for channel in 0..<picture.channels {
      for y in 0..<picture.height {
        for x in 0..<picture.width { numbers.append(Float(picture[y, x, channel]) / 255) }
      }
    }
    return Tensor(shape: [picture.channels, picture.height, picture.width], scalars: numbers)
  }
}
