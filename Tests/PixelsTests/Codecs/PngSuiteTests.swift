// Every file of PngSuite: the valid ones give the samples that an independent decoder recorded, the
// broken ones a clear error.

import Foundation
import TestSupport
import Testing

@testable import Pixels

/// The folder with PngSuite, or nil where it isn't on this machine.
let pngSuite: String? = {
  let beside = repository.appendingPathComponent("../shared/data/pngsuite").path
  let folder = ProcessInfo.processInfo.environment["CONVBOOK_PNGSUITE"] ?? beside
  return FileManager.default.fileExists(atPath: folder + "/basn0g01.png") ? folder : nil
}()

/// A line of Fixtures/pngsuite.txt, recorded by Tests/Peers/pngsuite_samples.py.
struct RecordedSamples: CustomTestStringConvertible {
  var name: String
  var shape: [Int]
  var digest: String
  var testDescription: String { name }

  static let all: [RecordedSamples] = fixtureLines("pngsuite.txt").map { line in
    let words = line.split(separator: " ").map(String.init)
    return RecordedSamples(
      name: words[0], shape: words[1...3].compactMap { Int($0) }, digest: words[4])
  }
}

@Suite(.enabled(if: pngSuite != nil, "PngSuite is not here; set CONVBOOK_PNGSUITE to its folder"))
struct PngSuiteTests {
  @Test(arguments: RecordedSamples.all)
  func decodesToTheRecordedSamples(recorded: RecordedSamples) throws {
    let image = try Image(contentsOf: "\(pngSuite ?? "")/\(recorded.name)")
    #expect(image.shape == recorded.shape)
    #expect(digest(image.pixels) == recorded.digest)
  }

  @Test(arguments: [
    ("xc1n0g08", "Invalid color type"), ("xc9n2c08", "Invalid color type"),
    ("xcrn0g04", "a PNG whose line ends were changed"), ("xcsn0g01", "CRC"),
    ("xd0n2c08", "Invalid bit depth"), ("xd3n2c08", "Invalid bit depth"),
    ("xd9n2c08", "Invalid bit depth"), ("xdtn0g01", "IEND"), ("xhdn0g08", "CRC"),
    ("xlfn0g04", "a PNG whose line ends were changed"), ("xs1n0g01", "its first bytes are"),
    ("xs2n0g01", "its first bytes are"), ("xs4n0g01", "its first bytes are"),
    ("xs7n0g01", "a PNG whose line ends were changed"),
  ])
  func refusesBrokenFiles(name: String, because reason: String) throws {
    let path = "\(pngSuite ?? "")/\(name).png"
    let error = try #require(throws: ImageError.self) { try Image(contentsOf: path) }
    #expect(error.file == path)
    #expect(error.description.contains(reason))
  }

  @Test func everyFileIsAccountedFor() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: pngSuite ?? "")
      .filter { $0.hasSuffix(".png") && !$0.hasPrefix("x") }
    #expect(Set(names) == Set(RecordedSamples.all.map(\.name)))
  }
}
