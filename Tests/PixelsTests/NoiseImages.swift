// Noise images for tests.

@testable import Pixels

/// SplitMix64: the same seed gives the same numbers everywhere.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }
}

extension Image {
  /// A picture of noise, the same for the same seed.
  static func noise(height: Int, width: Int, channels: Int, seed: UInt64) -> Image {
    var generator = SeededGenerator(seed: seed)
    return Image(
      height: height, width: width, channels: channels,
      pixels: (0..<(height * width * channels)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      })
  }
}
