// What the tests of this module share: fixtures, digests, seeded random numbers, a folder to write
// in.

import Foundation
import Testing

@testable import Pixels

/// The checkout these tests were compiled from.
let repository = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().path(percentEncoded: false)

/// The path of a committed fixture.
func fixture(_ name: String) -> String { repository + "Tests/PixelsTests/Fixtures/" + name }

/// The bytes of a committed fixture.
func fixtureBytes(_ name: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: URL(filePath: fixture(name))))
}

/// The lines of a recorded table; none where it is missing, which the tests that count them notice.
func fixtureLines(_ name: String) -> [Substring] {
  let text = (try? String(contentsOfFile: fixture(name), encoding: .utf8)) ?? ""
  return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
}

/// 64-bit FNV-1a, as the recipes in Tests/Peers compute it.
func digest(_ bytes: [UInt8]) -> String {
  let value = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

/// Whether TextTests is to write its specimen anew.
let writesSpecimen = ProcessInfo.processInfo.environment["CONVBOOK_WRITE_SPECIMEN"] != nil

/// SplitMix64: the same seed gives the same numbers everywhere.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }
}

extension Image {
  /// A picture of noise, the same for the same seed.
  static func noise(height: Int, width: Int, channels: Int, seed: UInt64) -> Image {
    var generator = SeededGenerator(seed: seed)
    return Image(
      height: height, width: width, channels: channels,
      pixels: (0..<(height * width * channels)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      })
  }
}

/// A line of a recorded table: a fixture's name and what it must decode to.
struct RecordedPicture: CustomTestStringConvertible {
  var name: String
  var image: Image
  var testDescription: String { name }

  /// Recorded by Tests/Peers/jpeg_fixtures.py.
  static let jpegs = table("jpeg.txt")
  /// Recorded by Tests/Peers/png_fixtures.py.
  static let pngs = table("png.txt")

  private static func table(_ file: String) -> [RecordedPicture] {
    fixtureLines(file).map { line in
      let words = line.split(separator: " ")
      let digits = Array(words[4].utf8).map { $0 < 58 ? $0 - 48 : $0 - 87 }
      return RecordedPicture(
        name: String(words[0]),
        image: Image(
          height: Int(words[1]) ?? 0, width: Int(words[2]) ?? 0, channels: Int(words[3]) ?? 0,
          pixels: stride(from: 0, to: digits.count, by: 2).map {
            digits[$0] << 4 | digits[$0 + 1]
          }))
    }
  }
}

/// Runs a test with an empty folder that is gone afterwards.
func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory
    .appending(path: "convbook-\(UUID().uuidString)").path(percentEncoded: false)
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}
