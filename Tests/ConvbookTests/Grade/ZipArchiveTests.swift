// Archives made here byte by byte, so that they can be as odd as an attacker's.

import CZlib
import Foundation
import TestSupport
import Testing

@testable import convbook

/// Writes zip archives, honest ones and others.
struct CraftedZip {
  private var files: [UInt8] = []
  private var list: [UInt8] = []
  private var count = 0

  /// - Parameters:
  ///   - claimedSize: the unpacked size as the archive tells it.
  ///   - mode: Unix permissions and kind.
  mutating func add(
    _ name: String, _ contents: [UInt8], isPacked: Bool = true, claimedSize: Int? = nil,
    mode: Int = 0o100644, flags: Int = 0
  ) {
    let data = isPacked ? Self.deflated(contents) : contents
    let common =
      Self.bytes(20, 2) + Self.bytes(flags, 2) + Self.bytes(isPacked ? 8 : 0, 2) + Self.bytes(0, 8)
      + Self.bytes(data.count, 4) + Self.bytes(claimedSize ?? contents.count, 4)
      + Self.bytes(name.utf8.count, 2)
    list += Self.bytes(0x0201_4b50, 4) + Self.bytes(0x0314, 2) + common + Self.bytes(0, 8)
    list += Self.bytes(mode << 16, 4) + Self.bytes(files.count, 4) + Array(name.utf8)
    files += Self.bytes(0x0403_4b50, 4) + common + Self.bytes(0, 2) + Array(name.utf8) + data
    count += 1
  }

  /// Lists the last file once more under a name of the same length.
  mutating func repeatLast(as name: String) {
    let row = list.suffix(46 + name.utf8.count)
    list += row.prefix(46) + Array(name.utf8)
    count += 1
  }

  var bytes: [UInt8] {
    files + list + Self.bytes(0x0605_4b50, 4) + Self.bytes(0, 4) + Self.bytes(count, 2)
      + Self.bytes(count, 2) + Self.bytes(list.count, 4) + Self.bytes(files.count, 4)
      + Self.bytes(0, 2)
  }

  private static func bytes(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> (8 * $0)) : 0 }
  }

  private static func deflated(_ contents: [UInt8]) -> [UInt8] {
    var contents = contents
    var output = [UInt8](repeating: 0, count: contents.count + 1024)
    let size = contents.count
    let capacity = output.count
    let written = contents.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var stream = z_stream()
        deflateInit2_(
          &stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
          Int32(MemoryLayout<z_stream>.size))
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(size)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(capacity)
        deflate(&stream, Z_FINISH)
        deflateEnd(&stream)
        return capacity - Int(stream.avail_out)
      }
    }
    return Array(output[..<written])
  }
}

@Suite struct ZipArchiveTests {
  private func refusal(_ bytes: [UInt8]) -> String? {
    do throws(ZipArchive.Refusal) {
      _ = try ZipArchive(bytes)
      return nil
    } catch {
      return error.message.english
    }
  }

  @Test(arguments: [true, false]) func filesComeOutAsTheyWentIn(_ isPacked: Bool) throws {
    let text = Array(String(repeating: "let a = 1\n", count: 300).utf8)
    var writer = CraftedZip()
    writer.add("05/Exercise.swift", text, isPacked: isPacked)
    writer.add("Zoë.swift", [], isPacked: isPacked)
    let archive = try ZipArchive(writer.bytes)
    #expect(archive.entries.map(\.name) == ["05/Exercise.swift", "Zoë.swift"])
    #expect(try archive.contents(of: archive.entries[0], limit: 4000) == text)
    #expect(try archive.contents(of: archive.entries[1], limit: 4000) == [])
  }

  @Test(arguments: [
    "../a.swift", "a/../../b.swift", "/etc/a.swift", "..\\a.swift", "\\a.swift", "C:a.swift", "",
  ])
  func namesThatLeadElsewhereAreRefused(_ name: String) throws {
    var writer = CraftedZip()
    writer.add(name, [1, 2, 3])
    #expect(try #require(refusal(writer.bytes)).contains("leads out"))
  }

  @Test(arguments: [100, 10_000_000, 0xffff_fff0]) func bombsAreNotUnpacked(_ claimedSize: Int)
    throws
  {
    var writer = CraftedZip()
    writer.add(
      "a.swift", [UInt8](repeating: 0x78, count: 10_000_000), claimedSize: claimedSize)
    let archive = try ZipArchive(writer.bytes)
    #expect(throws: ZipArchive.Refusal.self) {
      try archive.contents(of: archive.entries[0], limit: 1000)
    }
  }

  /// One packed text under many names.
  @Test func overlapsAreRefused() throws {
    var writer = CraftedZip()
    writer.add("a.swift", Array("let a = 1".utf8), isPacked: false)
    writer.repeatLast(as: "b.swift")
    #expect(try #require(refusal(writer.bytes)).contains("overlap"))
  }

  @Test func linksAreToldApart() throws {
    var writer = CraftedZip()
    writer.add("a.swift", Array("/etc/passwd".utf8), mode: 0o120777)
    writer.add("b.swift", [1])
    #expect(try ZipArchive(writer.bytes).entries.map(\.isLink) == [true, false])
  }

  @Test func encryptedOnesAreRefused() throws {
    var writer = CraftedZip()
    writer.add("a.swift", [1], flags: 1)
    #expect(refusal(writer.bytes) == "is encrypted")
  }

  @Test func tooManyFilesAreRefused() throws {
    var writer = CraftedZip()
    for number in 0...ZipArchive.mostEntries { writer.add("\(number).swift", [], isPacked: false) }
    #expect(try #require(refusal(writer.bytes)).contains("are the most"))
  }

  @Test func whatIsNoArchiveIsRefused() {
    #expect(refusal([]) != nil)
    #expect(refusal(Array("PK\u{3}\u{4} and nothing more, though long enough".utf8)) != nil)
  }

  /// Cut or changed anywhere: refused or read, and never beyond its end.
  @Test func damageIsNoCrash() throws {
    var writer = CraftedZip()
    writer.add("a.swift", Array("let a = 1".utf8))
    writer.add("b/c.swift", Array("let b = 2".utf8), isPacked: false)
    let whole = writer.bytes
    func read(_ bytes: [UInt8]) {
      guard let archive = try? ZipArchive(bytes) else { return }
      for entry in archive.entries { _ = try? archive.contents(of: entry, limit: 1000) }
    }
    for length in whole.indices { read(Array(whole[..<length])) }
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<mutationCount(20_000) {
      var damaged = whole
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        damaged[Int.random(in: damaged.indices, using: &generator)] = .random(in: .min ... .max)
      }
      read(damaged)
    }
  }
}
