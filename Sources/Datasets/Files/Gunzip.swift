// Unpacks gzip through zlib, never more than asked for. Format: RFC 1952; "deflate": RFC 1951.

import CZlib

/// Decompresses a gzip file piece by piece.
///
/// A small file may decompress to more than fits memory, so its reader decides how much comes out.
final class Gunzip {
  /// An error in compressed bytes.
  enum Trouble: Error, Equatable {
    /// They end before what they hold does.
    case truncated
    /// They are no gzip, or a checksum does not hold; zlib's words.
    case damaged(String)
  }

  /// Deflate can't pack better than this: one byte stands for at most 1032.
  static let bestRatio = 1032

  private let packed: [UInt8]
  private var position = 0
  private var hasEnded = false
  // zlib keeps a pointer back to this struct, so that it may not move.
  private let stream: UnsafeMutablePointer<z_stream>

  /// Whether bytes begin as gzip does.
  static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

  init(_ packed: [UInt8]) throws(Trouble) {
    self.packed = packed
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // 16 more than the window's 15 bits: a gzip header, not zlib's own.
    let status = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw .damaged("zlib does not start, status \(status)") }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Decompresses the next bytes, fewer than asked for only where the file ends.
  ///
  /// A file of several gzip members counts as one. The checksum is read, and held against what was
  /// unpacked, once more is asked for than there is.
  func next(_ count: Int) throws(Trouble) -> [UInt8] {
    var trouble: Trouble?
    let bytes = [UInt8](unsafeUninitializedCapacity: max(count, 1)) { buffer, filled in
      do throws(Trouble) {
        while filled < count, !hasEnded {
          filled += try unpack(into: UnsafeMutableBufferPointer(rebasing: buffer[filled..<count]))
        }
      } catch { trouble = error }
    }
    if let trouble { throw trouble }
    return bytes
  }

  /// Unpacks until the buffer is full or a member ends.
  ///
  /// - Returns: how many bytes came out.
  private func unpack(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(Trouble) -> Int {
    // zlib counts in 32 bits.
    let room = min(buffer.count, Int(Int32.max))
    let given = min(packed.count - position, Int(Int32.max))
    let status = packed.withUnsafeBufferPointer { input -> Int32 in
      let start = input.baseAddress.map { $0 + position }
      stream.pointee.next_in = UnsafeMutablePointer(mutating: start)
      stream.pointee.avail_in = UInt32(given)
      stream.pointee.next_out = buffer.baseAddress
      stream.pointee.avail_out = UInt32(room)
      return inflate(stream, Z_NO_FLUSH)
    }
    position += given - Int(stream.pointee.avail_in)
    let unpacked = room - Int(stream.pointee.avail_out)
    switch status {
    case Z_OK where unpacked > 0 || position < packed.count: break
    case Z_STREAM_END:
      hasEnded = position == packed.count
      if !hasEnded { inflateReset(stream) }
    case Z_OK, Z_BUF_ERROR: throw .truncated
    default:
      throw .damaged(stream.pointee.msg.map { String(cString: $0) } ?? "status \(status)")
    }
    return unpacked
  }
}

extension Gunzip.Trouble {
  /// The error for the file of so many bytes in which this happened.
  func inFile(_ path: String, of count: Int) -> DataError {
    switch self {
    case .truncated:
      DataError(
        .truncated, file: path,
        problem: "the file ends too early, after \(grouped(count)) bytes", advice: fetchAgain)
    case .damaged(let words):
      DataError(
        .damaged, file: path, problem: "gzip can't unpack it: \(words)", advice: fetchAgain)
    }
  }
}
