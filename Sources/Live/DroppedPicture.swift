// A picture of the reader's own, which a page has sent.

import Formatting
import Foundation
import LessonKit
import Processes

/// A picture that arrives in pieces, and is read before it is kept.
public struct DroppedPicture: Sendable {
  /// The size in bytes that is taken.
  public static let longest = 24 << 20
  /// The number of pixels that is taken, as of the largest telephone camera's usual pictures.
  public static let mostPixels = 16_000_000

  private let name: String
  private let size: Int
  private var bytes: [UInt8] = []

  /// Expects a picture.
  ///
  /// - Parameters:
  ///   - name: the file's name as the reader has it; it decides nothing.
  ///   - size: the number of bytes to come.
  /// - Throws: `DroppedPictureError` for one that is empty or too large.
  public init(name: String, size: Int) throws {
    guard (1...Self.longest).contains(size) else {
      throw DroppedPictureError("a picture has 1 byte to \(Self.longest >> 20) MB.")
    }
    (self.name, self.size) = (name, size)
  }

  /// Takes a piece; more than was told is no part of it.
  public mutating func add(_ piece: Data) { bytes += piece.prefix(size - bytes.count) }

  /// Whether all of it is there.
  public var isComplete: Bool { bytes.count == size }

  /// Reads the picture, and writes its file in place of those before.
  ///
  /// - Returns: the file.
  /// - Throws: `ImageError` when it is no PNG or JPEG, is damaged or has too many pixels.
  func write(to folder: URL) throws -> URL {
    var options = DecodingOptions()
    options.pixelLimit = Self.mostPixels
    _ = try DecodedImage(decoding: bytes, name: safeName, options: options)
    // Another picture of the same name has another path, so that what it showed is not taken for
    // what this one shows.
    try? FileManager.default.removeItem(at: folder)
    let own = folder.appendingPathComponent(
      String(SHA256.hexadecimal(Data(bytes)).prefix(16)))
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    let file = own.appendingPathComponent(safeName)
    try Data(bytes).write(to: file, options: .atomic)
    return file
  }

  /// The name with letters, digits, "-", "_" and "." alone, and none of them first but a letter or
  /// a digit.
  private var safeName: String {
    let kept = name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" }
    let name = String(kept.suffix(60)).drop { !($0.isLetter || $0.isNumber) }
    return name.isEmpty ? "picture" : String(name)
  }
}

/// Why a picture is not taken.
public struct DroppedPictureError: LocalizedError {
  private let words: Message

  init(_ words: Message) { self.words = words }

  /// What a picture must be.
  public var errorDescription: String? { words.text }
}
