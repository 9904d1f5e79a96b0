// Recognises a file's format by its first bytes, never by its name.

import CImageCodecs
import Formatting

/// The two formats that are read and written.
enum FileFormat: String, Equatable, Sendable {
  case png = "PNG"
  case jpeg = "JPEG"

  /// The longest side in pixels that is read and written, so that what is written can be read.
  var sideLimit: Int {
    switch self {
    case .png: Int(codec_png_side_limit)
    case .jpeg: Int(codec_jpeg_side_limit)
    }
  }

  /// Recognises the format by the signature that the bytes begin with.
  init?(signatureOf bytes: some Collection<UInt8>) {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else {
      return nil
    }
  }

  /// Chooses the format by a file name's extension: .png, .jpg or .jpeg in any case.
  init?(extensionOf path: String) {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    switch name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last?
      .lowercased()
    {
    case "png": self = .png
    case "jpg", "jpeg": self = .jpeg
    default: return nil
    }
  }
}

/// Names the format of a file that is neither, for an error: "a GIF picture", "a PDF document"…
func formatName(of bytes: [UInt8]) -> Message {
  for (signature, name) in knownSignatures where bytes.starts(with: signature) { return name }
  let start = bytes.prefix(512)
  if start.count >= 12, start.dropFirst(4).starts(with: Array("ftyp".utf8)) {
    return isoMediaName(brand: Array(start[8..<12]))
  }
  if start.starts(with: Array("RIFF".utf8)) {
    return start.dropFirst(8).starts(with: Array("WEBP".utf8)) ? "a WebP picture" : "a RIFF file"
  }
  if bytes.allSatisfy({ $0 == 0 }) { return "nothing but zero bytes" }
  if let text = readableText(start, isWhole: start.count == bytes.count) {
    let lower = text.lowercased()
    if lower.contains("<svg") { return "an SVG drawing" }
    if lower.contains("<!doctype html") || lower.contains("<html") { return "an HTML page" }
    if lower.hasPrefix("version https://git-lfs") {
      return "a Git LFS pointer, not the file itself"
    }
    return "a text file"
  }
  let shown = bytes.prefix(8).map { hexadecimal($0).uppercased() }.joined(separator: " ")
  return "of an unknown kind (its first bytes are \(shown))"
}

private let knownSignatures: [([UInt8], Message)] = [
  (Array("GIF8".utf8), "a GIF picture"),
  (Array("BM".utf8), "a BMP picture"),
  ([0x49, 0x49, 0x2A, 0x00], "a TIFF picture"),
  ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF picture"),
  (Array("%PDF".utf8), "a PDF document"),
  (Array("8BPS".utf8), "a Photoshop document"),
  ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive (or an Office document)"),
  ([0x1F, 0x8B], "a gzip archive"),
  ([0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59], "a NumPy array"),
  ([0x00, 0x00, 0x01, 0x00], "a Windows icon"),
  ([0x00, 0x00, 0x00, 0x0C, 0x4A, 0x58, 0x4C, 0x20], "a JPEG XL picture"),
  ([0xFF, 0x0A], "a JPEG XL picture"),
  ([0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20], "a JPEG 2000 picture"),
  ([0x8A, 0x4D, 0x4E, 0x47], "an MNG animation"),
  ([0x8B, 0x4A, 0x4E, 0x47], "a JNG picture"),
  ([0x89, 0x50, 0x4E, 0x47], "a PNG whose line ends were changed on the way (sent as text?)"),
  ([0x7F, 0x45, 0x4C, 0x46], "a program"),
  (Array("qoif".utf8), "a QOI picture"),
]

private func isoMediaName(brand: [UInt8]) -> Message {
  switch String(decoding: brand, as: UTF8.self) {
  case "heic", "heix", "hevc", "heim", "heis", "mif1", "msf1": return "a HEIC picture"
  case "avif", "avis": return "an AVIF picture"
  default: return "a video"
  }
}

/// The bytes as text, if they are UTF-8 without control characters but for white space.
private func readableText(_ bytes: ArraySlice<UInt8>, isWhole: Bool) -> String? {
  guard !bytes.contains(where: { $0 < 0x20 && !(0x09...0x0D).contains($0) }) else { return nil }
  // The last character of a longer file may be cut in the middle.
  for dropped in 0...(isWhole ? 0 : 3) {
    if let text = String(validating: bytes.dropLast(dropped), as: UTF8.self) { return text }
  }
  return nil
}
