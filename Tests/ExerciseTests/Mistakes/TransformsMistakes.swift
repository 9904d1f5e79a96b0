import LessonKit

extension Answers {
  static var transforms: Answers {
    Answers(
      TransformsSolution.self,
      mistakes: [
        ("corners-aligned", CornersAligned.self),
        ("nearest", Nearest.self),
        ("without-halves", WithoutHalves.self),
        ("height-and-width-exchanged", Exchanged.self),
        ("weights-exchanged", WeightsExchanged.self),
        ("reshaped-only", ReshapedOnly.self),
        ("channels-last", ChannelsLast.self),
        ("not-divided", NotDivided.self),
        ("divided-by-256", DividedBy256.self),
        ("divided-whole-numbers", DividedBytes.self),
        ("turned", Turned.self),
      ])
  }
}

private let right = TransformsSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: TransformsExercise {}

extension Almost {
  func resizeBilinear(_ picture: [[Float]], height: Int, width: Int) throws -> [[Float]] {
    try right.resizeBilinear(picture, height: height, width: width)
  }
  func toTensor(_ picture: Image) throws -> Tensor { try right.toTensor(picture) }
}

/// Bilinear interpolation with another rule for the coordinates of a pixel.
private func mixed(
  _ picture: [[Float]], _ height: Int, _ width: Int, _ place: (Int, Int, Int) -> Float,
  _ share: (Float) -> Float = { $0 }
) -> [[Float]] {
  (0..<height).map { y in
    (0..<width).map { x in
      let row = max(0, min(place(y, picture.count, height), Float(picture.count - 1)))
      let column = max(0, min(place(x, picture[0].count, width), Float(picture[0].count - 1)))
      let (top, left) = (Int(row), Int(column))
      let (bottom, beside) = (min(top + 1, picture.count - 1), min(left + 1, picture[0].count - 1))
      let (down, across) = (share(row - Float(top)), share(column - Float(left)))
      return (1 - down) * ((1 - across) * picture[top][left] + across * picture[top][beside])
        + down * ((1 - across) * picture[bottom][left] + across * picture[bottom][beside])
    }
  }
}

private struct CornersAligned: Almost {
  func resizeBilinear(_ picture: [[Float]], height: Int, width: Int) throws -> [[Float]] {
    mixed(picture, height, width) { Float($0) * Float($1 - 1) / Float($2 - 1) }
  }
}

private struct Nearest: Almost {
  func resizeBilinear(_ picture: [[Float]], height: Int, width: Int) throws -> [[Float]] {
    (0..<height).map { y in
      (0..<width).map { x in
        picture[Int(Float(y) * Float(picture.count) / Float(height))][
          Int(Float(x) * Float(picture[0].count) / Float(width))]
      }
    }
  }
}

private struct WithoutHalves: Almost {
  func resizeBilinear(_ picture: [[Float]], height: Int, width: Int) throws -> [[Float]] {
    mixed(picture, height, width) { Float($0) / Float($2) * Float($1) }
  }
}

private struct Exchanged: Almost {
  func resizeBilinear(_ picture: [[Float]], height: Int, width: Int) throws -> [[Float]] {
    try right.resizeBilinear(picture, height: width, width: height)
  }
}

private struct WeightsExchanged: Almost {
  func resizeBilinear(_ picture: [[Float]], height: Int, width: Int) throws -> [[Float]] {
    mixed(
      picture, height, width, { (Float($0) + 0.5) * Float($1) / Float($2) - 0.5 }, { 1 - $0 })
  }
}

private struct ReshapedOnly: Almost {
  func toTensor(_ picture: Image) throws -> Tensor {
    Tensor(
      shape: [picture.channels, picture.height, picture.width],
      scalars: picture.pixels.map { Float($0) / 255 })
  }
}

private struct ChannelsLast: Almost {
  func toTensor(_ picture: Image) throws -> Tensor {
    Tensor(
      shape: [picture.height, picture.width, picture.channels],
      scalars: picture.pixels.map { Float($0) / 255 })
  }
}

private struct NotDivided: Almost {
  func toTensor(_ picture: Image) throws -> Tensor {
    try right.toTensor(picture).map { ($0 * 255).rounded() }
  }
}

private struct DividedBy256: Almost {
  func toTensor(_ picture: Image) throws -> Tensor {
    try right.toTensor(picture).map { ($0 * 255).rounded() / 256 }
  }
}

private struct DividedBytes: Almost {
  func toTensor(_ picture: Image) throws -> Tensor {
    var numbers: [Float] = []
    for channel in 0..<picture.channels {
      for y in 0..<picture.height {
        for x in 0..<picture.width { numbers.append(Float(picture[y, x, channel] / 255)) }
      }
    }
    return Tensor(shape: [picture.channels, picture.height, picture.width], scalars: numbers)
  }
}

private struct Turned: Almost {
  func toTensor(_ picture: Image) throws -> Tensor {
    var numbers: [Float] = []
    for channel in 0..<picture.channels {
      for x in 0..<picture.width {
        for y in 0..<picture.height { numbers.append(Float(picture[y, x, channel]) / 255) }
      }
    }
    return Tensor(shape: [picture.channels, picture.width, picture.height], scalars: numbers)
  }
}
