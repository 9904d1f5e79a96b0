// What is no regular, readable file is refused in words.

import Foundation
import TestSupport
import Testing

@testable import Datasets

@Suite struct FileBytesTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func aFile() throws {
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    try folder.write(bytes, to: "some")
    #expect(try fileBytes(folder.path("some")) == bytes)
  }

  private func problem(_ name: String, limit: Int = 1 << 30) throws -> DataError {
    let path = folder.path(name)
    let error = try #require(throws: DataError.self) { try fileBytes(path, limit: limit) }
    #expect(error.file == path)
    return error
  }

  @Test func whatIsNotOne() throws {
    try folder.write([], to: "empty")
    try folder.write([1, 2, 3], to: "three")
    try FileManager.default.createDirectory(
      atPath: folder.path("inner"), withIntermediateDirectories: false)
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    #expect(try problem("empty").problem.english == "the file is empty")
    #expect(try problem("inner").problem.english.contains("a folder"))
    #expect(try problem("pipe").problem.english.contains("a pipe"))
    #expect(try problem("nothing").reason == .missing)
    #expect(try problem("three/below").reason == .missing)
    #expect(try problem("three", limit: 2).reason == .tooLarge)
  }
}
