// Writes zip archives: files as they are, without compression, with their permissions. The same
// files give the same bytes, because all have one date. Format: APPNOTE.TXT, PKWARE.

import CZlib
import Foundation

/// An archive that grows file by file.
struct ZipWriter {
  private var bytes: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// 1 January 1980, the first day that the format knows.
  private static let date: UInt64 = 0x21
  /// The largest archive: beyond, the format needs longer fields.
  static let largest = Int(UInt32.max)

  /// Adds a file.
  ///
  /// - Parameter name: the path in the archive, with slashes.
  mutating func add(_ data: Data, as name: String, isProgram: Bool = false) {
    let check = data.withUnsafeBytes { buffer in
      crc32(0, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), uInt(data.count))
    }
    let path = Array(name.utf8)
    let offset = bytes.count
    // Version 2.0; names are UTF-8; stored.
    let common: [UInt8] =
      Self.number(20, 2) + Self.number(0x0800, 2) + Self.number(0, 2) + Self.number(0, 2)
      + Self.number(Self.date, 2) + Self.number(UInt64(check), 4)
      + Self.number(UInt64(data.count), 4) + Self.number(UInt64(data.count), 4)
      + Self.number(UInt64(path.count), 2) + Self.number(0, 2)
    bytes += Self.number(0x0403_4b50, 4) + common + path
    bytes += data
    let mode: UInt64 = isProgram ? 0o100755 : 0o100644
    // Made by Unix, so that the upper half of the attributes is a mode.
    directory += Self.number(0x0201_4b50, 4) + Self.number(0x0314, 2) + common
    directory += Self.number(0, 2) + Self.number(0, 2) + Self.number(0, 2)
    directory += Self.number(mode << 16, 4) + Self.number(UInt64(offset), 4) + path
    count += 1
  }

  /// The whole archive.
  ///
  /// - Throws: `CommandError` when there are more files or bytes than the format's short fields
  ///   take.
  func archive() throws(CommandError) -> Data {
    guard count <= 0xffff, bytes.count + directory.count + 22 <= Self.largest else {
      throw CommandError(.trouble, "the archive would have more than 4 GB or 65,535 files.")
    }
    let end =
      Self.number(0x0605_4b50, 4) + Self.number(0, 4) + Self.number(UInt64(count), 2)
      + Self.number(UInt64(count), 2) + Self.number(UInt64(directory.count), 4)
      + Self.number(UInt64(bytes.count), 4) + Self.number(0, 2)
    return Data(bytes + directory + end)
  }

  private static func number(_ value: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
  }
}
