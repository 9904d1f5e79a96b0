// Archives that are written are read by this program's own reader and by others.

import Foundation
import LessonKit
import Processes
import TestSupport
import Testing

@testable import convbook

@Suite struct ZipWriterTests {
  private func archive() throws -> Data {
    var zip = ZipWriter()
    zip.add(Data("let a = 1\n".utf8), as: "05-sliding-window/Exercise.swift")
    zip.add(Data(), as: "empty.txt")
    zip.add(Data("#!/bin/sh\necho ran\n".utf8), as: "run", isProgram: true)
    zip.add(Data((0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }), as: "Größe.bin")
    return try zip.archive()
  }

  @Test func whatIsWrittenIsRead() throws {
    let zip = try ZipArchive([UInt8](archive()))
    #expect(
      zip.entries.map(\.name) == [
        "05-sliding-window/Exercise.swift", "empty.txt", "run", "Größe.bin",
      ])
    let first = try zip.contents(of: zip.entries[0], limit: 100)
    #expect(String(decoding: first, as: UTF8.self) == "let a = 1\n")
    #expect(try zip.contents(of: zip.entries[3], limit: 200_000).count == 100_000)
  }

  /// Python checks every checksum, and unpacks programs as programs.
  @Test func othersReadIt() throws {
    let folder = try TemporaryFolder()
    try folder.write([UInt8](archive()), to: "a.zip")
    let test = try ProcessOutput.run(
      ["/usr/bin/env", "python3", "-m", "zipfile", "-t", folder.path("a.zip")], timeLimit: 60)
    #expect(test.status == 0 && test.output.contains("Done testing"), "\(test.errors)")
    let modes = try ProcessOutput.run(
      [
        "/usr/bin/env", "python3", "-c",
        "import sys, zipfile; print([oct(i.external_attr >> 16) for i in "
          + "zipfile.ZipFile(sys.argv[1]).infolist()])", folder.path("a.zip"),
      ], timeLimit: 60)
    #expect(modes.output.contains("'0o100644', '0o100644', '0o100755', '0o100644'"))
  }

  @Test func theSameFilesAreTheSameBytes() throws { #expect(try archive() == archive()) }
}
