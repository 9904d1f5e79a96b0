import LessonKit

extension Answers {
  static var vgg: Answers {
    Answers(
      VGGSolution.self,
      mistakes: [
        ("summed", Summed.self),
        ("strides-ignored", StridesIgnored.self),
        ("own-stride-first", OwnStrideFirst.self),
        ("multiplied", Multiplied.self),
        ("one-layer", OneLayer.self),
        ("channels-once", ChannelsOnce.self),
        ("window-once", WindowOnce.self),
        ("with-biases", WithBiases.self),
      ])
  }
}

private let right = VGGSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: VGGExercise {}

extension Almost {
  func receptiveField(windows: [Int], strides: [Int]) throws -> Int {
    try right.receptiveField(windows: windows, strides: strides)
  }
  func weights(window: Int, layers: Int, channels: Int) throws -> Int {
    try right.weights(window: window, layers: layers, channels: channels)
  }
}

private struct Summed: Almost {
  func receptiveField(windows: [Int], strides: [Int]) throws -> Int {
    windows.reduce(0, +)
  }
}

private struct StridesIgnored: Almost {
  func receptiveField(windows: [Int], strides: [Int]) throws -> Int {
    windows.reduce(1) { $0 + $1 - 1 }
  }
}

private struct OwnStrideFirst: Almost {
  func receptiveField(windows: [Int], strides: [Int]) throws -> Int {
    var (size, jump) = (1, 1)
    for layer in windows.indices {
      jump *= strides[layer]
      size += jump * (windows[layer] - 1)
    }
    return size
  }
}

private struct Multiplied: Almost {
  func receptiveField(windows: [Int], strides: [Int]) throws -> Int {
    windows.reduce(1, *)
  }
}

private struct OneLayer: Almost {
  func weights(window: Int, layers: Int, channels: Int) throws -> Int {
    window * window * channels * channels
  }
}

private struct ChannelsOnce: Almost {
  func weights(window: Int, layers: Int, channels: Int) throws -> Int {
    layers * window * window * channels
  }
}

private struct WindowOnce: Almost {
  func weights(window: Int, layers: Int, channels: Int) throws -> Int {
    layers * window * channels * channels
  }
}

private struct WithBiases: Almost {
  func weights(window: Int, layers: Int, channels: Int) throws -> Int {
    layers * channels * (window * window * channels + 1)
  }
}
