// Files that were cut, changed, or made to do harm: errors that say where, in little time and
// memory.

import Foundation
import Testing

@testable import Pixels

@Suite struct DamageTests {
  static let small = [
    "png-grey.png", "png-rgb-many-idat.png", "png-rgba-interlaced.png", "one-pixel.jpg", "grey.jpg",
    "progressive.jpg", "restarts.jpg", "cmyk-adobe.jpg",
  ]

  @Test(arguments: small)
  func cutAtEveryByte(name: String) throws {
    let bytes = try fixtureBytes(name)
    for length in 0..<bytes.count {
      let error = try #require(throws: ImageError.self, "\(length) of \(bytes.count) bytes") {
        try Image(decoding: Array(bytes.prefix(length)), name: name)
      }
      // Too short to be recognised, or cut off; libjpeg takes some cuts for damage.
      let expected: [ImageError.Reason] =
        length < 8 ? [.unreadable, .notAPicture, .truncated] : [.truncated, .damaged]
      #expect(expected.contains(error.reason), "\(error)")
      #expect(!error.problem.isEmpty && error.description.hasPrefix(name))
    }
  }

  @Test(arguments: small)
  func cutFilesGiveWhatThereIsIfAsked(name: String) throws {
    let bytes = try fixtureBytes(name)
    let whole = try Image(decoding: bytes, name: name)
    var decoded = 0
    for length in 0..<bytes.count {
      let options = DecodingOptions(toleratesDamage: true)
      let image = try? Image(decoding: Array(bytes.prefix(length)), name: name, options: options)
      guard let image else { continue }
      #expect(image.shape == whole.shape)
      decoded += 1
    }
    #expect(decoded > 0)
  }

  @Test func halfAPNGKeepsItsUpperRows() throws {
    let image = Image.noise(height: 40, width: 50, channels: 3, seed: 4)
    let bytes = try image.pngData()
    let half = try Image(
      decoding: Array(bytes.prefix(bytes.count / 2)), name: "half",
      options: DecodingOptions(toleratesDamage: true))
    let rows = 15 * 50 * 3
    #expect(half.pixels.prefix(rows).elementsEqual(image.pixels.prefix(rows)) as Bool)
    #expect(half.pixels.suffix(rows).allSatisfy { $0 == 0 })
  }

  @Test func arithmeticCodingIsRefused() throws {
    let error = try #require(throws: ImageError.self) {
      try Image(contentsOf: fixture("refused-arithmetic.jpg"))
    }
    #expect(error.reason == .unsupported)
    #expect(error.description.contains("arithmetic coding"))
  }

  /// The picture is whole, but the checksum of its data is wrong.
  @Test(arguments: ["png-rgb.png", "png-rgb-ancillary.png"])
  func wrongChecksumsAreAnErrorUnlessTolerated(name: String) throws {
    var chunks = pngChunks(try fixtureBytes(name))
    let whole = try Image(decoding: pngFile(chunks), name: name)
    let data = try #require(chunks.firstIndex { $0.kind == "IDAT" })
    chunks[data].checksum = 7
    let bytes = pngFile(chunks)
    let error = try #require(throws: ImageError.self) { try Image(decoding: bytes, name: name) }
    #expect(error.description.contains("IDAT: CRC error"))
    let options = DecodingOptions(toleratesDamage: true)
    let decoded = try DecodedImage(decoding: bytes, name: name, options: options)
    #expect(decoded.image == whole)
    #expect(decoded.notes.map(\.english) == ["\(name): libpng warns: IDAT: CRC error."])
  }

  @Test func saysWhere() throws {
    let bytes = try fixtureBytes("png-rgb-uncompressed.png")
    var damaged = bytes
    damaged[70] ^= 1
    let error = try #require(throws: ImageError.self) {
      try Image(decoding: damaged, name: "bit.png")
    }
    #expect(error.reason == .damaged)
    #expect(error.description.contains("at byte"))
    let cut = try #require(throws: ImageError.self) {
      try Image(decoding: Array(fixtureBytes("grey.jpg").dropLast(100)), name: "cut.jpg")
    }
    #expect(cut.reason == .truncated)
    #expect(cut.description.contains("cut.jpg: this JPEG is cut off: it ends at byte"))
  }
}
