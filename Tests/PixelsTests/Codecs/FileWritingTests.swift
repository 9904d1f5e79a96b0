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
      #expect(error.problem.english == "there is no such folder")
      #expect(error.file == folder + "/none/a.png")
    }
  }

  @Test func ontoAFolder() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/a.png", withIntermediateDirectories: false)
      let error = try #require(throws: ImageError.self) { try image.write(to: folder + "/a.png") }
      #expect(error.problem.english == "this is a folder")
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

  /// Links of one and two steps, relative and absolute, to a file that is there and one that isn't.
  @Test(arguments: [true, false])
  func writesThroughSymbolicLinks(exists: Bool) throws {
    try withTemporaryFolder { folder in
      let manager = FileManager.default
      try manager.createDirectory(atPath: folder + "/inner", withIntermediateDirectories: false)
      let target = folder + "/inner/target.bin"
      if exists { try Data("old".utf8).write(to: URL(filePath: target)) }
      let links = [
        ("absolute.png", target), ("relative.png", "inner/target.bin"), ("two.png", "relative.png"),
        ("inner/up.png", "../absolute.png"),
      ]
      for (name, destination) in links {
        try manager.createSymbolicLink(
          atPath: "\(folder)/\(name)", withDestinationPath: destination)
      }
      for (index, (name, destination)) in links.enumerated() {
        let image = Image.noise(height: 3, width: 4, channels: 3, seed: UInt64(index))
        try image.write(to: "\(folder)/\(name)")
        #expect(try Image(contentsOf: target) == image)
        #expect(
          try manager.destinationOfSymbolicLink(atPath: "\(folder)/\(name)") == destination)
        if !exists { try manager.removeItem(atPath: target) }
      }
      #expect(try files(folder + "/inner") == (exists ? ["target.bin"] : []) + ["up.png"])
    }
  }

  @Test func aLinkToItselfIsAnError() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/loop.png"
      try FileManager.default.createSymbolicLink(
        atPath: path, withDestinationPath: "loop.png")
      #expect(throws: ImageError.self) { try image.write(to: path) }
      #expect(try files(folder) == ["loop.png"])
    }
  }

  @Test(arguments: [0o600, 0o640, 0o644, 0o666, 0o755] as [mode_t])
  func keepsTheModeOfAFile(mode: mode_t) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.png"
      try image.write(to: path)
      chmod(path, mode)
      try image.write(to: path)
      var status = stat()
      #expect(stat(path, &status) == 0 && status.st_mode & 0o7777 == mode)
    }
  }
}
