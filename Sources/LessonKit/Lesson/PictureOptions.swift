// Reads pictures for lessons and commands, and prints notes about their files on standard error.

import ArgumentParser
import Pixels

/// The options of lessons and commands that read pictures.
public struct PictureOptions: ParsableArguments {
  @Flag(
    help: .message(
      "Read a damaged or cut-off picture as far as it goes, and say how much was read."))
  var damagedToo = false

  /// The memory in bytes that a command needs for a pixel: four channels of it as bytes and twice
  /// as Float.
  private static let bytesPerPixel = 36

  /// The limit of memory.
  @OptionGroup public var memory: MemoryOption

  /// Creates options for the argument parser.
  public init() {}

  /// Reads a PNG or JPEG file, and prints its notes (`DecodedImage.notes`) on standard error.
  ///
  /// - Throws: `ImageError` when the file can't be read, is no picture, or is damaged and
  ///   `--damaged-too` is not given.
  public func image(_ path: String) throws -> Image {
    try printingNotes(decoded(path, bytesPerPixel: Self.bytesPerPixel))
  }

  /// Reads a PNG or JPEG file.
  ///
  /// - Parameter bytesPerPixel: the memory in bytes that the work on a pixel needs.
  /// - Throws: `ImageError`, as ``image(_:)``.
  public func decoded(_ path: String, bytesPerPixel: Int) throws -> DecodedImage {
    try DecodedImage(
      contentsOf: path,
      options: DecodingOptions(
        toleratesDamage: damagedToo, byteLimit: memory.byteLimit, bytesPerPixel: bytesPerPixel))
  }

  /// The same options as arguments of a lesson.
  public var arguments: [String] {
    (damagedToo ? ["--damaged-too"] : [])
      + (memory.megabytes.map { ["--megabytes", "\($0)"] } ?? [])
  }
}

/// Prints a picture's notes on standard error, and returns the picture.
func printingNotes(_ decoded: DecodedImage) -> Image {
  for note in decoded.notes { printError(note.text) }
  return decoded.image
}
