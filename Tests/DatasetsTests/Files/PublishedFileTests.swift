// A file is the published one, the same in another wrapping, or something else.

import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite struct PublishedFileTests {
  let folder: TemporaryFolder
  let contents = Array("contents".utf8)

  init() throws { folder = try TemporaryFolder() }

  @Test func matching() throws {
    let packed = gzipped(contents)
    let file = PublishedFile(
      .testLabels, packed.count, MD5.checksum(of: packed), contents: MD5.checksum(of: contents))
    func match(_ bytes: [UInt8]) throws -> PublishedFile.Match {
      try folder.write(bytes, to: "file")
      return try file.match(folder.path("file"))
    }
    #expect(try match(packed) == .asPublished)
    #expect(try match(contents) == .sameContents)
    var renamed = packed
    renamed[9] = 3  // the system it was packed on
    #expect(try match(renamed) == .sameContents)
    #expect(try match(Array("other".utf8)) == .different)
    #expect(try match(gzipped(Array("other".utf8))) == .different)
    #expect(throws: DataError.self) { try match(packed.dropLast()) }
    #expect(throws: DataError.self) { try match([]) }
  }

  @Test(arguments: DataSource.allCases)
  func fourDifferentFiles(_ source: DataSource) {
    #expect(source.files.map(\.part) == PublishedFile.Part.allCases)
    let sums = source.files.flatMap { [$0.checksum, $0.contentChecksum] }
    #expect(Set(sums).count == 8)
    #expect(sums.allSatisfy { $0.count == 32 })
    #expect(source.classNames.count == 10)
  }
}
