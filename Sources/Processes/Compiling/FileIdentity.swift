// Identifies the version of a file without reading it.

import Foundation

package enum FileIdentity {
  /// Returns a file's path, size and modification time; nil when there is no such file.
  package static func of(_ file: URL) -> String? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: file.path),
      let time = attributes[.modificationDate] as? Date
    else { return nil }
    return "\(file.path) \(attributes[.size] ?? "") \(time.timeIntervalSinceReferenceDate)"
  }
}
