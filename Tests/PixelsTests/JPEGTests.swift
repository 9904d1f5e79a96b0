// JPEG in all the ways it is met in the wild, held against what Pillow decodes.

import Testing

@testable import Pixels

/// A line of Fixtures/jpeg.txt, recorded by Tests/Peers/jpeg_fixtures.py.
struct RecordedPicture: CustomTestStringConvertible {
  var name: String
  var image: Image
  var testDescription: String { name }

  static let all: [RecordedPicture] = fixtureLines("jpeg.txt").map { line in
    let words = line.split(separator: " ")
    let digits = Array(words[4].utf8).map { $0 < 58 ? $0 - 48 : $0 - 87 }
    let pixels = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    return RecordedPicture(
      name: String(words[0]),
      image: Image(
        height: Int(words[1]) ?? 0, width: Int(words[2]) ?? 0, channels: Int(words[3]) ?? 0,
        pixels: pixels))
  }
}

@Suite struct JPEGTests {
  /// The same libjpeg gives the same samples; others may round differently, so 2 steps are allowed.
  @Test(arguments: RecordedPicture.all)
  func decodesToTheRecordedSamples(recorded: RecordedPicture) throws {
    let image = try Image(contentsOf: fixture(recorded.name))
    try #require(image.shape == recorded.image.shape)
    let largest = zip(image.pixels, recorded.image.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
    #expect(largest <= 2)
  }

  @Test func allFixturesAreRecorded() { #expect(RecordedPicture.all.count == 38) }
}
