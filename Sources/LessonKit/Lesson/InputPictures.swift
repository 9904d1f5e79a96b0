// Remembers which pictures a lesson has read, for its record.

import Foundation
import Pixels
import Tensors

/// The pictures that this process has read through `LessonOptions`; the lock guards them.
final class InputPictures: @unchecked Sendable {
  static let shared = InputPictures()

  private let lock = NSLock()
  private var hashes: [String: String] = [:]

  /// The hash of the pixels of each picture, 16 hexadecimal digits, by its file's name.
  var all: [String: String] { lock.withLock { hashes } }

  func add(_ picture: Image, from path: String) {
    let hash = picture.pixels.withUnsafeBytes { hexadecimal(contentHash(of: $0)) }
    lock.withLock { hashes[URL(fileURLWithPath: path).lastPathComponent] = hash }
  }
}
