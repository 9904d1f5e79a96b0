// Grey by mean and luma, single channels, conversions between channel counts, colours.

import Testing

@testable import Pixels

@Suite struct ColourTests {
  private func pixel(_ samples: UInt8...) -> Image {
    Image(height: 1, width: 1, channels: samples.count, pixels: samples)
  }

  /// (200 + 100 + 50) / 3 = 116.67, cut off; 0.299 · 200 + 0.587 · 100 + 0.114 · 50 = 124.2.
  @Test(
    arguments: [
      ([200, 100, 50], 116, 124), ([0, 0, 0], 0, 0), ([255, 255, 255], 255, 255),
      ([255, 255, 254], 254, 255), ([255, 0, 0], 85, 76), ([0, 255, 0], 85, 150),
      ([0, 0, 255], 85, 29), ([1, 1, 0], 0, 1),
    ] as [([UInt8], UInt8, UInt8)])
  func greyOfOnePixel(colour: [UInt8], mean: UInt8, luma: UInt8) {
    let image = Image(height: 1, width: 1, channels: 3, pixels: colour)
    #expect(image.greyByMean() == pixel(mean))
    #expect(image.greyByLuma() == pixel(luma))
    let rgba = Image(height: 1, width: 1, channels: 4, pixels: colour + [9])
    #expect(rgba.greyByMean() == pixel(mean, 9), "alpha is kept")
  }

  @Test func everyGreyIsItsOwnMeanAndLuma() {
    for value in UInt8.min...UInt8.max {
      #expect(pixel(value, value, value).greyByMean() == pixel(value))
      #expect(pixel(value, value, value).greyByLuma() == pixel(value))
    }
    #expect(pixel(7).greyByMean() == pixel(7))
    #expect(pixel(7, 8).greyByLuma() == pixel(7, 8))
  }

  @Test func channelsAlone() {
    let image = Image(height: 1, width: 2, channels: 4, pixels: [1, 2, 3, 4, 5, 6, 7, 8])
    for channel in 0..<4 {
      let expected = [UInt8(channel + 1), UInt8(channel + 5)]
      #expect(image.channel(channel).pixels == expected)
    }
  }

  @Test func conversions() {
    #expect(pixel(7).rgb() == pixel(7, 7, 7))
    #expect(pixel(7, 9).rgb() == pixel(7, 7, 7))
    #expect(pixel(1, 2, 3, 4).rgb() == pixel(1, 2, 3))
    #expect(pixel(7).rgba() == pixel(7, 7, 7, 255))
    #expect(pixel(7, 9).rgba() == pixel(7, 7, 7, 9))
    #expect(pixel(1, 2, 3).rgba() == pixel(1, 2, 3, 255))
    #expect(pixel(7, 9).withoutAlpha() == pixel(7))
    #expect(pixel(1, 2, 3, 4).withoutAlpha() == pixel(1, 2, 3))
    #expect(pixel(1, 2, 3).withoutAlpha() == pixel(1, 2, 3))
  }

  @Test(
    arguments: [
      ([10, 20, 30, 255], [10, 20, 30]), ([10, 20, 30, 0], [255, 255, 255]),
      // 100 · 51/255 + 255 · 204/255 = 20 + 204
      ([100, 0, 255, 51], [224, 204, 255]), ([0, 51], [204]),
    ] as [([UInt8], [UInt8])])
  func laidOverWhite(samples: [UInt8], expected: [UInt8]) {
    let image = Image(height: 1, width: 1, channels: samples.count, pixels: samples)
    #expect(image.flattened(over: .white).pixels == expected)
  }

  @Test func greyOverAColourBecomesColour() {
    let flat = pixel(0, 0).flattened(over: .red)
    #expect(flat == pixel(Colour.red.red, Colour.red.green, Colour.red.blue))
  }

  @Test(arguments: [
    (Colour.white, Colour.black), (.black, .white), (.yellow, .black), (.blue, .white),
    (Colour(grey: 139), .white), (Colour(grey: 140), .black),
  ])
  func contrast(colour: Colour, readable: Colour) { #expect(colour.contrasting == readable) }

  @Test func samplesOfAColour() {
    let colour = Colour(red: 200, green: 100, blue: 50, alpha: 7)
    #expect(colour.samples(channels: 1) == [124])
    #expect(colour.samples(channels: 2) == [124, 7])
    #expect(colour.samples(channels: 3) == [200, 100, 50])
    #expect(colour.samples(channels: 4) == [200, 100, 50, 7])
    #expect(Colour.red.withOpacity(0.5).alpha == 128)
    #expect(Colour.red.withOpacity(7).alpha == 255)
  }
}
