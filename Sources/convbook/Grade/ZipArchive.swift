// Reads untrusted zip archives: writes nothing to disk, limits decompressed sizes, and rejects
// malformed archives. Format: APPNOTE.TXT, PKWARE.

import Foundation
import LessonKit

/// The files of a zip archive, by name.
struct ZipArchive {
  /// The error of a rejected archive.
  struct Refusal: Error {
    let message: Message
  }

  /// A file in the archive.
  struct Entry {
    let name: String
    let isLink: Bool
    let unpackedSize: Int
    fileprivate let method: Int
    fileprivate let packedSize: Int
    fileprivate let headerOffset: Int
  }

  /// The maximum number of files.
  static let mostEntries = 2000

  let entries: [Entry]
  private let bytes: [UInt8]

  /// Reads the list of files of an archive on disk.
  ///
  /// - Throws: `Refusal` when it is too large, none, or a name leads outside of it.
  init(at url: URL) throws(Refusal) {
    let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
    guard let size = attributes?[.size] as? Int, size <= SubmissionBudget.largestArchive else {
      throw Refusal(message: "has more than \(SubmissionBudget.largestArchive >> 20) MB")
    }
    guard let data = try? Data(contentsOf: url) else { throw Refusal(message: "can't be read") }
    try self.init([UInt8](data))
  }

  /// Reads the list of files.
  ///
  /// - Throws: `Refusal` when it is no archive, or a name leads outside of it.
  init(_ bytes: [UInt8]) throws(Refusal) {
    self.bytes = bytes
    guard let end = Self.endRecord(bytes) else {
      throw Refusal(message: "is no zip archive, or a damaged one")
    }
    let count = Self.number(bytes, end + 10, 2)
    guard count <= Self.mostEntries else {
      throw Refusal(message: "holds \(count) files, \(Self.mostEntries) are the most")
    }
    var entries: [Entry] = []
    var offset = Self.number(bytes, end + 16, 4)
    for _ in 0..<count {
      guard offset + 46 <= bytes.count, Self.number(bytes, offset, 4) == 0x0201_4b50 else {
        throw Refusal(message: "is a damaged zip archive: its list of files is cut short")
      }
      let lengths = [28, 30, 32].map { Self.number(bytes, offset + $0, 2) }
      let nameEnd = offset + 46 + lengths[0]
      guard nameEnd <= bytes.count else {
        throw Refusal(message: "is a damaged zip archive: a name is cut short")
      }
      let name = String(decoding: bytes[(offset + 46)..<nameEnd], as: UTF8.self)
      guard Self.staysInside(name) else {
        throw Refusal(message: "holds a file that leads out of it: “\(name)”")
      }
      guard Self.number(bytes, offset + 8, 2) & 1 == 0 else {
        throw Refusal(message: "is encrypted")
      }
      // The upper half of the external attributes is a Unix mode; 0xA000 marks a link.
      let mode = Self.number(bytes, offset + 40, 2)
      entries.append(
        Entry(
          name: name, isLink: mode & 0xf000 == 0xa000,
          unpackedSize: Self.number(bytes, offset + 24, 4),
          method: Self.number(bytes, offset + 10, 2),
          packedSize: Self.number(bytes, offset + 20, 4),
          headerOffset: Self.number(bytes, offset + 42, 4)))
      offset = nameEnd + lengths[1] + lengths[2]
    }
    self.entries = entries
    // One packed text under a thousand names would be a thousand files.
    var used = 0
    for start in entries.map({ ($0.headerOffset, $0.packedSize) }).sorted(by: <) {
      guard start.0 >= used else {
        throw Refusal(message: "is a damaged zip archive: files in it overlap")
      }
      let lengths = [26, 28].map { Self.number(bytes, start.0 + $0, 2) }
      used = start.0 + 30 + lengths[0] + lengths[1] + start.1
    }
  }

  /// Returns the bytes of a file.
  ///
  /// - Parameter limit: the maximum size in bytes, whatever the archive states.
  /// - Throws: `Refusal` when it is larger or damaged.
  func contents(of entry: Entry, limit: Int) throws(Refusal) -> [UInt8] {
    let header = entry.headerOffset
    guard header + 30 <= bytes.count, Self.number(bytes, header, 4) == 0x0403_4b50 else {
      throw Refusal(message: "“\(entry.name)” is damaged")
    }
    let start =
      header + 30 + Self.number(bytes, header + 26, 2) + Self.number(bytes, header + 28, 2)
    guard start <= bytes.count, entry.packedSize <= bytes.count - start else {
      throw Refusal(message: "“\(entry.name)” is cut short")
    }
    let packed = Array(bytes[start..<start + entry.packedSize])
    switch entry.method {
    case 0:
      guard packed.count <= limit else { throw Self.tooLarge(entry, limit) }
      return packed
    case 8: return try Self.inflated(packed, of: entry, limit: limit)
    default: throw Refusal(message: "“\(entry.name)” is packed in a way that is not known here")
    }
  }

  private static func inflated(
    _ packed: [UInt8], of entry: Entry, limit: Int
  ) throws(Refusal) -> [UInt8] {
    let unpacked: [UInt8]
    // One byte beyond the limit detects a larger file.
    do { unpacked = try Inflater(packed, format: .raw).next(limit + 1) } catch {
      throw Refusal(message: "“\(entry.name)” is damaged")
    }
    guard unpacked.count <= limit else { throw tooLarge(entry, limit) }
    return unpacked
  }

  private static func tooLarge(_ entry: Entry, _ limit: Int) -> Refusal {
    Refusal(message: "“\(entry.name)” has more than \(limit / 1024) KB")
  }

  /// Returns whether a name is a relative path without `..`.
  private static func staysInside(_ name: String) -> Bool {
    let parts = name.split(whereSeparator: { $0 == "/" || $0 == "\\" })
    return !name.isEmpty && !name.hasPrefix("/") && !name.hasPrefix("\\")
      && !name.contains("\0") && !parts.contains("..") && !name.contains(":")
  }

  /// Returns the offset of the end record, which precedes a comment of at most 64 KB.
  private static func endRecord(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    return (max(0, bytes.count - 22 - 65535)...(bytes.count - 22)).last {
      number(bytes, $0, 4) == 0x0605_4b50
    }
  }

  /// Returns a little-endian number; 0 beyond the end.
  private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
    guard offset >= 0, offset + count <= bytes.count else { return 0 }
    return (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
  }
}
