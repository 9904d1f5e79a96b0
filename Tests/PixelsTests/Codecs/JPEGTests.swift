// JPEG in all the ways it is met in the wild, held against what Pillow decodes.

import Testing

@testable import Pixels

@Suite struct JPEGTests {
  /// The same libjpeg gives the same samples; others may round differently, so 2 steps are allowed.
  @Test(arguments: RecordedPicture.jpegs)
  func decodesToTheRecordedSamples(recorded: RecordedPicture) throws {
    let image = try Image(contentsOf: fixture(recorded.name))
    try #require(image.shape == recorded.image.shape)
    let largest = zip(image.pixels, recorded.image.pixels).map { abs(Int($0) - Int($1)) }.max() ?? 0
    #expect(largest <= 2)
  }

  @Test func allFixturesAreRecorded() { #expect(RecordedPicture.jpegs.count == 38) }
}

@Suite struct JPEGEncodingTests {
  /// A ramp without noise, which JPEG keeps well.
  private func ramp(channels: Int) -> Image {
    var image = Image(height: 21, width: 34, channels: channels, filledWith: .black)
    for y in 0..<21 {
      for x in 0..<34 {
        for channel in 0..<channels {
          image[y, x, channel] = UInt8(channel == 1 ? 255 - 7 * x : 5 * y + 3 * x)
        }
      }
    }
    return image
  }

  @Test(arguments: [1, 3], [75, 90, 100])
  func comesBackNearly(channels: Int, quality: Int) throws {
    let image = ramp(channels: channels)
    let back = try Image(decoding: image.jpegData(quality: quality), name: "ours")
    #expect(back.shape == image.shape)
    let largest = ImageComparison(image, back).largestDifference
    #expect(largest <= (quality == 100 ? 3 : quality == 90 ? 12 : 24))
  }

  @Test func colourIsKeptAtFullResolution() throws {
    // One red column on white: halved colour would smear it over its neighbours.
    var image = Image(height: 16, width: 16, channels: 3, filledWith: .white)
    image.fill(PixelArea(y: 0, x: 8, height: 16, width: 1), Colour(red: 255, green: 0, blue: 0))
    let back = try Image(decoding: image.jpegData(quality: 95), name: "ours")
    #expect(back[8, 8, 0] > 220 && back[8, 8, 1] < 40)
    #expect(back[8, 6, 1] > 220)
  }

  @Test func alphaIsLaidOverWhite() throws {
    let clear = Image(height: 8, width: 8, channels: 4, filledWith: .transparent)
    let back = try Image(decoding: clear.jpegData(), name: "ours")
    #expect(back == Image(height: 8, width: 8, channels: 3, filledWith: .white))
    let grey = Image(height: 8, width: 8, channels: 2, filledWith: .transparent)
    #expect(try Image(decoding: grey.jpegData(), name: "ours").channels == 1)
  }

  @Test(arguments: [0, -1, 101])
  func refusesOtherQualities(quality: Int) {
    #expect(throws: ImageError.self) { try ramp(channels: 1).jpegData(quality: quality) }
  }

  @Test func refusesSidesThatJPEGCannotHold() throws {
    let wide = Image(height: 1, width: 65_501, channels: 1, filledWith: .white)
    let error = try #require(throws: ImageError.self) { try wide.jpegData() }
    #expect(error.reason == .unencodable)
    #expect(error.description.contains("65,500"))
  }
}
