/// Bytes as a gzip file that is stored, not packed.
func gzipped(_ bytes: some Collection<UInt8>) -> [UInt8] {
  let length = UInt16(bytes.count)
  let checksum = bytes.reduce(~0 as UInt32) { sum, byte in
    (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
  }
  func little(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian, Array.init)
  }
  return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1] + little(length) + little(~length) + bytes
    + little(~checksum) + little(UInt32(bytes.count))
}
