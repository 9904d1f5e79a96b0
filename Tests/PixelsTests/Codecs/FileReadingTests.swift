// Everything that is not a picture file: a clear error, and never a hang.

import Foundation
import TestSupport
import Testing

@testable import Pixels

@Suite struct FileReadingTests {
  private func failure(_ path: String) throws -> ImageError {
    let error = try #require(throws: ImageError.self) { try Image(contentsOf: path) }
    #expect(error.file == path)
    #expect(error.description.hasPrefix(path + ": "))
    #expect(error.advice.english.hasSuffix("."))
    #expect(error.localizedDescription == error.description)
    return error
  }

  @Test func missingFile() throws {
    try withTemporaryFolder { folder in
      let error = try failure(folder + "/none.png")
      #expect(error.problem.english == "there is no such file")
    }
  }

  @Test func emptyNameAndNameWithAZeroByte() throws {
    #expect(try failure("").reason == .unreadable)
    #expect(try failure("a\0b.png").reason == .unreadable)
  }

  @Test func folder() throws {
    try withTemporaryFolder { folder in
      let error = try failure(folder)
      #expect(error.problem.english == "this is a folder")
    }
  }

  @Test func pathThroughAFile() throws {
    #expect(
      try failure(fixture("grey.jpg") + "/x.png").problem.english.contains("a file, not a folder"))
  }

  @Test func emptyFile() throws {
    try withTemporaryFolder { folder in
      try Data().write(to: URL(filePath: folder + "/empty.png"))
      #expect(try failure(folder + "/empty.png").problem.english == "the file is empty")
    }
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func unreadableFile() throws {
    try withTemporaryFolder { folder in
      try Data([1]).write(to: URL(filePath: folder + "/secret.png"))
      chmod(folder + "/secret.png", 0)
      #expect(try failure(folder + "/secret.png").problem.english == "reading it is not allowed")
    }
  }

  @Test(.timeLimit(.minutes(1))) func pipe() throws {
    try withTemporaryFolder { folder in
      try #require(mkfifo(folder + "/pipe.png", 0o600) == 0)
      #expect(try failure(folder + "/pipe.png").problem.english == "this is a pipe")
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["/dev/zero", "/dev/null"])
  func device(path: String) throws {
    #expect(try failure(path).problem.english == "this is a device, not a file")
  }

  @Test func fileOfAFilmsSize() throws {
    try withTemporaryFolder { folder in
      // Sparse: 2 GB that take no room.
      let path = folder + "/film.png"
      try Data([0x89]).write(to: URL(filePath: path))
      try #require(truncate(path, 2 << 30) == 0)
      #expect(try failure(path).reason == .tooLarge)
    }
  }

  @Test func goesByContentNotByName() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/really-a.png"
      try Data(fixtureBytes("grey.jpg")).write(to: URL(filePath: path))
      #expect(try Image(contentsOf: path) == Image(contentsOf: fixture("grey.jpg")))
    }
  }

  @Test(arguments: [
    ("GIF89a", "a GIF picture"), ("BM1234", "a BMP picture"), ("II*\0", "a TIFF picture"),
    ("%PDF-1.7", "a PDF document"), ("RIFF1234WEBPVP8 ", "a WebP picture"),
    ("RIFF1234WAVE", "a RIFF file"), ("\0\0\0\u{18}ftypheic", "a HEIC picture"),
    ("\0\0\0\u{18}ftypavif", "an AVIF picture"), ("\0\0\0\u{18}ftypisom", "a video"),
    ("<!DOCTYPE html><title>404</title>", "an HTML page"), ("\n <HTML>", "an HTML page"),
    ("<?xml version='1.0'?><svg>", "an SVG drawing"), ("hello, world\n", "a text file"),
    ("version https://git-lfs.github.com/spec/v1\n", "a Git LFS pointer, not the file itself"),
    ("PK\u{3}\u{4}", "a ZIP archive (or an Office document)"), ("\0\0\0", "nothing but zero bytes"),
    ("한글 텍스트", "a text file"),
    ("\u{1}\u{2}abc", "of an unknown kind (its first bytes are 01 02 61 62 63)"),
  ])
  func saysWhatItIsInstead(content: String, name: String) throws {
    try withTemporaryFolder { folder in
      try Data(content.utf8).write(to: URL(filePath: folder + "/x.png"))
      let error = try failure(folder + "/x.png")
      #expect(error.reason == .notAPicture)
      #expect(error.problem.english == "this is \(name)")
      #expect(error.advice.english.contains("Convbook reads PNG and JPEG"))
    }
  }

  @Test func longTextIsTextThoughACharacterIsCut() throws {
    let text = [UInt8]((String(repeating: "x", count: 511) + "한글").utf8)
    #expect(formatName(of: text) == "a text file")
  }
}
