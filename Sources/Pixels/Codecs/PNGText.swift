// A line of text in a PNG: the command that made the picture. Written and read apart from the
// codec, so that pictures written without a command stay byte for byte what they are.

import Foundation

extension Image {
  /// The keyword of the text chunk that holds the command.
  private static let commandKeyword = "Convbook command"

  /// Writes a PNG that names the command by which it was made, in an iTXt chunk before the pixels.
  ///
  /// Source: PNG specification, third edition, 11.3.3.4.
  /// - Throws: ``ImageError`` as ``write(to:jpegQuality:)``.
  public func writePNG(to path: String, command: String) throws {
    var bytes: [UInt8]
    do {
      bytes = try pngData()
    } catch let error as ImageError {
      throw ImageError(error.reason, file: path, problem: error.problem, advice: error.advice)
    }
    // Keyword, 0, not compressed (0 0), no language (0), keyword in that language (0), text.
    let content =
      Array("iTXt".utf8) + Array(Self.commandKeyword.utf8) + [0, 0, 0, 0, 0] + Array(command.utf8)
    let chunk = bigEndian(UInt32(content.count - 4)) + content + bigEndian(pngChecksum(content))
    // After the signature (8 bytes) and IHDR (12 around its 13).
    bytes.insert(contentsOf: chunk, at: 8 + 25)
    try writeAtomically(bytes, to: path)
  }

  /// Reads the command that a PNG names; nil when the file names none or is no PNG.
  ///
  /// The text is what the file says: it may be false, and may hold any characters.
  public static func command(inPNG path: String) -> String? {
    guard let bytes = try? pictureBytes(atPath: path), FileFormat(signatureOf: bytes) == .png else {
      return nil
    }
    var start = 8
    while start + 12 <= bytes.count {
      let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      guard length <= bytes.count - start - 12 else { return nil }
      let content = bytes[start + 4..<start + 8 + length]
      let prefix = Array("iTXt".utf8) + Array(commandKeyword.utf8) + [0, 0, 0, 0, 0]
      if content.starts(with: prefix) {
        return String(decoding: content.dropFirst(prefix.count), as: UTF8.self)
      }
      start += 12 + length
    }
    return nil
  }
}

private func bigEndian(_ value: UInt32) -> [UInt8] {
  [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
}

/// CRC-32 of a chunk's kind and content (PNG specification, annex D).
private func pngChecksum(_ bytes: [UInt8]) -> UInt32 {
  var checksum = UInt32.max
  for byte in bytes {
    checksum ^= UInt32(byte)
    for _ in 0..<8 { checksum = checksum & 1 == 1 ? 0xEDB8_8320 ^ checksum >> 1 : checksum >> 1 }
  }
  return ~checksum
}
