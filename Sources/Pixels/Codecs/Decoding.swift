// Decodes PNG and JPEG from files and bytes; the content tells which of the two it is.

import CImageCodecs
import Formatting

/// Sets how a picture is decoded.
public struct DecodingOptions: Equatable, Sendable {
  /// Whether the EXIF orientation (a camera held on its side) is applied.
  public var appliesOrientation: Bool
  /// Whether a damaged or truncated file gives what can be decoded instead of an error.
  ///
  /// What is missing is grey in a JPEG, and black or transparent in a PNG; ``DecodedImage/notes``
  /// say how much was read.
  public var toleratesDamage: Bool
  /// The largest number of pixels, height × width, checked before anything is allocated.
  public var pixelLimit: Int
  /// The most memory in bytes for the pixels and libjpeg's coefficients, checked before allocation.
  ///
  /// Pixels take height · width · channels bytes, the coefficients of a JPEG in several scans
  /// (progressive) 2 bytes a sample more. An orientation that is applied takes the pixels twice.
  public var byteLimit: Int
  /// The memory in bytes that the work on a pixel needs afterwards; with it a picture that would
  /// exceed ``byteLimit`` is refused before it is decoded.
  public var bytesPerPixel: Int

  /// The largest number of pixels that is read unless ``pixelLimit`` says otherwise, and written.
  public static let defaultPixelLimit = 100_000_000

  /// Creates options: upright, strict, up to 100 million pixels of any size in memory by default.
  public init(
    appliesOrientation: Bool = true, toleratesDamage: Bool = false,
    pixelLimit: Int = Self.defaultPixelLimit, byteLimit: Int = .max,
    bytesPerPixel: Int = 0
  ) {
    self.appliesOrientation = appliesOrientation
    self.toleratesDamage = toleratesDamage
    self.pixelLimit = pixelLimit
    self.byteLimit = byteLimit
    self.bytesPerPixel = bytesPerPixel
  }
}

extension DecodingOptions {
  fileprivate func checkMemory(height: Int, width: Int, file: String) throws {
    // The sides are checked already: the product of all three does not overflow.
    let needed = height * width * bytesPerPixel
    guard needed > byteLimit else { return }
    func megabytes(_ bytes: Int) -> String { grouped(bytes / 1_000_000) }
    throw ImageError(
      .tooLarge, file: file,
      problem:
        "this picture is \(grouped(height)) high and \(grouped(width)) wide, and the work on it "
        + "takes about \(megabytes(needed)) MB of memory, more than the limit "
        + "of \(megabytes(byteLimit)) MB",
      advice: "Make the picture smaller, or raise the limit with --megabytes.")
  }
}

/// A decoded picture, and what its reader should know about the file.
public struct DecodedImage: Equatable, Sendable {
  /// The picture.
  public let image: Image
  /// Warnings about a file whose samples are all there, and what is missing where damage is
  /// tolerated: sentences that begin with the file's name. Empty for a file without faults.
  public let notes: [Message]

  /// Reads a PNG or JPEG file, recognised by its content whatever its name.
  ///
  /// - PNG gives 1 channel (grey), 2 (grey and alpha), 3 (RGB) or 4 (RGBA). Palettes and low depths
  ///   are expanded, 16 bits become round(v / 257), a transparent colour becomes alpha; gamma and
  ///   colour profiles are ignored.
  /// - JPEG gives 1 channel (grey) or 3 (RGB; also from CMYK and YCCK, as
  ///   R = (255 − C)(255 − K) / 255).
  ///
  /// - Throws: ``ImageError`` if the file can't be read, is no PNG or JPEG, or is damaged.
  public init(contentsOf path: String, options: DecodingOptions = .init()) throws {
    try self.init(decoding: pictureBytes(atPath: path), name: path, options: options)
  }

  /// Decodes the bytes of a PNG or JPEG file, as ``init(contentsOf:options:)`` does.
  ///
  /// - Parameter name: The name of the bytes in errors and notes.
  /// - Throws: ``ImageError``.
  public init(decoding bytes: [UInt8], name: String, options: DecodingOptions = .init()) throws {
    guard let format = FileFormat(signatureOf: bytes) else {
      throw notAPicture(bytes, file: name)
    }
    let codecOptions = CodecOptions(
      pixelLimit: UInt64(max(0, options.pixelLimit)), byteLimit: UInt64(max(0, options.byteLimit)),
      toleratesDamage: options.toleratesDamage)
    var report = CodecReport()
    let decoded = try bytes.withUnsafeBufferPointer { buffer -> Image? in
      var header = CodecHeader()
      let open = format == .png ? codec_open_png : codec_open_jpeg
      guard let decoder = open(buffer.baseAddress, buffer.count, codecOptions, &header, &report)
      else { return nil }
      defer { codec_close(decoder) }
      try options.checkMemory(height: Int(header.height), width: Int(header.width), file: name)
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
    notes = text(&report.notes).split(separator: "\n").map { "\(name): \($0)." }
    if options.appliesOrientation, let orientation = Orientation(in: bytes, format: format) {
      image = decoded.upright(from: orientation)
    } else {
      image = decoded
    }
  }
}

extension Image {
  /// Reads a PNG or JPEG file, as ``DecodedImage/init(contentsOf:options:)`` does, without notes.
  ///
  /// - Throws: ``ImageError`` if the file can't be read, is no PNG or JPEG, or is damaged.
  public init(contentsOf path: String, options: DecodingOptions = .init()) throws {
    self = try DecodedImage(contentsOf: path, options: options).image
  }

  /// Decodes a PNG or JPEG, as ``DecodedImage/init(decoding:name:options:)`` does, without notes.
  ///
  /// - Throws: ``ImageError``.
  public init(decoding bytes: [UInt8], name: String, options: DecodingOptions = .init()) throws {
    self = try DecodedImage(decoding: bytes, name: name, options: options).image
  }
}

/// The text in a fixed-size array of C characters, up to its zero.
func text<Characters>(_ characters: inout Characters) -> String {
  withUnsafeBytes(of: &characters) { buffer in
    String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
  }
}

private func decodingError(
  _ report: CodecReport, format: FileFormat, file: String, length: Int, options: DecodingOptions
) -> ImageError {
  var report = report
  let message = text(&report.message)
  let kind = format.rawValue
  let (byte, row) = (Int(report.offset), Int(report.row))
  let place: Message =
    row >= 0
    ? "at byte \(byte) of \(length), around row \(row)" : "at byte \(byte) of \(length)"
  switch report.status {
  case .tooLarge:
    let advice: Message =
      "Up to \(options.pixelLimit) pixels and sides of \(format.sideLimit) are "
      + "read; make the picture smaller with an image program."
    let megabytes = options.byteLimit / 1_000_000
    return ImageError(
      .tooLarge, file: file, problem: "this \(kind) is too large: it declares \(message)",
      advice: options.byteLimit == .max
        ? advice : "\(advice) The limit of memory is \(megabytes) MB; --megabytes sets it.")
  case .truncated:
    return ImageError(
      .truncated, file: file,
      problem: row >= 0
        ? "this \(kind) is cut off: it ends at byte \(length), around row \(row) of the picture"
        : "this \(kind) is cut off: it ends at byte \(length)",
      advice: "Copy or download it again.")
  case .unsupported:
    return ImageError(
      .unsupported, file: file,
      problem: "this kind of \(kind) is not read: \(message) (\(place))",
      advice: "Open it in an image program and save it again.")
  case .outOfMemory:
    return ImageError(
      .tooLarge, file: file, problem: "there is not enough memory to decode it: \(message)",
      advice: "Make the picture smaller.")
  case .damaged, .success:
    return ImageError(
      .damaged, file: file, problem: "this \(kind) is damaged \(place): \(message)",
      advice: "Get it again, or open it in an image program and save it again.")
  }
}
