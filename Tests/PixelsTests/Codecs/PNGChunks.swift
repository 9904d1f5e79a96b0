// Builds PNGs from chunks, also wrong ones, and repairs checksums after a change.

@testable import Pixels

/// A chunk of a PNG, with the right checksum unless another is given.
struct PNGChunk: Sendable {
  var kind: String
  var content: [UInt8]
  var checksum: UInt32?

  init(_ kind: String, _ content: [UInt8], checksum: UInt32? = nil) {
    self.kind = kind
    self.content = content
    self.checksum = checksum
  }

  var bytes: [UInt8] {
    let body = Array(kind.utf8) + content
    return bigEndian(UInt32(content.count)) + body + bigEndian(checksum ?? crc32(body[...]))
  }
}

/// A PNG's chunks, from the signature to its end.
func pngChunks(_ png: [UInt8]) -> [PNGChunk] {
  var chunks: [PNGChunk] = []
  var position = 8
  while position + 12 <= png.count {
    let length = png[position..<(position + 4)].reduce(0) { $0 << 8 | Int($1) }
    let content = position + 8
    chunks.append(
      PNGChunk(
        String(decoding: png[(position + 4)..<content], as: UTF8.self),
        Array(png[content..<(content + length)])))
    position = content + length + 4
  }
  return chunks
}

/// A PNG of these chunks.
func pngFile(_ chunks: [PNGChunk]) -> [UInt8] {
  [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + chunks.flatMap(\.bytes)
}

/// Up to 65,535 bytes as a zlib stream of one block that is not compressed.
func storedZlib(_ bytes: [UInt8]) -> [UInt8] {
  let length = UInt16(bytes.count)
  var (a, b): (UInt32, UInt32) = (1, 0)
  for byte in bytes {
    a = (a + UInt32(byte)) % 65521
    b = (b + a) % 65521
  }
  let lengths = [length, ~length].flatMap { (length: UInt16) -> [UInt8] in
    [UInt8(length & 255), UInt8(length >> 8)]
  }
  let checksum = bigEndian(b << 16 | a)
  return [0x78, 0x01, 1] + lengths + bytes + checksum
}

/// A small RGB picture as a PNG without compression or filters, so that offsets follow from rows.
func storedPNG(_ image: Image) -> [UInt8] {
  let stride = image.width * image.channels
  let rows = (0..<image.height).flatMap { (y: Int) -> [UInt8] in
    [0] + image.pixels[(y * stride)..<((y + 1) * stride)]
  }
  return pngFile([
    PNGChunk(
      "IHDR",
      bigEndian(UInt32(image.width)) + bigEndian(UInt32(image.height)) + [8, 2, 0, 0, 0]),
    PNGChunk("IDAT", storedZlib(rows)), PNGChunk("IEND", []),
  ])
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

/// Four bytes, the highest first.
func bigEndian(_ value: UInt32) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(value >> $0 & 255) }
}
