// The binary encoding of values, for the pipe between `convbook` and a student's program:
// little-endian, with a letter for the kind in front. Decoding checks everything, because a
// student's program may write anything.

import Pixels
import Tensors

extension Value {
  /// Encodes the value and appends its bytes.
  package func append(to bytes: inout [UInt8]) {
    switch self {
    case .whole(let whole):
      bytes.append(UInt8(ascii: "w"))
      bytes.append(whole)
    case .number(let number):
      bytes.append(UInt8(ascii: "n"))
      bytes.append(Int(bitPattern: UInt(number.bitPattern)))
    case .wholes(let wholes):
      bytes.append(UInt8(ascii: "s"))
      bytes.append(wholes.count)
      wholes.forEach { bytes.append($0) }
    case .tensor(let tensor):
      bytes.append(UInt8(ascii: "t"))
      bytes.append(tensor.rank)
      tensor.shape.forEach { bytes.append($0) }
      for scalar in tensor.scalars {
        withUnsafeBytes(of: scalar.bitPattern.littleEndian) { bytes += $0 }
      }
    case .text(let text):
      bytes.append(UInt8(ascii: "x"))
      bytes.append(text.utf8.count)
      bytes += text.utf8
    case .picture(let picture):
      bytes.append(UInt8(ascii: "p"))
      for length in [picture.height, picture.width, picture.channels] { bytes.append(length) }
      bytes += picture.pixels
    case .list(let values):
      bytes.append(UInt8(ascii: "l"))
      bytes.append(values.count)
      values.forEach { $0.append(to: &bytes) }
    }
  }

  /// Decodes one value and moves past it; nil when the bytes encode none.
  package init?(reading bytes: inout ArraySlice<UInt8>, depth: Int = 0) {
    guard depth < 4, let kind = bytes.popFirst() else { return nil }
    switch kind {
    case UInt8(ascii: "w"):
      guard let whole = bytes.popWhole() else { return nil }
      self = .whole(whole)
    case UInt8(ascii: "n"):
      guard let bits = bytes.popWhole() else { return nil }
      self = .number(Double(bitPattern: UInt64(UInt(bitPattern: bits))))
    case UInt8(ascii: "s"):
      guard let wholes = bytes.popWholes(limit: bytes.count / 8) else { return nil }
      self = .wholes(wholes)
    case UInt8(ascii: "t"):
      guard let shape = bytes.popWholes(limit: 8),
        let count = Self.product(of: shape, limit: bytes.count / 4),
        let data = bytes.pop(count * 4)
      else { return nil }
      let scalars = data.withUnsafeBytes { data in
        (0..<count).map { index in
          Float(
            bitPattern: UInt32(
              littleEndian: data.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)))
        }
      }
      self = .tensor(Tensor(shape: shape, scalars: scalars))
    case UInt8(ascii: "x"):
      guard let count = bytes.popWhole(), let data = bytes.pop(count) else { return nil }
      self = .text(String(decoding: data, as: UTF8.self))
    case UInt8(ascii: "p"):
      guard let height = bytes.popWhole(), let width = bytes.popWhole(),
        let channels = bytes.popWhole(), (1...4).contains(channels),
        let count = Self.product(of: [height, width, channels], limit: bytes.count),
        let data = bytes.pop(count)
      else { return nil }
      self = .picture(
        Image(height: height, width: width, channels: channels, pixels: Array(data)))
    case UInt8(ascii: "l"):
      guard let count = bytes.popWhole(), (0...1000).contains(count) else { return nil }
      var values: [Value] = []
      for _ in 0..<count {
        guard let value = Value(reading: &bytes, depth: depth + 1) else { return nil }
        values.append(value)
      }
      self = .list(values)
    default: return nil
    }
  }

  /// Multiplies lengths; nil when one is negative or the product is above a limit.
  private static func product(of lengths: [Int], limit: Int) -> Int? {
    // Rows without numbers: their number alone may be above the limit.
    if lengths.contains(0) { return lengths.allSatisfy { $0 >= 0 } ? 0 : nil }
    return lengths.reduce(1) { product, length in
      guard let product, length >= 0 else { return nil }
      let (next, overflows) = product.multipliedReportingOverflow(by: length)
      return overflows || next > limit ? nil : next
    }
  }
}

extension [UInt8] {
  /// Appends a whole number as eight bytes.
  package mutating func append(_ whole: Int) {
    Swift.withUnsafeBytes(of: Int64(whole).littleEndian) { self += $0 }
  }
}

extension ArraySlice<UInt8> {
  /// Removes bytes from the front; nil when there are fewer.
  package mutating func pop(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= self.count else { return nil }
    defer { self = dropFirst(count) }
    return prefix(count)
  }

  /// Removes a whole number from the front.
  package mutating func popWhole() -> Int? {
    pop(8).map { bytes in
      Int(
        truncatingIfNeeded: bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
  }

  /// Removes a count and as many whole numbers from the front.
  fileprivate mutating func popWholes(limit: Int) -> [Int]? {
    guard let count = popWhole(), (0...limit).contains(count) else { return nil }
    var wholes: [Int] = []
    for _ in 0..<count {
      guard let whole = popWhole() else { return nil }
      wholes.append(whole)
    }
    return wholes
  }
}
