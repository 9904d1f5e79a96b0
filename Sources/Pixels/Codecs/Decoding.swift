// Pictures from files and bytes: PNG and JPEG, told apart by what they contain.

import CImageCodecs

/// How to read a picture.
public struct DecodingOptions: Equatable, Sendable {
  /// Whether a JPEG that a camera stored turned or mirrored (its EXIF orientation) is put upright.
  public var appliesOrientation: Bool
  /// Whether a damaged or truncated file gives the picture as far as it goes instead of an error.
  ///
  /// What never arrived is grey in a JPEG, and black or transparent in a PNG.
  public var toleratesWarnings: Bool
  /// The most pixels, width × height, that are accepted; judged before anything is allocated.
  public var pixelLimit: Int

  /// Makes options; what isn't named is upright, strict, and up to 100 million pixels.
  public init(
    appliesOrientation: Bool = true, toleratesWarnings: Bool = false, pixelLimit: Int = 100_000_000
  ) {
    self.appliesOrientation = appliesOrientation
    self.toleratesWarnings = toleratesWarnings
    self.pixelLimit = pixelLimit
  }
}

extension Image {
  /// Reads a PNG or JPEG file; what it is follows from its content, whatever its name.
  ///
  /// - PNG gives 1 channel (grey), 2 (grey and alpha), 3 (RGB) or 4 (RGBA). Palettes and low depths
  ///   are expanded, 16 bits become round(v / 257), a transparent colour becomes alpha; gamma, colour
  ///   profiles and EXIF are ignored.
  /// - JPEG gives 1 channel (grey) or 3 (RGB; also from CMYK and YCCK, as R = (255 − C)(255 − K) / 255).
  ///
  /// - Throws: ``ImageError`` if the file can't be read, is no PNG or JPEG, or is damaged.
  public init(contentsOf path: String, options: DecodingOptions = .init()) throws {
    try self.init(decoding: pictureBytes(atPath: path), name: path, options: options)
  }

  /// Decodes the bytes of a PNG or JPEG file, as ``init(contentsOf:options:)`` does.
  ///
  /// - Parameter name: what errors call it.
  /// - Throws: ``ImageError``.
  public init(decoding bytes: [UInt8], name: String, options: DecodingOptions = .init()) throws {
    guard let format = FileFormat(signatureOf: bytes) else {
      throw notAPicture(bytes, file: name)
    }
    let codecOptions = CodecOptions(
      pixelLimit: UInt64(max(0, options.pixelLimit)), toleratesWarnings: options.toleratesWarnings)
    var report = CodecReport()
    let decoded = bytes.withUnsafeBufferPointer { buffer -> Image? in
      var header = CodecHeader()
      let open = format == .png ? codec_open_png : codec_open_jpeg
      guard let decoder = open(buffer.baseAddress, buffer.count, codecOptions, &header, &report)
      else { return nil }
      defer { codec_close(decoder) }
      let count = Int(header.width) * Int(header.height) * Int(header.channels)
      let pixels = [UInt8](unsafeUninitializedCapacity: count) { pixels, filled in
        codec_read(decoder, pixels.baseAddress, &report)
        filled = report.status == .success ? count : 0
      }
      guard report.status == .success else { return nil }
      return Image(
        height: Int(header.height), width: Int(header.width), channels: Int(header.channels),
        pixels: pixels)
    }
    guard let decoded else {
      throw decodingError(report, format: format, file: name, length: bytes.count, options: options)
    }
    if format == .jpeg, options.appliesOrientation, let orientation = Orientation(exifIn: bytes) {
      self = decoded.upright(from: orientation)
    } else {
      self = decoded
    }
  }
}

private func decodingError(
  _ report: CodecReport, format: FileFormat, file: String, length: Int, options: DecodingOptions
) -> ImageError {
  var report = report
  let message = withUnsafeBytes(of: &report.message) { buffer in
    String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
  }
  let place =
    "at byte \(report.offset) of \(length)"
    + (report.row >= 0 ? ", around row \(report.row)" : "")
  switch report.status {
  case .tooLarge:
    return ImageError(
      .tooLarge, file: file, problem: "this \(format.rawValue) declares \(message)",
      advice:
        "Up to \(options.pixelLimit / 1_000_000) million pixels are accepted; make it smaller.")
  case .truncated:
    let row = report.row >= 0 ? ", around row \(report.row) of the picture" : ""
    return ImageError(
      .truncated, file: file,
      problem: "this \(format.rawValue) is cut off: it ends at byte \(length)\(row)",
      advice: "Copy or download it again.")
  case .unsupported:
    return ImageError(
      .unsupported, file: file,
      problem: "this kind of \(format.rawValue) is not read: \(message) (\(place))",
      advice: "Open it in an image program and save it again.")
  case .outOfMemory:
    return ImageError(
      .tooLarge, file: file, problem: "there is not enough memory to decode it: \(message)",
      advice: "Make the picture smaller.")
  case .damaged, .success:
    return ImageError(
      .damaged, file: file, problem: "this \(format.rawValue) is damaged \(place): \(message)",
      advice: "Get it again, or open it in an image program and save it again.")
  }
}
