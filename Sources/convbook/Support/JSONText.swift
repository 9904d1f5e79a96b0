// Encodes the JSON output of commands.

import Foundation
import LessonKit

enum JSONText {
  /// Encodes a value as JSON with sorted keys; messages are in English.
  ///
  /// - Parameter isIndented: whether it may take several lines.
  static func of(_ value: some Encodable, isIndented: Bool = true) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
    encoder.dateEncodingStrategy = .iso8601
    encoder.userInfo[Message.rendering] = true
    let data = try Catalogue.$current.withValue(.english) { try encoder.encode(value) }
    return String(decoding: data, as: UTF8.self)
  }
}
