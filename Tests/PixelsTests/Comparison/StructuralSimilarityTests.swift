// SSIM against scikit-image, on pictures that both compute by formula.

import Testing

@testable import Pixels

@Suite struct StructuralSimilarityTests {
  private func picture(_ height: Int, _ width: Int, _ channels: Int, step: Int = 0) -> Image {
    var image = Image(height: height, width: width, channels: channels, filledWith: .black)
    for y in 0..<height {
      for x in 0..<width {
        for channel in 0..<channels {
          let mixed: Int = y * 7 + x * 5 + channel * 91 + (x * y) % 23 * 4
          let moved: Int = mixed % 256 + ((y * x + channel) % 5 - 2) * step
          image[y, x, channel] = UInt8(min(max(moved, 0), 255))
        }
      }
    }
    return image
  }

  /// Printed by Tests/Peers/ssim_values.py.
  @Test(arguments: [
    (11, 11, 1, 1, 0.9986023),
    (11, 11, 1, 10, 0.8576168),
    (11, 11, 1, 60, -0.0650767),
    (12, 17, 1, 1, 0.9986907),
    (12, 17, 1, 10, 0.8736966),
    (12, 17, 1, 60, 0.0437715),
    (24, 31, 3, 1, 0.9993078),
    (24, 31, 3, 10, 0.9375660),
    (24, 31, 3, 60, 0.3968828),
    (40, 13, 4, 1, 0.9993731),
    (40, 13, 4, 10, 0.9429864),
    (40, 13, 4, 60, 0.4240989),
    (64, 64, 3, 1, 0.9993223),
    (64, 64, 3, 10, 0.9384078),
    (64, 64, 3, 60, 0.4046294),
  ])
  func equalsScikitImage(height: Int, width: Int, channels: Int, step: Int, expected: Double) {
    let value = structuralSimilarity(
      picture(height, width, channels), picture(height, width, channels, step: step))
    #expect(abs((value ?? -2) - expected) < 1e-6)
  }

  /// A side below 11: one window of equal weights. Two pixels, 0 and 255, against 255 and 0: μ =
  /// 127.5, σ² = 127.5², σ₁₂ = −127.5².
  @Test func smallPicturesAreOneWindow() {
    let first = Image(height: 1, width: 2, channels: 1, pixels: [0, 255])
    let second = Image(height: 1, width: 2, channels: 1, pixels: [255, 0])
    let c2 = 7.65 * 7.65
    let variance = 127.5 * 127.5
    let expected = (-2 * variance + c2) / (2 * variance + c2)
    #expect(abs((structuralSimilarity(first, second) ?? 0) - expected) < 1e-12)
    #expect(structuralSimilarity(first, first) == 1)
  }

  @Test func nothingInCommonHasNoSimilarity() {
    let empty = Image(height: 0, width: 5, channels: 1, pixels: [])
    #expect(structuralSimilarity(empty, picture(3, 3, 1)) == nil)
  }
}
