// Small files made to fill the memory or to keep the machine busy.

import Foundation
import Testing

@testable import Pixels

@Suite(.serialized, .timeLimit(.minutes(1))) struct BombTests {
  /// A file that declares 60000 × 60000 pixels and has none.
  private func hugePNG(_ width: UInt32, _ height: UInt32) throws -> [UInt8] {
    var bytes = try fixtureBytes("png-grey.png")
    for (index, side) in [width, height].enumerated() {
      for byte in 0..<4 { bytes[16 + 4 * index + byte] = UInt8(side >> (24 - 8 * byte) & 255) }
    }
    return withRepairedChecksums(bytes)
  }

  private func hugeJPEG(_ name: String, _ width: Int, _ height: Int) throws -> [UInt8] {
    var bytes = try fixtureBytes(name)
    // The frame header: FF C0 or FF C2, length, precision, height, width.
    let frame = try #require(
      bytes.indices.first { bytes[$0] == 0xFF && [0xC0, 0xC2].contains(bytes[$0 + 1]) })
    bytes.replaceSubrange(
      (frame + 5)..<(frame + 9),
      with: [height >> 8, height & 255, width >> 8, width & 255].map { UInt8($0) })
    return bytes
  }

  @Test func tooManyPixelsAreRefusedBeforeAnythingIsAllocated() throws {
    for bytes in try [hugePNG(60_000, 60_000), hugeJPEG("grey.jpg", 60_000, 60_000)] {
      let error = try #require(throws: ImageError.self) { try Image(decoding: bytes, name: "huge") }
      #expect(error.reason == .tooLarge)
      #expect(error.description.contains("60000 × 60000 pixels"))
    }
    // Sides that overflow when multiplied, and more than libpng takes at all.
    for bytes in try [hugePNG(0xFFFF_FFFF, 0xFFFF_FFFF), hugePNG(2_000_000, 2)] {
      #expect(throws: ImageError.self) { try Image(decoding: bytes, name: "huge") }
    }
  }

  @Test func theLimitIsTheCallers() throws {
    let options = DecodingOptions(pixelLimit: 62)
    #expect(throws: ImageError.self) {
      try Image(contentsOf: fixture("png-grey.png"), options: options)
    }
    let enough = DecodingOptions(pixelLimit: 63)
    #expect(try Image(contentsOf: fixture("png-grey.png"), options: enough).shape == [7, 9, 1])
    #expect(throws: ImageError.self) {
      try Image(
        contentsOf: fixture("png-grey.png"), options: DecodingOptions(pixelLimit: Int.min))
    }
  }

  /// 9,000 × 9,000 are 243 MB of pixels; the pages of rows that never came must not be touched.
  @Test func aShortFileTakesLittleMemory() throws {
    let files = try [
      hugePNG(9_000, 9_000), hugeJPEG("sampling-2x2.jpg", 9_000, 9_000),
      hugeJPEG("progressive.jpg", 9_000, 9_000),
    ]
    let before = peakMemory(startingAnew: true)
    for bytes in files {
      #expect(throws: ImageError.self) { try Image(decoding: bytes, name: "short") }
    }
    #expect(peakMemory() - before < 150_000_000)
  }

  /// Each scan walks the whole picture; a few bytes each would keep us busy for ever.
  @Test func thousandsOfScansAreRefused() throws {
    let bytes = try hugeJPEG("progressive.jpg", 8_000, 8_000)
    let scan = try #require(
      bytes.indices.last { bytes[$0] == 0xFF && $0 + 1 < bytes.count && bytes[$0 + 1] == 0xDA })
    // An AC scan that says "no more coefficients for the next 32,767 blocks" again and again.
    let last = bytes[scan..<(bytes.count - 2)]
    var bomb = Array(bytes.prefix(scan))
    for _ in 0..<5_000 { bomb += last }
    bomb += [0xFF, 0xD9]
    for tolerates in [false, true] {
      let options = DecodingOptions(toleratesDamage: tolerates)
      let start = ContinuousClock.now
      let error = try #require(throws: ImageError.self) {
        try Image(decoding: bomb, name: "bomb", options: options)
      }
      // Strictly, libjpeg's first warning ends it even sooner.
      #expect(!tolerates || error.description.contains("more than 100 scans"))
      #expect(ContinuousClock.now - start < .seconds(20))
    }
  }

  @Test func ancillaryChunksAreNeverInflated() throws {
    // A zTXt of 1 MB whose text would be a gigabyte, and a thousand text chunks.
    let bytes = try fixtureBytes("png-grey.png")
    let zeros = [UInt8](repeating: 0, count: 1 << 20)
    let bomb = PNGChunk("zTXt", Array("k\0\0".utf8) + [0x78, 0xDA] + zeros).bytes
    let texts = (0..<1_000).flatMap { PNGChunk("tEXt", Array("key\($0)\0value".utf8)).bytes }
    let profile = PNGChunk("iCCP", Array("p\0\0".utf8) + [0x78, 0xDA] + zeros).bytes
    var changed = bytes
    changed.insert(contentsOf: bomb + texts + profile, at: 33)
    #expect(
      try Image(decoding: changed, name: "text") == Image(decoding: bytes, name: "plain"))
  }

  @Test func hugeMarkersAreSkipped() throws {
    let bytes = try fixtureBytes("grey.jpg")
    let comment = [0xFF, 0xFE, 0xFF, 0xFF] + [UInt8](repeating: 65, count: 65_533)
    let profile = [0xFF, 0xE2, 0xFF, 0xFF] + [UInt8](repeating: 66, count: 65_533)
    let many = (0..<50).flatMap { _ in comment + profile }
    var changed = bytes
    changed.insert(contentsOf: many, at: 2)
    #expect(
      try Image(decoding: changed, name: "long") == Image(decoding: bytes, name: "plain"))
  }

  /// The most memory this process has held, in bytes, since it was last started anew; only Linux
  /// tells.
  private func peakMemory(startingAnew: Bool = false) -> Int {
    if startingAnew {
      try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
    }
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
  }
}
