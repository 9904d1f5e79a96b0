// MD5, the checksum that data sets are published with; against damage, not forgery. Source: RFC
// 1321.

import Formatting

/// Computes MD5 piece by piece.
package struct MD5 {
  private var state = State()
  /// The bytes of an incomplete block of 64.
  private var rest: [UInt8] = []
  private var length: UInt64 = 0

  /// Creates the checksum of no bytes.
  package init() {}

  /// Computes the checksum of bytes, 32 hexadecimal digits.
  package static func checksum(of bytes: [UInt8]) -> String {
    var sum = MD5()
    sum.add(bytes)
    return sum.checksum()
  }

  /// Adds bytes.
  package mutating func add(_ bytes: [UInt8]) {
    length += UInt64(bytes.count)
    // Large pieces are read where they are, but for what fills up a block begun before.
    let missing = rest.isEmpty ? 0 : min(64 - rest.count, bytes.count)
    rest += bytes[..<missing]
    if rest.count == 64 {
      rest.withUnsafeBytes { Self.mix($0, into: &state) }
      rest.removeAll(keepingCapacity: true)
    }
    guard rest.isEmpty else { return }
    let end = missing + (bytes.count - missing) / 64 * 64
    bytes.withUnsafeBytes { bytes in
      Self.mix(UnsafeRawBufferPointer(rebasing: bytes[missing..<end]), into: &state)
    }
    rest += bytes[end...]
  }

  /// The checksum of all that was added, 32 hexadecimal digits.
  package func checksum() -> String {
    var last = self
    let bits = length &* 8
    // A bit 1, zeros to 8 bytes before the end of a block, and the length in bits.
    last.add([0x80] + [UInt8](repeating: 0, count: (119 - rest.count) % 64))
    last.add((0..<8).map { UInt8(truncatingIfNeeded: bits >> (8 * $0)) })
    let words = [last.state.a, last.state.b, last.state.c, last.state.d]
    return words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
      .map(hexadecimal).joined()
  }

  /// The four words that bytes are mixed into.
  private struct State {
    var a: UInt32 = 0x6745_2301
    var b: UInt32 = 0xEFCD_AB89
    var c: UInt32 = 0x98BA_DCFE
    var d: UInt32 = 0x1032_5476

    /// One step: `mixed` is a round's function of b, c and d.
    @inline(__always)
    mutating func step(_ mixed: UInt32, _ word: UInt32, sine: UInt32, turn: UInt32) {
      let sum = a &+ mixed &+ sine &+ word
      (a, d, c, b) = (d, c, b, b &+ (sum &<< turn | sum &>> (32 - turn)))
    }
  }

  /// RFC 1321, 3.4: mixes whole blocks of 64 bytes into the four words.
  private static func mix(_ blocks: UnsafeRawBufferPointer, into state: inout State) {
    sines.withUnsafeBufferPointer { sines in
      for start in stride(from: 0, to: blocks.count, by: 64) {
        func word(_ index: Int) -> UInt32 {
          UInt32(
            littleEndian: blocks.loadUnaligned(
              fromByteOffset: start + 4 * (index & 15), as: UInt32.self))
        }
        // By how many bits each step turns: four numbers a round, over and over.
        func turn(_ turns: SIMD4<UInt32>, _ step: Int) -> UInt32 { turns[step & 3] }
        var now = state
        for i in 0..<16 {
          now.step(
            now.b & now.c | ~now.b & now.d, word(i), sine: sines[i], turn: turn([7, 12, 17, 22], i))
        }
        for i in 0..<16 {
          now.step(
            now.d & now.b | ~now.d & now.c, word(5 * i + 1), sine: sines[16 + i],
            turn: turn([5, 9, 14, 20], i))
        }
        for i in 0..<16 {
          now.step(
            now.b ^ now.c ^ now.d, word(3 * i + 5), sine: sines[32 + i],
            turn: turn([4, 11, 16, 23], i))
        }
        for i in 0..<16 {
          now.step(
            now.c ^ (now.b | ~now.d), word(7 * i), sine: sines[48 + i],
            turn: turn([6, 10, 15, 21], i))
        }
        state.a &+= now.a
        state.b &+= now.b
        state.c &+= now.c
        state.d &+= now.d
      }
    }
  }

  /// ⌊2³² · |sin(i + 1)|⌋ for i = 0…63, the RFC's table.
  private static let sines: [UInt32] = [
    0xD76A_A478, 0xE8C7_B756, 0x2420_70DB, 0xC1BD_CEEE, 0xF57C_0FAF, 0x4787_C62A,
    0xA830_4613, 0xFD46_9501, 0x6980_98D8, 0x8B44_F7AF, 0xFFFF_5BB1, 0x895C_D7BE,
    0x6B90_1122, 0xFD98_7193, 0xA679_438E, 0x49B4_0821, 0xF61E_2562, 0xC040_B340,
    0x265E_5A51, 0xE9B6_C7AA, 0xD62F_105D, 0x0244_1453, 0xD8A1_E681, 0xE7D3_FBC8,
    0x21E1_CDE6, 0xC337_07D6, 0xF4D5_0D87, 0x455A_14ED, 0xA9E3_E905, 0xFCEF_A3F8,
    0x676F_02D9, 0x8D2A_4C8A, 0xFFFA_3942, 0x8771_F681, 0x6D9D_6122, 0xFDE5_380C,
    0xA4BE_EA44, 0x4BDE_CFA9, 0xF6BB_4B60, 0xBEBF_BC70, 0x289B_7EC6, 0xEAA1_27FA,
    0xD4EF_3085, 0x0488_1D05, 0xD9D4_D039, 0xE6DB_99E5, 0x1FA2_7CF8, 0xC4AC_5665,
    0xF429_2244, 0x432A_FF97, 0xAB94_23A7, 0xFC93_A039, 0x655B_59C3, 0x8F0C_CC92,
    0xFFEF_F47D, 0x8584_5DD1, 0x6FA8_7E4F, 0xFE2C_E6E0, 0xA301_4314, 0x4E08_11A1,
    0xF753_7E82, 0xBD3A_F235, 0x2AD7_D2BB, 0xEB86_D391,
  ]
}
