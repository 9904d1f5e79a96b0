// Files appear complete or not at all, and nothing else is left behind.

import Foundation
import TestSupport
import Testing

@testable import Pixels

@Suite struct FileWritingTests {
  private let image = Image.noise(height: 5, width: 4, channels: 3, seed: 9)

  private func files(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test(arguments: [
    "a.png", "A.PNG", "a.b.Png", "a.jpg", "a.JPEG", ".hidden.png", "with space.png",
  ])
  func writesByExtension(name: String) throws {
    try withTemporaryFolder { folder in
      try image.write(to: "\(folder)/\(name)")
      #expect(try files(folder) == [name])
      let back = try Image(contentsOf: "\(folder)/\(name)")
      #expect(back.shape == image.shape)
      if name.lowercased().hasSuffix("png") { #expect(back == image) }
    }
  }

  @Test(arguments: ["a", "a.gif", "a.png.txt", "png", ".png/a", "a."])
  func refusesOtherNames(name: String) throws {
    try withTemporaryFolder { folder in
      let error = try #require(throws: ImageError.self) { try image.write(to: "\(folder)/\(name)") }
      #expect(error.reason == .unencodable)
      #expect(error.description.contains("Let it end in .png or .jpg"))
      #expect(try files(folder).isEmpty)
    }
  }

  @Test func replacesWhatWasThere() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.png"
      try Data("old".utf8).write(to: URL(filePath: path))
      try image.write(to: path)
      #expect(try Image(contentsOf: path) == image)
      #expect(try files(folder) == ["a.png"])
    }
  }

  @Test func missingFolder() throws {
    try withTemporaryFolder { folder in
      let error = try #require(throws: ImageError.self) {
        try image.write(to: folder + "/none/a.png")
      }
      #expect(error.problem == "there is no such folder")
      #expect(error.file == folder + "/none/a.png")
    }
  }

  @Test func ontoAFolder() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/a.png", withIntermediateDirectories: false)
      let error = try #require(throws: ImageError.self) { try image.write(to: folder + "/a.png") }
      #expect(error.problem == "this is a folder")
      #expect(try files(folder) == ["a.png"])
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func readOnlyFolderAndFile() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.png"
      try Data("old".utf8).write(to: URL(filePath: path))
      chmod(path, 0o444)
      #expect(throws: ImageError.self) { try image.write(to: path) }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
      chmod(folder, 0o555)
      defer { chmod(folder, 0o755) }
      #expect(throws: ImageError.self) { try image.write(to: folder + "/b.png") }
      #expect(try files(folder) == ["a.png"])
    }
  }

  @Test func aNameAsLongAsCanBeAndOneLonger() throws {
    try withTemporaryFolder { folder in
      let longest = String(repeating: "x", count: 251) + ".png"
      try image.write(to: "\(folder)/\(longest)")
      #expect(throws: ImageError.self) { try image.write(to: "\(folder)/x\(longest)") }
      #expect(try files(folder) == [longest])
    }
  }

  @Test func aPictureThatCannotBeEncodedLeavesTheFileAlone() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.jpg"
      try image.write(to: path)
      let before = try Data(contentsOf: URL(filePath: path))
      let error = try #require(throws: ImageError.self) {
        try image.write(to: path, jpegQuality: 0)
      }
      #expect(error.file == path)
      #expect(try Data(contentsOf: URL(filePath: path)) == before)
      #expect(try files(folder) == ["a.jpg"])
    }
  }
}
