// Reads and writes NumPy's .npy files.
// Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html

import Foundation

/// Encodes and decodes tensors as `.npy` files.
public enum NumPyFile {
  /// Encodes a tensor: version 1.0, 32-bit floats, little-endian, C order, byte for byte as
  /// `numpy.save` does.
  public static func encode(_ tensor: Tensor) -> [UInt8] {
    // Python writes a tuple of one number as (3,).
    let shape = tensor.rank == 1 ? "(\(tensor.shape[0]),)" : describe(tensor.shape)
    var header = "{'descr': '<f4', 'fortran_order': False, 'shape': \(shape), }"
    // NumPy reserves 21 digits for the first axis.
    if let first = tensor.shape.first {
      header += String(repeating: " ", count: 21 - "\(first)".count)
    }
    // The format aligns the numbers to 64 bytes; the header ends with a new line.
    let used = NumPyHeader.magic.count + 4 + header.utf8.count + 1
    header += String(repeating: " ", count: 64 - used % 64) + "\n"
    let length = UInt16(header.utf8.count)
    var bytes = NumPyHeader.magic + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)]
    bytes.reserveCapacity(bytes.count + header.utf8.count + 4 * tensor.count)
    bytes += header.utf8
    tensor.scalars.map { $0.bitPattern.littleEndian }.withUnsafeBytes { bytes += $0 }
    return bytes
  }

  /// Decodes the bytes of a file.
  ///
  /// Floats and integers of any size and booleans become Float; integers beyond 2²⁴ are rounded to
  /// the nearest.
  ///
  /// - Throws: `NumPyFileError`. No bytes trap.
  public static func decode(_ bytes: [UInt8]) throws(NumPyFileError) -> Tensor {
    let header = try NumPyHeader(bytes)
    let count = try header.count()
    let found = bytes.count - header.length
    let (needed, overflow) = count.multipliedReportingOverflow(by: header.type.size)
    guard !overflow, found >= needed else {
      throw .truncated(shape: header.shape, needed: overflow ? .max : needed, found: found)
    }
    guard found == needed else { throw .tooLong(shape: header.shape, needed: needed, found: found) }
    return Tensor(shape: header.shape) { numbers in
      bytes.withUnsafeBytes { bytes in
        header.type.read(UnsafeRawBufferPointer(rebasing: bytes[header.length...]), into: numbers)
      }
    }
  }

  /// Writes a tensor to a file, atomically.
  ///
  /// - Throws: Foundation's error when the file can't be written.
  public static func write(_ tensor: Tensor, to url: URL) throws {
    try Data(encode(tensor)).write(to: url, options: .atomic)
  }

  /// Reads a tensor from a file.
  ///
  /// - Throws: `NumPyFileError` with the file's name when it is not valid, Foundation's error when
  ///   it can't be read.
  public static func read(_ url: URL) throws -> Tensor {
    let bytes = [UInt8](try Data(contentsOf: url))
    do {
      return try decode(bytes)
    } catch { throw NumPyFileError.inFile(url.lastPathComponent, error) }
  }
}

/// Tells why bytes are not a `.npy` file that can be read.
public indirect enum NumPyFileError: Error, Equatable, CustomStringConvertible {
  /// The first bytes are not those of a `.npy` file.
  case notNumPy
  /// An unknown version of the format.
  case version(major: UInt8, minor: UInt8)
  /// The header is not valid; the reason.
  case header(Message)
  /// A number type that is not supported.
  case type(String)
  /// Fortran order: column-major.
  case fortranOrder
  /// A shape whose count overflows.
  case tooLarge(shape: [Int])
  /// Fewer bytes than the shape needs.
  case truncated(shape: [Int], needed: Int, found: Int)
  /// More bytes than the shape needs.
  case tooLong(shape: [Int], needed: Int, found: Int)
  /// Another error, with the name of the file.
  case inFile(String, NumPyFileError)

  /// What was found, what was expected, and what to do.
  public var description: String { message.text }

  private var message: Message {
    switch self {
    case .notNumPy:
      "not a .npy file: it does not begin with \\x93NUMPY (an .npz is a zip of .npy files)"
    case .version(let major, let minor):
      ".npy version \(major).\(minor) is not known here, only 1.0, 2.0 and 3.0"
    case .header(let problem): "the .npy header can't be read: \(problem)"
    case .type(let type):
      "numbers of type '\(type)' can't be read: save them by array.astype('<f4')"
    case .fortranOrder:
      "the numbers are in Fortran order, columns first: save numpy.ascontiguousarray(array)"
    case .tooLarge(let shape): "shape \(shape) holds more numbers than can be counted"
    case .truncated(let shape, let needed, let found):
      "the file is cut off: shape \(shape) needs \(needed) bytes, there are \(found)"
    case .tooLong(let shape, let needed, let found):
      "shape \(shape) needs \(needed) bytes but there are \(found): "
        + "the header does not fit the file"
    case .inFile(let name, let error): "\(name): \(error.message)"
    }
  }
}
