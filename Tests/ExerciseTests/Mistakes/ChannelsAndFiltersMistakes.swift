import LessonKit

extension Answers {
  static var channelsAndFilters: Answers {
    Answers(
      ChannelsAndFiltersSolution.self,
      mistakes: [
        ("no-bias", NoBias.self),
        ("one-bias", OneBias.self),
        ("depth-forgotten", DepthForgotten.self),
        ("not-shared", NotShared.self),
        ("bias-for-channels", BiasForChannels.self),
        ("first-channel", FirstChannel.self),
        ("mean-of-channels", MeanOfChannels.self),
        ("channels-kept", ChannelsKept.self),
        ("not-shared-inside", NotSharedInside.self),
        ("weights-not-shared", WeightsNotShared.self),
      ])
  }
}

private let right = ChannelsAndFiltersSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: ChannelsAndFiltersExercise {}

extension Almost {
  func parameters(height: Int, width: Int, channels: Int, filters: Int, window: Int) throws -> Int {
    try right.parameters(
      height: height, width: width, channels: channels, filters: filters, window: window)
  }
  func map(_ input: Tensor, filter: Tensor) throws -> Tensor {
    try right.map(input, filter: filter)
  }
}

private func channel(_ number: Int, of block: Tensor) -> Tensor {
  var numbers: [Float] = []
  for y in 0..<block.shape[0] {
    for x in 0..<block.shape[1] { numbers.append(block[y, x, number]) }
  }
  return Tensor(shape: [block.shape[0], block.shape[1], 1], scalars: numbers)
}

private struct NoBias: Almost {
  func parameters(height: Int, width: Int, channels: Int, filters: Int, window: Int) throws -> Int {
    window * window * channels * filters
  }
}

private struct OneBias: Almost {
  func parameters(height: Int, width: Int, channels: Int, filters: Int, window: Int) throws -> Int {
    window * window * channels * filters + 1
  }
}

private struct DepthForgotten: Almost {
  func parameters(height: Int, width: Int, channels: Int, filters: Int, window: Int) throws -> Int {
    (window * window + 1) * filters
  }
}

private struct NotShared: Almost {
  func parameters(height: Int, width: Int, channels: Int, filters: Int, window: Int) throws -> Int {
    height * width * filters * (window * window * channels + 1)
  }
}

private struct BiasForChannels: Almost {
  func parameters(height: Int, width: Int, channels: Int, filters: Int, window: Int) throws -> Int {
    (window * window + 1) * channels * filters
  }
}

private struct FirstChannel: Almost {
  func map(_ input: Tensor, filter: Tensor) throws -> Tensor {
    try right.map(channel(0, of: input), filter: channel(0, of: filter))
  }
}

private struct MeanOfChannels: Almost {
  func map(_ input: Tensor, filter: Tensor) throws -> Tensor {
    let sum = try right.map(input, filter: filter)
    return Tensor(shape: sum.shape, scalars: sum.scalars.map { $0 / Float(input.shape[2]) })
  }
}

private struct ChannelsKept: Almost {
  func map(_ input: Tensor, filter: Tensor) throws -> Tensor {
    let maps = try (0..<input.shape[2]).map {
      try right.map(channel($0, of: input), filter: channel($0, of: filter))
    }
    let places = maps[0].count
    return Tensor(
      shape: maps[0].shape + [maps.count],
      scalars: (0..<places).flatMap { place in maps.map { $0.scalars[place] } })
  }
}

private struct NotSharedInside: Almost {
  func parameters(height: Int, width: Int, channels: Int, filters: Int, window: Int) throws -> Int {
    let places = (height - window + 1) * (width - window + 1)
    return places * filters * (window * window * channels + 1)
  }
}

private struct WeightsNotShared: Almost {
  func parameters(height: Int, width: Int, channels: Int, filters: Int, window: Int) throws -> Int {
    let places = (height - window + 1) * (width - window + 1)
    return places * filters * window * window * channels + filters
  }
}
