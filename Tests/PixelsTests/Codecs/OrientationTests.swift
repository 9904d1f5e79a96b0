// The eight EXIF orientations: applied, not applied, and read from files that lie.

import Testing

@testable import Pixels

@Suite struct OrientationTests {
  /// Fixtures/orientation-N.jpg are one picture stored in eight ways.
  @Test(arguments: 1...8)
  func putsThePictureUpright(orientation: Int) throws {
    let upright = try Image(contentsOf: fixture("orientation-1.jpg"))
    let image = try Image(contentsOf: fixture("orientation-\(orientation).jpg"))
    #expect(image.shape == upright.shape)
    // JPEG's own errors depend on how the blocks lie; any other turn would differ far more.
    let difference = ImageComparison(image, upright, explains: false).meanDifference
    for other in [image.flippedLeftRight(), image.flippedUpDown(), image.rotated180()] {
      #expect(ImageComparison(other, upright, explains: false).meanDifference > 4 * difference)
    }
  }

  @Test(arguments: 1...8)
  func leavesThePictureAsStoredIfAsked(orientation: Int) throws {
    let options = DecodingOptions(appliesOrientation: false)
    let stored = try Image(contentsOf: fixture("orientation-\(orientation).jpg"), options: options)
    #expect(stored.shape == (orientation < 5 ? [19, 23, 3] : [23, 19, 3]))
    let value = try #require(Orientation(rawValue: UInt16(orientation)))
    #expect(
      stored.upright(from: value)
        == (try Image(contentsOf: fixture("orientation-\(orientation).jpg"))))
  }

  @Test func readsLittleEndian() throws {
    let bytes = try fixtureBytes("orientation-little-endian.jpg")
    #expect(Orientation(exifIn: bytes) == .rightTop)
  }

  /// EXIF with one thing wrong each; the picture is then taken as it is.
  @Test(
    arguments: [
      ("no directory", [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0]),
      ("directory behind the end", [0x49, 0x49, 0x2A, 0, 255, 255, 255, 255, 1, 0]),
      ("neither byte order", [0x49, 0x4D, 0x2A, 0, 8, 0, 0, 0, 0, 0]),
      ("65,535 entries", [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 255, 255, 1, 1, 3, 0]),
      (
        "orientation 9",
        [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 9, 0, 0, 0]
      ),
      (
        "orientation as text",
        [0x49, 0x49, 0x2A, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 2, 0, 1, 0, 0, 0, 6, 0, 0, 0]
      ),
      ("empty", []),
    ] as [(String, [UInt8])])
  func ignoresNonsense(name: String, tiff: [UInt8]) throws {
    let bytes = try fixtureBytes("sampling-1x1.jpg")
    let content = Array("Exif\0\0".utf8) + tiff
    let segment: [UInt8] = [0xFF, 0xE1, 0, UInt8(content.count + 2)] + content
    var changed = bytes
    changed.insert(contentsOf: segment, at: 2)
    #expect(Orientation(exifIn: changed) == nil)
    #expect(
      try Image(decoding: changed, name: name) == Image(decoding: bytes, name: name))
  }
}
