// Pictures to PNG and JPEG bytes.

import CImageCodecs

extension Image {
  /// The picture as a PNG file, all channels exact.
  ///
  /// The same picture gives the same bytes (with the same zlib): no dates, no text, no profile.
  /// - Throws: ``ImageError`` for a picture without pixels, or more of them than a PNG holds.
  public func pngData() throws -> [UInt8] {
    try encoded(.png, file: "PNG") { report in
      codec_encode_png(pixels, UInt32(width), UInt32(height), Int32(channels), &report)
    }
  }

  /// The picture as a baseline JPEG file; grey stays grey, colour is kept at full resolution (4:4:4).
  ///
  /// JPEG has no transparency: a picture with alpha is laid over white.
  /// - Parameter quality: 1, smallest, to 100, best; libjpeg's scale.
  /// - Throws: ``ImageError`` for a picture without pixels, a side above 65,500, or another quality.
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
    let limit = format == .png ? Int(Int32.max) : 65_500
    guard height <= limit, width <= limit else {
      throw ImageError(
        .unencodable, file: file,
        problem: "\(width) × \(height) pixels don't fit a \(format.rawValue)",
        advice: "Its sides go up to \(limit).")
    }
    var report = CodecReport()
    let result = encode(&report)
    defer { codec_free(result) }
    guard report.status == .success else {
      let message = withUnsafeBytes(of: &report.message) { buffer in
        String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
      }
      throw ImageError(
        .unencodable, file: file,
        problem: "\(width) × \(height) × \(channels) can't be encoded: \(message)",
        advice: "Make the picture smaller.")
    }
    return Array(UnsafeBufferPointer(start: result.bytes, count: result.count))
  }
}
