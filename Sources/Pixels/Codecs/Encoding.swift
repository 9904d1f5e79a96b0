// Encodes pictures as PNG and JPEG bytes.

import CImageCodecs
import Formatting

extension Image {
  /// Encodes the picture as a PNG file, lossless, with all its channels.
  ///
  /// The same picture gives the same bytes (with the same zlib): no dates, no text, no profile.
  /// - Throws: ``ImageError`` for a picture without pixels, with more than 100 million, or with a
  ///   side above 1,000,000: such a file would not be read again.
  public func pngData() throws -> [UInt8] {
    try encoded(.png, file: "PNG") { report in
      codec_encode_png(pixels, UInt32(width), UInt32(height), Int32(channels), &report)
    }
  }

  /// Encodes the picture as a baseline JPEG file, grey or colour at full resolution (4:4:4).
  ///
  /// JPEG has no transparency: a picture with alpha is blended over white.
  /// - Parameter quality: 1, smallest, to 100, best; libjpeg's scale.
  /// - Throws: ``ImageError`` for a picture without pixels, with more than 100 million, with a side
  ///   above 65,500, or for another quality.
  public func jpegData(quality: Int = 90) throws -> [UInt8] {
    guard (1...100).contains(quality) else {
      throw ImageError(
        .unencodable, file: "JPEG", problem: "there is no JPEG quality \(quality)",
        advice: "Choose 1 (smallest) to 100 (best).")
    }
    let opaque = flattened(over: .white)
    return try encoded(.jpeg, file: "JPEG") { report in
      codec_encode_jpeg(
        opaque.pixels, UInt32(width), UInt32(height), Int32(opaque.channels), Int32(quality),
        &report)
    }
  }

  private func encoded(
    _ format: FileFormat, file: String, by encode: (inout CodecReport) -> CodecBytes
  ) throws -> [UInt8] {
    guard height > 0, width > 0 else {
      throw ImageError(
        .unencodable, file: file,
        problem: "a picture of \(height) rows and \(width) columns has no pixels",
        advice: "Check the shape: a \(format.rawValue) holds at least one pixel.")
    }
    let pixelLimit = DecodingOptions.defaultPixelLimit
    guard max(height, width) <= format.sideLimit, height * width <= pixelLimit else {
      throw ImageError(
        .unencodable, file: file,
        problem: "\(width) × \(height) pixels are too many for a \(format.rawValue)",
        advice: "Up to \(grouped(pixelLimit)) pixels and sides of \(grouped(format.sideLimit)) "
          + "are written; make the picture smaller.")
    }
    var report = CodecReport()
    let result = encode(&report)
    defer { codec_free(result) }
    guard report.status == .success else {
      throw ImageError(
        .unencodable, file: file,
        problem: "\(width) × \(height) × \(channels) can't be encoded: \(text(&report.message))",
        advice: "Make the picture smaller.")
    }
    return Array(UnsafeBufferPointer(start: result.bytes, count: result.count))
  }
}
