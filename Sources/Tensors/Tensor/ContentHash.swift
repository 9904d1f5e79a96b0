// A hash of bytes, to tell whether a file or a tensor is still what it was.

/// Computes a 64-bit hash of some bytes.
///
/// It is FNV-1a over words of eight bytes, mixed at the end, so that a page of a megabyte costs a
/// fraction of a millisecond. It finds changes, not forgeries.
/// Source: Fowler, Noll and Vo, RFC 9923; the mix is MurmurHash3's `fmix64`.
package func contentHash(of bytes: UnsafeRawBufferPointer) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  func add(_ word: UInt64) { hash = (hash ^ word) &* 0x100_0000_01b3 ^ (hash &>> 29) }
  var offset = 0
  while offset + 8 <= bytes.count {
    add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
    offset += 8
  }
  while offset < bytes.count {
    add(UInt64(bytes[offset]) | 0x100)
    offset += 1
  }
  add(UInt64(bytes.count))
  hash = (hash ^ (hash &>> 33)) &* 0xff51_afd7_ed55_8ccd
  hash = (hash ^ (hash &>> 33)) &* 0xc4ce_b9fe_1a85_ec53
  return hash ^ (hash &>> 33)
}

/// Returns a hash as 16 hexadecimal digits.
package func hexadecimal(_ hash: UInt64) -> String {
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
