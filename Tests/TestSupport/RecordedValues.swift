// Values recorded from other libraries by the scripts in Tests/Peers, and how tests read them.

import Foundation
import Tensors

/// The folder of the checkout that the tests were compiled from.
public let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// Decodes `Tests/Peers/Recorded/<name>.json`.
///
/// - Throws: an error when the file is missing or has another structure.
public func recorded<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
  let file = repository.appendingPathComponent("Tests/Peers/Recorded/\(name).json")
  return try JSONDecoder().decode(type, from: Data(contentsOf: file))
}

/// A tensor as the scripts record it.
public struct RecordedTensor: Decodable, Sendable {
  /// The axis lengths.
  public let shape: [Int]
  /// The numbers, row-major.
  public let scalars: [Float]
  /// The tensor.
  public var tensor: Tensor { Tensor(shape: shape, scalars: scalars) }
}

/// Decodes lower-case hexadecimal digits, two for each byte.
public func hexadecimalBytes(_ text: some StringProtocol) -> [UInt8] {
  let digits = Array(text.utf8).map { $0 < 0x3A ? $0 - 0x30 : $0 - 0x57 }
  return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}

/// Computes the 64-bit FNV-1a hash of bytes as 16 hexadecimal digits, as Tests/Peers does.
///
/// Source: Fowler, Noll and Vo, https://www.rfc-editor.org/rfc/rfc9923
public func digest(_ bytes: some Sequence<UInt8>) -> String {
  let value = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
