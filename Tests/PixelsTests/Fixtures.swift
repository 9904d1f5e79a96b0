// The committed picture files in Fixtures, and what they must decode to.

import Foundation
import TestSupport
import Testing

@testable import Pixels

/// The path of a committed fixture.
func fixture(_ name: String) -> String {
  repository.appendingPathComponent("Tests/PixelsTests/Fixtures/\(name)").path
}

/// The bytes of a committed fixture.
func fixtureBytes(_ name: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: URL(filePath: fixture(name))))
}

/// The lines of a recorded table; none where it is missing, which the tests that count them notice.
func fixtureLines(_ name: String) -> [Substring] {
  let text = (try? String(contentsOfFile: fixture(name), encoding: .utf8)) ?? ""
  return text.split(separator: "\n").filter { !$0.hasPrefix("#") }
}

/// Whether TextTests is to write its specimen anew.
let writesSpecimen = ProcessInfo.processInfo.environment["CONVBOOK_WRITE_SPECIMEN"] != nil

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
      return RecordedPicture(
        name: String(words[0]),
        image: Image(
          height: Int(words[1]) ?? 0, width: Int(words[2]) ?? 0, channels: Int(words[3]) ?? 0,
          pixels: hexadecimalBytes(words[4])))
    }
  }
}
