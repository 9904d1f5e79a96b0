// Decompresses "deflate" through zlib, for gzip files and zip archives, never more than asked for.
// Formats: "deflate" RFC 1951, gzip RFC 1952.

import CZlib
import Formatting

/// Decompresses bytes piece by piece.
///
/// Compressed bytes may claim to hold more than any memory, so that their reader decides how much
/// comes out at a time.
package final class Inflater {
  /// What stands around the compressed bytes.
  package enum Format {
    /// A header and a checksum; several members that follow each other count as one.
    case gzip
    /// Nothing, as in a zip archive; bytes after the end are not read.
    case raw

    /// As `inflateInit2` takes it: the window's 15 bits, 16 more for gzip, negative for no header.
    fileprivate var windowBits: Int32 { self == .gzip ? 15 + 16 : -15 }
  }

  /// An error in compressed bytes.
  package enum Trouble: Error, Equatable {
    /// They end before what they hold does.
    case truncated
    /// They are not of the format, or a checksum does not hold; zlib's words.
    case damaged(String)
  }

  /// The most bytes that one byte decompresses to.
  static let bestRatio = 1032

  private let packed: [UInt8]
  private let format: Format
  private var position = 0
  private var hasEnded = false
  // zlib keeps a pointer back to this struct, so that it may not move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Whether bytes begin as gzip does.
  static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  package init(_ packed: [UInt8], format: Format) throws(Trouble) {
    self.packed = packed
    self.format = format
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = inflateInit2_(
      stream, format.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw .damaged("zlib does not start, status \(status)") }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Decompresses the next bytes, fewer than asked for only where they end.
  ///
  /// The checksum of gzip is read, and held against what was decompressed, once more is asked for
  /// than there is.
  package func next(_ count: Int) throws(Trouble) -> [UInt8] {
    var trouble: Trouble?
    let bytes = [UInt8](unsafeUninitializedCapacity: max(count, 1)) { buffer, filled in
      do throws(Trouble) {
        while filled < count, !hasEnded {
          filled += try inflate(into: UnsafeMutableBufferPointer(rebasing: buffer[filled..<count]))
        }
      } catch { trouble = error }
    }
    if let trouble { throw trouble }
    return bytes
  }

  /// Decompresses until the buffer is full or a member ends.
  ///
  /// - Returns: how many bytes came out.
  private func inflate(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(Trouble) -> Int {
    // zlib counts in 32 bits.
    let room = min(buffer.count, Int(Int32.max))
    let given = min(packed.count - position, Int(Int32.max))
    let status = packed.withUnsafeBufferPointer { input -> Int32 in
      let start = input.baseAddress.map { $0 + position }
      stream.pointee.next_in = UnsafeMutablePointer(mutating: start)
      stream.pointee.avail_in = UInt32(given)
      stream.pointee.next_out = buffer.baseAddress
      stream.pointee.avail_out = UInt32(room)
      return CZlib.inflate(stream, Z_NO_FLUSH)
    }
    position += given - Int(stream.pointee.avail_in)
    let unpacked = room - Int(stream.pointee.avail_out)
    switch status {
    case Z_OK where unpacked > 0 || position < packed.count: break
    case Z_STREAM_END:
      hasEnded = format == .raw || position == packed.count
      if !hasEnded { inflateReset(stream) }
    case Z_OK, Z_BUF_ERROR: throw .truncated
    default:
      throw .damaged(stream.pointee.msg.map { String(cString: $0) } ?? "status \(status)")
    }
    return unpacked
  }
}

extension Inflater.Trouble {
  /// The error for the gzip file of so many bytes in which this happened.
  func inFile(_ path: String, of count: Int) -> DataError {
    switch self {
    case .truncated:
      DataError(
        .truncated, file: path,
        problem: "the file ends too early, after \(count) bytes", advice: fetchAgain)
    case .damaged(let words):
      DataError(
        .damaged, file: path, problem: "gzip can't unpack it: \(words)", advice: fetchAgain)
    }
  }
}
