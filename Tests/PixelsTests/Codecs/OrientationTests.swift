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
    #expect(Orientation(in: bytes, format: .jpeg) == .rightTop)
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
    #expect(Orientation(in: changed, format: .jpeg) == nil)
    #expect(
      try Image(decoding: changed, name: name) == Image(decoding: bytes, name: name))
  }

  /// A directory with the one entry 0x0112, of any type, count and four bytes of value.
  private func tiff(littleEndian: Bool, type: UInt8, count: UInt8 = 1, value: [UInt8]) -> [UInt8] {
    littleEndian
      ? Array("II*\0".utf8) + [8, 0, 0, 0, 1, 0, 0x12, 1, type, 0, count, 0, 0, 0] + value
      : Array("MM\0*".utf8) + [0, 0, 0, 8, 0, 1, 1, 0x12, 0, type, 0, 0, 0, count] + value
  }

  /// The forms that viewers honour, none with a link to another directory behind the entry.
  private func variants(_ orientation: UInt8) -> [[UInt8]] {
    let inline: [UInt8] = [orientation, 0, 0, 0]
    var variants: [[UInt8]] = [1, 3, 4, 6, 8, 9].map {
      tiff(littleEndian: true, type: $0, value: inline)
    }
    let bigEndian: [(UInt8, [UInt8])] = [
      (1, inline), (3, [0, orientation, 0, 0]), (4, inline.reversed()),
    ]
    for (type, value) in bigEndian {
      variants.append(tiff(littleEndian: false, type: type, value: value))
    }
    // A count that is wrong, and values that lie behind the directory: at 22.
    variants += [0, 2, 200].map {
      tiff(littleEndian: true, type: 3, count: $0, value: inline)
    }
    variants.append(
      tiff(littleEndian: true, type: 3, count: 4, value: [22, 0, 0, 0]) + [orientation, 0, 0, 0])
    let header = Array("Exif\0\0".utf8)
    return variants + [header + variants[0], header + header + variants[1]]
  }

  @Test(arguments: 2...8 as ClosedRange<UInt8>)
  func readsLenientForms(orientation: UInt8) throws {
    let jpeg = try fixtureBytes("sampling-1x1.jpg")
    let png = try fixtureBytes("png-rgb.png")
    let expected = try #require(Orientation(rawValue: UInt16(orientation)))
    for exif in variants(orientation) {
      let content = Array("Exif\0\0".utf8) + exif
      var changed = jpeg
      changed.insert(contentsOf: [0xFF, 0xE1, 0, UInt8(content.count + 2)] + content, at: 2)
      #expect(
        try Image(decoding: changed, name: "jpeg")
          == Image(decoding: jpeg, name: "plain").upright(from: expected), "\(exif)")
      for place in [1, 2] {  // before and behind the data
        var chunks = pngChunks(png)
        chunks.insert(PNGChunk("eXIf", exif), at: place)
        let decoded = try DecodedImage(decoding: pngFile(chunks), name: "png")
        #expect(decoded.notes == [])
        #expect(
          try decoded.image == Image(decoding: png, name: "plain").upright(from: expected))
        let options = DecodingOptions(appliesOrientation: false)
        #expect(
          try Image(decoding: pngFile(chunks), name: "png", options: options)
            == Image(decoding: png, name: "plain"))
      }
    }
  }
}
