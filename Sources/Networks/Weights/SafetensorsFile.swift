// .safetensors, a format of weight files for PyTorch and Hugging Face: named tensors.
// Format: https://huggingface.co/docs/safetensors/index

import Foundation
import Tensors

/// Holds the content of a `.safetensors` file.
///
/// The file has eight bytes of length, a header in JSON, then the numbers of all tensors. It holds
/// no code that could be run, unlike pickled weights.
public struct SafetensorsFile: Sendable, Equatable {
  /// The tensors by name.
  public var tensors: [String: Tensor]
  /// Further information, as text.
  public var metadata: [String: String]

  /// Makes the content of a file.
  public init(_ tensors: [String: Tensor], metadata: [String: String] = [:]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  /// Encodes the file as 32-bit floats, tensors in the order of their names, as Hugging Face's
  /// library writes it.
  ///
  /// - Precondition: no tensor is named "__metadata__".
  public func encode() -> [UInt8] {
    require(tensors["__metadata__"] == nil, "a tensor can't be named __metadata__ in a file")
    // By bytes: the order of Strings depends on Unicode's tables.
    func inOrder<Value>(_ dictionary: [String: Value]) -> [(key: String, value: Value)] {
      dictionary.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = inOrder(metadata).map { "\(quoted($0.key)):\(quoted($0.value))" }
      members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var end = 0
    for (name, tensor) in inOrder(tensors) {
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      let begin = end
      end += 4 * tensor.count
      members.append(
        "\(quoted(name)):{\"dtype\":\"F32\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(begin),\(end)]}"
      )
    }
    var header = Array("{\(members.joined(separator: ","))}".utf8)
    // The format aligns the numbers to 8 bytes.
    header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + end)
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { bytes += $0 }
    bytes += header
    for (_, tensor) in inOrder(tensors) {
      tensor.scalars.map(\.bitPattern.littleEndian).withUnsafeBytes { bytes += $0 }
    }
    return bytes
  }

  /// Decodes the bytes of a file.
  ///
  /// Floats of 16, 32 and 64 bits, bfloat16, integers and booleans become Float, rounded to the
  /// nearest.
  ///
  /// - Throws: `SafetensorsError`. No bytes trap.
  public static func decode(_ bytes: [UInt8]) throws(SafetensorsError) -> SafetensorsFile {
    let header = try SafetensorsHeader(bytes)
    var tensors: [String: Tensor] = [:]
    bytes.withUnsafeBytes { bytes in
      for entry in header.entries {
        let source = UnsafeRawBufferPointer(
          rebasing: bytes[(header.length + entry.bytes.lowerBound)...])
        let count = entry.bytes.count / entry.type.size
        let scalars = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
          entry.type.read(source, into: UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
          filled = count
        }
        tensors[entry.name] = Tensor(shape: entry.shape, scalars: scalars)
      }
    }
    return SafetensorsFile(tensors, metadata: header.metadata)
  }

  /// Writes the file atomically.
  ///
  /// - Throws: Foundation's error when the file can't be written.
  public func write(to url: URL) throws {
    try Data(encode()).write(to: url, options: .atomic)
  }

  /// Reads a file.
  ///
  /// - Throws: `SafetensorsError` with the file's name when it is not valid, Foundation's error
  ///   when it can't be read.
  public static func read(_ url: URL) throws -> SafetensorsFile {
    let bytes = [UInt8](try Data(contentsOf: url))
    do {
      return try decode(bytes)
    } catch { throw SafetensorsError.inFile(url.lastPathComponent, error) }
  }
}

/// Encodes text as a JSON string.
private func quoted(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": quoted += "\\\(scalar)"
    case "\n": quoted += "\\n"
    case "\r": quoted += "\\r"
    case "\t": quoted += "\\t"
    case "\u{8}": quoted += "\\b"
    case "\u{c}": quoted += "\\f"
    case "\0"..<" ":
      let digits = String(scalar.value, radix: 16)
      quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
