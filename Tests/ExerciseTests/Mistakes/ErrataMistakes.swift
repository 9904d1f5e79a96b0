import LessonKit

extension Answers {
  static var errata: Answers {
    Answers(
      ErrataSolution.self,
      mistakes: [
        ("padding-forgotten", PaddingForgotten.self),
        ("pool-padded-once", PoolPaddedOnce.self),
        ("one-to-ten", OneToTen.self),
        ("zero-to-ten", ZeroToTen.self),
        ("zero-to-nine-rounded", ZeroToNineRounded.self),
        ("size-padded-once", SizePaddedOnce.self),
        ("not-padded", NotPadded.self),
        ("channels-multiplied", ChannelsMultiplied.self),
        ("halves-floored", HalvesFloored.self),
        ("channels-kept", ChannelsKept.self),
        ("cut-off", CutOff.self),
        ("mean-rounded", MeanRounded.self),
        ("red-for-grey", RedForGrey.self),
        ("maximum", Maximum.self),
        ("sign-lost", SignLost.self),
        ("averaged", Averaged.self),
      ])
  }
}

private let right = ErrataSolution()

/// Answers every function correctly; each mistake overrides one of them.
private protocol Almost: ErrataExercise {}

extension Almost {
  func pooledSize(_ n: Int, window: Int, stride: Int, padding: Int) throws -> Int {
    try right.pooledSize(n, window: window, stride: stride, padding: padding)
  }
  func digit(_ uniform: Float) throws -> Int {
    try right.digit(uniform)
  }
  func paddedSize(_ n: Int, padding: Int) throws -> Int {
    try right.paddedSize(n, padding: padding)
  }
  func shapeBehindBlock(height: Int, width: Int, channels: Int, filters: Int) throws -> [Int] {
    try right.shapeBehindBlock(height: height, width: width, channels: channels, filters: filters)
  }
  func mean(red: UInt8, green: UInt8, blue: UInt8) throws -> Float {
    try right.mean(red: red, green: green, blue: blue)
  }
  func strongestEdges(_ response: [Float], window: Int) throws -> [Float] {
    try right.strongestEdges(response, window: window)
  }
}

private struct PaddingForgotten: Almost {
  func pooledSize(_ n: Int, window: Int, stride: Int, padding: Int) throws -> Int {
    (n - window) / stride + 1
  }
}

private struct PoolPaddedOnce: Almost {
  func pooledSize(_ n: Int, window: Int, stride: Int, padding: Int) throws -> Int {
    1 + (n - window + padding) / stride
  }
}

private struct OneToTen: Almost {
  func digit(_ uniform: Float) throws -> Int {
    1 + Int(10 * uniform)
  }
}

private struct ZeroToTen: Almost {
  func digit(_ uniform: Float) throws -> Int {
    Int((10 * uniform).rounded())
  }
}

private struct ZeroToNineRounded: Almost {
  func digit(_ uniform: Float) throws -> Int {
    Int((9 * uniform).rounded())
  }
}

private struct SizePaddedOnce: Almost {
  func paddedSize(_ n: Int, padding: Int) throws -> Int {
    n + padding
  }
}

private struct NotPadded: Almost {
  func paddedSize(_ n: Int, padding: Int) throws -> Int {
    n
  }
}

private struct ChannelsMultiplied: Almost {
  func shapeBehindBlock(height: Int, width: Int, channels: Int, filters: Int) throws -> [Int] {
    [(height + 1) / 2, (width + 1) / 2, filters * channels]
  }
}

private struct HalvesFloored: Almost {
  func shapeBehindBlock(height: Int, width: Int, channels: Int, filters: Int) throws -> [Int] {
    [height / 2, width / 2, filters]
  }
}

private struct ChannelsKept: Almost {
  func shapeBehindBlock(height: Int, width: Int, channels: Int, filters: Int) throws -> [Int] {
    [(height + 1) / 2, (width + 1) / 2, channels]
  }
}

private struct CutOff: Almost {
  func mean(red: UInt8, green: UInt8, blue: UInt8) throws -> Float {
    Float((Int(red) + Int(green) + Int(blue)) / 3)
  }
}

private struct MeanRounded: Almost {
  func mean(red: UInt8, green: UInt8, blue: UInt8) throws -> Float {
    (Float(Int(red) + Int(green) + Int(blue)) / 3).rounded()
  }
}

private struct RedForGrey: Almost {
  func mean(red: UInt8, green: UInt8, blue: UInt8) throws -> Float {
    Float(red)
  }
}

private struct Maximum: Almost {
  func strongestEdges(_ response: [Float], window: Int) throws -> [Float] {
    stride(from: 0, to: response.count, by: window).map { response[$0..<$0 + window].max() ?? 0 }
  }
}

private struct SignLost: Almost {
  func strongestEdges(_ response: [Float], window: Int) throws -> [Float] {
    stride(from: 0, to: response.count, by: window).map {
      response[$0..<$0 + window].map { abs($0) }.max() ?? 0
    }
  }
}

private struct Averaged: Almost {
  func strongestEdges(_ response: [Float], window: Int) throws -> [Float] {
    stride(from: 0, to: response.count, by: window).map {
      response[$0..<$0 + window].reduce(0, +) / Float(window)
    }
  }
}
