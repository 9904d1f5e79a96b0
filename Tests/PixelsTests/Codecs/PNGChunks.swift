// Building blocks for hostile PNGs: chunks, and checksums made right again after a change.

/// A chunk: length, kind, content, checksum.
func chunk(_ kind: String, _ content: [UInt8]) -> [UInt8] {
  let body = Array(kind.utf8) + content
  return bigEndian(UInt32(content.count)) + body + bigEndian(crc32(body[...]))
}

/// The same PNG with the right checksum behind every chunk, as far as its lengths make sense.
func withRepairedChecksums(_ bytes: [UInt8]) -> [UInt8] {
  var result = bytes
  var position = 8
  while position + 12 <= result.count {
    let length = result[position..<(position + 4)].reduce(0) { $0 << 8 | Int($1) }
    let end = position + 8 + length
    guard end + 4 <= result.count else { break }
    result.replaceSubrange(end..<(end + 4), with: bigEndian(crc32(result[(position + 4)..<end])))
    position = end + 4
  }
  return result
}

/// The checksum of PNG 1.2, appendix D.
func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
  ~bytes.reduce(0xFFFF_FFFF) { crcTable[Int(($0 ^ UInt32($1)) & 255)] ^ ($0 >> 8) }
}

private let crcTable: [UInt32] = (0..<256).map { index in
  (0..<8).reduce(UInt32(index)) { value, _ in
    value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
  }
}

private func bigEndian(_ value: UInt32) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(value >> $0 & 255) }
}
