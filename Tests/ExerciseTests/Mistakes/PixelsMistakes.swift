import LessonKit

extension Answers {
  static var pixels: Answers {
    Answers(
      PixelsSolution.self,
      mistakes: [
        ("width-first", WidthFirst.self),
        ("channels-first", ChannelsFirst.self),
        ("no-channels", NoChannels.self),
        ("reshaped-only", ReshapedOnly.self),
        ("turned-round", TurnedRound.self),
        ("nothing-moved", NothingMoved.self),
      ])
  }
}

private let right = PixelsSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: PixelsExercise {}

extension Almost {
  func shape(width: Int, height: Int, channels: Int) throws -> [Int] {
    try right.shape(width: width, height: height, channels: channels)
  }
  func channelsFirst(_ picture: Tensor) throws -> Tensor {
    try right.channelsFirst(picture)
  }
}

private struct WidthFirst: Almost {
  func shape(width: Int, height: Int, channels: Int) throws -> [Int] {
    [width, height, channels]
  }
}

private struct ChannelsFirst: Almost {
  func shape(width: Int, height: Int, channels: Int) throws -> [Int] {
    [channels, height, width]
  }
}

private struct NoChannels: Almost {
  func shape(width: Int, height: Int, channels: Int) throws -> [Int] {
    [height, width]
  }
}

private struct ReshapedOnly: Almost {
  func channelsFirst(_ picture: Tensor) throws -> Tensor {
    Tensor(shape: [picture.shape[2], picture.shape[0], picture.shape[1]], scalars: picture.scalars)
  }
}

private struct TurnedRound: Almost {
  func channelsFirst(_ picture: Tensor) throws -> Tensor {
    var numbers: [Float] = []
    for channel in 0..<picture.shape[2] {
      for x in 0..<picture.shape[1] {
        for y in 0..<picture.shape[0] { numbers.append(picture[y, x, channel]) }
      }
    }
    return Tensor(shape: [picture.shape[2], picture.shape[1], picture.shape[0]], scalars: numbers)
  }
}

private struct NothingMoved: Almost {
  func channelsFirst(_ picture: Tensor) throws -> Tensor {
    picture
  }
}
