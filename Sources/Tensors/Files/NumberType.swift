// The number types of files, and their conversion to Float.

/// A number type that is read from files as Float.
package enum NumberType: Sendable {
  case float16, bfloat16, float32, float64
  case int8, int16, int32, int64
  case uint8, uint16, uint32, uint64
  case bool

  /// The bytes of one number.
  package var size: Int {
    switch self {
    case .int8, .uint8, .bool: 1
    case .float16, .bfloat16, .int16, .uint16: 2
    case .float32, .int32, .uint32: 4
    case .float64, .int64, .uint64: 8
    }
  }

  /// Converts little-endian bytes to Floats, as many as `numbers` holds, rounded to the nearest.
  package func read(
    _ bytes: UnsafeRawBufferPointer, into numbers: UnsafeMutableBufferPointer<Float>
  ) {
    switch self {
    case .float16: convert(bytes, numbers, float(half:))
    // The upper half of a Float's bits.
    case .bfloat16:
      convert(bytes, numbers) { (bits: UInt16) in Float(bitPattern: UInt32(bits) << 16) }
    case .float32: convert(bytes, numbers) { (bits: UInt32) in Float(bitPattern: bits) }
    case .float64: convert(bytes, numbers) { (bits: UInt64) in Float(Double(bitPattern: bits)) }
    case .int8: convert(bytes, numbers) { (value: Int8) in Float(value) }
    case .int16: convert(bytes, numbers) { (value: Int16) in Float(value) }
    case .int32: convert(bytes, numbers) { (value: Int32) in Float(value) }
    case .int64: convert(bytes, numbers) { (value: Int64) in Float(value) }
    case .uint8: convert(bytes, numbers) { (value: UInt8) in Float(value) }
    case .uint16: convert(bytes, numbers) { (value: UInt16) in Float(value) }
    case .uint32: convert(bytes, numbers) { (value: UInt32) in Float(value) }
    case .uint64: convert(bytes, numbers) { (value: UInt64) in Float(value) }
    case .bool: convert(bytes, numbers) { (value: UInt8) in value == 0 ? 0 : 1 }
    }
  }

  @inline(__always)
  private func convert<Stored: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: UnsafeRawBufferPointer, _ numbers: UnsafeMutableBufferPointer<Float>,
    _ number: (Stored) -> Float
  ) {
    for index in numbers.indices {
      let place = index * MemoryLayout<Stored>.size
      let stored = bytes.loadUnaligned(fromByteOffset: place, as: Stored.self)
      numbers[index] = number(Stored(littleEndian: stored))
    }
  }
}

/// Converts a half-precision number, 1 bit of sign, 5 of exponent, 10 of significand.
///
/// `Float16` does not exist on Intel Macs.
private func float(half bits: UInt16) -> Float {
  let (exponent, significand) = (Int(bits >> 10 & 31), UInt32(bits & 1023))
  let size: Float =
    switch exponent {
    // Subnormal: no leading 1.
    case 0: Float(significand) * 0x1p-24
    case 31: Float(bitPattern: 0x7F80_0000 | significand << 13)
    default: Float(bitPattern: UInt32(exponent - 15 + 127) << 23 | significand << 13)
    }
  return bits >> 15 == 1 ? -size : size
}
