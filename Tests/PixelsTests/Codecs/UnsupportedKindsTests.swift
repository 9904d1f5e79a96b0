// Legal files of kinds that the libraries don't decode: refused by their name, not as damaged.

import TestSupport
import Testing

@testable import Pixels

@Suite struct UnsupportedKindsTests {
  /// The frame header of a JPEG fixture, changed: FF C0, length, precision, height, width,
  /// components.
  private func jpeg(_ change: (inout [UInt8], Int) -> Void) throws -> [UInt8] {
    var bytes = try fixtureBytes("sampling-2x2.jpg")
    let frame = try #require(
      bytes.indices.first { bytes[$0] == 0xFF && $0 + 1 < bytes.count && bytes[$0 + 1] == 0xC0 })
    change(&bytes, frame)
    return bytes
  }

  private func expect(
    _ bytes: [UInt8], _ reason: ImageError.Reason, _ words: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for tolerates in [false, true] {
      let options = DecodingOptions(toleratesDamage: tolerates)
      let error = try #require(throws: ImageError.self, sourceLocation: sourceLocation) {
        try Image(decoding: bytes, name: "kind", options: options)
      }
      #expect(error.reason == reason, "\(error)", sourceLocation: sourceLocation)
      #expect(error.description.contains(words), "\(error)", sourceLocation: sourceLocation)
      #expect(!error.description.contains("amaged"), sourceLocation: sourceLocation)
      #expect(!error.advice.english.contains("Get it again"), sourceLocation: sourceLocation)
    }
  }

  @Test(
    arguments: [
      (0xC3, "lossless coding"), (0xC5, "hierarchical coding"),
      (0xC6, "hierarchical progressive coding"), (0xC7, "hierarchical lossless coding"),
      (0xC9, "arithmetic coding"), (0xCA, "arithmetic coding"),
      (0xCB, "lossless arithmetic coding"),
      (0xCD, "hierarchical arithmetic coding"),
    ] as [(UInt8, String)])
  func jpegProcesses(marker: UInt8, name: String) throws {
    try expect(jpeg { $0[$1 + 1] = marker }, .unsupported, name)
  }

  @Test(arguments: [12, 16] as [UInt8])
  func jpegPrecision(bits: UInt8) throws {
    try expect(jpeg { $0[$1 + 4] = bits }, .unsupported, "\(bits) bits a sample")
  }

  /// Chroma whose sampling factors don't divide the largest.
  @Test(arguments: [0x33, 0x31, 0x13] as [UInt8])
  func jpegFractionalSampling(luma: UInt8) throws {
    let bytes = try jpeg { bytes, frame in
      bytes[frame + 11] = luma
      bytes[frame + 14] = luma >> 4 == 3 ? 0x21 : 0x12
    }
    try expect(bytes, .unsupported, "fractional chroma sampling factors")
  }

  @Test func jpegHeightBehindTheData() throws {
    try expect(jpeg { ($0[$1 + 5], $0[$1 + 6]) = (0, 0) }, .unsupported, "DNL")
  }

  @Test(arguments: [(65_501, 1), (1, 65_501), (65_535, 65_535)])
  func jpegSides(width: Int, height: Int) throws {
    let bytes = try jpeg { bytes, frame in
      bytes.replaceSubrange(
        (frame + 5)..<(frame + 9),
        with: [height >> 8, height & 255, width >> 8, width & 255].map { UInt8($0) })
    }
    try expect(bytes, .tooLarge, "\(width) × \(height) pixels")
  }

  @Test(arguments: [(1_000_001, 1), (1, 1_000_001), (3_000_000_000, 2)] as [(UInt32, UInt32)])
  func pngSides(width: UInt32, height: UInt32) throws {
    let header = PNGChunk("IHDR", bigEndian(width) + bigEndian(height) + [8, 0, 0, 0, 0])
    let bytes = pngFile([header, PNGChunk("IDAT", storedZlib([0])), PNGChunk("IEND", [])])
    try expect(bytes, .tooLarge, "\(width) × \(height) pixels")
  }

  @Test func applesPNG() throws {
    let chunks = pngChunks(try fixtureBytes("png-rgba.png"))
    let bytes = pngFile([PNGChunk("CgBI", [0x50, 0, 0x20, 2])] + chunks)
    try expect(bytes, .unsupported, "Apple's CgBI")
  }

  @Test(arguments: ["ABCD", "QrSt"])
  func unknownCriticalChunks(kind: String) throws {
    var chunks = pngChunks(try fixtureBytes("png-rgba.png"))
    chunks.insert(PNGChunk(kind, [1, 2, 3]), at: 1)
    try expect(pngFile(chunks), .unsupported, "\(kind): unhandled critical chunk")
  }

  /// The limit counts pixels, and the coefficients that libjpeg keeps of a progressive picture.
  @Test func bytesAreLimited() throws {
    for (name, isProgressive) in [
      ("sampling-2x2.jpg", false), ("progressive.jpg", true), ("png-rgb.png", false),
    ] {
      let image = try Image(contentsOf: fixture(name))
      let exact = DecodingOptions(byteLimit: image.pixels.count)
      let less = DecodingOptions(byteLimit: image.pixels.count - 1)
      let error = try #require(throws: ImageError.self) {
        try Image(contentsOf: fixture(name), options: less)
      }
      #expect(error.reason == .tooLarge && error.description.contains("bytes to decode"))
      #expect(((try? Image(contentsOf: fixture(name), options: exact)) == nil) == isProgressive)
      let enough = DecodingOptions(byteLimit: 8 * 1024 + 4 * image.pixels.count)
      #expect(try Image(contentsOf: fixture(name), options: enough) == image)
    }
  }

  /// What is written can be read, whatever its size; the rest is refused.
  @Test(arguments: ["png", "jpg"])
  func whatIsWrittenCanBeRead(ending: String) throws {
    let limit = ending == "png" ? 1_000_000 : 65_500
    var generator = SeededGenerator(seed: 5)
    var sides = [1, 2, limit - 1, limit, limit + 1, 3 * limit]
    sides += (0..<6).map { _ in Int.random(in: 1...(2 * limit), using: &generator) }
    try withTemporaryFolder { folder in
      for side in sides {
        for (height, width) in [(1, side), (side, 1)] {
          let image = Image(height: height, width: width, channels: 1, filledWith: .white)
          let path = "\(folder)/picture.\(ending)"
          if side > limit {
            let error = try #require(throws: ImageError.self) { try image.write(to: path) }
            #expect(error.reason == .unencodable)
          } else {
            try image.write(to: path)
            #expect(try Image(contentsOf: path) == image)
          }
        }
      }
    }
  }
}
