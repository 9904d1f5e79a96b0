// The numbers of a comparison, worked out by hand, and what is said about them.

import Foundation
import Testing

@testable import Pixels

@Suite struct ImageComparisonTests {
  private func grey(_ rows: [[UInt8]]) -> Image {
    Image(height: rows.count, width: rows[0].count, channels: 1, pixels: rows.flatMap { $0 })
  }

  /// 10 − 10, 20 − 23, 30 − 30, 40 − 36: differences 0, 3, 0, −4.
  @Test func numbersWorkedOutByHand() {
    let comparison = ImageComparison(grey([[10, 20], [30, 40]]), grey([[10, 23], [30, 36]]))
    #expect(!comparison.isMatch)
    #expect(comparison.largestDifference == 4)
    #expect(comparison.meanDifference == 7.0 / 4)
    #expect(comparison.rootMeanSquare == 2.5)  // √(25 / 4)
    #expect(abs((comparison.peakSignalToNoise ?? 0) - 40.172) < 0.001)  // 20 log₁₀(255 / 2.5)
    #expect(comparison.differingPixels == 2)
    #expect(comparison.totalPixels == 4)
    #expect(comparison.percentage == 50)
    #expect(comparison.boundingBox == PixelArea(y: 0, x: 1, height: 2, width: 1))
    let place = comparison.largestPlace
    #expect(place?.y == 1 && place?.x == 1 && place?.first == 40 && place?.second == 36)
  }

  @Test(arguments: [(0, 3), (1, 2), (3, 1), (4, 0), (255, 0)])
  func toleranceDecidesWhatDiffers(tolerance: Int, differing: Int) {
    let comparison = ImageComparison(
      grey([[0, 10, 20, 30]]), grey([[0, 11, 22, 34]]), tolerance: tolerance)
    #expect(comparison.differingPixels == differing)
    #expect(comparison.isMatch == (differing == 0))
    #expect(comparison.largestDifference == 4, "the numbers don't depend on the tolerance")
  }

  @Test func equalPictures() {
    let image = Image.noise(height: 20, width: 30, channels: 3, seed: 1)
    let comparison = ImageComparison(image, image)
    #expect(comparison.isMatch)
    #expect(comparison.peakSignalToNoise == nil)
    #expect(comparison.structuralSimilarity == 1)
    #expect(comparison.boundingBox == nil && comparison.largestPlace == nil)
    #expect(comparison.lines[0].english == "The pictures are equal.")
  }

  /// 2 × 3 against 4 × 2: 4 pixels in common, 2 only in the first, 4 only in the second.
  @Test func differentSizes() {
    let comparison = ImageComparison(
      grey([[1, 2, 3], [4, 5, 6]]), grey([[1, 2], [4, 9], [0, 0], [0, 0]]), explains: false)
    #expect(comparison.totalPixels == 10)
    #expect(comparison.differingPixels == 7)
    #expect(comparison.meanDifference == 1)
    #expect(comparison.boundingBox == PixelArea(y: 0, x: 0, height: 4, width: 3))
    let picture = comparison.differencePicture().image
    #expect(picture.shape == [4, 3, 3])
  }

  @Test func equalPixelsInOtherChannels() {
    let image = Image.noise(height: 4, width: 5, channels: 1, seed: 2)
    for other in [image.rgb(), image.rgba(), image.converted(to: 2)] {
      let comparison = ImageComparison(image, other)
      #expect(comparison.isMatch)
      #expect(!comparison.notes.isEmpty)
      #expect(comparison.lines[0].english.contains("not the same number of channels"))
    }
  }

  @Test func alphaIsAChannelOfItsOwn() {
    var first = Image(height: 3, width: 3, channels: 4, filledWith: .white)
    var second = first
    first[1, 1, 3] = 0
    first[1, 1, 0] = 10
    second[1, 1, 3] = 0
    let comparison = ImageComparison(first, second)
    #expect(comparison.differingPixels == 1, "colours that can't be seen count too")
    #expect(comparison.largestDifference == 245)
  }

  @Test(arguments: [
    (0, 0, 0, 0), (0, 5, 3, 3), (3, 3, 0, 0),
  ])
  func emptyPictures(h1: Int, w1: Int, h2: Int, w2: Int) {
    let comparison = ImageComparison(
      Image(height: h1, width: w1, channels: 1, filledWith: .black),
      Image(height: h2, width: w2, channels: 1, filledWith: .black))
    #expect(comparison.isMatch == (h1 * w1 == h2 * w2))
    #expect(!comparison.lines.isEmpty)
    #expect(comparison.differencePicture().image.channels == 3)
  }

  @Test func linesSayItInWords() {
    var second = Image(height: 100, width: 200, channels: 3, filledWith: .black)
    second[7, 9, 2] = 30
    second[8, 20, 0] = 5
    let comparison = ImageComparison(
      Image(height: 100, width: 200, channels: 3, filledWith: .black), second)
    #expect(
      comparison.lines.prefix(5).map(\.english) == [
        "The pictures differ.",
        "  size        both 200 × 100, RGB",
        "  differing   2 of 20,000 pixels (0.010 %)",
        "              in rows 7…8, columns 9…20",
        "  largest     30 of 255, at row 7, column 9, blue: 0 → 30",
      ])
    #expect(
      comparison.lines[5].english.hasPrefix("  mean        0.0006   RMS 0.1242   PSNR 66.25 dB"))
  }

  @Test func theReportIsJSON() throws {
    let image = Image.noise(height: 12, width: 12, channels: 3, seed: 3)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    for other in [image, image.flippedLeftRight()] {
      let data = try encoder.encode(ImageComparison(image, other))
      let report = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
      #expect(report["isMatch"] as? Bool == (other == image))
      #expect(report["differingPixels"] != nil)
      #expect(report["first"] == nil, "the pictures themselves are not part of it")
    }
  }
}
